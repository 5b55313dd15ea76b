"""How far jurors' votes stood: counted as disputes become final, and nightly anew.

Nothing here weighs a vote, and nobody but the juror reads a juror's own.
"""

from dataclasses import dataclass

from jury.domain.jurors.control import RIGHT
from jury.domain.lives.part_states import SummonsState
from jury.domain.reliability.agreement import Agreement, agreement
from jury.storage.disputes import Dispute
from jury.storage.jurors.control_counts import counts_by_controls
from jury.storage.jurors.reliabilities import (
    count_anew,
    count_dispute,
    find_reliability,
    list_voters_after,
)
from jury.storage.jurors.service_records import count_by_state
from jury.storage.transaction import transaction

# A transaction with the votes of so many is short enough for people beside it.
_AT_ONCE = 200


@dataclass(frozen=True)
class OwnFigures:
    """What a juror reads about themselves."""

    agreement: Agreement
    # Of these, the ones in control disputes, whose answer was known.
    controls: int
    controls_right: int
    voted: int
    seats_left_empty: int
    calls_unanswered: int


def learn(dispute: Dispute) -> None:
    """Count the votes of a dispute that has just become final, once."""
    count_dispute(dispute.id)


def count_everything_anew() -> int:
    """Count all final disputes from their ballots; returns how many people have votes.

    In short transactions of its own. It mends what an award that was changed later, or
    a restored backup, left behind.
    """
    found, last = 0, 0
    while True:
        with transaction():
            jurors = list_voters_after(last, limit=_AT_ONCE)
            if not jurors:
                return found
            found += count_anew(last + 1, jurors[-1])
        last = jurors[-1]


def figures_of(juror_id: int) -> OwnFigures:
    """What is kept of a juror's service; nothing of it is about one dispute."""
    kept, states = find_reliability(juror_id), count_by_state(juror_id)
    controls = counts_by_controls([juror_id]).get(juror_id, {})
    known = sum(controls.values())
    right = sum(controls.get(name, 0) for name in RIGHT)
    return OwnFigures(
        agreement=agreement(
            agreed=(kept.agreed if kept else 0) + right,
            finals=(kept.finals if kept else 0) + known,
        ),
        controls=known,
        controls_right=right,
        voted=states.get(SummonsState.VOTED, 0),
        seats_left_empty=states.get(SummonsState.REVOKED, 0),
        calls_unanswered=states.get(SummonsState.EXPIRED, 0),
    )
