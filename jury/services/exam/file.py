"""A mock dispute as the file that jurors read: the same shape as a real one's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from jury.domain.attention import seconds_for
from jury.domain.jurors.mocks import MockDispute, MockMessage, Sender
from jury.domain.law.showing import Dates, Showing
from jury.domain.law.texts import Text
from jury.domain.law.whole import Rules
from jury.domain.lives.part_states import ExhibitState
from jury.redaction import segments
from jury.services.law.lawbook import lawbook
from jury.services.reading.case_views import (
    CaseFile,
    ExhibitView,
    MessageView,
    PointView,
    RungView,
    TextView,
    TimelineEntry,
)
from jury.services.reading.casefile import ASKS

# Days are told as numbers; this one only keeps their order and distance.
_DAY_ZERO = datetime(2000, 1, 1, 9, tzinfo=UTC)


def rules_for(mock: MockDispute) -> Rules:
    """The law by which the mock dispute is judged, with the ladder of its reason."""
    law = lawbook()
    rules, _considered = law.rules_for(
        category=mock.category,
        reason=mock.reason,
        amount_minor=mock.asked_minor,
        currency=mock.currency.en,
    )
    return law.rules(rules.policy, law.reasons[mock.reason])


def seconds_to_read(mock: MockDispute, language: str) -> int:
    """How long the file must at least be read, by the rule for real ones."""
    return seconds_for(mock.texts(language), exhibits=len(mock.exhibits))


def file_of(
    mock: MockDispute, *, language: str, locale: str, first_side: str
) -> CaseFile:
    """The file in the language of those who wrote it, for a reader of `locale`."""

    def said(text: Text) -> TextView:
        template = text.for_locale(language)
        return TextView("mock", tuple(segments(template, locale)), language)

    reason = rules_for(mock).reason
    asks = ASKS["zh" if locale.startswith("zh") else "en"][mock.filed_by]
    return CaseFile(
        dispute_id=f"mock:{mock.code}",
        reason_title=reason.title.for_locale(locale),
        question=asks.format(reason.title.for_locale(locale)),
        filed_by=mock.filed_by.value,
        claim=said(mock.claim),
        category=mock.category,
        language=language,
        currency=mock.currency.for_locale(language),
        price_minor=mock.price_minor,
        freight_minor=mock.freight_minor,
        held_minor=mock.held_minor,
        asked_minor=mock.asked_minor,
        condition_grade=mock.grade,
        listing=said(mock.listing),
        lines=(said(mock.item),),
        points=tuple(_points(mock, language, locale)),
        statements={
            side.value: {"case": said(text)} for side, text in mock.statements.items()
        },
        first_side=first_side,
        exhibits=tuple(_exhibits(mock, language, locale)),
        withheld_count=0,
        chat=tuple(
            MessageView(no, one.sender.value, said(one.text), _at(one.day, no), one.day)
            for no, one in enumerate(mock.chat, start=1)
        ),
        timeline=tuple(sorted(_timeline(mock, language, locale), key=lambda e: e.at)),
        rule=reason.rule.for_locale(locale),
        burden=reason.burden.value,
        ladder=_ladder(mock, language, locale),
        showing=Showing(dates=Dates.DAYS),
    )


def _view(text: Text | None, language: str, locale: str) -> TextView | None:
    if text is None:
        return None
    parts = tuple(segments(text.for_locale(language), locale))
    return TextView("mock", parts, language)


def _points(mock: MockDispute, language: str, locale: str) -> Iterator[PointView]:
    questions = rules_for(mock).reason.questions
    asked = zip(questions, mock.points, strict=True)
    for number, (question, point) in enumerate(asked, start=1):
        yield PointView(
            number=number,
            question=question.text.for_locale(locale),
            filer_stance=point.filer,
            filer_words=_view(point.filer_words, language, locale),
            other_stance=point.other,
            other_words=_view(point.other_words, language, locale),
            exhibit_ids=tuple(
                str(no)
                for no, one in enumerate(mock.exhibits, start=1)
                if one.point == number
            ),
        )


def _exhibits(mock: MockDispute, language: str, locale: str) -> Iterator[ExhibitView]:
    for number, one in enumerate(mock.exhibits, start=1):
        caption = one.caption.for_locale(language)
        yield ExhibitView(
            id=str(number),
            number=number,
            version=1,
            side=one.side.value,
            kind="picture",
            caption=TextView("mock", tuple(segments(caption, locale)), language),
            state=ExhibitState.RELEASED.value,
            withheld_code=None,
            point_no=one.point,
            filed_at=None,
            width=None,
            height=None,
            is_mine=False,
            round_number=1,
        )


def _timeline(mock: MockDispute, language: str, locale: str) -> Iterator[TimelineEntry]:
    for what, day in mock.days.items():
        yield TimelineEntry(_at(day, 30), "order", what.value, day=day)
    for number, one in enumerate(mock.courier):
        text = _view(one.text, language, locale)
        at = _at(one.day, 31 + number)
        yield TimelineEntry(at, "courier", "", text=text, day=one.day)
    for day in sorted({one.day for one in mock.chat}):
        sent = [one for one in mock.chat if _is_of_people(one) and one.day == day]
        if sent:
            yield TimelineEntry(_at(day, 0), "chat", "", count=len(sent), day=day)


def _is_of_people(message: MockMessage) -> bool:
    return message.sender is not Sender.PLATFORM


def _at(day: int, minutes: int) -> datetime:
    return _DAY_ZERO + timedelta(days=day, minutes=minutes)


def _ladder(mock: MockDispute, language: str, locale: str) -> tuple[RungView, ...]:
    rules = rules_for(mock)
    offered = rules.offered(
        price_minor=mock.price_minor,
        freight_minor=mock.freight_minor,
        held_minor=mock.held_minor,
        asked_minor=mock.asked_minor,
        currency=mock.currency.for_locale(language),
    )
    return tuple(
        RungView(
            index=index,
            code=one.code,
            title=rules.rung(one.code).title.for_locale(locale),
            explanation=rules.rung(one.code).says.for_locale(locale),
            buyer_minor=one.buyer_minor,
            seller_minor=one.seller_minor,
            freight_minor=one.freight_minor,
            freight_bearer=one.freight_bearer.value,
        )
        for index, one in enumerate(offered)
    )
