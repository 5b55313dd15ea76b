"""REFERRED: a moderator sends a dispute back to where something was missing.

What was submitted stays. The stage runs anew, in a window of its own, and whatever
follows from it follows as if it had run for the first time: other jurors hear it, or
it comes to staff again.
"""

from datetime import datetime

from jury.domain.deadlines import decided_after, window_end
from jury.domain.errors import N_, Invalid
from jury.domain.law.windows import Window
from jury.domain.lifecycle import SEND_BACK, Stage, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.services.drawing import empanel
from jury.services.drawing.hands import refuse_barred
from jury.services.law.rules import rules_of
from jury.services.moderation.grounds import TIME_RAN_OUT
from jury.services.moderation.tasks import CONSENT, finish_own, list_screening
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import Move, enter, require
from jury.services.submissions.exhibit_parts import may_be_shown
from jury.services.submissions.exhibits import open_screening_task
from jury.services.submissions.silence import first_reminder_at
from jury.services.submissions.submitted import open_screening
from jury.storage.desk.tasks import find_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.exhibits import list_exhibits

REASON_LENGTH = 2000
SENT_BACK = "sent_back"
RETURNED = "submissions.returned"
_WINDOWS = {
    Stage.SUBMISSIONS: Window.APPEAL_SUBMISSIONS,
    Stage.SCREENING: Window.SCREENING,
    Stage.HEARING: Window.HEARING,
}


def send_back(
    dispute_id: str,
    *,
    reason: str,
    staff_id: int,
    now: datetime,
    to: str = Stage.HEARING,
) -> None:
    """A moderator lets one stage of a dispute run anew; both sides read why."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.REFERRED)
    refuse_barred(dispute, staff_id)
    stage = _read(to)
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    _finish(dispute, stage, said, staff_id=staff_id, now=now)
    actor = f"staff:{staff_id}"
    told = {"stage": stage.value}
    audit.record(dispute.id, "dispute.sent_back", told, actor=actor, now=now, note=said)
    act = SEND_BACK[stage].act
    _promise(dispute, stage, now=now)
    if stage is Stage.HEARING:
        empanel.open_hearing(dispute, act, actor=actor, now=now)
        return
    if stage is Stage.SUBMISSIONS:
        _open_submissions(dispute, act, actor=actor, now=now)
    else:
        open_screening(dispute, act, actor=actor, now=now, kind="screening.returned")
    _screen_again(dispute, actor=actor, now=now)


def why_sent_back(dispute: Dispute) -> str:
    """The reason for which the stage that runs now runs anew; empty: it does not."""
    task = find_task(dispute.id, "referred", dispute.id)
    is_sent_back = task is not None and task.outcome == SENT_BACK
    if task is None or not is_sent_back or Stage(dispute.stage) not in SEND_BACK:
        return ""
    return str(task.detail.get("reason", ""))


def _read(to: str) -> Stage:
    stage = next((one for one in SEND_BACK if one.value == to), None)
    if stage is None:
        raise Invalid({"to": N_("Please say where it goes.")})
    return stage


def _finish(
    dispute: Dispute, stage: Stage, said: str, *, staff_id: int, now: datetime
) -> None:
    """Close what asked for a decision; the task keeps what both sides read of it."""
    finish_own(dispute, "referred", SENT_BACK, staff_id=staff_id, now=now)
    finish_own(dispute, CONSENT, SENT_BACK, staff_id=staff_id, now=now)
    task = find_task(dispute.id, "referred", dispute.id)
    if task is not None:
        task.outcome = SENT_BACK
        task.detail = {**task.detail, "stage": stage.value, "reason": said}


def _open_submissions(dispute: Dispute, act: str, *, actor: str, now: datetime) -> None:
    """Both sides may add to what stands, in the short time of an appeal."""
    policy = rules_of(dispute).policy
    for party in dispute.parties:
        party.done_at = party.confirmed_at = party.confirmed_digest = None
    closes_at = window_end(policy, _WINDOWS[Stage.SUBMISSIONS], now)
    enter(dispute, Move(act, actor, closes_at), now=now)
    dispute.reminded_at = None
    dispute.next_due_at = first_reminder_at(policy, now, closes_at)
    for waiting in list_screening(dispute.id):
        waiting.due_at = window_end(policy, Window.SCREENING, closes_at)
    telling.notify_parties(
        dispute, RETURNED, now=now, expires_at=closes_at, once=now.isoformat()
    )


def _promise(dispute: Dispute, stage: Stage, *, now: datetime) -> None:
    """A decision is promised for later, by the stages that come anew."""
    policy = rules_of(dispute).policy
    closes_at = window_end(policy, _WINDOWS[stage], now)
    latest = decided_after(policy, stage, closes_at)
    dispute.decided_by_at = max(dispute.decided_by_at, latest)


def _screen_again(dispute: Dispute, *, actor: str, now: datetime) -> None:
    """Pictures that only the clock kept from jurors wait for a moderator again."""
    for exhibit in list_exhibits(dispute.id):
        if exhibit.withheld_code != TIME_RAN_OUT or not may_be_shown(exhibit):
            continue
        state = ExhibitState(exhibit.state)
        exhibit.state = EXHIBIT.after(state, "reopen", Who.MODERATOR).value
        exhibit.withheld_code = exhibit.screened_at = None
        open_screening_task(dispute, exhibit, now=now)
        told = {"exhibit": exhibit.id}
        audit.record(dispute.id, "exhibit.reopened", told, actor=actor, now=now)
