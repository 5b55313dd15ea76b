"""What people may see of a dispute: the file as jurors, parties and staff read it.

Reads only. Everything textual comes from `redacted_text`, so a page that shows a
case file cannot show an original; the one exception is a side's own exhibits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from jury.domain.errors import NotFound
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.whole import Rules
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import ExhibitState, SummonsState
from jury.redaction import segments
from jury.services.hearing.asked_views import asked_views, without_awaited
from jury.services.law.rules import ladder_of, rules_of
from jury.services.moderation.grounds import NEVER_ADMITTED
from jury.services.reading.case_timeline import numbered, timeline
from jury.services.reading.case_views import (
    CaseFile,
    ExhibitView,
    MessageView,
    PartView,
    PointView,
    RungView,
    TextView,
)
from jury.services.reading.shown_to_jurors import as_practice, as_shown
from jury.services.screening.picture_labels import labels_on
from jury.storage.disputes import (
    ChatMessage,
    Dispute,
    RedactedText,
    Statement,
    get_dispute,
    list_chat,
    list_redacted,
    list_statements,
)
from jury.storage.draws import find_seat_of, get_summons_of
from jury.storage.exhibit_parts import list_parts
from jury.storage.exhibits import Exhibit, list_exhibits, list_released
from jury.storage.polls import find_counted_draw

ASKS = {
    "en": {Side.BUYER: "The buyer says: {}", Side.SELLER: "The seller says: {}"},
    "zh": {Side.BUYER: "买家主张：{}", Side.SELLER: "卖家主张：{}"},
}
_SEATED = {SummonsState.ACCEPTED.value, SummonsState.VOTED.value}
MOST_HEARD = 200
# From the hearing on a panel reads the same in a language. A change of its file voids
# the draw, but for what comes of its question or is covered late, each in this key.
_HEARD: dict[tuple[str, int, str, datetime | None, int], CaseFile] = {}


def for_juror(summons_id: str, juror_id: int, locale: str) -> CaseFile:
    """The file for a juror who holds, or held, a seat; NotFound to anybody else."""
    summons = get_summons_of(summons_id, juror_id)
    if summons.draw.is_void or summons.state == SummonsState.REMOVED.value:
        raise NotFound
    # Whoever accepted and was not called off holds a seat.
    if summons.state not in _SEATED and find_seat_of(summons.id) is None:
        raise NotFound
    draw = summons.draw
    key = (draw.dispute_id, draw.id, locale, draw.went_on_at, draw.file_version)
    file = _HEARD.get(key)
    if file is None:
        file = _for_panel(get_dispute(draw.dispute_id), locale, draw_id=draw.id)
        if len(_HEARD) >= MOST_HEARD:
            _HEARD.clear()
        _HEARD[key] = file
    if file.first_side == summons.first_side:
        return file
    return replace(file, first_side=summons.first_side)


def _for_panel(
    dispute: Dispute, locale: str, *, draw_id: int | None = None
) -> CaseFile:
    shown = without_awaited(dispute, list_released(dispute.id))
    file = _build(dispute, locale, exhibits=shown, reader=None, draw_id=draw_id)
    return as_shown(file, rules_of(dispute), locale)


def for_party(dispute_id: str, side: Side, locale: str) -> CaseFile:
    """The file for a side: its own exhibits in any state, the other's as released."""
    dispute = get_dispute(dispute_id)
    shown = [
        one
        for one in list_exhibits(dispute.id)
        if one.side == side.value or one.state == ExhibitState.RELEASED.value
    ]
    return _build(dispute, locale, exhibits=shown, reader=side)


def for_moderator(dispute_id: str, locale: str) -> CaseFile:
    """The file for staff: as jurors read it, with every exhibit and its state."""
    dispute = get_dispute(dispute_id)
    return _build(dispute, locale, exhibits=list_exhibits(dispute.id), reader=None)


def for_auditor(dispute_id: str, locale: str) -> CaseFile:
    """The file as jurors read it, and nothing of what they decided."""
    return _for_panel(get_dispute(dispute_id), locale)


def for_practice(dispute_id: str, locale: str) -> CaseFile:
    """The file of a closed dispute as somebody may read it who only practises.

    What jurors were shown of it, with its order told in general terms only.
    """
    dispute = get_dispute(dispute_id)
    draw = find_counted_draw(dispute.id)
    file = _build(
        dispute,
        locale,
        exhibits=list_released(dispute.id),
        reader=None,
        draw_id=draw.id if draw else None,
    )
    return as_practice(file, rules_of(dispute), locale)


def rung_views(dispute: Dispute, locale: str) -> tuple[RungView, ...]:
    """The ladder of a dispute in the reader's language, lowest first."""
    rules = rules_of(dispute)
    return tuple(
        rung_view(index, rung, rules=rules, locale=locale)
        for index, rung in enumerate(ladder_of(dispute))
    )


def text_view(row: RedactedText, locale: str) -> TextView:
    """A covered text with labels in the reader's language."""
    return TextView(row.source, tuple(segments(row.template, locale)), row.language)


def _build(
    dispute: Dispute,
    locale: str,
    *,
    exhibits: Iterable[Exhibit],
    reader: Side | None,
    draw_id: int | None = None,
) -> CaseFile:
    rules = rules_of(dispute)
    texts = {
        source: text_view(row, locale)
        for source, row in list_redacted(dispute.id).items()
    }
    shown = tuple(exhibit_view(one, texts, reader) for one in exhibits)
    chat = _chat(dispute, texts)
    return CaseFile(
        dispute_id=dispute.id,
        reason_title=rules.reason.title.for_locale(locale),
        question=_question(dispute, rules, locale),
        filed_by=dispute.filed_by,
        claim=texts["claim"],
        category=dispute.category,
        language=dispute.language,
        currency=dispute.currency,
        price_minor=dispute.price_minor,
        freight_minor=dispute.freight_minor,
        held_minor=dispute.held_minor,
        asked_minor=dispute.asked_minor,
        condition_grade=str(dispute.order_facts.get("condition_grade", "")),
        listing=texts.get("listing"),
        lines=numbered(texts, "line"),
        points=_points(dispute, texts, shown, locale=locale),
        statements=_statements(texts),
        first_side=dispute.filed_by,
        exhibits=shown,
        withheld_count=sum(
            one.state == ExhibitState.WITHHELD.value
            and one.withheld_code not in NEVER_ADMITTED
            for one in list_exhibits(dispute.id)
        ),
        chat=chat,
        timeline=timeline(dispute, texts, chat, exhibits=shown),
        rule=rules.reason.rule.for_locale(locale),
        burden=rules.reason.burden.value,
        ladder=rung_views(dispute, locale),
        asked=asked_views(dispute, texts, shown, locale=locale, draw_id=draw_id),
    )


def _question(dispute: Dispute, rules: Rules, locale: str) -> str:
    """The dispute in one sentence."""
    form = ASKS["zh" if locale.lower().startswith("zh") else "en"]
    return form[Side(dispute.filed_by)].format(rules.reason.title.for_locale(locale))


def rung_view(index: int, rung: OfferedRung, *, rules: Rules, locale: str) -> RungView:
    """One rung of a ballot in the reader's language."""
    words = rules.rung(rung.code)
    return RungView(
        index=index,
        code=rung.code,
        title=words.title.for_locale(locale),
        explanation=words.says.for_locale(locale),
        buyer_minor=rung.buyer_minor,
        seller_minor=rung.seller_minor,
        freight_minor=rung.freight_minor,
        freight_bearer=rung.freight_bearer.value,
        deposit_minor=rung.deposit_minor,
    )


def exhibit_view(
    exhibit: Exhibit, texts: Mapping[str, TextView], reader: Side | None
) -> ExhibitView:
    """One exhibit as `reader` may see it; None: nobody's own."""
    parts = _parts(exhibit)
    return ExhibitView(
        id=exhibit.id,
        number=exhibit.exhibit_no,
        version=exhibit.version,
        side=exhibit.side,
        kind=exhibit.kind,
        caption=texts[f"caption:{exhibit.id}"],
        state=exhibit.state,
        withheld_code=exhibit.withheld_code,
        point_no=exhibit.point_no,
        filed_at=exhibit.filed_at,
        width=exhibit.width,
        height=exhibit.height,
        is_mine=reader is not None and exhibit.side == reader.value,
        round_number=exhibit.round_number,
        of_return=exhibit.of_return,
        parts=tuple(one for is_picture, one in parts if is_picture),
        film=tuple(one for is_picture, one in parts if not is_picture),
        sound_reason=exhibit.sound_reason,
        labels=labels_on(exhibit),
    )


def _parts(exhibit: Exhibit) -> list[tuple[bool, PartView]]:
    """Its parts, and whether each is a picture; a picture has none."""
    if exhibit.kind == "picture":
        return []
    return [
        (
            one.is_picture,
            PartView(one.part_no, one.kind, one.at_ms, one.width, one.height),
        )
        for one in list_parts(exhibit.id)
    ]


def _points(
    dispute: Dispute,
    texts: Mapping[str, TextView],
    exhibits: tuple[ExhibitView, ...],
    *,
    locale: str,
) -> tuple[PointView, ...]:
    rules = rules_of(dispute)
    said = {(row.side, row.kind): row for row in list_statements(dispute.id)}
    filer = Side(dispute.filed_by)
    return tuple(
        PointView(
            number=number,
            question=question.text.for_locale(locale),
            filer_stance=_stance(said.get((filer.value, f"point:{number}"))),
            filer_words=_words(texts.get(f"point:{number}:{filer}")),
            other_stance=_stance(said.get((filer.other.value, f"point:{number}"))),
            other_words=_words(texts.get(f"point:{number}:{filer.other}")),
            exhibit_ids=tuple(one.id for one in exhibits if one.point_no == number),
        )
        for number, question in enumerate(rules.reason.questions, start=1)
    )


def _stance(row: Statement | None) -> bool | None:
    return row.stance if row else None


def _words(view: TextView | None) -> TextView | None:
    return view if view and view.plain else None


def _statements(texts: Mapping[str, TextView]) -> dict[str, dict[str, TextView]]:
    return {
        side.value: {
            kind: texts[f"statement:{side}:{kind}"]
            for kind in ("case", "answer", "addition")
            if f"statement:{side}:{kind}" in texts
        }
        for side in Side
    }


def _chat(dispute: Dispute, texts: Mapping[str, TextView]) -> tuple[MessageView, ...]:
    rows: list[ChatMessage] = list_chat(dispute.id)
    return tuple(
        MessageView(row.seq, row.sender, texts[f"chat:{row.seq}"], row.sent_at)
        for row in rows
    )
