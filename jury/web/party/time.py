"""A side asks for more time, or for a decision by default to be reopened."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotNow
from jury.refusals import fields_of
from jury.services.appeal import reopen
from jury.services.submissions.extend import extend_submissions
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.party.own import get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("time", __name__)


@blueprint.post("/<dispute_id>/more-time")
@access.party
def extend(dispute_id: str) -> ResponseReturnValue:
    """More time for both sides, once."""
    side = get_own(dispute_id).side
    with transaction(lock=dispute_id) as now:
        extend_submissions(dispute_id, side, now=now)
    flash(_("You have more time. The other side has been told."), "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


@blueprint.get("/<dispute_id>/reopening")
@access.party
def reopening(dispute_id: str) -> ResponseReturnValue:
    """What good cause is, until when, and what follows."""
    return _page(dispute_id)


@blueprint.post("/<dispute_id>/reopening")
@access.party
def ask(dispute_id: str) -> ResponseReturnValue:
    """Say why nothing was said; a moderator decides."""
    side, text = get_own(dispute_id).side, request.form.get("text", "")
    try:
        with transaction(lock=dispute_id) as now:
            reopen.ask_reopening(dispute_id, side, text=text, now=now)
    except Invalid as refusal:
        return _page(dispute_id, typed=text, error=fields_of(refusal)["text"]), 422
    flash(_("A moderator looks at it. You are told what was decided."), "good")
    return redirect(url_for("party.verdict.show", dispute_id=dispute_id), 303)


def _page(dispute_id: str, *, typed: str = "", error: str = "") -> str:
    own = get_own(dispute_id)
    if not reopen.may_ask_reopening(own.dispute, own.side, now=clock.now()):
        raise NotNow
    return render_template(
        "party/reopening.html",
        **head_of(own),
        typed=typed,
        error=error,
        most=reopen.LENGTH,
    )
