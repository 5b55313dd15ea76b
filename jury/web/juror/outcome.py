"""After the close: what was decided, how the jury voted, and what others said.

Of a control dispute it is here that a juror learns that it was one, and why.
"""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import AlreadyDone, Invalid, NotFound, NotNow
from jury.services.control.afterwards import comparison_of
from jury.services.control.contesting import SENTENCE, contest_control
from jury.services.hearing.poll import Vote
from jury.services.verdict.letter import Letter, letter
from jury.storage.transaction import transaction
from jury.storage.verdicts import Verdict, find_verdict_of
from jury.web import access, asked_words, stopping_words
from jury.web.draws import draw_path
from jury.web.forms_juror import Spoken
from jury.web.frame import moment, reader_locale
from jury.web.juror.ballot_words import words_of
from jury.web.juror.drawn import DrawnCall
from jury.web.juror.known import KnownCall
from jury.web.juror.lookup import get_own_call
from jury.web.juror.own import OwnCall, place_of, sentence_of
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
    if isinstance(call, KnownCall):
        return _known(call)
    if not isinstance(call, DrawnCall):
        raise NotFound
    return _unopened(call) if call.is_unjudged or call.is_void else _decided(call)


@blueprint.post("/seats/<sid>/contest")
@access.juror
def contest(sid: str) -> ResponseReturnValue:
    """Say why the verified outcome of a control dispute is not right."""
    said = request.form.get("sentence", "")
    try:
        with transaction() as now:
            contest_control(sid, access.juror_id(), said, now=now)
    except (AlreadyDone, NotNow, Invalid) as refusal:
        call = get_own_call(sid)
        if not isinstance(call, KnownCall):
            raise NotFound from refusal
        return _known(call, said=said, refusal=sentence_of(refusal)), 409
    flash(_("Thank you. A moderator reads what you said and answers you."), "good")
    return redirect(url_for("juror.outcome.show", sid=sid), 303)


def _known(call: KnownCall, *, said: str = "", refusal: str = "") -> str:
    """That it was a control dispute, what its outcome was and why, and their own."""
    locale = reader_locale()
    told = comparison_of(call.sid, access.juror_id(), locale)
    vote = call.find_vote()
    return render_template(
        "juror/known.html",
        call=call,
        told=told,
        answer=_title_of(call, told.answer),
        beside=[
            _title_of(call, one.code) for one in call.ladder if one.code in told.beside
        ],
        question=call.rules.reason.title.for_locale(locale),
        rule=call.rules.reason.rule.for_locale(locale),
        own=words_of(call, _spoken(vote)) if vote else None,
        said=said,
        refusal=refusal,
        limit=SENTENCE,
        now=moment(),
    )


def _title_of(call: OwnCall, code: str) -> str:
    return call.rules.rung(code).title.for_locale(reader_locale())


def _decided(call: DrawnCall) -> str:
    # What their own jury decided: of another round jurors learn nothing here.
    number = call.summons.draw.round_number
    told = letter(call.dispute.id, reader_locale(), number)
    vote = call.find_vote()
    return render_template(
        "juror/outcome.html",
        call=call,
        letter=told and letter_as_shown(told, call),
        question=call.rules.reason.title.for_locale(reader_locale()),
        rule=call.rules.reason.rule.for_locale(reader_locale()),
        own=words_of(call, _spoken(vote)) if vote else None,
        agrees=_agrees(vote, find_verdict_of(call.dispute.id, number)),
        split=_split(told) if told else [],
        closed_early=stopping_words.early(told.closed_early) if told else "",
        asked_for=asked_words.asked(told.asked) if told else [],
        draw_url=_draw_url(call),
        now=moment(),
    )


def _unopened(call: DrawnCall) -> str:
    """The two sides ended it, or the vote is void: neither what they agreed on or
    others decided, nor any vote, one's own included."""
    return render_template(
        "juror/unopened.html",
        question=call.rules.reason.title.for_locale(reader_locale()),
        is_void=call.is_void,
        was_counted=not call.never_opened,
        draw_url=_draw_url(call),
        now=moment(),
    )


def _spoken(vote: Vote) -> Spoken:
    return Spoken(vote.choice, vote.reasons, vote.sentence, vote.language)


def _agrees(vote: Vote | None, verdict: Verdict | None) -> bool | None:
    """Whether this juror saw it as the verdict does; None when there is no saying."""
    if vote is None or vote.choice is None or verdict is None:
        return None
    return vote.choice == verdict.rung


def _split(told: Letter) -> list[dict[str, Any]]:
    rows = [(one.rung.title, one.count) for one in told.split]
    if told.cannot_decide:
        rows.append((_("I cannot decide"), told.cannot_decide))
    return [
        {"label": label, "value": count, "text": str(count), "cells": [count]}
        for label, count in rows
    ]


def _draw_url(call: DrawnCall) -> str:
    return draw_path(call.summons.draw)
