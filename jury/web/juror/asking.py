"""Asking for evidence, before the vote; and the vote once more, after the answer."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.asking import Ask
from jury.domain.errors import Invalid, TooEarly
from jury.services.hearing.asking import HasAsked, NotAsked
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment, reader_locale
from jury.web.juror.lookup import acts_of, get_own_call
from jury.web.juror.own import OwnCall, place_of, sentence_of

blueprint = Blueprint("asking", __name__)


@blueprint.get("/seats/<sid>/question")
@access.juror
def form(sid: str) -> ResponseReturnValue:
    """What can be asked for, by the points of the dispute."""
    call = get_own_call(sid)
    if not _may_ask(call):
        return redirect(place_of(call), 303)
    return _page(call)


@blueprint.post("/seats/<sid>/question")
@access.juror
def look_over(sid: str) -> ResponseReturnValue:
    """Exactly what is asked, before it is asked."""
    call = get_own_call(sid)
    if call.find_question() is not None:
        raise HasAsked
    if not _may_ask(call):
        raise NotAsked
    ask = next((one for one in call.rules.asks if one.code == _chosen()), None)
    if ask is None:
        return _page(call, error=_("Please choose what the jury should see.")), 422
    return _page(call, asked=ask)


@blueprint.post("/seats/<sid>/question/put")
@access.juror
def put(sid: str) -> ResponseReturnValue:
    """Ask, once and finally."""
    try:
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            acts_of(sid).ask(_chosen(), now)
    except TooEarly as refusal:
        return _page(get_own_call(sid), error=sentence_of(refusal)), 409
    except Invalid as refusal:
        return _page(get_own_call(sid), error=sentence_of(refusal)), 422
    flash(
        _(
            "Your question is in. Nobody sees it, and you can vote now, whether or not "
            "others ask for the same."
        ),
        "good",
    )
    return redirect(url_for("juror.reading.read", sid=sid), 303)


@blueprint.post("/seats/<sid>/keep")
@access.juror
def keep(sid: str) -> ResponseReturnValue:
    """Confirm the vote as it was cast."""
    try:
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            acts_of(sid).confirm(now)
    except TooEarly:
        flash(
            _("Please read what was added first. Your vote stands as it is meanwhile."),
            "time",
        )
        return redirect(url_for("juror.reading.read", sid=sid), 303)
    return redirect(url_for("juror.voting.show_receipt", sid=sid), 303)


def asking_of(call: OwnCall) -> dict[str, Any]:
    """What the page of the file says of it: whether one may ask, and who did."""
    asked = call.find_jury_asked()
    if asked is None:
        return {"may_ask": call.may_ask, "jury_asked": None}
    jury_asked = {
        "side": asked.side.value,
        "what": asked.ask.text.for_locale(reader_locale()),
        "waits": asked.waits,
        "again": asked.again,
        "until": asked.until,
    }
    return {"may_ask": False, "jury_asked": jury_asked}


def _may_ask(call: OwnCall) -> bool:
    return call.is_seated and call.may_ask


def _chosen() -> str:
    return request.form.get("ask", "")[:60]


def _page(call: OwnCall, *, asked: Ask | None = None, error: str = "") -> str:
    now = moment()
    case = call.case(reader_locale())
    progress = call.progress(now)
    unopened = set(progress.unopened)
    return render_template(
        "juror/question.html",
        call=call,
        case=case,
        due=call.vote_due_at,
        now=now,
        groups=_groups(call),
        own=_own(call),
        asked=asked and _option(asked),
        chosen=_chosen(),
        error=error,
        unread=[one.number for one in case.exhibits if one.id in unopened],
        seconds_left=progress.seconds_left,
    )


def _own(call: OwnCall) -> str:
    """What this juror has asked for; nothing before they did."""
    code = call.find_question()
    if code is None:
        return ""
    return call.rules.ask(code).text.for_locale(reader_locale())


def _groups(call: OwnCall) -> list[dict[str, Any]]:
    """The form by points: each line once, under the first point that it bears on."""
    locale, left = reader_locale(), list(call.rules.asks)
    groups = []
    for number, question in enumerate(call.rules.reason.questions, start=1):
        own = [one for one in left if question.code in one.points]
        left = [one for one in left if one not in own]
        if own:
            title = f"{number}. {question.text.for_locale(locale)}"
            groups.append({"title": title, "asks": [_option(one) for one in own]})
    if left:
        title = str(_("About the dispute as a whole"))
        groups.append({"title": title, "asks": [_option(one) for one in left]})
    return groups


def _option(ask: Ask) -> dict[str, str]:
    locale = reader_locale()
    return {
        "code": ask.code,
        "side": ask.side.value,
        "what": ask.text.for_locale(locale),
        "hint": ask.hint.for_locale(locale),
    }
