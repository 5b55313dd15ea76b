"""The entrance exam: what it is, one mock dispute after another, and how it went.

A mock dispute is read as a real file is: the same page, the same attention. Nothing of
it is secret, and nothing of it touches a dispute.
"""

import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jury.domain.errors import AlreadyDone, Invalid, NotNow, TooEarly
from jury.services.exam.mocks import exam as entrance_exam
from jury.services.exam.sitting import (
    OwnFile,
    TakenOut,
    answer_mock,
    begin_exam,
    exam_standing,
    open_mock,
    open_mock_exhibit,
    own_file,
    take_another,
)
from jury.services.roster.standing import is_trainee
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment, moment_after_act
from jury.web.juror import exam_shown
from jury.web.juror.own import sentence_of

blueprint = Blueprint("exam", __name__)

CHANCE = secrets.SystemRandom()


@blueprint.get("/exam")
@access.juror
def show() -> str:
    """What the exam is, how far one is in it, or how it went."""
    now = moment()
    standing = exam_standing(access.juror_id(), now=now)
    return render_template(
        "juror/exam.html",
        **exam_shown.overview(standing, now=now),
        terms=entrance_exam().terms,
        is_trainee=is_trainee(access.juror_id(), now=now),
        now=now,
    )


@blueprint.post("/exam")
@access.juror
def begin() -> ResponseReturnValue:
    """Begin a sitting with mock disputes that one has not read yet."""
    try:
        with transaction() as now:
            begin_exam(access.juror_id(), chance=CHANCE, now=now)
    except (AlreadyDone, NotNow) as refusal:
        flash(sentence_of(refusal), "message")
        return redirect(url_for("juror.exam.show"), 303)
    return redirect(url_for("juror.exam.read", place=1), 303)


@blueprint.get("/exam/<int:place>")
@access.juror
def read(place: int) -> str:
    """The file, whose time begins when it is first shown; once answered, what of it."""
    own = own_file(access.juror_id(), place)
    if own.row.answered_at is not None:
        return _answered(own)
    if own.row.opened_at is None:
        with transaction() as begun:
            own = open_mock(access.juror_id(), place, now=begun)
        moment_after_act()
    return render_template(
        "juror/exam_read.html",
        **_file(own),
        progress=exam_shown.progress(own, moment()),
    )


@blueprint.get("/exam/<int:place>/exhibits/<int:number>")
@access.juror
def show_exhibit(place: int, number: int) -> str:
    """One exhibit, described; opening the page counts."""
    own = own_file(access.juror_id(), place)
    if own.row.answered_at is None:
        with transaction() as opened:
            own = open_mock_exhibit(access.juror_id(), place, number, now=opened)
        moment_after_act()
    return render_template(
        "juror/exam_exhibit.html", **_file(own), **exam_shown.exhibit(own, number)
    )


@blueprint.get("/exam/<int:place>/ballot")
@access.juror
def fill(place: int) -> ResponseReturnValue:
    """The ballot of a mock dispute, or what came of it."""
    own = own_file(access.juror_id(), place)
    if own.row.answered_at is not None:
        return redirect(url_for("juror.exam.read", place=place), 303)
    return _ballot(own)


@blueprint.post("/exam/<int:place>/answer")
@access.juror
def answer(place: int) -> ResponseReturnValue:
    """Answer a mock dispute, once; then it says what staff decided, and why."""
    juror_id, choice = access.juror_id(), request.form.get("choice", "")
    try:
        with transaction() as now:
            answer_mock(juror_id, place, choice, now=now)
    except Invalid as refusal:
        return _ballot(own_file(juror_id, place), sentence_of(refusal)), 422
    except TooEarly as refusal:
        chosen = _ballot(own_file(juror_id, place), sentence_of(refusal), choice)
        return chosen, 409
    except AlreadyDone as refusal:
        flash(sentence_of(refusal), "message")
    return redirect(url_for("juror.exam.read", place=place), 303)


@blueprint.errorhandler(TakenOut)
def go_on_with_another(gone: TakenOut) -> ResponseReturnValue:
    """What was to be read is not there any more: another stands in its place."""
    place = (request.view_args or {})["place"]
    with transaction() as now:
        take_another(access.juror_id(), place, chance=CHANCE, now=now)
    flash(sentence_of(gone), "message")
    return redirect(url_for("juror.exam.read", place=place), 303)


def _ballot(own: OwnFile, refusal: str = "", chosen: str = "") -> str:
    now = moment()
    return render_template(
        "juror/exam_ballot.html",
        **_file(own),
        **exam_shown.ballot(own),
        unread=exam_shown.unread(own, now=now),
        seconds_left=own.missing(now=now).seconds_left,
        refusal=refusal,
        chosen=chosen,
    )


def _answered(own: OwnFile) -> str:
    standing = exam_standing(access.juror_id(), now=moment())
    return render_template(
        "juror/exam_answered.html",
        **_file(own),
        **exam_shown.answered(own),
        is_over=own.sitting.ended_at is not None,
        next_place=standing.next_place,
    )


def _file(own: OwnFile) -> dict[str, Any]:
    return {**exam_shown.file(own), "now": moment()}
