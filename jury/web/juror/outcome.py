"""After the close: what was decided, how the jury voted, and what others said."""

from typing import Any

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import NotFound
from jury.services.verdict.letter import Letter, letter
from jury.storage.polls import Ballot, find_ballot_of_seat
from jury.storage.verdicts import Verdict, find_verdict_of
from jury.web import access, asked_words, stopping_words
from jury.web.draws import draw_path
from jury.web.forms_juror import Spoken
from jury.web.frame import moment, reader_locale
from jury.web.juror.ballot_words import words_of
from jury.web.juror.own import OwnCall, get_own_call, place_of
from jury.web.juror.sums import letter_as_shown

blueprint = Blueprint("outcome", __name__)


@blueprint.get("/seats/<sid>/outcome")
@access.juror
def show(sid: str) -> ResponseReturnValue:
    """For those who took part, and not before the poll has closed."""
    call = get_own_call(sid)
    if not call.has_closed:
        return redirect(place_of(call), 303)
    if not call.may_read_outcome:
        raise NotFound
    if call.is_unjudged or call.summons.draw.is_void:
        return _unopened(call)
    # What their own jury decided: of another round jurors learn nothing here.
    number = call.summons.draw.round_number
    told = letter(call.dispute.id, reader_locale(), number)
    ballot = find_ballot_of_seat(call.seat.id) if call.seat else None
    return render_template(
        "juror/outcome.html",
        call=call,
        letter=told and letter_as_shown(told, call.dispute),
        question=call.rules.reason.title.for_locale(reader_locale()),
        rule=call.rules.reason.rule.for_locale(reader_locale()),
        own=words_of(call, _spoken(ballot)) if ballot else None,
        agrees=_agrees(ballot, find_verdict_of(call.dispute.id, number)),
        split=_split(told) if told else [],
        closed_early=stopping_words.early(told.closed_early) if told else "",
        asked_for=asked_words.asked(told.asked) if told else [],
        draw_url=_draw_url(call),
        now=moment(),
    )


def _unopened(call: OwnCall) -> str:
    """The two sides ended it, or the vote is void: neither what they agreed on or
    others decided, nor any vote, one's own included."""
    return render_template(
        "juror/unopened.html",
        question=call.rules.reason.title.for_locale(reader_locale()),
        is_void=call.summons.draw.is_void,
        was_counted=not call.summons.draw.never_opened,
        draw_url=_draw_url(call),
        now=moment(),
    )


def _spoken(ballot: Ballot) -> Spoken:
    reasons = tuple(ballot.reasons)
    return Spoken(ballot.choice, reasons, ballot.sentence, ballot.language)


def _agrees(ballot: Ballot | None, verdict: Verdict | None) -> bool | None:
    """Whether this juror saw it as the verdict does; None when there is no saying."""
    if ballot is None or ballot.choice is None or verdict is None:
        return None
    return ballot.choice == verdict.rung


def _split(told: Letter) -> list[dict[str, Any]]:
    rows = [(one.rung.title, one.count) for one in told.split]
    if told.cannot_decide:
        rows.append((_("I cannot decide"), told.cannot_decide))
    return [
        {"label": label, "value": count, "text": str(count), "cells": [count]}
        for label, count in rows
    ]


def _draw_url(call: OwnCall) -> str:
    draw = call.summons.draw
    return draw_path(draw)
