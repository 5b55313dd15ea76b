"""What the sealed chain says of how a called juror's votes had stood before.

A ballot may be weighed by it, so it is bound before anything is read or cast.
"""

from collections.abc import Sequence

from jury.services.hearing.enough import rule_of
from jury.services.proof import audit
from jury.storage.audit import list_entries
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.standings import keep_standing, list_standings

CALLED = "summons.sent"


def seal_standing(dispute: Dispute, draw: Draw, summons: Summons) -> dict[str, object]:
    """Keep a called juror's counts where ballots are weighed; what the log says."""
    if not rule_of(dispute, draw).weighs:
        return {}
    return {"standing": _digest(dispute, summons.id, keep_standing(summons))}


def are_standings_as_sealed(dispute: Dispute, draw: Draw) -> bool:
    """Whether the counts that are kept of a poll's jurors are those it was told."""
    told = {
        entry.payload.get("summons"): entry.payload["standing"]
        for entry in list_entries(audit.poll_chain(draw.id), CALLED)
        if "standing" in entry.payload
    }
    kept = list_standings(draw.id)
    return told == {call: _digest(dispute, call, kept[call]) for call in kept}


def _digest(dispute: Dispute, call: str, counts: Sequence[int]) -> str:
    listed = " ".join(map(str, counts))
    return audit.salted_digest(dispute.secret, f"{call} {listed}")
