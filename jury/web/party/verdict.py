"""The letter: what was decided, how much, when, and why."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from jury.domain.lifecycle import UNJUDGED, Side
from jury.services.casefile import for_party
from jury.services.letter import letter
from jury.storage.draws import find_latest_draw
from jury.web import access, case_parts
from jury.web.frame import reader_locale
from jury.web.party.own import get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("verdict", __name__)


@blueprint.get("/<dispute_id>/verdict")
@access.party
def show(dispute_id: str) -> ResponseReturnValue:
    """The reasoned verdict; before there is one, the page of the dispute."""
    own = get_own(dispute_id)
    told = letter(own.id, reader_locale())
    if told is None:
        return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)
    case = for_party(own.id, own.side, reader_locale())
    is_agreed = told.ended_by in UNJUDGED
    return render_template(
        "party/agreed.html" if is_agreed else "party/verdict.html",
        **head_of(own),
        case=case,
        letter=told,
        contested=[
            one
            for one in case_parts.points(case, first=Side(own.dispute.filed_by))
            if one["contested"]
        ],
        draw=find_latest_draw(own.id),
    )
