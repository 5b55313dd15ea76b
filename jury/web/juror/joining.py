"""Joining by oneself, taking a break, and coming back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import AlreadyDone, Invalid
from jury.services.roster.joining import opt_in, opt_out, volunteer
from jury.services.screening.texts import LANGUAGES
from jury.storage.roster import find_juror
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.juror.own import sentence_of

blueprint = Blueprint("joining", __name__)


@blueprint.get("/volunteer")
@access.user
def ask() -> str:
    """What jury service is, and one button."""
    juror = find_juror(access.current_marketplace_user().ref)
    return render_template("juror/volunteer.html", is_enrolled=juror is not None)


@blueprint.post("/volunteer")
@access.user
def join() -> ResponseReturnValue:
    """Ask to be a juror; the marketplace's data decide the rest."""
    ref = access.current_marketplace_user().ref
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise Invalid({"language": _("Please choose Chinese or English.")})
    thanks = _(
        "Thank you. You can be drawn once the marketplace has confirmed it and you "
        "have passed the entrance exam."
    )
    try:
        with transaction() as now:
            volunteer(ref, language=language, now=now)
        flash(thanks, "good")
    except AlreadyDone as refusal:
        flash(sentence_of(refusal), "message")
    return redirect(url_for("juror.home.show"), 303)


@blueprint.post("/pause")
@access.juror
def pause() -> ResponseReturnValue:
    """Be called no more until further notice."""
    ref = access.current_marketplace_user().ref
    try:
        with transaction() as now:
            opt_out(ref, now=now)
        flash(_("You are called no more until you come back."), "good")
    except AlreadyDone as refusal:
        flash(sentence_of(refusal), "message")
    return redirect(url_for("juror.home.show"), 303)


@blueprint.post("/resume")
@access.juror
def resume() -> ResponseReturnValue:
    """Be called again."""
    ref = access.current_marketplace_user().ref
    try:
        with transaction() as now:
            opt_in(ref, now=now)
        flash(_("Welcome back. The lot may fall on you again."), "good")
    except AlreadyDone as refusal:
        flash(sentence_of(refusal), "message")
    return redirect(url_for("juror.home.show"), 303)
