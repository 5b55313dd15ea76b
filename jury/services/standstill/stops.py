"""Stopping intake, draws or enforcement, each for itself, and letting it go on.

Nothing is lost by a stop: what comes due waits, the time of a hearing stands still,
and both sides of a dispute that waits are told once when it begins and once when it
ends. The stop itself stands on a chain of its own.
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, NotNow
from jury.services.drawing.held_jurors import hold_back
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.settlement.offer_time import hold_reminder
from jury.storage.base import current_session
from jury.storage.desk.stops import Stop, Stopped, find_stop, list_old_stops
from jury.storage.disputes import Dispute
from jury.storage.people import Role

CHAIN = "stops"
OPERATOR = "operator"
OLD = timedelta(days=1)
REASON_LENGTH = 500


class IntakeStopped(NotNow):
    """No dispute is taken in at present."""

    code = "intake_stopped"
    sentence = N_(
        "This court takes no new disputes in at present. Nothing was kept: send the "
        "same request again later."
    )


class EnforcementStopped(NotNow):
    """No payment is instructed at present."""

    code = "enforcement_stopped"
    sentence = N_("Payments are stopped by an administrator at present.")


def stop(what: Stopped, *, reason: str, staff_id: int | None, now: datetime) -> Stop:
    """Stop one thing; raises AlreadyDone when it is stopped."""
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    row = Stop(what=what.value, reason=said, stopped_at=now, stopped_by=staff_id)
    session = current_session()
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as taken:
        raise AlreadyDone(N_("This is stopped already.")) from taken
    told = {"stop": row.id, "what": what.value}
    actor = actor_of(staff_id)
    audit.append(CHAIN, "stop.begun", told, actor=actor, now=now, note=said)
    return row


def lift(what: Stopped, *, reason: str, staff_id: int | None, now: datetime) -> None:
    """Let it go on; raises AlreadyDone when it is not stopped."""
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    row = find_stop(what)
    if row is None:
        raise AlreadyDone(N_("This is not stopped."))
    row.lifted_at, row.lifted_by = now, staff_id
    seconds = int((now - row.stopped_at).total_seconds())
    told = {"stop": row.id, "what": what.value, "seconds": seconds}
    actor = actor_of(staff_id)
    audit.append(CHAIN, "stop.lifted", told, actor=actor, now=now, note=said)
    telling.settle_staff("stop.old", once=str(row.id), now=now)


def is_stopped(what: Stopped) -> bool:
    """Whether this is stopped at present."""
    return find_stop(what) is not None


def refuse_stopped_intake() -> None:
    """Take nothing in while intake is stopped; raises IntakeStopped."""
    if is_stopped(Stopped.INTAKE):
        raise IntakeStopped


def stand_still(
    dispute: Dispute, what: Stopped, *, since: datetime, now: datetime
) -> None:
    """From now on this dispute waits; both sides are told why, once."""
    dispute.stands_since, dispute.stands_for = since, what.value
    hold_back(dispute)
    hold_reminder(dispute)
    told = {"cause": what.value, "since": since.isoformat()}
    audit.record(dispute.id, "dispute.stopped", told, actor="sweep", now=now)
    telling.emit(dispute, "dispute.stopped", told, now=now)
    kind = f"stopped.{what.value}"
    telling.notify_parties(dispute, kind, now=now, once=since.isoformat())


def warn_of_old(*, now: datetime) -> None:
    """Tell administrators of stops that are older than a day, once each."""
    for row in list_old_stops(now, age=OLD):
        row.warned_at = now
        telling.notify_staff(Role.ADMINISTRATOR, "stop.old", once=str(row.id), now=now)


def actor_of(staff_id: int | None) -> str:
    """Who did it, as the log names them: staff, or whoever has the command line."""
    return OPERATOR if staff_id is None else f"staff:{staff_id}"
