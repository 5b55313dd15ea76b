"""A moderator takes the last act on a dispute back, soon after, while nothing followed.

Nothing has followed while the dispute stands where it stood: no poll was opened,
nothing pronounced, no money moved; no colleague acted since, and the thing itself is
as the act had left it. What was told stays told, and both sides are told of this too.
"""

from datetime import datetime, timedelta

from jury.domain.errors import N_, NotAllowed, NotNow
from jury.domain.lifecycle import Side, Stage, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.services.hearing.inquiry_filing import find_of
from jury.services.moderation.last_act import EXHIBIT_FIELDS
from jury.services.moderation.looks import OPENED, WORDS_OPENED
from jury.services.moderation.tasks import close_task, open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.returning.evidence import may_show
from jury.services.screening import texts
from jury.services.screening.disclose import OPEN, tell_changed
from jury.storage.base import current_session
from jury.storage.desk.last_act import (
    LastAct,
    find_last_act,
    list_staff_actions,
    list_tasks_touched,
)
from jury.storage.disputes import (
    Dispute,
    find_revision,
    get_dispute,
    last_revision,
    list_redacted,
)
from jury.storage.exhibits import get_exhibit

WINDOW = timedelta(minutes=15)
# How the tables call the way back of each act on an exhibit.
_BACK = {
    "exhibit.released": "reopen",
    "exhibit.withheld": "reopen",
    "exhibit.struck": "restore",
    "exhibit.admitted": "propose again",
    "exhibit.not_admitted": "propose again",
}
# Taking a task, leaving it or looking at an original changes nothing of a dispute.
_DESK = {"task.taken", "task.left", OPENED, WORDS_OPENED}


class TooLateToUndo(NotNow):
    """Something followed from the act, or too much time has passed."""

    code = "too_late_to_undo"
    sentence = N_("This can no longer be taken back: more followed, or it is too late.")


def undo_last(dispute_id: str, *, staff_id: int, now: datetime) -> str:
    """Take one's own last act back; the action that is undone."""
    dispute = get_dispute(dispute_id)
    act = find_last_act(dispute.id)
    if act is None:
        raise TooLateToUndo
    if act.staff_id != staff_id:
        raise NotAllowed
    if not _is_undoable(dispute, act, now=now):
        raise TooLateToUndo
    _restore_exhibit(dispute, act)
    _restore_text(dispute, act)
    told = {"act": act.action, "exhibit": act.before.get("exhibit")}
    subject, actor = act.action.partition(".")[0], f"staff:{staff_id}"
    audit.record(dispute.id, f"{subject}.undone", told, actor=actor, now=now)
    telling.emit(dispute, "dispute.act_undone", told, now=now)
    _restore_tasks(dispute, act, now=now)
    _tell(dispute, act, now=now)
    current_session().delete(act)
    return act.action


def find_undoable(dispute: Dispute, staff_id: int, *, now: datetime) -> LastAct | None:
    """The act that this member of staff could take back now."""
    act = find_last_act(dispute.id)
    if act is None or act.staff_id != staff_id:
        return None
    return act if _is_undoable(dispute, act, now=now) else None


def _is_undoable(dispute: Dispute, act: LastAct, *, now: datetime) -> bool:
    since = list_staff_actions(audit.dispute_chain(dispute.id), after=act.entry_seq)
    return (
        now < act.done_at + WINDOW
        and (dispute.stage, dispute.round_number) == (act.stage, act.round_number)
        and not set(since) - _DESK
        and _is_as_left(dispute, act)
    )


def _is_as_left(dispute: Dispute, act: LastAct) -> bool:
    """Whether the thing itself is still as the act had left it."""
    if "source" in act.before:
        revision = last_revision(dispute.id, act.before["source"])
        return bool(revision == act.before["revision"] + 1)
    if "exhibit" in act.before:
        exhibit = get_exhibit(dispute.id, act.before["exhibit"])
        if exhibit.of_return and not may_show(dispute):
            return False
        is_heard = dispute.stage == Stage.HEARING.value
        if is_heard and find_of(dispute, exhibit) is None:
            return False
        back = _BACK[act.action]
        ways = EXHIBIT.acts_at(ExhibitState(exhibit.state))
        return any(
            way.act == back and way.to.value == act.before["fields"]["state"]
            for way in ways
        )
    return True


def _restore_exhibit(dispute: Dispute, act: LastAct) -> None:
    if "exhibit" not in act.before:
        return
    exhibit = get_exhibit(dispute.id, act.before["exhibit"])
    state, back = ExhibitState(exhibit.state), _BACK[act.action]
    state = EXHIBIT.after(state, back, Who.MODERATOR)
    for name in EXHIBIT_FIELDS:
        setattr(exhibit, name, act.before["fields"][name])
    exhibit.state, exhibit.screened_at = state.value, None


def _restore_text(dispute: Dispute, act: LastAct) -> None:
    if "source" not in act.before:
        return
    source = act.before["source"]
    whole = find_revision(dispute.id, source, act.before["revision"])
    row = list_redacted(dispute.id)[source]
    texts.replace_template(dispute, row, whole.template)


def _restore_tasks(dispute: Dispute, act: LastAct, *, now: datetime) -> None:
    """What the act had finished waits again, and what it had asked for does not."""
    for task in list_tasks_touched(dispute.id, act.done_at):
        if task.done_at == act.done_at:
            detail = {key: one for key, one in task.detail.items() if key != "code"}
            open_task(
                dispute.id,
                task.kind,
                target=task.target,
                due_at=task.due_at,
                detail=detail,
                now=now,
            )
        elif task.done_at is None:
            close_task(task, "undone", staff_id=None, now=now)


def _tell(dispute: Dispute, act: LastAct, *, now: datetime) -> None:
    """Whoever was told of the act is told that it was taken back."""
    sides = [Side(one) for one in act.before.get("sides", ())]
    if "exhibit" in act.before:
        sides = [Side(get_exhibit(dispute.id, act.before["exhibit"]).side)]
    told = dict.fromkeys(sides, "act.undone")
    if dispute.stage in {stage.value for stage in OPEN}:
        tell_changed(dispute, told, once="undone", now=now)
        return
    for side, kind in told.items():
        once = now.isoformat()
        telling.notify_party(dispute.party(side), kind, now=now, once=once)
