"""Slips: a wrong sum or name in a verdict is put right within 48 hours, by no panel.

A side asks, or a moderator sees it. What was decided stays: only the price or freight
that the sums were reckoned from, or a name, is put right. The earlier version is kept
beside the new one, both sides are told, and no money has moved yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import DISPUTE, Side, Stage, Who
from jury.services.appeal.slip_limits import leave_time, refuse_too_much
from jury.services.law.rules import ladder_of
from jury.services.moderation import grounds
from jury.services.moderation.tasks import SLIP, close_task, open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import refuse_paused
from jury.services.verdict.pronounce import deposit_told, reckoned
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, find_open_task, get_task, list_tasks_of
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.verdicts import Verdict, VerdictVersion, find_verdict_of

SUM, NAME = "sum", "name"
KINDS = (SUM, NAME)
# Where a name may be put right: in a moderator's reason, or in what was sold.
PLACES = ("reason", "item")
ITEM = "line:1"
NAME_LENGTH = 100


@dataclass(frozen=True, kw_only=True)
class Sums:
    """The price and the freight as they truly were."""

    price_minor: int
    freight_minor: int


@dataclass(frozen=True, kw_only=True)
class Name:
    """Which words are wrong in a place, and what they should be."""

    place: str
    wrong: str
    right: str


def slips_close_at(dispute: Dispute) -> datetime | None:
    """Until when a slip in the newest verdict can be corrected; None: not any more."""
    is_open = dispute.stage == Stage.PRONOUNCED.value and not dispute.is_paused
    verdict = find_verdict_of(dispute.id, dispute.round_number) if is_open else None
    return None if verdict is None else verdict.correction_closes_at


def may_correct(dispute: Dispute, *, now: datetime) -> bool:
    """Whether a slip in the newest verdict can still be corrected."""
    closes_at = slips_close_at(dispute)
    return closes_at is not None and now < closes_at


def ask_correction(
    dispute_id: str, side: Side, *, kind: str, text: str, now: datetime
) -> Task:
    """A side says which slip there is; a moderator looks at it in time."""
    dispute = get_dispute(dispute_id)
    _verdict, closes_at = _open(dispute, now=now)
    wrong = {} if kind in KINDS else {"kind": N_("Please say what is wrong.")}
    try:
        said = texts.clean(text, field="text", most=grounds.NOTE_LENGTH)
    except Invalid as refusal:
        wrong |= refusal.fields
    if wrong:
        raise Invalid(wrong)
    target = f"{dispute.round_number}:{side}"
    if find_open_task(dispute.id, SLIP, target) is not None:
        raise AlreadyDone(N_("A moderator is looking at what you wrote already."))
    detail: dict[str, object] = {"side": side.value, "kind": kind, "text": said}
    task = open_task(
        dispute.id, SLIP, target=target, due_at=closes_at, detail=detail, now=now
    )
    told = {"side": side.value, "kind": kind, "task": task.id}
    actor = f"party:{side}"
    audit.record(dispute.id, "slip.asked", told, actor=actor, now=now, note=said)
    return task


def correct_sums(
    dispute_id: str,
    sums: Sums,
    *,
    reason: str,
    staff_id: int,
    now: datetime,
    seen: int | None = None,
) -> Verdict:
    """Reckon the same outcome anew from the true price and freight.

    `seen` is the version that was looked at: raises AlreadyDone when that was
    corrected meanwhile. Without it nobody looks.
    """
    dispute = get_dispute(dispute_id)
    verdict, _closes_at = _open(dispute, now=now, seen=seen)
    said = texts.clean(reason, field="reason", most=grounds.NOTE_LENGTH)
    refuse_other_outcomes(dispute, sums)
    rung = int(verdict.rung or 0)
    refuse_too_much(dispute, verdict, ladder_of(dispute, sums)[rung])
    _keep_version(verdict, now=now)
    told = put_right(dispute, sums)
    for name, value in reckoned(dispute, rung).items():
        setattr(verdict, name, value)
    leave_time(dispute, verdict, now=now)
    done = _Change(SUM, told, said)
    _record(dispute, verdict, done, staff_id=staff_id, now=now)
    return verdict


def correct_name(
    dispute_id: str,
    name: Name,
    *,
    staff_id: int,
    now: datetime,
    seen: int | None = None,
) -> Verdict:
    """Put a name right, in a moderator's reason or in what was sold."""
    dispute = get_dispute(dispute_id)
    verdict, _closes_at = _open(dispute, now=now, seen=seen)
    if name.place not in PLACES:
        raise Invalid({"place": N_("Please say where the name stands.")})
    wrong = texts.clean(name.wrong, field="wrong", most=NAME_LENGTH)
    right = texts.clean(name.right, field="right", most=NAME_LENGTH)
    _keep_version(verdict, now=now)
    if name.place == "reason":
        _in_reason(verdict, wrong, right)
    else:
        _in_item(dispute, wrong, right)
    note = verdict.staff_reason or "" if name.place == "reason" else right
    done = _Change(NAME, {"place": name.place}, note)
    _record(dispute, verdict, done, staff_id=staff_id, now=now)
    return verdict


def refuse_correction(
    task_id: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """It is no slip: the verdict stays as it is, and the side that asked is told."""
    task = get_task(task_id)
    if task.kind != SLIP or task.dispute_id is None:
        raise Invalid({"task": N_("There is no such task.")})
    if task.done_at is not None:
        raise AlreadyDone(N_("This was finished already."))
    dispute = get_dispute(task.dispute_id)
    refuse_paused(dispute)
    said = texts.clean(reason, field="reason", most=grounds.NOTE_LENGTH)
    close_task(task, "refused", staff_id=staff_id, now=now)
    told = {"side": task.detail["side"], "task": task.id}
    actor = f"staff:{staff_id}"
    audit.record(dispute.id, "slip.refused", told, actor=actor, now=now, note=said)
    _tell_asker(dispute, task, "slip.refused", now=now)


def lapse_slips(dispute: Dispute, *, now: datetime) -> None:
    """The window is over: what nobody looked at is not corrected; its side is told."""
    for task in _waiting(dispute):
        close_task(task, "lapsed", staff_id=None, now=now)
        _tell_asker(dispute, task, "slip.lapsed", now=now)


def _open(
    dispute: Dispute, *, now: datetime, seen: int | None = None
) -> tuple[Verdict, datetime]:
    """The verdict that can be corrected, and until when; raises NotNow."""
    DISPUTE.after(Stage(dispute.stage), "correct", Who.MODERATOR)
    refuse_paused(dispute)
    closes_at = slips_close_at(dispute)
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    if closes_at is None or verdict is None or verdict.rung is None:
        raise NotNow
    if now >= closes_at:
        raise NotNow(N_("The time for this has passed. Nothing was changed."))
    if seen not in {None, verdict.version}:
        raise AlreadyDone(N_("The verdict was corrected meanwhile. Look at it again."))
    return verdict, closes_at


def put_right(dispute: Dispute, sums: Sums) -> dict[str, object]:
    """Keep the true sums, from which later ones are reckoned; what is told of it."""
    told: dict[str, object] = {
        "price_minor": [dispute.price_minor, sums.price_minor],
        "order_freight_minor": [dispute.freight_minor, sums.freight_minor],
    }
    dispute.price_minor, dispute.freight_minor = sums.price_minor, sums.freight_minor
    return told


def refuse_other_outcomes(dispute: Dispute, sums: Sums) -> None:
    """A slip is one only while the ballot would have offered the same outcomes."""
    before, after = ladder_of(dispute), ladder_of(dispute, sums)
    paid = Sums(price_minor=dispute.price_minor, freight_minor=dispute.freight_minor)
    if before == after and sums == paid:
        raise Invalid({"price": N_("With these sums nothing would change.")})
    if [rung.code for rung in before] != [rung.code for rung in after]:
        raise Invalid(
            {
                "price": N_(
                    "With these sums the ballot would have offered other outcomes. "
                    "That is no slip: it takes an appeal."
                )
            }
        )


def _in_reason(verdict: Verdict, wrong: str, right: str) -> None:
    if not verdict.staff_reason or wrong not in verdict.staff_reason:
        raise Invalid({"wrong": N_("These words do not stand there.")})
    verdict.staff_reason = verdict.staff_reason.replace(wrong, right)


def _in_item(dispute: Dispute, wrong: str, right: str) -> None:
    row = list_redacted(dispute.id).get(ITEM)
    if row is None or not texts.stands_in(row, wrong):
        raise Invalid({"wrong": N_("These words do not stand there.")})
    covered = texts.template_of(dispute, right)
    template = row.template.replace(wrong, covered)
    texts.replace_template(dispute, row, template)


def _keep_version(verdict: Verdict, *, now: datetime) -> None:
    current_session().add(
        VerdictVersion(
            verdict_id=verdict.id,
            version=verdict.version,
            buyer_minor=verdict.buyer_minor,
            seller_minor=verdict.seller_minor,
            freight_minor=verdict.freight_minor,
            deposit_minor=verdict.deposit_minor,
            calculation=verdict.calculation,
            staff_reason=verdict.staff_reason,
            replaced_at=now,
        )
    )
    verdict.version, verdict.corrected_at = verdict.version + 1, now


@dataclass(frozen=True)
class _Change:
    """What was put right, and the words that stand beside it in the log."""

    kind: str
    told: Mapping[str, object]
    note: str


def _record(
    dispute: Dispute, verdict: Verdict, done: _Change, *, staff_id: int, now: datetime
) -> None:
    told: dict[str, object] = {
        "kind": done.kind,
        "round_number": verdict.round_number,
        "version": verdict.version,
        "remedy": verdict.remedy,
        "buyer": {"minor": verdict.buyer_minor, "currency": dispute.currency},
        "seller": {"minor": verdict.seller_minor, "currency": dispute.currency},
        "freight": {"minor": verdict.freight_minor, "currency": dispute.currency},
        **deposit_told(dispute, verdict),
        **done.told,
    }
    closes_at = dispute.stage_closes_at
    told["final_at"] = closes_at.isoformat() if closes_at else None
    actor = f"staff:{staff_id}"
    audit.record(
        dispute.id, "verdict.corrected", told, actor=actor, now=now, note=done.note
    )
    telling.emit(dispute, "verdict.corrected", told, now=now)
    for task in _waiting(dispute):
        if task.detail["kind"] == done.kind:
            close_task(task, "corrected", staff_id=staff_id, now=now)
    telling.notify_parties(
        dispute,
        "verdict.corrected",
        now=now,
        expires_at=dispute.stage_closes_at,
        once=f"{verdict.round_number}:{verdict.version}",
    )


def _waiting(dispute: Dispute) -> list[Task]:
    return [one for one in list_tasks_of(dispute.id, SLIP) if one.done_at is None]


def _tell_asker(dispute: Dispute, task: Task, kind: str, *, now: datetime) -> None:
    party = dispute.party(Side(task.detail["side"]))
    telling.notify_party(party, kind, now=now, once=f"{task.id}:{now.isoformat()}")
