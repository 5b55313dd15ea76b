"""Saying that somebody may not judge; the answer is the same whoever it is.

And lifting that again, for whoever it was said of by mistake.
"""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import BEFORE_THE_VERDICT
from jury.refusals import fields_of
from jury.services.drawing.bar import bar_juror, lift_bar
from jury.storage.disputes import get_dispute
from jury.storage.jurors.barred import list_barred_refs
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk import reasons
from jury.web.desk.naming import name_of
from jury.web.desk.reasons import posted_ground
from jury.web.desk.saved import posted_reason

blueprint = Blueprint("bar", __name__)


@blueprint.get("/disputes/<dispute_id>/bar")
@access.staff(Role.MODERATOR)
def ask(dispute_id: str) -> ResponseReturnValue:
    """Who it is, and why."""
    return _page(dispute_id)


@blueprint.post("/disputes/<dispute_id>/bar")
@access.staff(Role.MODERATOR)
def bar(dispute_id: str) -> ResponseReturnValue:
    """No panel of this dispute may have them."""
    ref, ground = request.form.get("ref", ""), posted_ground()
    staff_id = access.current_staff().id
    try:
        with transaction(lock=dispute_id) as now:
            bar_juror(dispute_id, ref, ground=ground, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(dispute_id, errors=fields_of(refusal)), 422
    flash(_("Noted. Nobody is told whether this person was called."), "good")
    return redirect(url_for("desk.records.show", dispute_id=dispute_id), 303)


@blueprint.post("/disputes/<dispute_id>/bar/lift")
@access.staff(Role.MODERATOR)
def lift(dispute_id: str) -> ResponseReturnValue:
    """It was a mistake: the lot may name them from now on."""
    ref, reason = request.form.get("who", ""), posted_reason()
    staff_id = access.current_staff().id
    try:
        with transaction(lock=dispute_id) as now:
            lift_bar(dispute_id, ref, reason=reason, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(dispute_id, refused=fields_of(refusal)), 422
    flash(_("Lifted. From now on the lot may name this person."), "good")
    return redirect(url_for("desk.records.show", dispute_id=dispute_id), 303)


def _page(
    dispute_id: str,
    *,
    errors: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
) -> str:
    """Both forms; `errors` belong to the first, `refused` to that which lifts."""
    dispute = get_dispute(dispute_id)
    if dispute.stage not in set(BEFORE_THE_VERDICT):
        raise NotFound
    return render_template(
        "desk/bar.html",
        dispute=dispute,
        name=name_of(dispute),
        options=reasons.bar_options(),
        typed=request.form.to_dict(),
        errors=errors or {},
        barred=[(ref, ref) for ref in list_barred_refs(dispute.id)],
        refused=refused or {},
        now=clock.now(),
    )
