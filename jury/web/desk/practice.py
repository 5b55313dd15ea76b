"""Practice disputes on the desk: made by one, agreed to by another, and taken out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.domain.jurors.mocks import UNDECIDED, MockEnd, MockState
from jury.refusals import fields_of
from jury.services.exam import closed
from jury.services.exam.closed_file import preview
from jury.services.exam.consent import may_be_made
from jury.services.exam.ending import take_out
from jury.services.moderation.tasks import MOCK
from jury.services.reading.case_views import CaseFile
from jury.services.reading.casefile import for_practice
from jury.storage.desk.listing import disputes_of
from jury.storage.desk.tasks import find_open_task, get_task
from jury.storage.disputes import get_dispute
from jury.storage.jurors.closed_mocks import (
    ClosedMock,
    get_closed_mock,
    list_agreed,
    list_closed_mocks,
)
from jury.storage.people import Role, staff_names
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.doing import attempt, task_of, to_record
from jury.web.desk.file import tile
from jury.web.desk.naming import name_of, names_of
from jury.web.frame import reader_locale
from jury.web.juror.exam_shown import parts_of

blueprint = Blueprint("practice", __name__)

MOST_LISTED = 100


@blueprint.get("/practice")
@access.staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """Closed disputes that both sides let be read, and what was made of some."""
    return _index({}, {})


@blueprint.get("/disputes/<dispute_id>/practice")
@access.staff(Role.MODERATOR)
def draft(dispute_id: str) -> ResponseReturnValue:
    """How it would be read, and what a moderator has to say to it."""
    return _form(dispute_id, {}, {})


@blueprint.post("/disputes/<dispute_id>/practice")
@access.staff(Role.MODERATOR)
def propose(dispute_id: str) -> ResponseReturnValue:
    """Put it before a colleague; or look at it again, with more covered."""
    typed, staff_id = request.form.to_dict(), access.current_staff().id
    if "look" in typed:
        return _form(dispute_id, typed, {})
    given = _draft(typed, request.form.getlist("defensible"))
    try:
        with transaction(lock=dispute_id) as now:
            closed.propose_mock(dispute_id, given, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return _form(dispute_id, typed, fields_of(refusal)), 422
    flash(
        _("A colleague must read it first. Until then nobody practises on it."), "good"
    )
    return redirect(url_for("desk.practice.index"), 303)


@blueprint.post("/tasks/<task_id>/mock-approve")
@access.staff(Role.MODERATOR)
def approve(task_id: str) -> ResponseReturnValue:
    """A colleague finds nothing in it that leads to anybody, and the answer right."""
    task, staff_id = task_of(task_id, MOCK), access.current_staff().id

    def act(now: datetime) -> object:
        return closed.approve_mock(get_task(task_id), staff_id=staff_id, now=now)

    told = _("From now on it is read for practice.")
    return attempt(task, act) or to_record(task.dispute_id or "", told)


@blueprint.post("/tasks/<task_id>/mock-refuse")
@access.staff(Role.MODERATOR)
def refuse(task_id: str) -> ResponseReturnValue:
    """A colleague does not agree, and says why."""
    task, staff_id = task_of(task_id, MOCK), access.current_staff().id
    reason = request.form.get("reason", "")

    def act(now: datetime) -> object:
        return closed.refuse_mock(
            get_task(task_id), reason=reason, staff_id=staff_id, now=now
        )

    told = _("Nobody reads it. Your reason stands in the record.")
    return attempt(task, act) or to_record(task.dispute_id or "", told)


@blueprint.post("/practice/<mock_id>/take-out")
@access.staff(Role.MODERATOR)
def end(mock_id: str) -> ResponseReturnValue:
    """It is read no longer, and what it held is deleted."""
    typed, staff_id = request.form.to_dict(), access.current_staff().id
    try:
        with transaction(lock=get_closed_mock(mock_id).dispute_id) as now:
            take_out(
                mock_id, reason=typed.get("reason", ""), staff_id=staff_id, now=now
            )
    except Invalid as refusal:
        return _index({**typed, "of": mock_id}, fields_of(refusal)), 422
    flash(_("Taken out. Whoever was to read it gets another."), "good")
    return redirect(url_for("desk.practice.index"), 303)


def _draft(typed: Mapping[str, str], defensible: Sequence[str]) -> closed.Draft:
    shows = [one for one in typed if one.startswith("shows-")]
    in_order = sorted(shows, key=lambda one: int(one[6:]) if one[6:].isdecimal() else 0)
    return closed.Draft(
        item=typed.get("item", ""),
        listing=typed.get("listing", ""),
        shows=tuple(typed[one] for one in in_order),
        covered=typed.get("covered", ""),
        answer=typed.get("answer", ""),
        defensible=tuple(defensible),
        why=typed.get("why", ""),
    )


def _form(dispute_id: str, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    dispute = get_dispute(dispute_id)
    if not may_be_made(dispute):
        raise NotFound
    locale = reader_locale()
    try:
        case = preview(dispute, typed.get("covered", ""), locale)
    except Invalid as refusal:
        case, errors = preview(dispute, "", locale), fields_of(refusal)
    sources = for_practice(dispute.id, locale).exhibits
    return render_template(
        "desk/practice_draft.html",
        dispute=dispute,
        name=name_of(dispute),
        **parts_of(case),
        exhibits=[
            {**tile(dispute.id, old), "no": new.number}
            for new, old in zip(case.exhibits, sources, strict=True)
        ],
        options=_options(case),
        defensible=request.form.getlist("defensible"),
        typed=typed,
        errors=errors,
        now=clock.now(),
    )


def _options(case: CaseFile) -> list[tuple[str, str]]:
    return [
        *((one.code, one.title) for one in case.ladder),
        (UNDECIDED, _("Cannot decide")),
    ]


def _index(typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    made = [
        *list_closed_mocks([MockState.PROPOSED, MockState.SERVING], limit=MOST_LISTED),
        *list_closed_mocks([MockState.ENDED], limit=MOST_LISTED),
    ]
    agreed = list_agreed(MOST_LISTED)
    disputes = disputes_of({one.dispute_id for one in made})
    names = names_of([*agreed, *disputes.values()])
    people = staff_names(
        one for row in made for one in (row.made_by, row.decided_by) if one
    )
    return render_template(
        "desk/practice.html",
        agreed=[(one, names[one.id]) for one in agreed],
        rows=[
            {
                "mock": one,
                "name": names[one.dispute_id],
                "by": people[one.made_by],
                "and_by": people.get(one.decided_by or 0, ""),
                "why": end_words(one),
                "task": _task_of(one),
            }
            for one in made
        ],
        typed=typed,
        errors=errors,
        now=clock.now(),
    )


def _task_of(mock: ClosedMock) -> str:
    task = find_open_task(mock.dispute_id, MOCK, mock.id)
    return task.id if task else ""


def end_words(mock: ClosedMock) -> str:
    """Why one is read no longer."""
    known = {
        MockEnd.REFUSED.value: _("a colleague did not agree to it"),
        MockEnd.TAKEN_OUT.value: _("a moderator took it out"),
        MockEnd.CONSENT.value: _("a side took its consent back"),
        MockEnd.AWARD.value: _("the award of the dispute was changed"),
    }
    return str(known.get(mock.ended_by or "", ""))
