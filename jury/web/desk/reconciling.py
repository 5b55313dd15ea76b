"""The desk on reconciliations: the last lists, and what differs until explained."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid
from jury.domain.money.reconciling import SENTENCES, Kind
from jury.refusals import fields_of
from jury.services.money.reconcile import settle_difference
from jury.storage.money.reconciliations import (
    DifferenceRow,
    list_open_differences,
    list_reconciliations,
)
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access

blueprint = Blueprint("reconciling", __name__)

LAST = 30


@blueprint.get("/reconciliations")
@access.staff(Role.MODERATOR, Role.AUDITOR)
def index() -> ResponseReturnValue:
    """The last comparisons, and every difference that waits."""
    return _page({}, {})


@blueprint.post("/reconciliations/<int:difference_id>")
@access.staff(Role.MODERATOR)
def explain(difference_id: int) -> ResponseReturnValue:
    """Say what a difference was, and close it."""
    staff_id, reason = access.current_staff().id, request.form.get("reason", "")
    try:
        with transaction() as now:
            settle_difference(difference_id, reason=reason, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(fields_of(refusal), {"of": difference_id}), 422
    flash(_("Explained. Your reason is on record."), "good")
    return redirect(url_for("desk.reconciling.index"), 303)


def _page(errors: Mapping[str, str], typed: Mapping[str, Any]) -> str:
    return render_template(
        "desk/reconciliations.html",
        runs=list_reconciliations(limit=LAST),
        open_ones=[_shown(one) for one in list_open_differences()],
        may_explain=access.current_staff().has_role(Role.MODERATOR),
        errors=errors,
        typed=typed,
        now=clock.now(),
    )


def _shown(row: DifferenceRow) -> dict[str, Any]:
    told = {"ours": row.ours or "–", "theirs": row.theirs or "–"}
    return {
        "id": row.id,
        "day": row.day,
        "words": _(SENTENCES[Kind(row.kind)], **told),
        "refund": row.refund,
        "reference": row.reference,
        "dispute_id": row.dispute_id,
        "due_at": row.due_at,
    }
