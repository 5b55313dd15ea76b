"""Is the court fair, and is it right: the figures of the last night, and the audit."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_percent
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid
from jury.domain.fairness.intervals import Estimate
from jury.refusals import fields_of
from jury.services.fairness import meters
from jury.services.law.lawbook import lawbook
from jury.storage.desk.tasks import Task, get_task, list_open_tasks_to
from jury.storage.figures.fairness import find_last_reading
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.audit_words import audit_of, audit_words
from jury.web.desk.content_words import content_rows, content_sentences
from jury.web.desk.curves import calibration_words, curves_of
from jury.web.desk.shadow import cost_rows, price_words

blueprint = Blueprint("fairness", __name__)

NONE: dict[str, Any] = {"meters": {}, "curve": [], "polls": 0}


@blueprint.get("/fairness")
@access.staff(Role.MODERATOR, Role.AUDITOR)
def index() -> ResponseReturnValue:
    """How far the court leans, how often it is wrong, and what fewer votes cost."""
    return _page({}, {})


@blueprint.post("/fairness/<task_id>")
@access.staff(Role.MODERATOR)
def explain(task_id: str) -> ResponseReturnValue:
    """Say what a lean comes from and what is done about it."""
    staff_id, reason = access.current_staff().id, request.form.get("reason", "")
    try:
        with transaction() as now:
            task = get_task(task_id)
            meters.explain_lean(task, reason=reason, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(fields_of(refusal), {"of": task_id}), 422
    flash(_("Explained. Your reason is on record."), "good")
    return redirect(url_for("desk.fairness.index"), 303)


def _page(errors: Mapping[str, str], typed: Mapping[str, Any]) -> str:
    reading, terms = find_last_reading(), lawbook().fairness
    figures: dict[str, Any] = reading.figures if reading else NONE
    audit, agreement = audit_of(figures)
    names = meter_names(figures["meters"])
    open_ones = list_open_tasks_to(meters.TASK, sorted(names))
    return render_template(
        "desk/fairness.html",
        reading=reading,
        polls=figures["polls"],
        simulated=figures.get("simulated", 0),
        leans=list(_leans(figures["meters"], names)),
        shares=list(_shares(figures["meters"], names)),
        curves=curves_of(figures["curve"]),
        calibration=calibration_words(figures.get("calibration")),
        costs=list(cost_rows(figures.get("costs", {}))),
        prices=price_words(),
        content=list(content_rows(figures)),
        sentences=content_sentences(figures),
        band=format_percent(terms.meters.band),
        alarms=[_alarm(one, names) for one in open_ones],
        audit=audit,
        audit_words=audit_words(audit, limit=terms.audit.limit.wrong),
        agreement=agreement,
        may_explain=access.current_staff().has_role(Role.MODERATOR),
        errors=errors,
        typed=typed,
        now=clock.now(),
    )


def _alarm(task: Task, names: Mapping[str, str]) -> dict[str, str]:
    band = meters.band_of(task.target) or lawbook().fairness.meters.band
    name = names.get(task.target, "")
    return {"id": task.id, "name": name, "band": format_percent(band)}


def meter_names(found: Mapping[str, Any]) -> dict[str, str]:
    """The figures in words; languages by their code."""
    names = {
        "for_buyers": _("Decided for the buyer"),
        "by_filer": _("Buyers who filed got their way oftener than sellers who did"),
        "mostly_buy": _("Jurors who mostly buy, against the others"),
        "in_group": _("Jurors who mostly are what the filer is, against the others"),
        "buyer_first": _("Jurors who read the buyer's words first, against the others"),
        "experienced": _("Experienced jurors, against new ones"),
    }
    languages = {"zh-Hans": _("Chinese"), "zh": _("Chinese"), "en": _("English")}
    for name in found:
        kind, _colon, code = name.partition(":")
        if kind == "language":
            names[name] = _(
                "Disputes in %(language)s, against the others",
                language=languages.get(code, code),
            )
    return {code: str(words) for code, words in names.items()}


def _leans(
    found: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    band = lawbook().fairness.meters.band
    for code in meters.JUDGED:
        if code not in found:
            yield {"name": names[code], "said": _("too few to say"), "is_known": False}
            continue
        one = Estimate(**found[code])
        yield {
            "name": names[code],
            "said": points(one.value),
            "between": between(one),
            "leaves": one.leaves(band),
            "is_known": True,
            "whose": _whose(code, one.value),
            "mark": _mark(one),
        }


def _whose(code: str, value: float) -> str:
    if code == "in_group":
        own, other = _("for their own kind"), _("against their own kind")
    else:
        own, other = _("for the buyer"), _("for the seller")
    return str(own if value > 0 else other)


def _mark(one: Estimate) -> dict[str, float]:
    """Where the figure and its interval stand on a scale of twenty points each way."""

    def place(value: float) -> float:
        return round(50 + 250 * min(0.2, max(-0.2, value)), 2)

    return {"at": place(one.value), "low": place(one.low), "high": place(one.high)}


def _shares(
    found: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for code, one in found.items():
        if code not in meters.JUDGED:
            figure = Estimate(**one)
            is_share = code == "for_buyers"
            said = format_percent(figure.value) if is_share else points(figure.value)
            yield {
                "name": names[code],
                "said": said,
                "between": between(figure, is_share=is_share),
                "count": figure.count,
            }


def points(value: float) -> str:
    return str(_("%(number)s points", number=f"{100 * value:+.1f}"))


def between(one: Estimate, *, is_share: bool = False) -> str:
    low, high = 100 * one.low, 100 * one.high
    if is_share:
        return str(_("%(low)s to %(high)s %%", low=f"{low:.0f}", high=f"{high:.0f}"))
    return str(_("%(low)s to %(high)s", low=f"{low:+.1f}", high=f"{high:+.1f}"))
