"""The ballot: filled in, kept, looked over, cast, and receipted.

Whatever is refused changes nothing and loses nothing the juror typed.
"""

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.ballots import problems
from jury.domain.errors import AlreadyDone, Invalid, NotNow, TooEarly
from jury.services.hearing.poll import Vote
from jury.services.reading.case_views import CaseFile
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.forms_juror import NOT_CHOSEN, BallotForm
from jury.web.frame import moment, reader_locale
from jury.web.juror import ballot_words, shown
from jury.web.juror.calls import ended_words
from jury.web.juror.lookup import acts_of, get_own_call
from jury.web.juror.own import OwnCall, place_of, sentence_of
from jury.web.juror.reading import head_of
from jury.web.languages import language_of

blueprint = Blueprint("voting", __name__)


@blueprint.get("/seats/<sid>/ballot")
@access.juror
def fill(sid: str) -> ResponseReturnValue:
    """The empty ballot, or what was kept of it."""
    call = get_own_call(sid)
    if not call.is_seated:
        return redirect(place_of(call), 303)
    return _ballot(call, BallotForm.from_kept(call.find_draft()))


@blueprint.post("/seats/<sid>/ballot")
@access.juror
def look_over(sid: str) -> ResponseReturnValue:
    """Keep what was filled in and go on to the review, or say what is missing."""
    form = BallotForm.from_fields(request.form)
    try:
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            acts_of(sid).save_draft(form.to_kept(), now)
    except (NotNow, AlreadyDone) as refusal:
        return _lost(sid, form, refusal)
    call = get_own_call(sid)
    wrong = _problems(call, form)
    if wrong:
        return _ballot(call, form, wrong), 422
    return redirect(url_for("juror.voting.review", sid=sid), 303)


@blueprint.post("/seats/<sid>/draft")
@access.juror
def save(sid: str) -> ResponseReturnValue:
    """Keep the draft: in the background with script, by a button without."""
    form = BallotForm.from_fields(request.form)
    try:
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            acts_of(sid).save_draft(form.to_kept(), now)
    except (NotNow, AlreadyDone) as refusal:
        return _lost(sid, form, refusal)
    if request.accept_mimetypes.best == "application/json":
        return {"saved_at": now.isoformat()}
    return redirect(url_for("juror.reading.read", sid=sid), 303)


@blueprint.get("/seats/<sid>/review")
@access.juror
def review(sid: str) -> ResponseReturnValue:
    """Exactly what will be counted."""
    call = get_own_call(sid)
    if not call.is_seated:
        return redirect(place_of(call), 303)
    form = BallotForm.from_kept(call.find_draft())
    if _problems(call, form):
        return redirect(url_for("juror.voting.fill", sid=sid), 303)
    return _review(call, form)


@blueprint.post("/seats/<sid>/review")
@access.juror
def cast(sid: str) -> ResponseReturnValue:
    """Cast the ballot that stands on the review page."""
    form = BallotForm.from_fields(request.form)
    vote = Vote(
        choice=form.rung,
        reasons=form.reasons,
        sentence=form.line,
        language=language_of(form.line),
    )
    try:
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            acts_of(sid).cast(vote, now)
    except Invalid as refusal:
        wrong = refusal.fields if form.choice else {"choice": NOT_CHOSEN}
        return _ballot(get_own_call(sid), form, ballot_words.by_field(wrong)), 422
    except TooEarly as refusal:
        return _review(get_own_call(sid), form, sentence_of(refusal)), 409
    except (NotNow, AlreadyDone) as refusal:
        return _lost(sid, form, refusal)
    return redirect(url_for("juror.voting.show_receipt", sid=sid), 303)


@blueprint.get("/seats/<sid>/receipt")
@access.juror
def show_receipt(sid: str) -> ResponseReturnValue:
    """The vote is in, and what happens next."""
    call = get_own_call(sid)
    receipt = call.find_receipt()
    if receipt is None:
        return redirect(place_of(call), 303)
    return render_template(
        "juror/receipt.html",
        call=call,
        receipt=receipt,
        outcome_by=call.window_ends_at,
        now=moment(),
    )


def _problems(call: OwnCall, form: BallotForm) -> dict[str, str]:
    if not form.choice:
        return ballot_words.by_field({"choice": NOT_CHOSEN})
    rules = call.rules
    found = problems(
        form.as_draft(),
        rungs=len(call.ladder),
        chips=rules.chips,
        limits=rules.policy.ballot,
    )
    return ballot_words.by_field(found)


def _ballot(
    call: OwnCall, form: BallotForm, wrong: dict[str, str] | None = None
) -> str:
    now = moment()
    case = call.case(reader_locale())
    return render_template(
        "juror/ballot.html",
        **head_of(call, case, now=now),
        **_unread(call, case, now=now),
        form=form,
        problems=wrong or {},
        rungs=shown.rungs(call, case),
        undecided=shown.undecided(),
        limit=call.rules.policy.ballot.sentence_characters,
    )


def _review(call: OwnCall, form: BallotForm, refusal: str = "") -> str:
    now = moment()
    case = call.case(reader_locale())
    return render_template(
        "juror/review.html",
        **head_of(call, case, now=now),
        **_unread(call, case, now=now),
        vote=ballot_words.words_of(call, form.to_spoken()),
        hidden={**form.to_kept(), "sentence": form.line},
        refusal=refusal,
    )


def _unread(call: OwnCall, case: CaseFile, *, now: datetime) -> dict[str, Any]:
    """What stands between the juror and the vote."""
    progress = call.progress(now)
    every = shown.exhibits(case, call.sid, progress.opened)
    unread = [one for one in every if not one["opened"]]
    return {"unread": unread, "seconds_left": progress.seconds_left}


def _lost(
    sid: str, form: BallotForm, refusal: NotNow | AlreadyDone
) -> ResponseReturnValue:
    """Say in one sentence why it cannot be counted, and give back what was typed."""
    call = get_own_call(sid)
    title, text = sentence_of(refusal), _("What you wrote stands below.")
    if not (call.is_seated or isinstance(refusal, AlreadyDone)):
        title, text = ended_words(call).values()
    if request.accept_mimetypes.best == "application/json":
        return {"detail": title}, 409
    page = render_template(
        "juror/lost.html",
        call=call,
        title=title,
        text=text,
        receipt=isinstance(refusal, AlreadyDone),
        vote=ballot_words.words_of(call, form.to_spoken()),
        now=moment(),
    )
    return page, 409
