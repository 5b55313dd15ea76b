"""The reasons that staff keep, and how the form of an act offers and reads them."""

from collections.abc import Sequence
from typing import cast

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.moderation.saved_reasons import drop_reason, save_reason
from jury.storage.desk.saved_reasons import (
    SHARED,
    SavedReason,
    find_saved_reason,
    list_saved_reasons,
)
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access

blueprint = Blueprint("saved", __name__)


@blueprint.get("/reasons")
@access.staff(Role.MODERATOR)
def show() -> ResponseReturnValue:
    """One's own and those for all, and a form for another."""
    return _page()


@blueprint.post("/reasons")
@access.staff(Role.MODERATOR)
def save() -> ResponseReturnValue:
    """Keep one more."""
    text, for_all = request.form.get("text", ""), request.form.get("for_all") == "1"
    staff_id = access.current_staff().id
    try:
        with transaction() as now:
            save_reason(text, for_all=for_all, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(errors=fields_of(refusal)), 422
    flash(_("Saved. Every form that asks for a reason offers it."), "good")
    return redirect(url_for("desk.saved.show"), 303)


@blueprint.post("/reasons/drop")
@access.staff(Role.MODERATOR)
def drop() -> ResponseReturnValue:
    """Offer one no longer."""
    reason_id, staff_id = request.form.get("reason_id", ""), access.current_staff().id
    with transaction() as now:
        drop_reason(reason_id, staff_id=staff_id, now=now)
    flash(_("Removed."), "good")
    return redirect(url_for("desk.saved.show"), 303)


@blueprint.app_template_global("saved_reasons")
def saved_reasons() -> Sequence[SavedReason]:
    """What the form of an act offers; asked of the database once a page."""
    if "saved_reasons" not in g:
        g.saved_reasons = list_saved_reasons(access.current_staff().id)
    return cast(Sequence[SavedReason], g.saved_reasons)


def posted_reason() -> str:
    """The saved reason that was chosen, and what was written beside it."""
    chosen = find_saved_reason(request.form.get("saved", ""), access.current_staff().id)
    said = (chosen.text if chosen else "", request.form.get("reason", ""))
    return "\n".join(one for one in said if one.strip())


def _page(*, errors: dict[str, str] | None = None) -> str:
    found = list_saved_reasons(access.current_staff().id)
    return render_template(
        "desk/reasons.html",
        own=[one for one in found if one.owner != SHARED],
        shared=[one for one in found if one.owner == SHARED],
        typed=request.form.to_dict(),
        errors=errors or {},
    )
