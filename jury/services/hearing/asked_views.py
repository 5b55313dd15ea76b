"""What jurors asked for, in the file: once their poll has gone on, and not before."""

from collections.abc import Iterable, Mapping

from jury.domain.lives.inquiries import InquiryState
from jury.domain.lives.part_states import ExhibitState
from jury.redaction import segments
from jury.services.hearing.inquiry_view import ask_of, list_filed_for, source_of
from jury.services.reading.case_views import AskedView, ExhibitView, TextView
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.draws import find_latest_draw
from jury.storage.exhibits import Exhibit
from jury.storage.inquiries import (
    Inquiry,
    find_inquiry,
    find_open_inquiry,
    list_inquiries,
)


def asked_views(
    dispute: Dispute,
    texts: Mapping[str, TextView],
    exhibits: Iterable[ExhibitView],
    *,
    locale: str,
    draw_id: int | None = None,
) -> tuple[AskedView, ...]:
    """Every question of a jury that was answered or not, oldest first."""
    shown = {
        one.id: one.number for one in exhibits if one.state == ExhibitState.RELEASED
    }
    return tuple(
        _view(
            dispute,
            row,
            texts=texts,
            shown=shown,
            locale=locale,
            is_own=row.draw_id == draw_id,
        )
        for row in list_inquiries(dispute.id)
        if _is_told(row, draw_id)
    )


def _is_told(row: Inquiry, draw_id: int | None) -> bool:
    """Whether it is in the file: of an earlier vote only what was answered is."""
    if row.ended_at is None:
        return False
    is_own = row.draw_id == draw_id and row.state != InquiryState.DROPPED.value
    return is_own or row.answered_at is not None


def _view(
    dispute: Dispute,
    row: Inquiry,
    *,
    texts: Mapping[str, TextView],
    shown: Mapping[str, int],
    locale: str,
    is_own: bool,
) -> AskedView:
    filed = list_filed_for(row)
    numbers = tuple(shown[one.id] for one in filed if one.id in shown)
    return AskedView(
        side=row.side,
        what=ask_of(dispute, row).text.for_locale(locale),
        words=texts.get(source_of(row)),
        numbers=numbers,
        withheld=len(filed) - len(numbers),
        is_own=is_own,
    )


def without_awaited(dispute: Dispute, exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    """What a jury reads while its poll waits: nothing yet of what is being filed."""
    row = find_open_inquiry(dispute.id)
    awaited = {one.id for one in list_filed_for(row)} if row else set()
    return [one for one in exhibits if one.id not in awaited]


def asked_in_round(
    dispute: Dispute, round_number: int, locale: str
) -> tuple[AskedView, ...]:
    """What the jury of a round asked for, for whoever reads its verdict."""
    draw = find_latest_draw(dispute.id, round_number)
    row = find_inquiry(draw.id) if draw is not None and draw.asked_at else None
    if draw is None or row is None or row.state == InquiryState.DROPPED.value:
        return ()
    texts = {
        source: TextView(source, tuple(segments(one.template, locale)), one.language)
        for source, one in list_redacted(dispute.id).items()
        if source == source_of(row)
    }
    filed = list_filed_for(row)
    shown = {
        one.id: one.exhibit_no
        for one in filed
        if one.state == ExhibitState.RELEASED.value
    }
    view = _view(dispute, row, texts=texts, shown=shown, locale=locale, is_own=True)
    return (view,)
