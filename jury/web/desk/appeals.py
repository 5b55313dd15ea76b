"""The desk on appeal: new evidence, new texts, and slips in a verdict."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import N_, Invalid, NotNow
from jury.refusals import fields_of
from jury.services.appeal import slips
from jury.services.appeal.new_evidence import admit_exhibit, refuse_exhibit
from jury.services.appeal.second_look import lift, pass_text, strike_more
from jury.services.appeal.slip_limits import lengthens_since
from jury.services.moderation.tasks import ADMIT, SLIP, STRIKE
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from jury.web import access
from jury.web.desk.doing import attempt, task_of, to_record
from jury.web.desk.naming import name_of
from jury.web.desk.reasons import posted_ground
from jury.web.desk.saved import posted_reason
from jury.web.desk.work import go_on

blueprint = Blueprint("appeals", __name__)

# Currencies whose smallest unit is the whole one, as on every page.
WHOLE = frozenset(["JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "PYG", "UGX"])
MOST_MINOR = 10**12


@blueprint.post("/tasks/<task_id>/admit")
@access.staff(Role.MODERATOR)
def admit(task_id: str) -> ResponseReturnValue:
    """Take evidence that could not be had before; or leave it out, and say why."""
    task, staff_id = task_of(task_id, ADMIT), access.current_staff().id
    dispute_id, exhibit_id = task.dispute_id or "", task.target
    ground, is_taken = posted_ground(), request.form.get("act") == "admit"
    judge = admit_exhibit if is_taken else refuse_exhibit

    def act(now: datetime) -> object:
        return judge(dispute_id, exhibit_id, ground=ground, staff_id=staff_id, now=now)

    return attempt(task, act) or go_on(ADMIT, dispute_id)


@blueprint.post("/tasks/<task_id>/pass")
@access.staff(Role.MODERATOR)
def let_pass(task_id: str) -> ResponseReturnValue:
    """The text, as it stands now, tells nothing of what was decided before."""
    task, staff_id = task_of(task_id, STRIKE), access.current_staff().id
    dispute_id = task.dispute_id or ""

    def act(now: datetime) -> None:
        pass_text(task_id, staff_id=staff_id, now=now)

    return attempt(task, act) or go_on(STRIKE, dispute_id)


@blueprint.post("/tasks/<task_id>/strike")
@access.staff(Role.MODERATOR)
def strike(task_id: str) -> ResponseReturnValue:
    """Strike more words; the task stays open."""
    task, staff_id = task_of(task_id, STRIKE), access.current_staff().id
    passage, ground = request.form.get("passage", ""), posted_ground()

    def act(now: datetime) -> None:
        strike_more(task_id, passage=passage, ground=ground, staff_id=staff_id, now=now)

    return attempt(task, act) or _again(task_id)


@blueprint.post("/tasks/<task_id>/lift")
@access.staff(Role.MODERATOR)
def unstrike(task_id: str) -> ResponseReturnValue:
    """Lift what was struck by mistake; the task stays open."""
    task, staff_id = task_of(task_id, STRIKE), access.current_staff().id
    ground = posted_ground()

    def act(now: datetime) -> None:
        lift(task_id, ground=ground, staff_id=staff_id, now=now)

    return attempt(task, act) or _again(task_id)


@blueprint.post("/tasks/<task_id>/no-slip")
@access.staff(Role.MODERATOR)
def refuse_slip(task_id: str) -> ResponseReturnValue:
    """It is no slip: the verdict stays as it is."""
    task, staff_id = task_of(task_id, SLIP), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", posted_reason()

    def act(now: datetime) -> None:
        slips.refuse_correction(task_id, reason=reason, staff_id=staff_id, now=now)

    told = _("The verdict stays as it is. The side that asked knows.")
    return attempt(task, act) or to_record(dispute_id, told)


@blueprint.get("/disputes/<dispute_id>/correct")
@access.staff(Role.MODERATOR)
def choose(dispute_id: str) -> ResponseReturnValue:
    """What of a verdict can be corrected, and what that changes."""
    return _page(get_dispute(dispute_id), {}, {})


@blueprint.post("/disputes/<dispute_id>/correct")
@access.staff(Role.MODERATOR)
def correct(dispute_id: str) -> ResponseReturnValue:
    """Put a sum or a name right."""
    dispute, staff_id = get_dispute(dispute_id), access.current_staff().id
    typed, currency = request.form.to_dict(), dispute.currency
    try:
        with transaction(lock=dispute_id) as now:
            if typed.get("kind") == slips.SUM:
                slips.correct_sums(
                    dispute_id,
                    read_sums(typed, currency),
                    reason=posted_reason(),
                    staff_id=staff_id,
                    now=now,
                    seen=_version(typed),
                )
            else:
                slips.correct_name(
                    dispute_id,
                    _read_name(typed),
                    staff_id=staff_id,
                    now=now,
                    seen=_version(typed),
                )
    except Invalid as refusal:
        return _page(get_dispute(dispute_id), typed, fields_of(refusal)), 422
    return to_record(dispute_id, _("Corrected. Both sides know."))


def _again(task_id: str) -> ResponseReturnValue:
    flash(_("Done. Both sides look at the file again."), "good")
    return redirect(url_for("desk.work.show", task_id=task_id), 303)


def _version(typed: Mapping[str, str]) -> int | None:
    """Which version of the verdict was looked at; None: the form does not say."""
    written = typed.get("version", "")
    is_count = written.isascii() and written.isdigit() and len(written) < 5
    return int(written) if is_count else None


def _page(dispute: Dispute, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    verdict, until = find_verdict(dispute.id), slips.slips_close_at(dispute)
    now = clock.now()
    if verdict is None or until is None or until <= now:
        raise NotNow
    return render_template(
        "desk/correct.html",
        dispute=dispute,
        name=name_of(dispute),
        verdict=verdict,
        until=until,
        lengthens_since=lengthens_since(dispute, verdict),
        sums={
            "price": written(dispute.price_minor, dispute.currency),
            "freight": written(dispute.freight_minor, dispute.currency),
        },
        places=[
            *(
                [("reason", _("The moderator's reason"))]
                if verdict.staff_reason
                else []
            ),
            ("item", _("What was sold")),
        ],
        typed=typed,
        errors=errors,
        now=now,
    )


def read_sums(typed: Mapping[str, str], currency: str) -> slips.Sums:
    """The price and the freight as they were typed; raises Invalid."""
    wrong, found = {}, {}
    for name in ("price", "freight"):
        try:
            found[name] = _minor(typed.get(name, ""), currency)
        except (InvalidOperation, ValueError):
            wrong[name] = N_("Please write a sum, such as 180.00.")
    if wrong:
        raise Invalid(wrong)
    return slips.Sums(price_minor=found["price"], freight_minor=found["freight"])


def _read_name(typed: Mapping[str, str]) -> slips.Name:
    return slips.Name(
        place=typed.get("place", ""),
        wrong=typed.get("wrong", ""),
        right=typed.get("right", ""),
    )


def _minor(written: str, currency: str) -> int:
    """A sum as people write it, in the smallest unit of its currency."""
    unit = 1 if currency in WHOLE else 100
    minor = Decimal(written.strip()) * unit
    if not minor.is_finite() or minor != minor.to_integral_value():
        raise ValueError(written)
    if not 0 <= minor <= MOST_MINOR:
        raise ValueError(written)
    return int(minor)


def written(minor: int, currency: str) -> str:
    """A sum as a field shows it."""
    return str(minor) if currency in WHOLE else f"{Decimal(minor) / 100:.2f}"
