"""Every day the marketplace's list of payments is held against the ledger.

Each difference is named and kept once, with a task for a person. The same list again
finds nothing new; a better list closes what it no longer shows.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.lives.part_states import RefundState
from jury.domain.money.payments import SHARES
from jury.domain.money.reconciling import EXECUTED, Difference, Listed, compare
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import finish, open_task
from jury.services.money.answers import award_key
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session, current_settings
from jury.storage.money.payments import Payment
from jury.storage.money.reconciliations import (
    DifferenceRow,
    Reconciliation,
    get_difference,
    has_reconciliation,
    list_awards_between,
    list_differences,
    list_payments_between,
)
from jury.storage.money.refunds import Enforcement, RefundRecord

CHAIN = "reconciliations"
DIFFERENCE, DUE = "difference", "reconciliation_due"
LOOK_WITHIN = timedelta(days=1)
BY_HAND = "by_hand"


def reconcile(
    day: date, lines: Sequence[Listed], *, actor: str, now: datetime
) -> tuple[Reconciliation, tuple[Difference, ...]]:
    """Compare a day's list with the ledger; keep what differs, and ask a person."""
    if day > now.astimezone(court_zone()).date():
        raise Invalid({"day": N_("This day has not come yet.")})
    ours, due = _ledger_of(day, lines)
    found = compare(ours, due, lines)
    run = Reconciliation(
        day=day.isoformat(),
        actor=actor,
        lines=len(lines),
        differences=len(found),
        made_at=now,
    )
    current_session().add(run)
    current_session().flush()
    told = {
        "reconciliation": run.id,
        "day": run.day,
        "lines": run.lines,
        "differences": run.differences,
    }
    audit.append(CHAIN, "reconciliation.made", told, actor=actor, now=now)
    _keep(run.day, found, now=now)
    finish(None, DUE, target=run.day, outcome="made", staff_id=None, now=now)
    return run, found


def settle_difference(
    difference_id: int, *, reason: str, staff_id: int, now: datetime
) -> DifferenceRow:
    """A person found out what it was, and says so."""
    row = get_difference(difference_id)
    if row.closed_at is not None:
        raise AlreadyDone(N_("This was finished already."))
    row.reason = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    _close(row, "explained", staff_id=staff_id, now=now)
    return row


def remind_reconciliation(*, now: datetime) -> None:
    """When yesterday's list should have come and did not, a person is asked, once."""
    due = current_settings().reconciliation_due
    local = now.astimezone(court_zone())
    if not due or local.time() < time.fromisoformat(due):
        return
    day = (local.date() - timedelta(days=1)).isoformat()
    if not has_reconciliation(day):
        open_task(None, DUE, target=day, due_at=now + LOOK_WITHIN, now=now)


def court_zone() -> ZoneInfo:
    """In which a day of payments begins and ends."""
    return ZoneInfo(current_settings().timezone)


def _ledger_of(
    day: date, lines: Sequence[Listed]
) -> tuple[dict[str, Listed], list[str]]:
    """What the ledger has of these payments, and which the list must name."""
    start = datetime.combine(day, time.min, tzinfo=court_zone())
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=court_zone())
    named = sorted({line.reference.partition(":")[0] for line in lines})
    ours: dict[str, Listed] = {}
    due: list[str] = []
    for record, enforcement in list_awards_between(start, end, named):
        listed = _award(record, enforcement)
        ours[listed.reference] = listed
        due += [listed.reference] if _is_of(record, start, end) else []
    for payment, record in list_payments_between(start, end, named):
        ours[payment.key] = _payment(payment, record)
        due += [payment.key] if _is_of(payment, start, end) else []
    return ours, due


def _is_of(one: RefundRecord | Payment, start: datetime, end: datetime) -> bool:
    """Whether the marketplace said on that day that it paid this."""
    is_paid = one.answered_at is not None and start <= one.answered_at < end
    return is_paid and _state(one) == EXECUTED


def _state(one: RefundRecord | Payment) -> str:
    if one.state == RefundState.ACKNOWLEDGED.value:
        return BY_HAND if one.answer_code == BY_HAND else EXECUTED
    return "open" if one.state == RefundState.INSTRUCTED.value else one.state


def _award(record: RefundRecord, enforcement: Enforcement) -> Listed:
    return Listed(
        reference=award_key(record.dispute_id),
        refund=record.ref,
        state=_state(record),
        currency=record.currency,
        amounts={side: getattr(enforcement, f"{side}_minor") for side in SHARES},
    )


def _payment(payment: Payment, record: RefundRecord) -> Listed:
    return Listed(
        reference=payment.key,
        refund=record.ref,
        state=_state(payment),
        currency=payment.currency,
        amounts=payment.movement.by_account(),
    )


def _keep(day: str, found: Sequence[Difference], *, now: datetime) -> None:
    """Open what is new, leave what is known, close what is gone."""
    kept = {(row.kind, row.reference): row for row in list_differences(day)}
    for one in found:
        row = kept.pop((one.kind.value, one.reference), None)
        if row is None:
            row = DifferenceRow(day=day, kind=one.kind.value, found_at=now)
        elif row.closed_at is not None and _is_same(row, one):
            continue
        _open(row, one, now=now)
    for row in kept.values():
        if row.closed_at is None:
            _close(row, "gone", staff_id=None, now=now)


def _is_same(row: DifferenceRow, one: Difference) -> bool:
    """Whether it is what a person has explained already."""
    return (row.ours, row.theirs) == (one.ours, one.theirs)


def _open(row: DifferenceRow, one: Difference, *, now: datetime) -> None:
    dispute_id = _dispute_of(one)
    row.reference, row.refund = one.reference, one.refund
    row.ours, row.theirs, row.dispute_id = one.ours, one.theirs, dispute_id
    row.due_at = now + LOOK_WITHIN
    row.closed_at = row.closed_by = row.outcome = row.reason = None
    current_session().add(row)
    current_session().flush()
    open_task(
        dispute_id,
        DIFFERENCE,
        target=str(row.id),
        due_at=row.due_at,
        detail={"day": row.day, "kind": row.kind},
        now=now,
    )


def _dispute_of(one: Difference) -> str | None:
    """The dispute of a payment that this court knows."""
    record = current_session().get(RefundRecord, one.reference.partition(":")[0])
    return record.dispute_id if record else None


def _close(
    row: DifferenceRow, outcome: str, *, staff_id: int | None, now: datetime
) -> None:
    row.closed_at, row.closed_by, row.outcome = now, staff_id, outcome
    finish(
        row.dispute_id,
        DIFFERENCE,
        target=str(row.id),
        outcome=outcome,
        staff_id=staff_id,
        now=now,
    )
    actor = f"staff:{staff_id}" if staff_id is not None else "sweep"
    told = {"difference": row.id, "day": row.day, "outcome": outcome}
    note = row.reason or ""
    audit.append(CHAIN, "difference.closed", told, actor=actor, now=now, note=note)
