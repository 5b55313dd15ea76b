"""FINAL: what waited for a stop or a pause is done before anybody is asked again."""

from datetime import datetime

from jury.domain.lifecycle import RefundState
from jury.services import remedy
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money import Enforcement, get_refund_of
from jury.storage.verdicts import find_verdict


def advance_final(dispute: Dispute, *, now: datetime) -> None:
    """Instruct what was not, close what is paid, else ask why nobody answers."""
    record = get_refund_of(dispute.id)
    verdict = find_verdict(dispute.id)
    if verdict is not None and current_session().get(Enforcement, dispute.id) is None:
        remedy.carry_out(dispute, verdict, now=now)
    elif record.state == RefundState.ACKNOWLEDGED.value:
        remedy.close(dispute, actor="sweep", now=now)
    else:
        remedy.chase_answer(dispute.id, now=now)
