"""More is covered while the jury sits, and what somebody who judges has reported."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.refusals import fields_of
from jury.services.moderation.tasks import REPORTED
from jury.services.reading.casefile import text_view
from jury.services.screening.heard import (
    Drawn,
    cover_exhibit_late,
    dismiss_report,
    draw_late,
    may_cover_late,
)
from jury.services.screening.reports import list_open_reports, wished_in
from jury.services.screening.taken_back import (
    draw_without,
    find_exhibit_cover,
    show_exhibit_again,
    show_words_again,
)
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.files.blobs import dropped_if_refused
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk import reasons
from jury.web.desk.boxes import read_boxes, shown_boxes
from jury.web.desk.doing import attempt, task_of
from jury.web.desk.editor import PLACE
from jury.web.desk.file import cover_page
from jury.web.desk.naming import name_of
from jury.web.desk.pages_of import Part, boxes_on, drawn_on, pages_of
from jury.web.desk.reasons import posted_ground
from jury.web.desk.work import go_on, lease_of
from jury.web.frame import reader_locale
from jury.web.spots import wish_words, wished_boxes

blueprint = Blueprint("late", __name__)


@blueprint.get(PLACE + "/late")
@access.staff(Role.MODERATOR)
def show(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """The picture as jurors see it, to be covered further."""
    exhibit = get_exhibit(dispute_id, exhibit_id)
    if not may_cover_late(get_dispute(dispute_id), exhibit):
        return _to_editor(exhibit)
    return _page(exhibit)


@blueprint.post(PLACE + "/late")
@access.staff(Role.MODERATOR)
def cover(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Cover these places too, from now on."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    page, own_id, ground = _shown_page(exhibit), exhibit.id, posted_ground()
    part_no, (width, height) = page["no"] if page else None, drawn_on(exhibit, page)
    try:
        boxes = read_boxes(request.form, width=width, height=height)
        drawn = draw_late(dispute_id, own_id, part_no, boxes=boxes)
        with _kept(dispute_id, drawn) as now:
            cover_exhibit_late(
                dispute_id,
                own_id,
                drawn=drawn,
                staff_id=staff_id,
                now=now,
                ground=ground,
            )
    except Invalid as refusal:
        return _refused(dispute_id, own_id, refusal)
    flash(
        _("Covered. Whoever opens it from now on sees it so. Both sides know."), "good"
    )
    return _to_editor(get_exhibit(dispute_id, own_id))


@blueprint.post(PLACE + "/late/back")
@access.staff(Role.MODERATOR)
def take_back(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Show again what was covered last on it while the jury sits."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    own_id, ground = exhibit.id, posted_ground()
    drawn = draw_without(dispute_id, own_id)
    try:
        with _kept(dispute_id, drawn) as now:
            show_exhibit_again(
                dispute_id,
                own_id,
                drawn=drawn,
                staff_id=staff_id,
                now=now,
                ground=ground,
            )
    except Invalid as refusal:
        return _refused(dispute_id, own_id, refusal)
    flash(_("Shown again. Jurors read it anew, and both sides know."), "good")
    return _to_editor(get_exhibit(dispute_id, own_id))


@contextmanager
def _kept(dispute_id: str, drawn: Drawn) -> Iterator[datetime]:
    """What was drawn is kept if the transaction is, and leaves no file if not."""
    with (
        dropped_if_refused(drawn.covered.shown_blob),
        transaction(lock=dispute_id) as now,
    ):
        yield now


def _refused(dispute_id: str, exhibit_id: str, refusal: Invalid) -> tuple[str, int]:
    exhibit = get_exhibit(dispute_id, exhibit_id)
    return _page(exhibit, errors=fields_of(refusal)), 422


@blueprint.post("/disputes/<dispute_id>/cover/back")
@access.staff(Role.MODERATOR)
def show_again(dispute_id: str) -> ResponseReturnValue:
    """Show words again that were covered last in a text while the jury sits."""
    source, ground = request.form.get("source", ""), posted_ground()
    staff_id = access.current_staff().id
    try:
        with transaction(lock=dispute_id) as now:
            show_words_again(
                dispute_id, source, staff_id=staff_id, now=now, ground=ground
            )
    except Invalid as refusal:
        return cover_page(dispute_id, source, errors=fields_of(refusal)), 422
    flash(_("Shown again. Jurors read it anew, and both sides know."), "good")
    return redirect(url_for("desk.file.show", dispute_id=dispute_id), 303)


@blueprint.post("/tasks/<task_id>/dismiss")
@access.staff(Role.MODERATOR)
def dismiss(task_id: str) -> ResponseReturnValue:
    """Nothing in it shows who somebody is."""
    task, staff_id = task_of(task_id, REPORTED), access.current_staff().id
    dispute_id, ground = task.dispute_id or "", posted_ground()

    def act(now: datetime) -> object:
        return dismiss_report(task_id, ground=ground, staff_id=staff_id, now=now)

    return attempt(task, act) or go_on(REPORTED, dispute_id)


def _to_editor(exhibit: Exhibit) -> ResponseReturnValue:
    there: Part = {"dispute_id": exhibit.dispute_id, "exhibit_id": exhibit.id}
    return redirect(url_for("desk.editor.show", **there), 303)


def _shown_page(exhibit: Exhibit) -> Part | None:
    """The page that is drawn on, the first unless another is wanted; None of a picture.

    Raises NotFound where there is no such page.
    """
    pages, wanted = pages_of(exhibit, None).pages, request.values.get("page", type=int)
    if wanted is None:
        return next(iter(pages), None)
    found = next((one for one in pages if one["no"] == wanted), None)
    if found is None:
        raise NotFound
    return found


def _page(exhibit: Exhibit, *, errors: dict[str, str] | None = None) -> str:
    dispute, page = get_dispute(exhibit.dispute_id), _shown_page(exhibit)
    there: Part = {"dispute_id": dispute.id, "exhibit_id": exhibit.id}
    width, height = drawn_on(exhibit, page)
    reports = list_open_reports(dispute.id, exhibit.id)
    task = next(iter(reports), None)
    wishes = [wish for one in reports if (wish := wished_in(one))]
    part_no = page["no"] if page else None
    caption = list_redacted(dispute.id)[f"caption:{exhibit.id}"]
    return render_template(
        "desk/late.html",
        dispute=dispute,
        name=name_of(dispute),
        exhibit=exhibit,
        caption=text_view(caption, reader_locale()),
        page=page,
        pages=[
            one | {"href": url_for("desk.late.show", **there, page=one["no"])}
            for one in pages_of(exhibit, None).pages
        ],
        shown=page["shown"] if page else url_for("desk.editor.send_shown", **there),
        width=width,
        height=height,
        kept=len(boxes_on(exhibit, page)),
        boxes=_typed(width, height)
        if errors
        else wished_boxes(wishes, (width, height), part_no),
        task=task,
        wish=wished_in(task) if task else None,
        wish_said=[wish_words(one) for one in wishes],
        lease=lease_of(task) if task else None,
        cover_options=reasons.cover_options(as_wished=False),
        may_take_back=find_exhibit_cover(dispute, exhibit) is not None,
        show_options=reasons.show_options(),
        leave_options=reasons.leave_options(),
        errors=errors or {},
        typed=request.form.to_dict() if errors else {},
        now=clock.now(),
    )


def _typed(width: int, height: int) -> list[dict[str, int]]:
    """What was drawn before something else was refused."""
    try:
        return shown_boxes(read_boxes(request.form, width=width, height=height))
    except Invalid:
        return []
