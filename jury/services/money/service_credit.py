"""CLOSED: nothing is owed any more, and the jurors' service is credited.

Whoever read the whole file and voted is credited once, whatever they voted, and also
where nothing of it was opened: the work was done. The marketplace pays its coins by it.
"""

from datetime import datetime

from jury.domain.lives.part_states import SummonsState
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.stages import Move, enter
from jury.storage.audit import list_entries
from jury.storage.disputes import Dispute
from jury.storage.draws import list_draws, list_summonses
from jury.storage.roster import get_juror

CREDITED = "service.credited"


def close_dispute(dispute: Dispute, *, actor: str, now: datetime) -> None:
    """Close a final dispute in which nothing is owed."""
    enter(dispute, Move("close", actor, None), now=now)
    dispute.closed_at = now
    _credit_jurors(dispute, now=now)


def _credit_jurors(dispute: Dispute, *, now: datetime) -> None:
    # An award that is changed closes the dispute again; the service was one.
    if list_entries(audit.dispute_chain(dispute.id), CREDITED):
        return
    served = {
        summons.juror_id
        for draw in list_draws(dispute.id)
        for summons in list_summonses(draw.id)
        if summons.state == SummonsState.VOTED.value
    }
    if not served:
        return
    told = {"jurors": len(served)}
    audit.record(dispute.id, CREDITED, told, actor="sweep", now=now)
    # By reference, which says nothing of the drawn order, and without the dispute.
    for ref in sorted(get_juror(juror_id).ref for juror_id in served):
        telling.emit(None, "juror.credited", {"user": ref, "votes": 1}, now=now)
