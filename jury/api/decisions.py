"""What the API answers of decisions: each round's verdict, its split, and appeals."""

from typing import Any, Literal, Self

from jury.api.fields import Amount, Instant, Shown
from jury.services.reading.outside import OutsideView
from jury.storage.verdicts import Verdict


class RungVotes(Shown):
    """How many jurors chose one remedy."""

    remedy: str
    votes: int


class Split(Shown):
    """How the jury was divided."""

    rungs: list[RungVotes]
    cannot_decide: int
    seats: int


class ReasonCount(Shown):
    """How often jurors gave a reason."""

    code: str
    count: int


class VerdictShown(Shown):
    """What a round decided, and what each side gets; `split` is null when staff did.

    A slip that was corrected makes the next `version`; `standing` is `appealed` while
    the second round is not decided, then `replaced`, and `stands` else.
    """

    round_number: int
    version: int
    standing: Literal["stands", "appealed", "replaced"]
    ended_by: str
    basis: str | None
    remedy: str
    buyer: Amount
    seller: Amount
    freight: Amount
    pronounced_at: Instant
    corrected_at: Instant | None
    split: Split | None
    reasons: list[ReasonCount]

    @classmethod
    def of(cls, view: OutsideView, verdict: Verdict) -> Self:
        """The verdict of one round."""
        currency = view.dispute.currency
        return cls(
            round_number=verdict.round_number,
            version=verdict.version,
            standing=_standing(view, verdict),
            ended_by=verdict.ended_by,
            basis=verdict.basis,
            remedy=verdict.remedy,
            buyer=Amount(minor=verdict.buyer_minor, currency=currency),
            seller=Amount(minor=verdict.seller_minor, currency=currency),
            freight=Amount(minor=verdict.freight_minor, currency=currency),
            pronounced_at=verdict.pronounced_at,
            corrected_at=verdict.corrected_at,
            split=_split(view, verdict.split),
            reasons=[
                ReasonCount(code=code, count=count) for code, count in verdict.reasons
            ],
        )


class AppealFiled(Shown):
    """That a side appealed, and on which ground; its words are not told."""

    side: str
    ground: str
    filed_at: Instant


class AppealShown(Shown):
    """Until when the verdict may be appealed, on its parties' pages, and who did."""

    until: Instant | None
    filed: list[AppealFiled]

    @classmethod
    def of(cls, view: OutsideView) -> Self:
        """What there is to say of appeals in a dispute."""
        return cls(
            until=view.appeal_until,
            filed=[
                AppealFiled(side=one.side, ground=one.ground, filed_at=one.filed_at)
                for one in view.appeals
            ],
        )


class StaffDecisionShown(Shown):
    """What staff decided in a shadow dispute, and whether the verdict gives as much."""

    buyer: Amount
    code: str
    decided_at: Instant
    reported_at: Instant
    before_verdict: bool
    agrees: bool | None

    @classmethod
    def of(cls, view: OutsideView) -> Self | None:
        """The report, when there is one."""
        found = view.staff_decision
        if found is None:
            return None
        verdict = view.verdict
        return cls(
            buyer=Amount(minor=found.buyer_minor, currency=view.dispute.currency),
            code=found.code,
            decided_at=found.decided_at,
            reported_at=found.reported_at,
            before_verdict=found.before_verdict,
            agrees=None
            if verdict is None
            else verdict.buyer_minor == found.buyer_minor,
        )


def _standing(
    view: OutsideView, verdict: Verdict
) -> Literal["stands", "appealed", "replaced"]:
    if verdict is not view.verdict:
        return "replaced"
    is_last = verdict.round_number == view.dispute.round_number
    return "stands" if is_last else "appealed"


def _split(view: OutsideView, split: dict[str, Any]) -> Split | None:
    if "counts" not in split:
        return None
    counted = zip(view.ladder, split["counts"], strict=False)
    return Split(
        rungs=[RungVotes(remedy=rung.code, votes=votes) for rung, votes in counted],
        cannot_decide=split["cannot_decide"],
        seats=split["seats"],
    )
