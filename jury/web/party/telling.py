"""A side's own words: its case, its one answer, its word on each point."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.submit import Writing, say_done, write_statement
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.languages import language_of
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import Failed, dispute_page

blueprint = Blueprint("telling", __name__)

_STANCES = {"yes": True, "no": False}


@blueprint.post("/<dispute_id>/statements")
@access.party
def write(dispute_id: str) -> ResponseReturnValue:
    """Keep a text or an answer to a point as a new version."""
    own = get_own(dispute_id)
    side, writing = own.side, _posted()
    try:
        with transaction(lock=dispute_id) as now:
            write_statement(dispute_id, side, writing, now=now)
    except Invalid as refusal:
        failed = Failed(writing.kind, writing.text, writing.stance, fields_of(refusal))
        return dispute_page(get_own(dispute_id), failed=failed), 422
    flash(_("Saved. The other side can read it, with personal details covered."))
    return redirect(_next_place(get_own(dispute_id), writing.kind), 303)


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


def _posted() -> Writing:
    text = request.form.get("text", "")
    return Writing(
        kind=request.form.get("kind", ""),
        text=text,
        language=language_of(text),
        stance=_STANCES.get(request.form.get("stance", "")),
    )


def _next_place(own: OwnDispute, kind: str) -> str:
    """After a point, the next one without an answer; else where one was."""
    anchor = "statement" if kind == "case" else kind
    if kind.startswith("point:"):
        written = own.written()
        total = len(own.questions)
        open_ones = [n for n in range(1, total + 1) if f"point:{n}" not in written]
        anchor = f"point-{open_ones[0]}" if open_ones else "points"
    return url_for("party.pages.show", dispute_id=own.id, _anchor=anchor)
