"""The desk on pauses: one dispute stands still, and goes on."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.standstill import pause
from jury.storage.desk.pauses import find_pause
from jury.storage.disputes import get_dispute
from jury.storage.people import Role, staff_names
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.doing import to_record
from jury.web.desk.naming import name_of
from jury.web.desk.reasons import pause_options, posted_ground
from jury.web.standstill import standstill_of

blueprint = Blueprint("pauses", __name__)


@blueprint.get("/disputes/<dispute_id>/pause")
@access.staff(Role.MODERATOR)
def show(dispute_id: str) -> ResponseReturnValue:
    """What a pause does before it is made; how long it lasts, and its end, after."""
    return _page(dispute_id)


@blueprint.post("/disputes/<dispute_id>/pause")
@access.staff(Role.MODERATOR)
def begin(dispute_id: str) -> ResponseReturnValue:
    """Let it stand still."""
    ground, staff_id = posted_ground(), access.current_staff().id

    def act(now: datetime) -> None:
        pause.pause(dispute_id, ground, staff_id=staff_id, now=now)

    return _attempt(dispute_id, act, _("Paused. Both sides know, and read why."))


@blueprint.post("/disputes/<dispute_id>/resume")
@access.staff(Role.MODERATOR)
def end(dispute_id: str) -> ResponseReturnValue:
    """Let it go on."""
    reason, staff_id = request.form.get("reason", ""), access.current_staff().id

    def act(now: datetime) -> None:
        pause.resume(dispute_id, reason=reason, staff_id=staff_id, now=now)

    return _attempt(dispute_id, act, _("It goes on. Both sides know."))


@blueprint.post("/disputes/<dispute_id>/keep-paused")
@access.staff(Role.MODERATOR)
def keep(dispute_id: str) -> ResponseReturnValue:
    """Not yet; it comes up again."""
    reason, staff_id = request.form.get("reason", ""), access.current_staff().id

    def act(now: datetime) -> None:
        pause.keep_paused(dispute_id, reason=reason, staff_id=staff_id, now=now)

    return _attempt(dispute_id, act, _("It stays paused, and comes up in two days."))


def _attempt(
    dispute_id: str, act: Callable[[datetime], None], told: str
) -> ResponseReturnValue:
    """Do it in one transaction; what is wrong stands in the form it came from."""
    try:
        with transaction(lock=dispute_id) as now:
            act(now)
    except Invalid as refusal:
        return _page(dispute_id, fields_of(refusal)), 422
    return to_record(dispute_id, told)


def _page(dispute_id: str, errors: dict[str, str] | None = None) -> str:
    dispute, row = get_dispute(dispute_id), find_pause(dispute_id)
    return render_template(
        "desk/pause.html",
        dispute=dispute,
        name=name_of(dispute),
        still=standstill_of(dispute),
        paused=row,
        paused_by=staff_names([row.paused_by])[row.paused_by] if row else "",
        may_pause=pause.may_pause(dispute),
        options=pause_options(),
        errors=errors or {},
        typed=request.form.to_dict(),
        now=clock.now(),
    )
