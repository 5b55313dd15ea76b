"""The verdict letter as both sides read it, for staff who check what was decided."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from jury import clock
from jury.domain.lifecycle import UNJUDGED, Side
from jury.services.reading.casefile import for_moderator
from jury.services.reading.progress import tracker
from jury.services.verdict.letter import letter
from jury.storage.disputes import get_dispute
from jury.storage.people import Role
from jury.web import access, appeal_words, asked_words, case_parts, stopping_words
from jury.web.desk.naming import name_of
from jury.web.draws import draw_path
from jury.web.frame import reader_locale
from jury.web.way_steps import steps

blueprint = Blueprint("letter", __name__)


@blueprint.get("/disputes/<dispute_id>/verdict")
@blueprint.get("/disputes/<dispute_id>/verdict/<int:round_number>")
@access.staff(Role.MODERATOR, Role.AUDITOR)
def show(dispute_id: str, round_number: int | None = None) -> ResponseReturnValue:
    """The letter; before there is a verdict, the record."""
    dispute = get_dispute(dispute_id)
    told = letter(dispute.id, reader_locale(), round_number)
    if told is None:
        record = url_for("desk.records.show", dispute_id=dispute_id)
        return redirect(record, 303)
    case, way = for_moderator(dispute.id, reader_locale()), tracker(dispute)
    points = case_parts.points(case, first=Side(dispute.filed_by))
    is_agreed = told.ended_by in UNJUDGED
    return render_template(
        "desk/agreed.html" if is_agreed else "desk/verdict.html",
        dispute=dispute,
        own={"id": dispute.id},
        name=name_of(dispute),
        stage=dispute.stage,
        way=way,
        steps=steps(way),
        case=case,
        letter=told,
        contested=[one for one in points if one["contested"]],
        closed_early=stopping_words.early(told.closed_early),
        asked_for=asked_words.asked(told.asked),
        draw_path=draw_path(told.draw) if told.draw else "",
        ground_names=appeal_words.grounds(),
        may_appeal=False,
        now=clock.now(),
    )
