"""What the API answers: the models that the OpenAPI description is made of."""

from collections.abc import Sequence
from typing import Any, Self

from pydantic import Field

from jury.api.decisions import AppealShown, StaffDecisionShown, VerdictShown
from jury.api.fields import Amount, Instant, Movement, Shown
from jury.api.offers import OfferShown
from jury.api.returns import ReturnShown
from jury.services.reading.outside import OutsideView
from jury.storage.base import current_settings
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw
from jury.storage.money.payments import Payment
from jury.storage.money.refunds import RefundRecord
from jury.storage.outside.outbox import Notice

PREFIX = "/api/v1"


class Links(Shown):
    """Where to go on: the resource, the parties' page, the refund record."""

    self: str
    page: str
    refund: str

    @classmethod
    def of(cls, dispute: Dispute) -> Self:
        """The links of a dispute."""
        return cls(
            self=f"{PREFIX}/disputes/{dispute.id}",
            page=f"{current_settings().public_url}/disputes/{dispute.id}",
            refund=f"{PREFIX}/refunds/{dispute.refund_ref}",
        )


class Admitted(Shown):
    """A dispute that was taken in; `decided_by` is the latest it is decided."""

    id: str
    stage: str
    decided_by: Instant
    links: Links

    @classmethod
    def of(cls, dispute: Dispute) -> Self:
        """The first answer about a dispute."""
        return cls(
            id=dispute.id,
            stage=dispute.stage,
            decided_by=dispute.decided_by_at,
            links=Links.of(dispute),
        )


class PaymentShown(Shown):
    """A payment beside the award; a negative sum is taken."""

    enforcement: str
    kind: str
    state: str
    attempt: int
    buyer: Movement
    seller: Movement
    freight: Movement
    platform: Movement
    deposit: Movement
    answer_due_at: Instant | None
    answer_code: str | None

    @classmethod
    def of(cls, payment: Payment) -> Self:
        """A payment as it stands."""
        moved = payment.movement.by_account().items()
        sums = {
            name: Movement(minor=minor, currency=payment.currency)
            for name, minor in moved
        }
        return cls(
            enforcement=payment.key,
            kind=payment.kind,
            state=payment.state,
            attempt=payment.attempt,
            answer_due_at=payment.answer_due_at,
            answer_code=payment.answer_code,
            **sums,
        )


class RefundShown(Shown):
    """A refund record: held, instructed, acknowledged, refused or written off.

    `payments` are what must move beside the award: ask for them whenever you like.
    """

    ref: str
    dispute: str
    state: str
    held: Amount
    attempt: int
    instructed_at: Instant | None
    answer_due_at: Instant | None
    answered_at: Instant | None
    answer_code: str | None
    payments: list[PaymentShown]

    @classmethod
    def of(cls, record: RefundRecord, payments: Sequence[Payment]) -> Self:
        """A refund record as it stands, with the payments beside it."""
        return cls(
            ref=record.ref,
            dispute=record.dispute_id,
            state=record.state,
            held=Amount(minor=record.held_minor, currency=record.currency),
            attempt=record.attempt,
            instructed_at=record.instructed_at,
            answer_due_at=record.answer_due_at,
            answered_at=record.answered_at,
            answer_code=record.answer_code,
            payments=[PaymentShown.of(one) for one in payments],
        )


class DrawShown(Shown):
    """A draw as it was promised: answer its commitment with a nonce in time."""

    draw_no: int
    round_number: int
    commitment_digest: str
    nonce_due_at: Instant
    seed: str | None
    weak_randomness: bool

    @classmethod
    def of(cls, draw: Draw | None) -> Self | None:
        """A draw, when there is one; never who was drawn."""
        if draw is None:
            return None
        return cls(
            draw_no=draw.draw_no,
            round_number=draw.round_number,
            commitment_digest=draw.commitment_digest,
            nonce_due_at=draw.nonce_due_at,
            seed=draw.seed,
            weak_randomness=draw.weak_randomness,
        )


class DisputeShown(Shown):
    """Where a dispute stands."""

    id: str
    order: str
    stage: str
    stands_since: Instant | None
    stands_for: str | None
    closes_at: Instant | None
    is_extended: bool
    decided_by: Instant
    admitted_at: Instant
    closed_at: Instant | None
    ended_by: str | None
    reason: str
    filed_by: str
    policy: str
    effect: str
    asked: Amount
    refund: RefundShown
    round_number: int
    draw: DrawShown | None
    verdict: VerdictShown | None
    verdicts: list[VerdictShown]
    appeal: AppealShown
    offer: OfferShown | None
    staff_decision: StaffDecisionShown | None
    goods_return: ReturnShown | None
    goods_resend: ReturnShown | None
    links: Links

    @classmethod
    def of(cls, view: OutsideView) -> Self:
        """A dispute as its marketplace sees it."""
        dispute = view.dispute
        verdicts = [VerdictShown.of(view, one) for one in view.verdicts]
        return cls(
            id=dispute.id,
            order=dispute.order_ref,
            stage=dispute.stage,
            stands_since=dispute.stands_since,
            stands_for=dispute.stands_for,
            closes_at=dispute.stage_closes_at,
            is_extended=view.is_extended,
            decided_by=dispute.decided_by_at,
            admitted_at=dispute.admitted_at,
            closed_at=dispute.closed_at,
            ended_by=dispute.ended_by,
            reason=dispute.reason,
            filed_by=dispute.filed_by,
            policy=dispute.policy_name,
            effect=view.effect,
            asked=Amount(minor=dispute.asked_minor, currency=dispute.currency),
            refund=RefundShown.of(view.refund, view.payments),
            draw=DrawShown.of(view.draw),
            round_number=dispute.round_number,
            verdict=verdicts[-1] if verdicts else None,
            verdicts=verdicts,
            appeal=AppealShown.of(view),
            offer=OfferShown.of(view),
            staff_decision=StaffDecisionShown.of(view),
            goods_return=ReturnShown.of(dispute, view.goods_return),
            goods_resend=ReturnShown.of(dispute, view.goods_resend),
            links=Links.of(dispute),
        )


class DisputePage(Shown):
    """Disputes in the order of admission; go on with `after` = `next`."""

    items: list[DisputeShown]
    next: str | None = Field(description="null on the last page")


class LinkShown(Shown):
    """The address to send the user to; null when a repeat asks for it again."""

    url: str | None
    expires_at: Instant


class EventShown(Shown):
    """One event, the same as its webhook."""

    id: str
    type: str
    timestamp: str
    position: int
    dispute: str | None
    sequence: int | None
    data: dict[str, Any]
    audit_head: str | None


class EventPage(Shown):
    """Events by position; ask again with `after` = `next`, also when it is empty."""

    items: list[EventShown]
    next: int


class ReceiptShown(Shown):
    """What is known of a notice's delivery."""

    notice: str
    receipt: str
    receipt_at: Instant

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """The receipt that counts."""
        return cls.model_validate(
            {
                "notice": notice.id,
                "receipt": notice.receipt,
                "receipt_at": notice.receipt_at,
            }
        )


class ClockShown(Shown):
    """The sandbox's present moment."""

    now: Instant


class ClockRead(ClockShown):
    """The present moment, and whether the court has done what was due by then."""

    caught_up: bool
