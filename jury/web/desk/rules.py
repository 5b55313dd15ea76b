"""The rules in force, and a change of them that waits for administrators."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from jury import clock
from jury.domain.errors import Invalid
from jury.domain.law.kept import Change, changes, law_from_json
from jury.domain.law.whole import Law
from jury.domain.policy import Policy
from jury.refusals import fields_of
from jury.services.law import adoption
from jury.services.law.lawbook import lawbook
from jury.storage.base import current_settings
from jury.storage.people import Role, list_staff_with_role, staff_names
from jury.storage.rules import RulesVersion, Slot, find_version, list_approvals
from jury.storage.transaction import transaction
from jury.web import access, policy_words
from jury.web.desk.shadow import said_number, said_share
from jury.web.frame import reader_locale

blueprint = Blueprint("rules", __name__)

SECTIONS = ("who", "before", "floors", "counting", "times", "afterwards", "shown")
FIGURES = ("votes", "minutes", "decided", "agree_final", "agree_audited")


@blueprint.get("/rules")
@access.staff(Role.ADMINISTRATOR, Role.AUDITOR)
def index() -> ResponseReturnValue:
    """What is in force since when, and what waits: in words, and what it would do."""
    return _page({})


@blueprint.post("/rules/<int:number>/approve")
@access.staff(Role.ADMINISTRATOR)
def approve(number: int) -> ResponseReturnValue:
    """Approve of exactly the change that the page showed."""
    staff_id, reason = access.current_staff().id, request.form.get("reason", "")
    try:
        with transaction() as now:
            version = adoption.approve(
                number, reason=reason, staff_id=staff_id, now=now
            )
            is_adopted = version.adopted_at is not None
    except Invalid as refusal:
        return _page(fields_of(refusal)), 422
    done = _("The new rules are in force for disputes that are admitted from now on.")
    flash(done if is_adopted else _("Approved. Others must approve too."), "good")
    return redirect(url_for("desk.rules.index"), 303)


def _page(errors: Mapping[str, str]) -> str:
    now, staff = clock.now(), access.current_staff()
    force, waiting = find_version(Slot.FORCE), find_version(Slot.OPEN)
    admins = list_staff_with_role(Role.ADMINISTRATOR, now=now)
    given = _approvals(waiting)
    return render_template(
        "desk/rules.html",
        is_sandbox=current_settings().sandbox,
        force=force,
        by_whom=_approvals(force),
        waiting=waiting,
        change=_change(waiting) if waiting else None,
        given=given,
        missing=_missing_words(waiting) if waiting else "",
        is_short=force is not None and len(admins) < force.approvals,
        may_approve=staff.has_role(Role.ADMINISTRATOR)
        and staff.id not in {one["staff_id"] for one in given},
        errors=errors,
        typed=request.form.to_dict(),
        now=now,
    )


def _missing_words(waiting: RulesVersion) -> str:
    missing = adoption.count_missing(waiting, now=clock.now())
    return str(
        ngettext(
            "%(num)d administrator has yet to approve.",
            "%(num)d administrators have yet to approve.",
            missing,
        )
    )


def _approvals(version: RulesVersion | None) -> list[dict[str, Any]]:
    rows = list_approvals(version.id) if version else []
    names = staff_names(one.staff_id for one in rows)
    return [
        {
            "staff_id": one.staff_id,
            "name": names[one.staff_id],
            "reason": one.reason,
            "at": one.approved_at,
        }
        for one in rows
    ]


def _change(waiting: RulesVersion) -> dict[str, Any]:
    before, after = (
        adoption.law_in_force(lawbook()),
        law_from_json(waiting.rules, lawbook()),
    )
    fields = changes(before, after)
    return {
        "policies": list(_policies(before, after, waiting.replays)),
        "fields": [_field(one) for one in fields],
        "count": len(fields),
    }


def _field(one: Change) -> dict[str, str]:
    kinds = {
        "policy": _("Policy"),
        "reason": _("Reason"),
        "rung": _("Remedy"),
        "chip": _("Ground on a ballot"),
        "court": _("The court"),
    }
    return {
        "of": f"{kinds[one.kind]} {one.name}",
        "field": one.field or "–",
        "before": one.before or "–",
        "after": one.after or "–",
    }


def _policies(
    before: Law, after: Law, replays: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Each policy that is another, in words, and its polls replayed under both."""
    old = {one.name: one for one in before.policies}
    new = {one.name: one for one in after.policies}
    for name in dict.fromkeys([*old, *new]):
        one, other = old.get(name), new.get(name)
        if one == other:
            continue
        shown = other or one
        yield {
            "title": shown.title.for_locale(reader_locale()) if shown else name,
            "is_new": one is None,
            "is_gone": other is None,
            "rows": _rows(_words(one, before), _words(other, after)),
            "replay": _replay(replays.get(name)),
        }


def _words(policy: Policy | None, law: Law) -> dict[str, str]:
    if policy is None:
        return {}
    said = policy_words.part(policy, law.reasons, law.rungs)
    rows = [row for name in SECTIONS for row in said[name]]
    return {str(term): str(text) for term, text in rows}


def _rows(old: dict[str, str], new: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"term": term, "before": old.get(term, "–"), "after": new.get(term, "–")}
        for term in dict.fromkeys([*old, *new])
        if old.get(term) != new.get(term)
    ]


def _replay(found: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if not found:
        return []
    names = {
        "votes": _("Votes a dispute"),
        "minutes": _("Minutes to the verdict"),
        "decided": _("Decided by the jury"),
        "agree_final": _("As it ended in the end"),
        "agree_audited": _("As readers of the audit found"),
    }
    return [
        {
            "name": names[figure],
            **{
                when: said_number(found[when][figure])
                if figure in {"votes", "minutes"}
                else said_share(found[when][figure])
                for when in ("old", "new")
            },
        }
        for figure in FIGURES
    ]
