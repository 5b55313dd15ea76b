"""Any dispute's record as a story, and finding it among very many."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.lifecycle import BEFORE_THE_VERDICT, Stage
from jury.services.appeal.slips import may_correct
from jury.services.exam.consent import may_be_made
from jury.services.law.rules import rules_of
from jury.services.money.reverse import may_reverse
from jury.services.reading.progress import tracker
from jury.services.reading.record import linked_disputes, record
from jury.services.standstill.pause import may_pause
from jury.storage.desk.docket import Page, find_disputes, list_docket
from jury.storage.desk.staff_decisions import find_staff_decision
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import list_draws
from jury.storage.exhibits import list_exhibits, list_return_exhibits
from jury.storage.money.refunds import get_refund_of
from jury.storage.people import Role, Staff
from jury.storage.verdicts import find_verdict
from jury.web import access, policy_words
from jury.web.category_words import category
from jury.web.desk import story
from jury.web.desk.money_matter import payment_rows
from jury.web.desk.naming import name_of, names_of
from jury.web.desk.queue import rows_of
from jury.web.desk.undo import undoable
from jury.web.draws import draw_path
from jury.web.standstill import standstill_of
from jury.web.way_steps import steps

blueprint = Blueprint("records", __name__)


@blueprint.get("/disputes")
@access.staff(Role.MODERATOR, Role.AUDITOR)
def search() -> ResponseReturnValue:
    """Disputes by reference, or page by page."""
    wanted = request.args.get("q", "").strip()
    stage = _stage(request.args.get("stage", ""))
    after = request.args.get("after", "")
    page = _found(wanted, stage) if wanted else list_docket(stage=stage, after=after)
    return render_template(
        "desk/search.html",
        rows=listed(page.rows),
        after=page.after,
        is_first=not after,
        wanted=wanted,
        stage=stage.value if stage else "",
        stages=[(one.value, story.stage_name(one.value)) for one in Stage],
        now=clock.now(),
    )


@blueprint.get("/disputes/<dispute_id>")
@access.staff(Role.MODERATOR, Role.AUDITOR)
def show(dispute_id: str) -> ResponseReturnValue:
    """The whole story of one dispute, and what may be done about it now."""
    dispute, staff = get_dispute(dispute_id), access.current_staff()
    way = tracker(dispute)
    subject = request.args.get("subject", "")
    found = record(dispute.id, is_auditor=staff.has_role(Role.AUDITOR))
    lines = story.tell(dispute, found)
    wanted = [[one] for one in lines if one["subject"] == subject]
    return render_template(
        "desk/record.html",
        dispute=dispute,
        name=name_of(dispute),
        category=category(dispute.category),
        groups=wanted if subject else story.fold(lines),
        subjects=story.subjects(lines),
        subject=subject,
        way=way,
        steps=steps(way),
        still=standstill_of(dispute),
        refund=get_refund_of(dispute.id),
        effect=policy_words.effect(rules_of(dispute).policy),
        by_staff=find_staff_decision(dispute.id),
        payments=payment_rows(dispute.id),
        has_letter=find_verdict(dispute.id) is not None,
        linked=listed(linked_disputes(dispute)),
        draws=[one for one in list_draws(dispute.id) if one.closed_at],
        draw_path=draw_path,
        **_acts(dispute, staff),
        now=clock.now(),
    )


def listed(disputes: Sequence[Dispute]) -> list[dict[str, Any]]:
    """Disputes as rows of a table."""
    names = names_of(disputes)
    return [
        {
            "href": url_for("desk.records.show", dispute_id=one.id),
            "name": names[one.id],
            "stage": story.stage_name(one.stage),
            "held_minor": one.held_minor,
            "currency": one.currency,
            "due_at": _due_at(one),
            "admitted_at": one.admitted_at,
        }
        for one in disputes
    ]


def _found(wanted: str, stage: Stage | None) -> Page:
    found = find_disputes(wanted)
    return Page([one for one in found if stage in {None, one.stage}], "")


def _due_at(dispute: Dispute) -> datetime | None:
    """When something must happen next; of a hearing its end, for what comes due inside
    would tell who sits there; of what stands still nothing is known yet."""
    if dispute.stands_since is not None:
        return None
    if dispute.stage == Stage.HEARING:
        return dispute.stage_closes_at
    return dispute.next_due_at


def _acts(dispute: Dispute, staff: Staff) -> dict[str, Any]:
    """What this person may do here now: an auditor, a moderator, or who is both."""
    is_closed, is_auditor = dispute.stage == Stage.CLOSED, staff.has_role(Role.AUDITOR)
    of_moderator = staff.has_role(Role.MODERATOR)
    return {
        "may_take_out": is_closed and is_auditor,
        **(_moderators_acts(dispute, staff.id) if of_moderator else {}),
    }


def _moderators_acts(dispute: Dispute, staff_id: int) -> dict[str, Any]:
    """What a moderator may do here now; each says what it will cause."""
    is_early = dispute.stage in {Stage.SUBMISSIONS, Stage.SCREENING}
    is_open = is_early and not dispute.is_paused
    return {
        "is_moderator": True,
        "may_pause": may_pause(dispute),
        "may_correct": may_correct(dispute, now=clock.now()),
        "may_reverse": may_reverse(dispute),
        "may_practise": may_be_made(dispute),
        "is_open": is_open,
        "undoable": undoable(dispute, staff_id, now=clock.now()),
        "may_bar": dispute.stage in set(BEFORE_THE_VERDICT),
        "tasks": rows_of(list_open_tasks_of(dispute.id), now=clock.now()),
        "exhibits": [
            {
                "href": url_for(
                    "desk.editor.show", dispute_id=dispute.id, exhibit_id=one.id
                ),
                "name": _("Exhibit %(no)s", no=one.exhibit_no),
                "side": one.side,
                "state": story.exhibit_state(one.state),
            }
            for one in (
                *list_exhibits(dispute.id),
                *list_return_exhibits(dispute.id),
            )
        ],
    }


def _stage(value: str) -> Stage | None:
    return Stage(value) if value in set(Stage) else None
