"""The entrance exam as the parts of its pages take it."""

from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from jury.domain.mocks import UNDECIDED
from jury.redaction import segments
from jury.services.exam.file import choices_of, file_of, rules_for, title_of
from jury.services.exam.mocks import exam
from jury.services.exam.sitting import ExamStanding, OwnFile
from jury.storage.exams import ExamFile
from jury.web.case_parts import chat, grade, timeline
from jury.web.case_parts import exhibit as tile
from jury.web.frame import reader_locale
from jury.web.juror import shown

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
        "rows": [_row(one) for one in standing.files if one.answered_at is not None],
    }


def _row(one: ExamFile) -> Part:
    mock = exam().mocks.get(one.mock)
    title = rules_for(mock).reason.title.for_locale(reader_locale()) if mock else ""
    return {
        "title": title or one.mock,
        "title_href": url_for("juror.exam.read", place=one.place) if mock else "",
        "words": _("counts") if one.is_right else _("seen otherwise"),
    }


def file(own: OwnFile) -> Part:
    """The whole file, in the parts of a real one's page."""
    locale, mock = reader_locale(), own.mock
    case = file_of(
        mock,
        language=own.sitting.language,
        locale=locale,
        first_side=own.row.first_side,
    )
    question = rules_for(mock).reason.questions[0].text.for_locale(locale)
    return {
        "own": own,
        "place": own.row.place,
        "case": case,
        "headline": {"question": question, "item": case.lines[0], "kind": ""},
        "condition": grade(case.condition_grade),
        "statements": shown.statements(case),
        **shown.points(case),
        "timeline": timeline(case),
        "chat": chat(case),
        "tiles": [
            {
                **tile(one, lambda view: {"href": _place_of(own, view.number)}),
                "opened": one.number in own.row.opened,
            }
            for one in case.exhibits
        ],
    }


def _place_of(own: OwnFile, number: int) -> str:
    place = own.row.place
    return url_for("juror.exam.show_exhibit", place=place, number=number)


def progress(own: OwnFile, now: datetime) -> dict[str, int]:
    """How far the reader is, as the reading bar takes it."""
    return {
        "done": len(own.row.opened),
        "total": len(own.mock.exhibits),
        "seconds_left": own.missing(now=now).seconds_left,
    }


def unread(own: OwnFile, *, now: datetime) -> list[Part]:
    """The exhibits that are still to be opened."""
    lacking = own.missing(now=now)
    numbers = map(int, (*lacking.undelivered, *lacking.unopened))
    return [{"no": one, "href": _place_of(own, one)} for one in numbers]


def exhibit(own: OwnFile, number: int) -> Part:
    """What is to be seen on one exhibit, and where to go from it."""
    every = own.mock.exhibits
    language = own.sitting.language
    words = every[number - 1].shows.for_locale(language)
    return {
        "number": number,
        "shows": segments(words, reader_locale()),
        "language": language,
        "next_one": _place_of(own, number + 1) if number < len(every) else "",
        "previous": _place_of(own, number - 1) if number > 1 else "",
    }


def ballot(own: OwnFile) -> Part:
    """The ladder as radio cards; reasons are not asked for in the exam."""
    case = file_of(
        own.mock,
        language=own.sitting.language,
        locale=reader_locale(),
        first_side=own.row.first_side,
    )
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
    mock, choice, locale = own.mock, own.row.choice or "", reader_locale()
    offered = choices_of(mock, own.sitting.language)
    beside = [one for one in offered if one in mock.defensible]
    return {
        "staff": _choice(own, mock.answer),
        "chosen": _choice(own, choice),
        "beside": [_choice(own, one) for one in beside],
        "is_same": choice == mock.answer,
        "is_right": bool(own.row.is_right),
        "why": mock.why.for_locale(locale),
    }


def _choice(own: OwnFile, code: str) -> str:
    return title_of(own.mock, code, reader_locale()) or _("Cannot decide")
