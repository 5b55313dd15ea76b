"""What an award became after it was instructed, as the letter tells it."""

from dataclasses import dataclass
from datetime import datetime

from jury.storage.money.payments import Reversal, list_reversals
from jury.storage.verdicts import Verdict


@dataclass(frozen=True)
class AwardChange:
    """One change: what each side got before, and why it is another sum now."""

    made_at: datetime
    cause: str
    reason: str
    is_by_two: bool
    buyer_minor: int
    seller_minor: int
    deposit_minor: int


def changes_of(verdict: Verdict) -> list[Reversal]:
    """The changes of what this verdict awarded, in order."""
    found = list_reversals(verdict.dispute_id)
    return [one for one in found if one.verdict_id == verdict.id]


def present_award(verdict: Verdict) -> Verdict | Reversal:
    """What is awarded now: by the verdict, or by the last change of its award."""
    changes = changes_of(verdict)
    return changes[-1] if changes else verdict


def award_changes(verdict: Verdict) -> tuple[AwardChange, ...]:
    """Every change, with the sums that stood before it."""
    changes = changes_of(verdict)
    before: list[Verdict | Reversal] = [verdict, *changes]
    return tuple(
        AwardChange(
            made_at=one.made_at,
            cause=one.cause,
            reason=one.reason,
            is_by_two=one.consented_by is not None,
            buyer_minor=old.buyer_minor,
            seller_minor=old.seller_minor,
            deposit_minor=old.deposit_minor,
        )
        for old, one in zip(before, changes, strict=False)
    )
