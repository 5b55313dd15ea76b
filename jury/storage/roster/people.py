"""Jurors one by one: who they are, what counts of them, how to reach them."""

import struct
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from jury.domain.calling.turnout import HOURS
from jury.domain.errors import NotFound
from jury.domain.sortition.rows import row_key
from jury.storage.base import current_session, current_settings
from jury.storage.jurors.availability import JurorHours, hours_of
from jury.storage.roster.tables import Juror, JurorImport, JurorRecord

_MINUTES_A_DAY = 24 * 60
# For how long somebody who is ready just now is taken to be.
READY_FOR = timedelta(hours=1)
_SIGNED = struct.Struct(">q")


@dataclass(frozen=True)
class Contact:
    """How and when a juror may be reached.

    By what the marketplace says, and in the zone and at the hours that they name
    themselves. `ready_until`: for this long they have said to be ready at once.
    """

    email: str | None
    locale: str | None
    timezone: str
    quiet_from: int | None
    quiet_until: int | None
    hours: frozenset[int] = frozenset()
    ready_until: datetime | None = None

    def is_ready(self, at: datetime) -> bool:
        """Whether they have said that they can serve just then."""
        return self.ready_until is not None and at < self.ready_until

    def hour(self, at: datetime) -> int:
        """The hour of their own day."""
        return at.astimezone(ZoneInfo(self.timezone)).hour


def tie_hash(key: str) -> int:
    """The 64 bits that stand for one of the marketplace's tie or person keys."""
    digest = blake2b(key.encode(), digest_size=8).digest()
    whole: int = _SIGNED.unpack(digest)[0]
    return whole


def tie_hashes(keys: Iterable[str]) -> frozenset[int]:
    """What stands for many tie or person keys; empty ones stand for nobody."""
    return frozenset(tie_hash(key) for key in keys if key)


_IS_SOMEBODY = or_(
    Juror.volunteered_at.is_not(None),
    exists().where(
        JurorRecord.juror_id == Juror.id,
        JurorRecord.import_id == JurorImport.id,
        JurorImport.activated_at.is_not(None),
    ),
)
# Built once: every page of a juror asks it.
_JUROR_ID = select(Juror.id).where(Juror.row_key == bindparam("key"), _IS_SOMEBODY)


def find_identity(ref: str) -> Juror | None:
    """Whoever has this reference, even if only an unfinished import named them."""
    return current_session().scalar(select(Juror).where(Juror.row_key == row_key(ref)))


def find_juror(ref: str) -> Juror | None:
    """Whoever has this reference, if they volunteered or an import named them."""
    return find_juror_by_key(row_key(ref))


def find_juror_by_key(key: bytes) -> Juror | None:
    """The juror of a row key, if they volunteered or an import named them.

    Somebody whom only an unfinished or failed import named is nobody yet.
    """
    query = select(Juror).where(Juror.row_key == key, _IS_SOMEBODY)
    return current_session().scalar(query)


def find_juror_id(ref: str) -> int | None:
    """The id of whoever `find_juror` would find: all that most pages need."""
    return current_session().scalar(_JUROR_ID, {"key": row_key(ref)})


def list_row_keys_of(juror_ids: Collection[int]) -> list[bytes]:
    """The row keys of jurors."""
    query = select(Juror.row_key).where(Juror.id.in_(juror_ids))
    return list(current_session().scalars(query))


def get_juror(juror_id: int) -> Juror:
    """The juror; raises NotFound."""
    juror = current_session().get(Juror, juror_id)
    if juror is None:
        raise NotFound
    return juror


def in_force(as_of: datetime | None) -> ColumnElement[bool]:
    """The imports that count at a moment; at the latest when none is named."""
    if as_of is None:
        return and_(
            JurorImport.activated_at.is_not(None), JurorImport.superseded_at.is_(None)
        )
    return and_(
        JurorImport.activated_at <= as_of,
        or_(JurorImport.superseded_at.is_(None), JurorImport.superseded_at > as_of),
    )


def is_current(
    juror_id: InstrumentedAttribute[int],
    import_id: InstrumentedAttribute[int],
    *,
    as_of: datetime | None,
) -> ColumnElement[bool]:
    """Whether what an import said of a juror is what counts at a moment."""
    counts = import_id.in_(select(JurorImport.id).where(in_force(as_of)))
    return and_(counts, ~is_overtaken(juror_id, import_id, as_of=as_of))


def is_overtaken(
    juror_id: InstrumentedAttribute[int],
    import_id: InstrumentedAttribute[int],
    *,
    as_of: datetime | None,
) -> ColumnElement[bool]:
    """Whether a later import had said something else of a juror by a moment."""
    newer, its_import = aliased(JurorRecord), aliased(JurorImport)
    return exists().where(
        newer.juror_id == juror_id,
        newer.import_id > import_id,
        newer.import_id == its_import.id,
        its_import.activated_at.is_not(None)
        if as_of is None
        else its_import.activated_at <= as_of,
    )


def find_record(
    juror_id: int, *, as_of: datetime
) -> tuple[JurorRecord, JurorImport] | None:
    """The last word of the marketplace on a juror at a moment, even if withdrawn."""
    query = (
        select(JurorRecord, JurorImport)
        .join(JurorImport, JurorImport.id == JurorRecord.import_id)
        .where(JurorRecord.juror_id == juror_id, JurorImport.activated_at <= as_of)
        .order_by(JurorRecord.import_id.desc())
        .limit(1)
    )
    found = current_session().execute(query).first()
    return None if found is None else (found[0], found[1])


def find_contact(juror: Juror, *, now: datetime) -> Contact | None:
    """How to reach a juror; None before the marketplace has said anything."""
    return list_contacts([juror.id], now=now).get(juror.id)


def list_contacts(
    juror_ids: Collection[int], *, now: datetime
) -> Mapping[int, Contact]:
    """How to reach many jurors, by juror, in one statement."""
    query = (
        select(JurorRecord, JurorHours)
        .join(JurorImport, JurorImport.id == JurorRecord.import_id)
        .outerjoin(JurorHours, JurorHours.juror_id == JurorRecord.juror_id)
        .where(JurorRecord.juror_id.in_(juror_ids), JurorImport.activated_at <= now)
        .order_by(JurorRecord.import_id)
    )
    return {
        record.juror_id: _contact(record, own)
        for record, own in current_session().execute(query)
    }


def _contact(record: JurorRecord, own: JurorHours | None) -> Contact:
    named = (own.timezone if own else None) or record.timezone
    return Contact(
        email=record.email,
        locale=record.locale,
        timezone=named or current_settings().timezone,
        quiet_from=record.quiet_from,
        quiet_until=record.quiet_until,
        hours=hours_of(own.hours) if own else frozenset(),
        ready_until=own.ready_since + READY_FOR if own and own.ready_since else None,
    )


def quiet_until(juror: Juror, *, now: datetime) -> datetime:
    """When this juror may next be disturbed: now, or the end of the quiet hours."""
    contact = find_contact(juror, now=now)
    return now if contact is None else end_of_quiet(contact, now=now)


def end_of_quiet(contact: Contact, *, now: datetime) -> datetime:
    """When somebody may next be called: not in their quiet hours, and in their own.

    Now, if they have said that they are ready.
    """
    if contact.is_ready(now):
        return now
    at = _after_quiet(contact, now)
    # Hours that lie within the quiet ones alone would put it off for ever.
    for _hour in range(HOURS if contact.hours else 0):
        if contact.hour(at) in contact.hours:
            return at
        at = _after_quiet(contact, _next_hour(at, contact))
    return _after_quiet(contact, now)


def _next_hour(at: datetime, contact: Contact) -> datetime:
    local = at.astimezone(ZoneInfo(contact.timezone))
    passed = timedelta(
        minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )
    return at - passed + timedelta(hours=1)


def _after_quiet(contact: Contact, now: datetime) -> datetime:
    begins, ends = contact.quiet_from, contact.quiet_until
    if begins is None or ends is None:
        return now
    local = now.astimezone(ZoneInfo(contact.timezone))
    minute = local.hour * 60 + local.minute
    if (minute - begins) % _MINUTES_A_DAY >= (ends - begins) % _MINUTES_A_DAY:
        return now
    start = now - timedelta(seconds=local.second, microseconds=local.microsecond)
    return start + timedelta(minutes=(ends - minute) % _MINUTES_A_DAY)
