"""A side's own words: its case, its one answer, its word on each point."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import DisputeError, NotFound
from jury.refusals import fields_of, sentence_of, status_of
from jury.services.submissions.submit import say_done, write_statements
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import dispute_page
from jury.web.party.typed import POINTS, read_typed, unsent_of, writings_of

blueprint = Blueprint("telling", __name__)


@blueprint.post("/<dispute_id>/statements")
@access.party
def write(dispute_id: str) -> ResponseReturnValue:
    """Keep one text, or all answers, as new versions; the rest comes back unsent."""
    side, scope = get_own(dispute_id).side, request.form.get("save", POINTS)
    typed = read_typed(request.form)
    try:
        with transaction(lock=dispute_id) as now:
            writings = writings_of(typed, scope)
            write_statements(dispute_id, side, writings, now=now)
    except NotFound:
        raise
    except DisputeError as refusal:
        own, errors = get_own(dispute_id), fields_of(refusal)
        failed = replace(
            typed,
            errors=errors,
            refusal="" if errors else sentence_of(refusal),
            unsent=unsent_of(typed, own),
        )
        return dispute_page(own, typed=failed), status_of(refusal)
    own = get_own(dispute_id)
    unsent = unsent_of(typed, own)
    if unsent:
        return dispute_page(own, typed=replace(typed, unsent=unsent))
    flash(_("Saved. The other side can read it, with personal details covered."))
    return redirect(_next_place(own, scope), 303)


@blueprint.post("/<dispute_id>/done")
@access.party
def finish(dispute_id: str) -> ResponseReturnValue:
    """This side has put its whole case."""
    own = get_own(dispute_id)
    if request.form.get("sure") != "1":
        return redirect(url_for("party.pages.ask_done", dispute_id=dispute_id), 303)
    side = own.side
    with transaction(lock=dispute_id) as now:
        say_done(dispute_id, side, now=now)
    flash(_("You have put your case. We tell you when it is your turn again."), "good")
    return redirect(url_for("party.pages.show", dispute_id=dispute_id), 303)


def _next_place(own: OwnDispute, scope: str) -> str:
    """After the points, the next one without an answer; else where one was."""
    anchor = "statement" if scope == "case" else scope
    if scope == POINTS:
        open_ones = own.open_points()
        anchor = f"point-{open_ones[0]}" if open_ones else "points"
    return url_for("party.pages.show", dispute_id=own.id, _anchor=anchor)
