"""What there is to say of a return: where it stands, who said and showed what."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.lifecycle import Side
from jury.domain.part_states import ExhibitState
from jury.domain.returns import Marks, Segments, segments
from jury.services.case_views import ExhibitView, TextView
from jury.services.casefile import exhibit_view, text_view
from jury.services.return_words import source_of
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.exhibits import list_return_exhibits
from jury.storage.returns import (
    GoodsReturn,
    ReturnDecision,
    find_return,
    list_decisions,
)
from jury.storage.verdicts import find_verdict


@dataclass(frozen=True, kw_only=True)
class ReturnView:
    """One return; `words` are the covered texts of both sides.

    The sums are what each side gets once it counts as returned.
    """

    row: GoodsReturn
    words: dict[str, TextView]
    exhibits: tuple[ExhibitView, ...]
    decisions: list[ReturnDecision]
    buyer_minor: int
    seller_minor: int
    held_minor: int
    currency: str

    @property
    def decided(self) -> ReturnDecision | None:
        """The newest decision."""
        return self.decisions[-1] if self.decisions else None


def return_view(
    dispute: Dispute, locale: str, *, reader: Side | None
) -> ReturnView | None:
    """The return of a dispute, if its goods go back.

    A side reads its own exhibits in any state, the other's as they are released.
    """
    row, verdict = find_return(dispute.id), find_verdict(dispute.id)
    if row is None or verdict is None:
        return None
    return ReturnView(
        row=row,
        words=_words(dispute, locale),
        exhibits=return_exhibits(dispute, locale, reader=reader),
        decisions=list_decisions(dispute.id),
        buyer_minor=verdict.buyer_minor,
        seller_minor=verdict.seller_minor,
        held_minor=dispute.held_minor,
        currency=dispute.currency,
    )


def return_exhibits(
    dispute: Dispute, locale: str, *, reader: Side | None
) -> tuple[ExhibitView, ...]:
    """What of the evidence about the return a reader may see; staff all of it."""
    texts = {
        source: text_view(row, locale)
        for source, row in list_redacted(dispute.id).items()
        if source.startswith("caption:")
    }
    return tuple(
        exhibit_view(one, texts, reader)
        for one in list_return_exhibits(dispute.id)
        if reader is None
        or one.side == reader.value
        or one.state == ExhibitState.RELEASED.value
    )


def segments_of(dispute: Dispute, row: GoodsReturn) -> Segments:
    """How long each part of a return took."""
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


def waits_for_side(row: GoodsReturn, side: Side, *, now: datetime) -> bool:
    """Whether this side has to act now, or loses by it."""
    is_late = row.due_at is None or row.due_at <= now
    turn = {"due": Side.BUYER, "received": Side.SELLER}.get(row.state)
    return not is_late and turn is side


def _words(dispute: Dispute, locale: str) -> dict[str, TextView]:
    texts = list_redacted(dispute.id)
    return {
        side.value: text_view(texts[source_of(side)], locale)
        for side in Side
        if source_of(side) in texts
    }
