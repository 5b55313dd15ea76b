"""A juror points at what shows who somebody is; staff look at it, the vote goes on."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid, NotNow
from jury.services.reading.case_views import CaseFile
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment, reader_locale
from jury.web.juror.lookup import acts_of, get_own_call
from jury.web.juror.own import OwnCall, place_of, sentence_of
from jury.web.party.shown import texts

blueprint = Blueprint("reporting", __name__)


@blueprint.get("/seats/<sid>/report")
@access.juror
def form(sid: str) -> ResponseReturnValue:
    """Every place of the file, to be pointed at."""
    call = get_own_call(sid)
    if not call.is_seated:
        return redirect(place_of(call), 303)
    return _page(call, chosen=request.args.get("at", ""))


@blueprint.post("/seats/<sid>/report")
@access.juror
def put(sid: str) -> ResponseReturnValue:
    """Tell staff where it stands."""
    call, target = get_own_call(sid), request.form.get("at", "")
    if not call.is_seated:
        raise NotNow
    places = {one["source"] for one in _places(call.case(reader_locale()))}
    if target not in places:
        return _page(call, error=_("Please choose where it stands.")), 422
    try:
        with transaction(lock=access.own_dispute_id()) as now:
            acts_of(sid).report(target, now)
    except Invalid as refusal:
        return _page(get_own_call(sid), error=sentence_of(refusal)), 422
    flash(
        _(
            "Thank you. Somebody on staff looks at it and covers what is personal. "
            "Please forget it and read on; your time and your vote are as they were."
        ),
        "good",
    )
    return redirect(url_for("juror.reading.read", sid=sid), 303)


def _page(call: OwnCall, *, chosen: str = "", error: str = "") -> str:
    return render_template(
        "juror/report.html",
        call=call,
        due=call.vote_due_at,
        now=moment(),
        places=_places(call.case(reader_locale())),
        chosen=chosen,
        error=error,
    )


def _places(case: CaseFile) -> list[dict[str, Any]]:
    """The exhibits, then the texts, in the order of the page."""
    exhibits = [
        {"name": _("Exhibit %(no)s", no=one.number), "source": one.id, "text": ""}
        for one in case.exhibits
    ]
    return [*exhibits, *texts(case)]
