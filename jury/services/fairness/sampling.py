"""Audit by sampling: verdicts of a week, drawn by lot, that moderators read again.

Two read each, not knowing what was decided nor what the other says; where they differ
a third does. The lot's seed is the head of the audit log at that moment, so that
nobody could choose what is drawn, and anybody who has the log can draw it again.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import numpy as np

from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.fairness.agreement import Scale, agreement
from jury.domain.fairness.auditing import Audit, audit
from jury.domain.fairness.intervals import Estimate
from jury.services.drawing.hands import refuse_any_hand
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import ladder_of
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import (
    OVERTURNED,
    close_task,
    open_task,
    open_untold,
    refuse_taken,
)
from jury.services.money.reconcile import court_zone
from jury.services.notices import telling
from jury.services.proof import audit as log
from jury.services.screening import texts
from jury.storage.audit import find_master_head
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, list_open_tasks_to
from jury.storage.disputes import get_dispute
from jury.storage.figures.fairness import (
    AuditPick,
    AuditReading,
    AuditSample,
    claim_sample,
    get_pick,
    has_sample,
    list_decided_picks,
    list_final_verdicts,
    list_readings,
    list_rungs_said,
)
from jury.storage.people import Role
from jury.storage.verdicts import find_verdict

CHAIN, TASK = "audits", "verdict_audit"
WEEK = timedelta(days=7)
LOT = b"jury-audit-sample/1"
READERS = 2


def week_of(now: datetime) -> tuple[str, datetime, datetime]:
    """The last whole week: its name, and when it began and ended."""
    today = now.astimezone(court_zone()).date()
    monday = today - timedelta(days=today.weekday())
    end = _midnight(monday)
    year, number, _day = (monday - timedelta(days=1)).isocalendar()
    return f"{year}-W{number:02}", _midnight(monday - WEEK), end


def draw_sample(*, now: datetime) -> AuditSample | None:
    """Draw verdicts of the last week, once; nothing where none is to be read."""
    terms = lawbook().fairness.audit
    week, start, end = week_of(now)
    if not terms.weekly or has_sample(week):
        return None
    closed = list_final_verdicts(start, end)
    head = find_master_head()
    seed = hashlib.sha256(LOT + (head.hash if head else "").encode() + week.encode())
    sample = claim_sample(
        week,
        seed=seed.hexdigest(),
        population=len(closed),
        digest=hashlib.sha256("\n".join(closed).encode()).hexdigest(),
        now=now,
    )
    if sample is None:
        return None
    drawn = lot(closed, seed=sample.seed, size=terms.weekly)
    for dispute_id in drawn:
        _pick(sample, dispute_id, due_at=now + terms.read_within, now=now)
    told = {
        "week": week,
        "seed": sample.seed,
        "population": sample.population,
        "digest": sample.digest,
        "drawn": len(drawn),
    }
    log.append(CHAIN, "sample.drawn", told, actor="sweep", now=now)
    if drawn:
        telling.notify_staff(
            Role.MODERATOR,
            f"task.{TASK}",
            once=week,
            expires_at=now + terms.read_within,
            now=now,
        )
    return sample


def lot(disputes: Sequence[str], *, seed: str, size: int) -> list[str]:
    """Draw *size* of them: those whose hash with the seed is smallest."""
    return sorted(
        disputes, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).digest()
    )[:size]


def open_to(pick_id: int, staff_id: int, *, now: datetime) -> Task:
    """The task that this reader may take or has taken; refuses whoever may not read."""
    pick = get_pick(pick_id)
    _refuse(pick, staff_id)
    waiting = list_open_tasks_to(TASK, [_target(pick, no) for no in (1, 2, 3)])
    own = [one for one in waiting if one.taken_by == staff_id]
    free = [one for one in waiting if one.taken_until is None or one.taken_until <= now]
    for task in (*own, *free, *waiting):
        return task
    raise AlreadyDone(N_("This was finished already."))


def read_verdict(
    pick_id: int, rung: int, *, reason: str, staff_id: int, now: datetime
) -> AuditPick:
    """Keep what a reader would have decided; the last reader needed ends the pick."""
    task = open_to(pick_id, staff_id, now=now)
    refuse_taken(task, staff_id, now=now)
    pick = get_pick(pick_id)
    if not 0 <= rung < pick.rungs:
        raise Invalid({"rung": N_("Choose one of the outcomes.")})
    note = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    said = [one.rung for one in list_readings(pick.id)]
    reading = AuditReading(
        pick_id=pick.id,
        staff_id=staff_id,
        reading_no=len(said) + 1,
        rung=rung,
        reason=note,
        read_at=now,
    )
    current_session().add(reading)
    close_task(task, "read", staff_id=staff_id, now=now)
    _conclude(pick, [*said, rung], now=now)
    told = {"pick": pick.id, "reading": len(said) + 1, "outcome": _outcome(pick)}
    actor = f"staff:{staff_id}"
    log.append(CHAIN, "verdict.read", told, actor=actor, now=now, note=note)
    return pick


def doubt_award(dispute_id: str, rung: int, *, now: datetime) -> None:
    """Ask whether an award is put right that readers would not have made."""
    open_task(
        dispute_id,
        OVERTURNED,
        target=dispute_id,
        due_at=now + lawbook().fairness.audit.read_within,
        detail={"rung": rung},
        now=now,
    )


def leave_overturned(task: Task, *, reason: str, staff_id: int, now: datetime) -> None:
    """A moderator says why an award stays although readers would have it otherwise."""
    note = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    close_task(task, "left", staff_id=staff_id, now=now)
    told = {"dispute": task.dispute_id}
    actor = f"staff:{staff_id}"
    log.append(CHAIN, "verdict.left", told, actor=actor, now=now, note=note)


class Again(NamedTuple):
    """A verdict that was read again to the end: what it was, and what readers said."""

    rung: int
    rungs: int
    is_wrong: bool
    said: tuple[int, ...]


def standing() -> tuple[Audit, Estimate | None]:
    """How the audit stands, and how far readers agree with each other."""
    return standing_of(list_readings_again())


def list_readings_again() -> list[Again]:
    """The verdicts that were read to the end, in that order."""
    said = list_rungs_said()
    return [
        Again(one.rung, one.rungs, bool(one.is_wrong), tuple(said[one.id]))
        for one in list_decided_picks()
    ]


def standing_of(readings: Sequence[Again]) -> tuple[Audit, Estimate | None]:
    """The same of any verdicts, in the order in which they were read to the end."""
    both = [one.said[:READERS] for one in readings if len(one.said) >= READERS]
    chance = np.random.default_rng(len(readings))
    return bounds_of(readings), agreement(both, chance=chance, scale=Scale.INTERVAL)


def bounds_of(readings: Sequence[Again]) -> Audit:
    """Between which bounds the share of wrong verdicts lies, by these readings."""
    terms = lawbook().fairness.audit
    both = [one for one in readings if len(one.said) >= READERS]
    return audit(
        [one.is_wrong for one in readings],
        limit=terms.limit,
        pairs=len(both),
        differed=sum(
            terms.differ(*one.said[:READERS], rungs=one.rungs) for one in both
        ),
    )


def named_by(said: Sequence[int]) -> int:
    """The rung that readers come to: of two the lower, of three the middle."""
    return sorted(said)[(len(said) - 1) // 2]


def _conclude(pick: AuditPick, said: list[int], *, now: datetime) -> None:
    terms = lawbook().fairness.audit
    if len(said) < READERS:
        return
    if len(said) == READERS and terms.differ(*said, rungs=pick.rungs):
        _ask(pick, READERS + 1, now=now)
        return
    pick.audited_rung = named_by(said)
    pick.is_wrong = terms.differ(pick.audited_rung, pick.rung, rungs=pick.rungs)
    pick.decided_at = now
    if pick.is_wrong:
        doubt_award(pick.dispute_id, pick.audited_rung, now=now)


def _outcome(pick: AuditPick) -> str:
    if pick.is_wrong is None:
        return "open"
    return "wrong" if pick.is_wrong else "right"


def _refuse(pick: AuditPick, staff_id: int) -> None:
    if pick.decided_at is not None:
        raise AlreadyDone(N_("This was finished already."))
    if any(one.staff_id == staff_id for one in list_readings(pick.id)):
        raise AlreadyDone(N_("You have read this one. Colleagues read it too."))
    refuse_any_hand(pick.dispute_id, staff_id)


def _pick(
    sample: AuditSample, dispute_id: str, *, due_at: datetime, now: datetime
) -> None:
    verdict = find_verdict(dispute_id)
    if verdict is None or verdict.rung is None:
        return
    counts = verdict.split.get("counts") or ladder_of(get_dispute(dispute_id))
    pick = AuditPick(
        sample_id=sample.id,
        dispute_id=dispute_id,
        rung=verdict.rung,
        rungs=len(counts),
        due_at=due_at,
    )
    current_session().add(pick)
    current_session().flush()
    for reading_no in range(1, READERS + 1):
        _ask(pick, reading_no, now=now)


def _ask(pick: AuditPick, reading_no: int, *, now: datetime) -> None:
    open_untold(
        None,
        TASK,
        target=_target(pick, reading_no),
        due_at=pick.due_at if pick.due_at > now else now + WEEK,
        now=now,
    )


def _target(pick: AuditPick, reading_no: int) -> str:
    return f"{pick.id}:{reading_no}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=court_zone())
