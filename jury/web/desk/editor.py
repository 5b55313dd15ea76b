"""The picture editor: opaque boxes, then release or withhold, then the next one."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid
from jury.domain.lifecycle import Stage
from jury.refusals import fields_of
from jury.services.casefile import text_view
from jury.services.disclose import (
    WITHHELD_CODES,
    release_exhibit,
    reopen_exhibit,
    withhold_exhibit,
)
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.people import Role
from jury.storage.tasks import find_task
from jury.storage.transaction import transaction
from jury.web import access, case_parts
from jury.web.desk.boxes import read_boxes, shown_boxes
from jury.web.desk.work import go_on, lease_of
from jury.web.frame import reader_locale
from jury.web.media import send_media

blueprint = Blueprint("editor", __name__)

PLACE = "/disputes/<dispute_id>/exhibits/<exhibit_id>"


@blueprint.get(PLACE)
@access.staff(Role.MODERATOR)
def show(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """The picture, large, with its boxes and what may be done with it."""
    return _page(get_exhibit(dispute_id, exhibit_id))


@blueprint.post(PLACE + "/release")
@access.staff(Role.MODERATOR)
def release(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Let jurors see the picture with these boxes on it."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    width, height = exhibit.width or 0, exhibit.height or 0
    try:
        boxes = read_boxes(request.form, width=width, height=height)
        with transaction(lock=dispute_id) as now:
            release_exhibit(
                dispute_id, exhibit_id, boxes=boxes, staff_id=staff_id, now=now
            )
    except Invalid as refusal:
        return _refused(dispute_id, exhibit_id, refusal)
    flash(_("Released. The side that filed it looks at it again."), "good")
    return go_on("screen_exhibit", dispute_id)


@blueprint.post(PLACE + "/withhold")
@access.staff(Role.MODERATOR)
def withhold(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Keep it from jurors, with a reason."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    code, reason = request.form.get("code", ""), request.form.get("reason", "")
    try:
        with transaction(lock=dispute_id) as now:
            withhold_exhibit(
                dispute_id,
                exhibit.id,
                code=code,
                reason=reason,
                staff_id=staff_id,
                now=now,
            )
    except Invalid as refusal:
        return _refused(dispute_id, exhibit_id, refusal)
    flash(_("Withheld. The side that filed it is told why."), "good")
    return go_on("screen_exhibit", dispute_id)


@blueprint.post(PLACE + "/reopen")
@access.staff(Role.MODERATOR)
def reopen(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Take a decision back, to cover more or to show it after all."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    reason, own_id = request.form.get("reason", ""), exhibit.id
    try:
        with transaction(lock=dispute_id) as now:
            reopen_exhibit(
                dispute_id, own_id, reason=reason, staff_id=staff_id, now=now
            )
    except Invalid as refusal:
        return _refused(dispute_id, exhibit_id, refusal)
    place = url_for("desk.editor.show", dispute_id=dispute_id, exhibit_id=exhibit_id)
    return redirect(place, 303)


@blueprint.get(PLACE + "/original")
@access.staff(Role.MODERATOR)
def send_original(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """What was uploaded; a picture as it was re-encoded."""
    row = get_exhibit(dispute_id, exhibit_id)
    blob = row.prepared_blob or row.original_blob
    return send_media(blob, row.media_type, name=f"exhibit-{row.exhibit_no}")


@blueprint.get(PLACE + "/shown")
@access.staff(Role.MODERATOR)
def send_shown(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """What jurors see."""
    row = get_exhibit(dispute_id, exhibit_id)
    return send_media(row.shown_blob, row.media_type, name=f"exhibit-{row.exhibit_no}")


def withheld_codes() -> list[tuple[str, str]]:
    """The reasons for which an exhibit may be withheld by a person."""
    names = {
        "personal": _("too personal to cover it all"),
        "unreadable": _("nothing can be made out"),
        "unrelated": _("nothing to do with the dispute"),
        "abusive": _("insults or threatens somebody"),
    }
    return [(code, names[code]) for code in WITHHELD_CODES if code in names]


def _refused(dispute_id: str, exhibit_id: str, refusal: Invalid) -> ResponseReturnValue:
    errors, typed = fields_of(refusal), request.form.to_dict()
    page = _page(get_exhibit(dispute_id, exhibit_id), errors=errors, typed=typed)
    return page, 422


def _page(
    exhibit: Exhibit,
    *,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> str:
    dispute = get_dispute(exhibit.dispute_id)
    caption = list_redacted(dispute.id)[f"caption:{exhibit.id}"]
    return render_template(
        "desk/exhibit.html",
        dispute=dispute,
        exhibit=exhibit,
        boxes=shown_boxes(exhibit.boxes),
        caption=text_view(caption, reader_locale()),
        codes=withheld_codes(),
        withheld=case_parts.withheld_words(exhibit.withheld_code),
        is_open=dispute.stage in {Stage.SUBMISSIONS, Stage.SCREENING},
        wish=_wish(exhibit),
        lease=_lease(exhibit),
        errors=errors or {},
        typed=typed or {},
        now=clock.now(),
    )


def _wish(exhibit: Exhibit) -> dict[str, Any] | None:
    """What a side asked to have covered on it, while nobody has answered."""
    task = find_task(exhibit.dispute_id, "cover", exhibit.id)
    if task is None or task.done_at is not None:
        return None
    return {"id": task.id, **task.detail}


def _lease(exhibit: Exhibit) -> dict[str, Any] | None:
    task = find_task(exhibit.dispute_id, "screen_exhibit", exhibit.id)
    return lease_of(task) if task else None
