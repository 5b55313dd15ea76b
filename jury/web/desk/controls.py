"""Control disputes on the desk: which are in use, how answered, and contested why."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid
from jury.domain.jurors.mocks import MockDispute
from jury.domain.lifecycle import Side
from jury.refusals import fields_of
from jury.services.control import contesting
from jury.services.control.items import find_mock, mark_control, mock_of
from jury.services.control.use import Use, list_use
from jury.services.exam.file import file_of, rules_for
from jury.services.exam.mocks import exam
from jury.services.law.lawbook import lawbook
from jury.services.moderation.tasks import CONTROL
from jury.storage.desk.tasks import Task, get_task, list_open_tasks_of_kind
from jury.storage.jurors.controls import list_items_in_use
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.doing import task_of
from jury.web.frame import reader_locale
from jury.web.juror.exam_shown import parts_of

blueprint = Blueprint("controls", __name__)


@blueprint.get("/controls")
@access.staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """Which are in use, how jurors answer them, and what they contest."""
    return _page({}, {})


@blueprint.get("/controls/files/<code>")
@access.staff(Role.MODERATOR)
def show(code: str) -> ResponseReturnValue:
    """The file as jurors read it, with its verified outcome."""
    return _file(mock_of(code), {}, {})


@blueprint.post("/controls/files/<code>/mark")
@access.staff(Role.MODERATOR)
def mark(code: str) -> ResponseReturnValue:
    """It is read among real disputes from now on."""
    typed, staff_id = request.form.to_dict(), access.current_staff().id
    said = typed.get("reason", "")
    try:
        with transaction() as now:
            mark_control(code, reason=said, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _file(mock_of(code), fields_of(refusal), typed), 422
    flash(_("In use. Jurors read it unmarked among real disputes."), "good")
    return redirect(url_for("desk.controls.index"), 303)


@blueprint.post("/controls/<item_id>/withdraw")
@access.staff(Role.MODERATOR)
def withdraw(item_id: str) -> ResponseReturnValue:
    """It is sent to nobody any more, and no answer to it counts."""
    typed, staff_id = request.form.to_dict(), access.current_staff().id
    said = typed.get("reason", "")
    try:
        with transaction() as now:
            contesting.withdraw_item(item_id, reason=said, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(fields_of(refusal), {**typed, "of": item_id}), 422
    flash(_("Withdrawn. It counts in nobody's figures."), "good")
    return redirect(url_for("desk.controls.index"), 303)


@blueprint.post("/controls/contests/<task_id>")
@access.staff(Role.MODERATOR)
def answer(task_id: str) -> ResponseReturnValue:
    """The outcome stands, or the juror is right; either way they read why."""
    task, typed = task_of(task_id, CONTROL), request.form.to_dict()
    stands = "stands" in typed
    act = contesting.confirm_contested if stands else contesting.withdraw_contested
    staff_id = access.current_staff().id
    try:
        with transaction() as now:
            said = typed.get("reason", "")
            act(get_task(task.id), reason=said, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _page(fields_of(refusal), {**typed, "of": task_id}), 422
    flash(_("Answered. The juror reads your reason."), "good")
    return redirect(url_for("desk.controls.index"), 303)


def _page(errors: Mapping[str, str], typed: Mapping[str, str]) -> str:
    in_use = {one.mock for one in list_items_in_use()}
    left = [one for one in exam().controls.values() if one.code not in in_use]
    return render_template(
        "desk/controls.html",
        percent=lawbook().fairness.control.most_percent,
        contests=[_contest(one) for one in list_open_tasks_of_kind(CONTROL)],
        rows=[_row(one) for one in list_use()],
        left=[{"code": one.code, "title": _title(one)} for one in left],
        errors=errors,
        typed=typed,
        now=clock.now(),
    )


def _file(
    mock: MockDispute, errors: Mapping[str, str], typed: Mapping[str, str]
) -> str:
    locale = reader_locale()
    first = Side.BUYER.value
    case = file_of(mock, language=locale, locale=locale, first_side=first)
    items = [one for one in list_items_in_use() if one.mock == mock.code]
    return render_template(
        "desk/control.html",
        **parts_of(case),
        mock=mock,
        title=case.reason_title,
        answer=_remedy(mock, mock.answer),
        beside=[_remedy(mock, one) for one in mock.defensible],
        reasoned=mock.why.for_locale(locale),
        is_in_use=bool(items),
        errors=errors,
        typed=typed,
        now=clock.now(),
    )


def _row(use: Use) -> dict[str, Any]:
    mock = find_mock(use.item.mock)
    return {
        "item": use.item,
        "title": _title(mock) if mock else "",
        "about": mock.item.for_locale(reader_locale()) if mock else use.item.mock,
        "sent": use.sent,
        "contested": use.contested,
        "answers": use.answers,
    }


def _contest(task: Task) -> dict[str, Any]:
    mock = find_mock(str(task.detail["mock"]))
    return {
        "task": task,
        "code": task.detail["mock"],
        "title": _title(mock) if mock else task.detail["mock"],
        "answer": _remedy(mock, mock.answer) if mock else "",
        "said": task.detail["said"],
    }


def _title(mock: MockDispute) -> str:
    return rules_for(mock).reason.title.for_locale(reader_locale())


def _remedy(mock: MockDispute, code: str) -> str:
    return rules_for(mock).rung(code).title.for_locale(reader_locale())
