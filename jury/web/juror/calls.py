"""The call: take the seat, say no, or step aside."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import DisputeError, Invalid, NotAllowed, NotNow
from jury.domain.lives.part_states import SummonsState
from jury.services.drawing.seats import MayNotSit, NoSeatFree, TooLateToRead
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.forms_juror import RECUSALS, BallotForm
from jury.web.frame import moment, reader_locale
from jury.web.juror.ballot_words import words_of
from jury.web.juror.lookup import acts_of, get_own_call
from jury.web.juror.own import OwnCall, place_of, sentence_of
from jury.web.juror.sums import stake
from jury.web.wording import word

blueprint = Blueprint("calls", __name__)


@blueprint.get("/summons/<sid>")
@access.juror
def show(sid: str) -> ResponseReturnValue:
    """What is asked, before anything of the file is shown."""
    call = get_own_call(sid)
    place = place_of(call)
    return _page(call) if place == request.path else redirect(place, 303)


@blueprint.post("/summons/<sid>/accept")
@access.juror
def accept(sid: str) -> ResponseReturnValue:
    """Take a seat and begin to read."""
    return _answer(sid, acts_of(sid).accept)


@blueprint.post("/summons/<sid>/decline")
@access.juror
def decline(sid: str) -> ResponseReturnValue:
    """Say no."""
    return _answer(sid, acts_of(sid).decline)


@blueprint.post("/summons/<sid>/recuse")
@access.juror
def step_aside(sid: str) -> ResponseReturnValue:
    """Give the one reason why this juror should not judge it."""
    reason = request.form.get("reason", "")
    return _answer(sid, lambda now: acts_of(sid).recuse(reason, now))


def _answer(sid: str, act: Callable[[datetime], object]) -> ResponseReturnValue:
    """Do one act; a refusal stands on the page it was asked from."""
    try:
        with transaction(lock=access.own_dispute_id()) as now:
            act(now)
    except (NotNow, NotAllowed, Invalid) as refusal:
        if isinstance(refusal, NoSeatFree):
            _note_unseated(sid)
        return _refused(get_own_call(sid), refusal)
    return redirect(place_of(get_own_call(sid)), 303)


def _note_unseated(sid: str) -> None:
    with transaction(lock=access.own_dispute_id()) as now:
        acts_of(sid).note_unseated(now)


def _refused(call: OwnCall, refusal: DisputeError) -> ResponseReturnValue:
    sentence = sentence_of(refusal)
    if call.is_seated:
        flash(sentence, "time")
        return redirect(place_of(call), 303)
    if isinstance(refusal, TooLateToRead | MayNotSit):
        text = _("You need do nothing more. You may be drawn for another dispute.")
        return _page(call, ended={"title": sentence, "text": text}), 409
    if isinstance(refusal, NoSeatFree):
        sentence = _(
            "The seat cannot be given to you just now. Your call stays open: try again "
            "in a few minutes, or say no. Waiting costs you nothing."
        )
    return _page(call, sentence), 409


def _page(
    call: OwnCall, refusal: str = "", *, ended: dict[str, str] | None = None
) -> str:
    now = moment()
    ended = ended or _ended(call, now=now)
    pace = call.rules.policy.pace
    return render_template(
        "juror/summons.html",
        call=call,
        now=now,
        refusal=refusal,
        ended=ended,
        vote=_kept(call) if ended else None,
        title=call.rules.reason.title.for_locale(reader_locale()),
        **stake(call),
        read_minutes=-(-call.reading_seconds // 60),
        seat_minutes=pace.seat_minutes,
        reasons=recusals(),
    )


def _kept(call: OwnCall) -> dict[str, object] | None:
    """What the juror had filled in before the seat was gone."""
    draft = call.find_draft()
    return words_of(call, BallotForm.from_kept(draft).to_spoken()) if draft else None


def recusals() -> tuple[tuple[str, str], ...]:
    """Why somebody may step aside, in words."""
    return _recusals(reader_locale())


@lru_cache
def _recusals(_locale: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, word(words)) for code, words in RECUSALS.items())


def _ended(call: OwnCall, *, now: datetime) -> dict[str, str] | None:
    """What became of a call that needs no answer any more."""
    if call.is_answerable(now):
        return None
    if call.state is SummonsState.RELEASED and call.is_paused:
        return {
            "title": _("The dispute was paused, and you are not needed for now"),
            "text": _("Thank you for being ready. Your readiness counts in full."),
        }
    return ended_words(call)


def ended_words(call: OwnCall, *, unopened: bool = False) -> dict[str, str]:
    """What a call came to, in one sentence, and what that means.

    `unopened`: the two sides ended the dispute, after the vote or before it was over.
    """
    state = call.state
    if call.is_void and state in {SummonsState.RELEASED, SummonsState.VOTED}:
        return {
            "title": _("The file was faulty, so no vote of this jury counts"),
            "text": _("Thank you for being ready. Your readiness counts in full."),
        }
    unopened = unopened or call.never_opened
    if unopened and state in {SummonsState.RELEASED, SummonsState.VOTED}:
        return {
            "title": _("The two sides ended this dispute themselves"),
            "text": _("Thank you for being ready. Your readiness counts in full."),
        }
    costs_nothing = _("That costs you nothing, and you may be drawn again.")
    once = _("Once that costs you nothing. After several in a row you have a rest.")
    said = {
        SummonsState.DECLINED: (_("You said no this time"), costs_nothing),
        SummonsState.RECUSED: (
            _("You stepped aside"),
            _("Thank you for saying so. Somebody else is called in your place."),
        ),
        SummonsState.REVOKED: (
            _("Your time was over, and the next person drawn has the seat"),
            _("Nothing was counted. %(rest)s", rest=once),
        ),
        SummonsState.REMOVED: (
            _("You cannot judge this dispute"),
            _(
                "Something became known that keeps you from judging it. A vote of "
                "yours in it does not count. %(nothing)s",
                nothing=costs_nothing,
            ),
        ),
        SummonsState.RELEASED: (
            _("The jury has all it needs"),
            _("Thank you for being ready. Your readiness counts in full."),
        ),
        SummonsState.VOTED: (_("Your vote is in"), ""),
    }
    title, text = said.get(state, (_("The time to answer is over"), once))
    return {"title": title, "text": text}
