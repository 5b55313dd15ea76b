"""A sandbox: its clock, the people one may be there, and what keeps it out of
production.

In a sandbox (the demo, tests, an integrator's trial) anybody may be anybody, and time
moves when it is told to. None of that exists elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, inspect, select
from sqlalchemy.exc import OperationalError

from jury.domain.errors import N_, Invalid, NotFound
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import SummonsState
from jury.services import sweep
from jury.services.notices import relay
from jury.services.proof import audit
from jury.services.standstill import outage
from jury.storage.base import current_session, current_settings
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Summons, find_latest_draw, list_summonses
from jury.storage.health import SandboxClock, move_sandbox_clock
from jury.storage.inquiries import find_next_due
from jury.storage.people import ApiKey, Role, Staff, StaffRole, find_user
from jury.storage.roster import get_juror

FURTHEST = timedelta(days=60)
CHAIN = "sandbox"
# Refund records of the demo begin so; it makes its disputes known by it.
DEMO_PREFIX = "demo-"


class Leftovers(Exception):
    """A database that a sandbox has used; the message says what is in it."""


class Part(StrEnum):
    """Whom somebody may be in a sandbox."""

    BUYER = "buyer"
    SELLER = "seller"
    JUROR = "juror"
    MODERATOR = "moderator"


@dataclass(frozen=True)
class Person:
    """Somebody to be: their session key, and the page where they would begin."""

    session_key: str
    path: str


def advance_clock(by: timedelta, *, actor: str, now: datetime) -> datetime:
    """Move the sandbox clock forward; returns the new present moment.

    Raises NotFound outside a sandbox, Invalid for a step that is none or too far.
    """
    require_sandbox()
    if not timedelta(seconds=1) <= by <= FURTHEST:
        raise Invalid({"seconds": N_("The clock moves forward, by at most 60 days.")})
    whole = timedelta(seconds=int(by.total_seconds()))
    move_sandbox_clock(whole)
    told = {"seconds": int(whole.total_seconds())}
    audit.append(CHAIN, "clock.advanced", told, actor=actor, now=now)
    return now + whole


def is_caught_up(now: datetime) -> bool:
    """Whether the sweeper has done all that is due and numbered what was told.

    Who moved the clock waits for it before moving on. Raises NotFound outside a
    sandbox.
    """
    require_sandbox()
    # While an announced outage lasts nothing may be moved on.
    is_done = outage.is_announced(now) or not sweep.list_due(now, limit=1)
    return is_done and not relay.has_unnumbered(now)


def find_next_deadline(now: datetime, *, dispute_id: str = "") -> datetime | None:
    """When the present step of a dispute, or the next of any dispute, must be over."""
    ends_at = func.coalesce(Dispute.stage_closes_at, Dispute.next_due_at)
    runs = Dispute.stands_since.is_(None)
    query = select(ends_at).where(ends_at > now, runs).order_by(ends_at).limit(1)
    if dispute_id:
        query = query.where(Dispute.id == dispute_id)
    found = current_session().scalar(query)
    times = [found, find_next_due(now, dispute_id=dispute_id)]
    return min((at for at in times if at is not None), default=None)


def list_demo_disputes() -> list[Dispute]:
    """The disputes that the demo played in, in the order of their references."""
    query = (
        select(Dispute)
        .where(Dispute.refund_ref.startswith(DEMO_PREFIX, autoescape=True))
        .order_by(Dispute.refund_ref)
    )
    return list(current_session().scalars(query))


def find_person(dispute_id: str, part: Part, *, now: datetime) -> Person | None:
    """Who plays this part in a dispute; None when nobody does at present."""
    require_sandbox()
    dispute = get_dispute(dispute_id)
    if part is Part.MODERATOR:
        return _moderator(dispute)
    if part is Part.JUROR:
        return _juror(dispute, now=now)
    user = dispute.party(Side(part.value)).user
    return Person(user.get_id(), f"/disputes/{dispute.id}")


def require_sandbox() -> None:
    """Raise NotFound anywhere but in a sandbox."""
    if not current_settings().sandbox:
        raise NotFound


def refuse_leftovers() -> bool:
    """Raise Leftovers when this database was a sandbox's; tell whether one could look.

    One that does not answer is not looked at, nor one without today's tables, since
    commands that need none must work and migrations run later: ask again then.
    """
    try:
        if not _has_todays_tables():
            return False
        _look_for_leftovers()
    except OperationalError:
        return False
    return True


def _has_todays_tables() -> bool:
    found = inspect(current_session().connection())
    known = set(found.get_table_names())
    if not {Staff.__tablename__, SandboxClock.__tablename__} <= known:
        return False
    columns = {column["name"] for column in found.get_columns(ApiKey.__tablename__)}
    return ApiKey.is_demo.key in columns


def _look_for_leftovers() -> None:
    for table in (Staff, ApiKey):
        if current_session().scalar(select(table.id).where(table.is_demo).limit(1)):
            raise Leftovers(
                "This database holds demo accounts or a demo key, which are no secret. "
                "Production does not start with it: use a new database, or go on with "
                "this one by JURY_ENV=sandbox."
            )
    if current_session().get(SandboxClock, 1) is not None:
        raise Leftovers(
            "The clock of this database was moved in a sandbox. "
            "Production does not start with it: use a new database, or go on with "
            "this one by JURY_ENV=sandbox."
        )


def find_demo_moderator(language: str = "") -> Staff | None:
    """The first moderator that the demo made; one who reads `language`, if there is."""
    query = (
        select(Staff)
        .join(StaffRole)
        .where(Staff.is_demo.is_(True), StaffRole.role == Role.MODERATOR.value)
        .order_by(Staff.locale != language, Staff.id)
    )
    return current_session().scalars(query).first()


def _moderator(dispute: Dispute) -> Person | None:
    staff = find_demo_moderator(dispute.language)
    return Person(staff.get_id(), f"/desk/disputes/{dispute.id}") if staff else None


# Whoever has something to do comes first.
_ORDER = (SummonsState.ACCEPTED, SummonsState.SENT, SummonsState.VOTED)


def _juror(dispute: Dispute, *, now: datetime) -> Person | None:
    draw = find_latest_draw(dispute.id)
    summonses = list_summonses(draw.id) if draw else []
    for state in _ORDER:
        for summons in summonses:
            if summons.state == state.value and _is_live(summons, now=now):
                return _called(summons)
    return None


def _is_live(summons: Summons, *, now: datetime) -> bool:
    return summons.state != SummonsState.SENT.value or summons.reply_due_at > now


def _called(summons: Summons) -> Person | None:
    user = find_user(get_juror(summons.juror_id).ref)
    path = f"/jury/summons/{summons.id}"
    return Person(user.get_id(), path) if user else None
