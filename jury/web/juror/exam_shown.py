"""The entrance exam as the parts of its pages take it."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from jury.domain.errors import NotFound
from jury.domain.jurors.mocks import UNDECIDED
from jury.redaction import segments
from jury.services.exam.exercises import Exercise, get_exercise
from jury.services.exam.sitting import ExamStanding, OwnFile
from jury.services.reading.case_views import CaseFile
from jury.storage.jurors.exams import ExamFile
from jury.web.case_parts import chat, grade, timeline
from jury.web.case_parts import exhibit as tile
from jury.web.frame import reader_locale
from jury.web.juror import shown
from jury.web.sum_words import between

Part = dict[str, Any]


def overview(standing: ExamStanding, *, now: datetime) -> Part:
    """How far somebody is, and what they answered so far."""
    last = standing.last
    return {
        "has_passed": standing.passed_at is not None,
        "is_running": last is not None and last.ended_at is None,
        "failed": last is not None and last.passed is False,
        "next_place": standing.next_place,
        "may_sit": standing.may_sit_at <= now,
        "may_sit_at": standing.may_sit_at,
        "needed": last.needed if last else 0,
        "right": sum(bool(one.is_right) for one in standing.files),
        "total": len(standing.files),
        "rows": [
            _row(one, last.language)
            for one in standing.files
            if last is not None and one.answered_at is not None
        ],
    }


def _row(one: ExamFile, language: str) -> Part:
    try:
        mock = get_exercise(one.mock, language)
    except NotFound:
        title, place = _("taken out since"), ""
    else:
        file = mock.file(reader_locale(), first_side=one.first_side)
        title, place = file.reason_title, url_for("juror.exam.read", place=one.place)
    return {
        "title": title,
        "title_href": place,
        "words": _("counts") if one.is_right else _("seen otherwise"),
    }


def file(own: OwnFile) -> Part:
    """The whole file, in the parts of a real one's page."""
    locale = reader_locale()
    case = own.mock.file(locale, first_side=own.row.first_side)
    return {
        "own": own,
        "place": own.row.place,
        **parts_of(case),
        "tiles": [
            {
                **tile(one, lambda view: {"href": _place_of(own, view.number)}),
                "opened": one.number in own.row.opened,
            }
            for one in case.exhibits
        ],
    }


def parts_of(case: CaseFile) -> Part:
    """What the page of a mock dispute shows besides its exhibits."""
    item = case.lines[0] if case.lines else None
    asked = case.points[0].question
    return {
        "case": case,
        "headline": {"question": asked, "item": item, "kind": ""},
        "condition": grade(case.condition_grade),
        "price": between(case.price_band) if case.price_band else "",
        "statements": shown.statements(case),
        **shown.points(case),
        "timeline": timeline(case),
        "chat": chat(case),
    }


def _place_of(own: OwnFile, number: int) -> str:
    place = own.row.place
    return url_for("juror.exam.show_exhibit", place=place, number=number)


def progress(own: OwnFile, now: datetime) -> dict[str, int]:
    """How far the reader is, as the reading bar takes it."""
    return {
        "done": len(own.row.opened),
        "total": len(own.mock.shows),
        "seconds_left": own.missing(now=now).seconds_left,
    }


def unread(own: OwnFile, *, now: datetime) -> list[Part]:
    """The exhibits that are still to be opened."""
    lacking = own.missing(now=now)
    numbers = map(int, (*lacking.undelivered, *lacking.unopened))
    return [{"no": one, "href": _place_of(own, one)} for one in numbers]


def exhibit(own: OwnFile, number: int) -> Part:
    """What is to be seen on one exhibit, and where to go from it."""
    every = own.mock.shows
    return {
        "number": number,
        "shows": segments(every[number - 1], reader_locale()),
        "language": own.mock.language,
        "next_one": _place_of(own, number + 1) if number < len(every) else "",
        "previous": _place_of(own, number - 1) if number > 1 else "",
    }


def described(mock: Exercise, number: int, locale: str) -> Part:
    """One exhibit with its caption and what is to be seen on it."""
    one = mock.files[locale].exhibits[number - 1]
    return {
        "no": number,
        "side": one.side,
        "caption": one.caption,
        "shows": segments(mock.shows[number - 1], locale),
        "language": mock.language,
    }


def ballot(own: OwnFile) -> Part:
    """The ladder as radio cards; reasons are not asked for in the exam."""
    case = own.mock.file(reader_locale(), first_side=own.row.first_side)
    rungs = [
        {
            "value": one.code,
            "title": one.title,
            "note": one.explanation,
            "buyer_minor": one.buyer_minor,
            "seller_minor": one.seller_minor,
        }
        for one in case.ladder
    ]
    note = _("As good an answer as the others, where a file leaves it open.")
    return {"rungs": rungs, "undecided": {"value": UNDECIDED, "note": note}}


def answered(own: OwnFile) -> Part:
    """What was chosen, what staff decided, what else can be defended, and why."""
    mock, choice = own.mock, own.row.choice or ""
    beside = [one for one in mock.choices if one in mock.defensible]
    return {
        "staff": title_in(mock, mock.answer),
        "chosen": title_in(mock, choice),
        "beside": [title_in(mock, one) for one in beside],
        "is_same": choice == mock.answer,
        "is_right": bool(own.row.is_right),
        "why": mock.why[reader_locale()],
    }


def title_in(mock: Exercise, code: str) -> str:
    """What a choice says, in the reader's words."""
    return mock.title_of(code, reader_locale()) or _("Cannot decide")
