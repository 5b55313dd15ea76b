"""The picture editor: opaque boxes, then release or withhold, then the next one."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Stage
from jury.redaction.pictures import Box
from jury.refusals import fields_of
from jury.services.hearing.inquiry_filing import find_of
from jury.services.moderation.looks import may_look
from jury.services.moderation.strike import may_strike
from jury.services.moderation.tasks import SCREEN, take_task
from jury.services.reading.casefile import text_view
from jury.services.screening.disclose import (
    release_exhibit,
    reopen_exhibit,
    withhold_exhibit,
)
from jury.services.screening.heard import may_cover_late
from jury.services.screening.sound import may_change_sound
from jury.services.screening.wishes import list_open_wishes, wish_of
from jury.services.submissions.exhibit_parts import not_shown_code
from jury.services.submissions.prepare import cover_picture
from jury.storage.desk.tasks import find_task, get_open_task
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.files.blobs import dropped_if_refused
from jury.storage.money.returns import find_open_journey
from jury.storage.people import Role
from jury.storage.redactions import find_redaction
from jury.storage.transaction import transaction
from jury.web import access, case_parts, why_left
from jury.web.desk import reasons
from jury.web.desk.boxes import read_boxes, shown_boxes
from jury.web.desk.found import found_on, why_a_person, with_words
from jury.web.desk.naming import name_of
from jury.web.desk.pages_of import boxes_on, drawn_on, film_of, pages_of
from jury.web.desk.reasons import posted_ground
from jury.web.desk.saved import posted_reason
from jury.web.desk.work import go_on, lease_of
from jury.web.frame import reader_locale
from jury.web.media import send_media
from jury.web.pointing import pointing_texts
from jury.web.spots import asked_boxes, wish_words
from jury.web.standstill import standstill_of

blueprint = Blueprint("editor", __name__)

PLACE = "/disputes/<dispute_id>/exhibits/<exhibit_id>"


@blueprint.get(PLACE)
@access.staff(Role.MODERATOR)
def show(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """The picture, large, with its boxes and what may be done with it."""
    return editor_page(get_exhibit(dispute_id, exhibit_id))


@blueprint.post(PLACE + "/release")
@access.staff(Role.MODERATOR)
def release(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Let jurors see the picture with these boxes on it."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    width, height = exhibit.width or 0, exhibit.height or 0
    ground = posted_ground()
    try:
        boxes = read_boxes(request.form, width=width, height=height)
        has_pages = exhibit.kind != "picture"
        _refuse_unasked(exhibit.boxes if has_pages else boxes)
        covered = None if has_pages else cover_picture(dispute_id, exhibit_id, boxes)
        with (
            dropped_if_refused(covered.shown_blob if covered else None),
            transaction(lock=dispute_id) as now,
        ):
            release_exhibit(
                dispute_id,
                exhibit_id,
                covered=covered,
                staff_id=staff_id,
                now=now,
                ground=ground,
            )
    except Invalid as refusal:
        return _refused(dispute_id, exhibit_id, refusal)
    flash(_("Released. The side that filed it looks at it again."), "good")
    return go_on(SCREEN, dispute_id)


def _refuse_unasked(boxes: Sequence[object]) -> None:
    """A picture without a box is released only by somebody who was asked again."""
    if not boxes and request.form.get("uncovered") != "1":
        raise Invalid({"uncovered": N_("No place is covered. Nothing was released.")})


@blueprint.post(PLACE + "/withhold")
@access.staff(Role.MODERATOR)
def withhold(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Keep it from jurors, with a reason."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    ground = posted_ground()
    try:
        with transaction(lock=dispute_id) as now:
            withhold_exhibit(
                dispute_id,
                exhibit.id,
                code=ground.code,
                reason=ground.said,
                staff_id=staff_id,
                now=now,
            )
    except Invalid as refusal:
        return _refused(dispute_id, exhibit_id, refusal)
    flash(_("Withheld. The side that filed it is told why."), "good")
    return go_on(SCREEN, dispute_id)


@blueprint.post(PLACE + "/reopen")
@access.staff(Role.MODERATOR)
def reopen(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Take a decision back, to cover more or to show it after all, and begin."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    reason, own_id = posted_reason(), exhibit.id
    try:
        with transaction(lock=dispute_id) as now:
            reopen_exhibit(
                dispute_id, own_id, reason=reason, staff_id=staff_id, now=now
            )
            take_task(get_open_task(dispute_id, SCREEN, own_id).id, staff_id, now=now)
    except Invalid as refusal:
        return _refused(dispute_id, exhibit_id, refusal)
    place = url_for("desk.editor.show", dispute_id=dispute_id, exhibit_id=exhibit_id)
    return redirect(place, 303)


@blueprint.get(PLACE + "/shown")
@access.staff(Role.MODERATOR)
def send_shown(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """What jurors see."""
    row = get_exhibit(dispute_id, exhibit_id)
    return send_media(row, row.shown_blob)


def _refused(dispute_id: str, exhibit_id: str, refusal: Invalid) -> ResponseReturnValue:
    errors, typed = fields_of(refusal), request.form.to_dict()
    page = editor_page(get_exhibit(dispute_id, exhibit_id), errors=errors, typed=typed)
    return page, 422


def editor_page(
    exhibit: Exhibit,
    *,
    page_no: int | None = None,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> str:
    """The page of one picture, or of one page of an exhibit that has several.

    `errors` and `typed` bring what was refused.
    """
    dispute = get_dispute(exhibit.dispute_id)
    shown_pages = pages_of(exhibit, page_no or request.args.get("page", type=int))
    page = shown_pages.page
    found = found_on(exhibit, page["no"] if page else None)
    kept = boxes_on(exhibit, page)
    size = drawn_on(exhibit, page)
    caption = list_redacted(dispute.id)[f"caption:{exhibit.id}"]
    return render_template(
        "desk/exhibit.html",
        dispute=dispute,
        name=name_of(dispute),
        exhibit=exhibit,
        boxes=shown_boxes(_typed_boxes(size, kept))
        if typed
        else [
            *with_words(shown_boxes(kept), found),
            *asked_boxes(exhibit, size, page["no"] if page else None),
        ],
        caption=text_view(caption, reader_locale()),
        release_options=reasons.release_options(),
        withhold_options=reasons.withhold_options(not_shown_code(exhibit)),
        leave_options=reasons.leave_options(),
        keep_covered_options=reasons.keep_covered_options(),
        may_look=may_look(exhibit, access.current_staff().id, now=clock.now()),
        look_options=reasons.look_options(),
        withheld=_withheld(exhibit),
        is_open=_may_screen(dispute, exhibit) and not dispute.is_paused,
        still=standstill_of(dispute),
        may_strike=may_strike(dispute, exhibit),
        may_cover_late=may_cover_late(dispute, exhibit),
        strike_options=reasons.strike_options(),
        wishes=_wishes(exhibit),
        found=found,
        why=why_a_person(exhibit),
        pointing=pointing_texts(dispute, exhibit.side),
        film=film_of(exhibit),
        may_change_sound=may_change_sound(exhibit),
        pages=shown_pages.pages,
        page=page,
        lease=_lease(exhibit),
        via=request.values.get("via"),
        errors=errors or {},
        typed=typed or {},
        now=clock.now(),
    )


def _withheld(exhibit: Exhibit) -> str:
    """Why jurors are not shown it; of a file that no machine could read, why not."""
    row = find_redaction(exhibit.id)
    if exhibit.withheld_code or row is None or row.code is None:
        code = exhibit.withheld_code or not_shown_code(exhibit)
        return case_parts.withheld_words(code)
    return why_left.words(exhibit.kind, row.code)


def _may_screen(dispute: Dispute, exhibit: Exhibit) -> bool:
    """Whether it is still to be decided what of it is seen."""
    if exhibit.of_return:
        return find_open_journey(dispute.id) is not None
    if find_of(dispute, exhibit) is not None:
        return True
    return dispute.stage in {Stage.SUBMISSIONS, Stage.SCREENING}


def _typed_boxes(
    size: tuple[int, int], kept: list[Mapping[str, int]]
) -> list[Box] | list[Mapping[str, int]]:
    """What was drawn before something else was refused; else what was kept."""
    try:
        return read_boxes(request.form, width=size[0], height=size[1]) or kept
    except Invalid:
        return kept


def _wishes(exhibit: Exhibit) -> list[dict[str, Any]]:
    """What sides asked to have covered on it, while nobody has answered."""
    found = list_open_wishes(exhibit.dispute_id, exhibit.id)
    wishes = [(task.id, wish_of(task)) for task in found]
    return [{"id": no, "wish": one, "said": wish_words(one)} for no, one in wishes]


def _lease(exhibit: Exhibit) -> dict[str, Any] | None:
    task = find_task(exhibit.dispute_id, SCREEN, exhibit.id)
    return lease_of(task) if task else None
