"""What the marketplace may see of its disputes: stages, money, and the verdict.

Before a poll closes nothing here tells how many were called, sit or voted; that a
poll was extended is all there is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jury.domain.appeals import is_appealable
from jury.domain.errors import N_, Invalid
from jury.domain.law.ladder import OfferedRung
from jury.domain.lifecycle import Stage
from jury.services.law.rules import ladder_of, rules_of
from jury.storage.appeals import Appeal
from jury.storage.base import current_session
from jury.storage.desk.listing import (
    appeals_of,
    draws_of,
    list_disputes_after,
    load_policies,
    refunds_of,
    verdicts_of,
)
from jury.storage.desk.staff_decisions import StaffDecision, staff_decisions_of
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw
from jury.storage.money.payments import Payment, payments_of
from jury.storage.money.refunds import RefundRecord
from jury.storage.money.returns import GoodsResend, GoodsReturn, resends_of, returns_of
from jury.storage.offers import Offer, newest_offers_of
from jury.storage.verdicts import Verdict


@dataclass(frozen=True)
class OutsideView:
    """One dispute as its marketplace sees it; `draw` says what was promised."""

    dispute: Dispute
    refund: RefundRecord
    payments: Sequence[Payment]
    verdicts: Sequence[Verdict]
    appeals: Sequence[Appeal]
    draw: Draw | None
    offer: Offer | None
    goods_return: GoodsReturn | None
    goods_resend: GoodsResend | None
    staff_decision: StaffDecision | None = None

    @property
    def effect(self) -> str:
        """Whether its verdict binds, advises, or runs beside staff."""
        return self.dispute.effect

    @property
    def verdict(self) -> Verdict | None:
        """The newest verdict; after an appeal the first one until it is decided."""
        return self.verdicts[-1] if self.verdicts else None

    @property
    def appeal_until(self) -> datetime | None:
        """Until when the newest verdict may be appealed; None: not, or not any more."""
        dispute, verdict = self.dispute, self.verdict
        if verdict is None or dispute.stage != Stage.PRONOUNCED.value:
            return None
        policy = rules_of(dispute).policy
        if not is_appealable(policy, verdict.ended_by, is_appealed=bool(self.appeals)):
            return None
        return dispute.stage_closes_at

    @property
    def is_extended(self) -> bool:
        """Whether the vote that is running was extended."""
        is_heard = self.dispute.stage == Stage.HEARING.value
        return bool(is_heard and self.draw and self.draw.extended_at)

    @property
    def ladder(self) -> tuple[OfferedRung, ...]:
        """The remedies its ballot offers, lowest first."""
        return ladder_of(self.dispute)


def outside_view(dispute_id: str) -> OutsideView:
    """One dispute; raises NotFound."""
    return _views([get_dispute(dispute_id)])[0]


def list_outside(after: str | None, *, limit: int) -> list[OutsideView]:
    """Disputes in the order of admission; raises Invalid for an unknown `after`."""
    last = None if after is None else current_session().get(Dispute, after)
    if after is not None and last is None:
        raise Invalid({"after": N_("There is no such dispute to go on after.")})
    return _views(list_disputes_after(last, limit=limit))


def _views(disputes: Sequence[Dispute]) -> list[OutsideView]:
    ids = [dispute.id for dispute in disputes]
    refunds, draws = refunds_of(ids), draws_of(ids)
    verdicts, appeals = verdicts_of(ids), appeals_of(ids)
    offers, returns = newest_offers_of(ids), returns_of(ids)
    resends = resends_of(ids)
    by_staff, payments = staff_decisions_of(ids), payments_of(ids)
    # What a verdict says is read beside the ladder it was chosen from.
    load_policies(verdicts)
    return [
        OutsideView(
            dispute=one,
            refund=refunds[one.id],
            payments=payments.get(one.id, []),
            verdicts=verdicts.get(one.id, []),
            appeals=appeals.get(one.id, []),
            draw=draws.get(one.id),
            offer=offers.get(one.id),
            goods_return=returns.get(one.id),
            goods_resend=resends.get(one.id),
            staff_decision=by_staff.get(one.id),
        )
        for one in disputes
    ]
