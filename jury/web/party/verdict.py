"""The letter: what was decided, how much, when, and why."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from jury import clock
from jury.domain.lifecycle import UNJUDGED, Side
from jury.services.appeal.rehear import may_appeal
from jury.services.appeal.reopen import may_ask_reopening
from jury.services.reading.casefile import for_party
from jury.services.verdict.letter import letter
from jury.web import access, appeal_words, asked_words, case_parts, stopping_words
from jury.web.draws import draw_path
from jury.web.frame import reader_locale
from jury.web.party.own import get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("verdict", __name__)


@blueprint.get("/<dispute_id>/verdict")
@blueprint.get("/<dispute_id>/verdict/<int:round_number>")
@access.party
def show(dispute_id: str, round_number: int | None = None) -> ResponseReturnValue:
    """The reasoned verdict; before there is one, the page of the dispute."""
    own = get_own(dispute_id)
    told = letter(own.id, reader_locale(), round_number)
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
        closed_early=stopping_words.early(told.closed_early),
        asked_for=asked_words.asked(told.asked),
        draw_path=draw_path(told.draw) if told.draw else "",
        ground_names=appeal_words.grounds(),
        may_reopen=may_ask_reopening(own.dispute, own.side, now=clock.now()),
        may_appeal=may_appeal(own.dispute, own.side, now=clock.now()),
    )
