"""When I can serve: my hours, ready for an hour, and ending a rest."""

from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.calling.turnout import HOURS
from jury.domain.eligibility import Code
from jury.domain.errors import Invalid
from jury.services.roster import own_time
from jury.services.roster.own_time import ExcusedLately
from jury.services.roster.standing import standing_of
from jury.storage.jurors.availability import find_load
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment
from jury.web.juror.own import sentence_of

blueprint = Blueprint("own_time", __name__)

# A day is said in parts as long as this.
PART = 3
ZONES = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore"),
    *("Asia/Urumqi", "Asia/Tokyo", "Asia/Seoul", "Asia/Bangkok", "Asia/Kolkata"),
    *("Asia/Dubai", "Europe/Moscow", "Europe/Berlin", "Europe/London", "UTC"),
    *("America/Sao_Paulo", "America/New_York", "America/Chicago"),
    *("America/Los_Angeles", "Australia/Sydney", "Pacific/Auckland"),
)


@blueprint.get("/hours")
@access.juror
def show() -> str:
    """What I have said, and what my rest or break is about."""
    return _page(moment())


@blueprint.post("/hours")
@access.juror
def keep() -> ResponseReturnValue:
    """Keep my hours and my time zone."""
    begins = {int(one) for one in request.form.getlist("hours") if one.isdecimal()}
    hours = {begin + more for begin in begins for more in range(PART)}
    try:
        with transaction() as now:
            own_time.say_hours(
                access.juror_id(),
                hours=hours,
                zone=request.form.get("zone", ""),
                now=now,
            )
    except Invalid as refusal:
        flash(sentence_of(refusal), "time")
        return redirect(url_for("juror.own_time.show"), 303)
    flash(_("Kept. It counts from the next call on."), "good")
    return redirect(url_for("juror.own_time.show"), 303)


@blueprint.post("/ready")
@access.juror
def ready() -> ResponseReturnValue:
    """For an hour I can be called at once."""
    with transaction() as now:
        own_time.say_ready(access.juror_id(), now=now)
    flash(_("For an hour you are told of a call at once. The lot decides."), "good")
    return redirect(url_for("juror.own_time.show"), 303)


@blueprint.post("/excuse")
@access.juror
def excuse() -> ResponseReturnValue:
    """Something kept me from answering: end the rest."""
    try:
        with transaction() as now:
            own_time.excuse(access.juror_id(), now=now)
        flash(_("Thank you for saying so. The lot may fall on you again."), "good")
    except ExcusedLately as refusal:
        flash(sentence_of(refusal), "time")
    return redirect(url_for("juror.own_time.show"), 303)


def _page(now: datetime) -> str:
    juror_id = access.juror_id()
    own = own_time.own_time(juror_id, now=now)
    standing = standing_of(juror_id, now=now)
    codes = {*standing.barred, *standing.partly}
    load, limits = find_load(juror_id), standing.limits
    return render_template(
        "juror/hours.html",
        now=now,
        own=own,
        parts=[
            (str(begin), f"{begin:02}–{begin + PART:02}")
            for begin in range(0, HOURS, PART)
        ],
        chosen=[str(begin) for begin in range(0, HOURS, PART) if begin in own.hours],
        zones=_zones(own.named_zone),
        rests_until=_later(load.missed_at if load else None, days=limits.rest_days)
        if Code.RESTING in codes
        else None,
        break_until=_later(load.hard_at if load else None, hours=limits.break_hours)
        if Code.ON_BREAK in codes
        else None,
        limits=limits,
        missed=load.missed if load else 0,
        may_excuse=own_time.may_be_excused(juror_id, now=now),
    )


def _later(at: datetime | None, *, days: int = 0, hours: int = 0) -> datetime | None:
    return at + timedelta(days=days, hours=hours) if at else None


def _zones(named: str) -> list[tuple[str, str]]:
    others = [named] if named and named not in ZONES else []
    known = [(zone, zone.replace("_", " ")) for zone in (*ZONES, *others)]
    return [("", _("As the marketplace has it")), *known]
