"""What there is to say of goods under way: where they are, who said and showed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.returns import Marks, Segments, segments
from jury.services.reading.case_views import ExhibitView, TextView
from jury.services.reading.casefile import exhibit_view, text_view
from jury.services.returning.words import source_of
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.exhibits import list_return_exhibits
from jury.storage.money.returns import (
    Journey,
    JourneyDecision,
    find_journey,
    list_decisions,
)
from jury.storage.verdicts import find_verdict


@dataclass(frozen=True, kw_only=True)
class ReturnView:
    """One journey; `words` are the covered texts of both sides, `exhibits` what was
    filed since it began.

    The sums are what each side gets once it counts, and the buyer when what should be
    sent again is not.
    """

    row: Journey
    words: dict[str, TextView]
    exhibits: tuple[ExhibitView, ...]
    decisions: Sequence[JourneyDecision]
    buyer_minor: int
    seller_minor: int
    instead_minor: int
    held_minor: int
    currency: str
    is_exchange: bool

    @property
    def is_resend(self) -> bool:
        """Whether it goes to the buyer."""
        return self.row.sender is Side.SELLER

    @property
    def decided(self) -> JourneyDecision | None:
        """The newest decision."""
        return self.decisions[-1] if self.decisions else None


def return_view(
    dispute: Dispute, locale: str, *, reader: Side | None
) -> ReturnView | None:
    """Where the goods of a dispute are, if any are under way; of an exchange the last.

    A side reads its own exhibits in any state, the other's as they are released.
    """
    row, verdict = find_journey(dispute.id), find_verdict(dispute.id)
    if row is None or verdict is None:
        return None
    return ReturnView(
        row=row,
        words=_words(dispute, row, locale),
        exhibits=return_exhibits(dispute, locale, reader=reader, of=row),
        decisions=list_decisions(row),
        buyer_minor=verdict.buyer_minor,
        seller_minor=verdict.seller_minor,
        instead_minor=verdict.instead_minor,
        held_minor=dispute.held_minor,
        currency=dispute.currency,
        is_exchange=verdict.goods_back and verdict.resent,
    )


def return_exhibits(
    dispute: Dispute, locale: str, *, reader: Side | None, of: Journey | None = None
) -> tuple[ExhibitView, ...]:
    """What of the evidence about the return a reader may see; staff all of it.

    Of an exchange `of` names the parcel: what was filed before belongs to the other.
    """
    texts = {
        source: text_view(row, locale)
        for source, row in list_redacted(dispute.id).items()
        if source.startswith("caption:")
    }
    return tuple(
        exhibit_view(one, texts, reader)
        for one in list_return_exhibits(dispute.id)
        if (of is None or one.filed_at >= of.opened_at)
        and (
            reader is None
            or one.side == reader.value
            or one.state == ExhibitState.RELEASED.value
        )
    )


def segments_of(dispute: Dispute, row: Journey) -> Segments:
    """How long each part of a journey took."""
    return segments(
        Marks(
            filed_at=dispute.admitted_at,
            opened_at=row.opened_at,
            sent_at=row.sent_at,
            received_at=row.received_at,
            ended_at=row.ended_at,
            paid_at=row.paid_at,
        )
    )


def waits_for_side(row: Journey, side: Side, *, now: datetime) -> bool:
    """Whether this side has to act now, or loses by it."""
    is_late = row.due_at is None or row.due_at <= now
    turn = {"due": row.sender, "received": row.receiver}.get(row.state)
    return not is_late and turn is side


def _words(dispute: Dispute, row: Journey, locale: str) -> dict[str, TextView]:
    texts = list_redacted(dispute.id)
    return {
        side.value: text_view(texts[source_of(row, side)], locale)
        for side in Side
        if source_of(row, side) in texts
    }
