"""What moderators decide in words: each act with its reason, each a form of its own."""

from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Stage
from jury.refusals import fields_of
from jury.services.law.rules import rules_of
from jury.services.moderation.referred import (
    check_decision,
    consent,
    needs_consent,
    pronounce_by_staff,
    refuse_consent,
)
from jury.services.moderation.send_back import send_back
from jury.services.money.remedy import instruct_again
from jury.services.reading.casefile import rung_views
from jury.services.screening.covering import cover_as_wished, refuse_cover
from jury.services.verdict.pronounce import screen_sentence
from jury.storage.disputes import get_dispute
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.doing import attempt, task_of, to_record
from jury.web.desk.file import page_of_next
from jury.web.desk.naming import name_of
from jury.web.desk.reasons import posted_ground
from jury.web.desk.saved import posted_reason
from jury.web.desk.work import go_on, task_page
from jury.web.frame import reader_locale

blueprint = Blueprint("acts", __name__)

_SENTENCE_ACTS = {"release": True, "withhold": False}


@blueprint.post("/tasks/<task_id>/review")
@access.staff(Role.MODERATOR)
def review(task_id: str) -> ResponseReturnValue:
    """Exactly what both sides would get; nothing is kept yet."""
    task, typed = task_of(task_id, "referred"), request.form.to_dict()
    dispute = get_dispute(task.dispute_id or "")
    policy = rules_of(dispute).policy
    try:
        rung = _rung(typed.get("rung", ""))
        said = check_decision(dispute, rung=rung, reason=posted_reason())
    except Invalid as refusal:
        return task_page(task, errors=fields_of(refusal), typed=typed), 422
    return render_template(
        "desk/tasks/review.html",
        task=task,
        dispute=dispute,
        name=name_of(dispute),
        rung=rung_views(dispute, reader_locale())[rung],
        said=said,
        window=policy.windows.pronounced,
        moves_money=policy.moves_money,
        needs_consent=needs_consent(dispute),
        now=clock.now(),
    )


@blueprint.post("/tasks/<task_id>/change")
@access.staff(Role.MODERATOR)
def change(task_id: str) -> ResponseReturnValue:
    """Back from the review, with everything as it was filled in."""
    return task_page(task_of(task_id, "referred"), typed=request.form.to_dict())


@blueprint.post("/tasks/<task_id>/pronounce")
@access.staff(Role.MODERATOR)
def pronounce(task_id: str) -> ResponseReturnValue:
    """Decide what the jury could not."""
    task, staff_id = task_of(task_id, "referred"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", posted_reason()
    chosen = request.form.get("rung", "")

    def act(now: datetime) -> object:
        rung = _rung(chosen)
        return pronounce_by_staff(
            dispute_id, rung=rung, reason=reason, staff_id=staff_id, now=now
        )

    return attempt(task, act) or to_record(dispute_id, _what_follows(dispute_id))


def _what_follows(dispute_id: str) -> str:
    if get_dispute(dispute_id).stage == Stage.REFERRED.value:
        return str(_("A colleague must consent to it. Then both sides get it."))
    return str(_("Pronounced. Both sides know."))


@blueprint.post("/tasks/<task_id>/consent")
@access.staff(Role.MODERATOR)
def give_consent(task_id: str) -> ResponseReturnValue:
    """Agree to what a colleague decided."""
    task, staff_id = task_of(task_id, "consent"), access.current_staff().id
    dispute_id = task.dispute_id or ""
    with transaction(lock=dispute_id) as now:
        consent(dispute_id, staff_id=staff_id, now=now)
    return to_record(dispute_id, _("Pronounced. Both sides know."))


@blueprint.post("/tasks/<task_id>/dissent")
@access.staff(Role.MODERATOR)
def dissent(task_id: str) -> ResponseReturnValue:
    """Do not agree, and say why; the dispute waits for a decision again."""
    task, staff_id = task_of(task_id, "consent"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", posted_reason()

    def act(now: datetime) -> None:
        refuse_consent(dispute_id, reason=reason, staff_id=staff_id, now=now)

    return attempt(task, act) or to_record(
        dispute_id, _("It waits for a decision again.")
    )


@blueprint.post("/tasks/<task_id>/send-back")
@access.staff(Role.MODERATOR)
def send_it_back(task_id: str) -> ResponseReturnValue:
    """Let a stage of the dispute run anew: both sides, covering, or other jurors."""
    task, staff_id = task_of(task_id, "referred"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", posted_reason()
    to = request.form.get("to", "")

    def act(now: datetime) -> None:
        send_back(dispute_id, to=to, reason=reason, staff_id=staff_id, now=now)

    told = _("Sent back. Both sides know, and read your reason.")
    return attempt(task, act) or to_record(dispute_id, told)


@blueprint.post("/tasks/<task_id>/instruct")
@access.staff(Role.MODERATOR)
def instruct(task_id: str) -> ResponseReturnValue:
    """Tell the marketplace once more to pay the same award."""
    task, staff_id = task_of(task_id, "refund_answer"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", posted_reason()

    def act(now: datetime) -> None:
        instruct_again(
            dispute_id,
            reason=reason,
            staff_id=staff_id,
            now=now,
            target=task.target,
        )

    return attempt(task, act) or to_record(dispute_id, _("The marketplace was told."))


@blueprint.post("/tasks/<task_id>/sentence")
@access.staff(Role.MODERATOR)
def judge_sentence(task_id: str) -> ResponseReturnValue:
    """Let the parties read a juror's sentence, or keep it back."""
    task, staff_id = task_of(task_id, "sentence"), access.current_staff().id
    dispute_id, ballot_id = task.dispute_id or "", task.target
    chosen, ground = request.form.get("act", ""), posted_ground()

    def act(now: datetime) -> object:
        if chosen not in _SENTENCE_ACTS:
            raise Invalid({"act": N_("Please release the sentence or keep it back.")})
        release = _SENTENCE_ACTS[chosen]
        return screen_sentence(
            ballot_id, release=release, staff_id=staff_id, now=now, ground=ground
        )

    return attempt(task, act) or go_on("sentence", dispute_id)


@blueprint.post("/tasks/<task_id>/cover")
@access.staff(Role.MODERATOR)
def cover(task_id: str) -> ResponseReturnValue:
    """Cover the words that a side asked for, or others that do as well."""
    task, staff_id = task_of(task_id, "cover"), access.current_staff().id
    dispute_id, ground = task.dispute_id or "", posted_ground()
    passage = request.form.get("passage", "")

    def act(now: datetime) -> None:
        cover_as_wished(
            task_id, passage=passage, staff_id=staff_id, now=now, ground=ground
        )

    refused = attempt(task, act)
    return refused or page_of_next(dispute_id, passage) or go_on("cover", dispute_id)


@blueprint.post("/tasks/<task_id>/refuse")
@access.staff(Role.MODERATOR)
def refuse(task_id: str) -> ResponseReturnValue:
    """Leave it as it is, and say why."""
    task, staff_id = task_of(task_id, "cover"), access.current_staff().id
    dispute_id, ground = task.dispute_id or "", posted_ground()

    def act(now: datetime) -> None:
        refuse_cover(
            task_id, code=ground.code, reason=ground.said, staff_id=staff_id, now=now
        )

    return attempt(task, act) or go_on("cover", dispute_id)


def _rung(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 3):
        raise Invalid({"rung": N_("Please choose an outcome.")})
    return int(value)
