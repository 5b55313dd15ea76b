"""What is known of the jurors whom lanes name, for the rules to judge."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, union_all

from jury.domain.eligibility import (
    JurorFacts,
    JurorStatus,
)
from jury.domain.lives.part_states import SummonsState
from jury.storage.base import current_session
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.availability import JurorLoad
from jury.storage.jurors.controls import ControlCall
from jury.storage.roster.tables import (
    Juror,
    JurorImport,
    JurorRecord,
    JurorTie,
)

A_DAY = timedelta(days=1)
# What is work for a juror, and fills their day: they cannot tell one from the other.
CALLS: tuple[type[Summons | ControlCall], ...] = (Summons, ControlCall)
_OPEN = [SummonsState.SENT.value, SummonsState.ACCEPTED.value]


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a lane named, with what is known of them."""

    juror: Juror
    facts: JurorFacts


def facts_of(
    juror: Juror,
    *,
    now: datetime,
    as_of: datetime | None = None,
    tie_keys: Collection[int] = (),
    with_service: bool = False,
) -> JurorFacts:
    """What is known of one juror; see `list_candidates`.

    Raises LookupError when the marketplace has not said anything of them.
    """
    found = list_candidates(
        [juror.row_key],
        now=now,
        as_of=as_of or now,
        tie_keys=tie_keys,
        with_service=with_service,
    )
    return found[juror.row_key].facts


def list_candidates(
    row_keys: Collection[bytes],
    *,
    now: datetime,
    as_of: datetime,
    tie_keys: Collection[int] = (),
    with_service: bool = False,
) -> dict[bytes, Candidate]:
    """What is known of many jurors, by row key, in three statements.

    A fourth counts the juries served, by all for rules that ask for it, else by those
    whom it decides on: volunteers, and whoever has been called lately.

    Their record counts as of `as_of`; whether they pause and how much they have to do
    counts at `now`. Of their ties only those among `tie_keys` (hashes) are told.
    """
    found = _latest_records(row_keys, as_of=as_of)
    workloads = _workloads([juror.id for juror, *_rest in found], now=now)
    ties = _ties_among(found, tie_keys)
    ids = [
        juror.id
        for juror, *_rest in found
        if with_service or juror.volunteered_at is not None or juror.id in workloads
    ]
    served = _served(ids, as_of=as_of)
    return {
        juror.row_key: Candidate(
            juror,
            JurorFacts(
                ref=juror.ref,
                status=_status(juror, record, imported, as_of=as_of),
                language=record.language,
                adult=record.adult,
                verified=record.verified,
                account_opened_on=record.account_opened_on,
                trades_completed=record.trades_completed,
                credit=record.credit,
                last_active_at=record.last_active_at,
                categories=record.categories,
                strikes=record.strikes,
                person_key=record.person_key,
                juries_served=served.get(juror.id, 0),
                open_summonses=workloads.get(juror.id, (0, 0))[0],
                summonses_today=workloads.get(juror.id, (0, 0))[1],
                missed_in_a_row=load.missed if load else 0,
                missed_at=load.missed_at if load else None,
                hard_at=load.hard_at if load else None,
                tie_keys=frozenset(ties.get(juror.id, ())),
                vouched=juror.volunteered_at is None,
                passed=juror.passed_at is not None and juror.passed_at <= as_of,
            ),
        )
        for juror, record, imported, load in found
    }


_Known = tuple[Juror, JurorRecord, JurorImport, JurorLoad | None]


def _latest_records(row_keys: Collection[bytes], *, as_of: datetime) -> list[_Known]:
    query = (
        select(Juror, JurorRecord, JurorImport, JurorLoad)
        .join(JurorRecord, JurorRecord.juror_id == Juror.id)
        .join(JurorImport, JurorImport.id == JurorRecord.import_id)
        .outerjoin(JurorLoad, JurorLoad.juror_id == Juror.id)
        .where(Juror.row_key.in_(row_keys), JurorImport.activated_at <= as_of)
        .order_by(JurorRecord.import_id)
    )
    rows = current_session().execute(query)
    latest = {row[0].id: (row[0], row[1], row[2], row[3]) for row in rows}
    return list(latest.values())


def _status(
    juror: Juror, record: JurorRecord, imported: JurorImport, *, as_of: datetime
) -> JurorStatus:
    if juror.paused_at is not None:
        return JurorStatus.PAUSED
    withdrawn = imported.superseded_at is not None and imported.superseded_at <= as_of
    if withdrawn or not record.enrolled:
        return JurorStatus.INACTIVE
    return JurorStatus.ACTIVE


def _workloads(
    juror_ids: Sequence[int], *, now: datetime
) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    both = union_all(*(_work(kind, juror_ids, now=now) for kind in CALLS))
    for juror_id, still_open, today in current_session().execute(both):
        more = found.get(juror_id, (0, 0))
        found[juror_id] = (more[0] + int(still_open), more[1] + int(today))
    return found


def _work(
    kind: type[Summons | ControlCall], juror_ids: Sequence[int], *, now: datetime
) -> Select[int, Any, Any]:
    is_open, is_today = open_or_today(kind, now)
    return (
        select(
            kind.juror_id,
            func.sum(case((is_open, 1), else_=0)),
            func.sum(case((is_today, 1), else_=0)),
        )
        .where(kind.juror_id.in_(juror_ids), or_(is_open, is_today))
        .group_by(kind.juror_id)
    )


def _served(juror_ids: Sequence[int], *, as_of: datetime) -> dict[int, int]:
    if not juror_ids:
        return {}
    drawn = (
        select(Summons.juror_id, func.count(Summons.id))
        .join(Draw, Draw.id == Summons.draw_id)
        .where(Summons.juror_id.in_(juror_ids), has_served(as_of))
        .group_by(Summons.juror_id)
    )
    known = (
        select(ControlCall.juror_id, func.count(ControlCall.id))
        .where(ControlCall.juror_id.in_(juror_ids), has_served_in_control(as_of))
        .group_by(ControlCall.juror_id)
    )
    found: Counter[int] = Counter()
    for juror_id, count in current_session().execute(union_all(drawn, known)):
        found[juror_id] += int(count)
    return found


def list_experienced(at_least: int) -> frozenset[int]:
    """Whoever voted on so many juries whose polls are closed, controls among them."""
    drawn = (
        select(Summons.juror_id)
        .join(Draw, Draw.id == Summons.draw_id)
        .where(Summons.state == SummonsState.VOTED.value, Draw.closed_at.is_not(None))
    )
    known = select(ControlCall.juror_id).where(
        ControlCall.state == SummonsState.VOTED.value, ControlCall.told_at.is_not(None)
    )
    served = union_all(drawn, known).subquery()
    query = (
        select(served.c.juror_id)
        .group_by(served.c.juror_id)
        .having(func.count() >= at_least)
    )
    return frozenset(current_session().scalars(query))


def has_served(as_of: datetime) -> ColumnElement[bool]:
    """A summons that was voted on, in a poll that had closed: an open one is secret."""
    is_voted = Summons.state == SummonsState.VOTED.value
    return and_(is_voted, Draw.closed_at <= as_of)


def has_served_in_control(as_of: datetime) -> ColumnElement[bool]:
    """A control call that was voted on, once it was told."""
    is_voted = ControlCall.state == SummonsState.VOTED.value
    return and_(is_voted, ControlCall.told_at <= as_of)


def open_or_today(
    kind: type[Summons | ControlCall], now: datetime
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The calls that are work still, and those of the last 24 hours."""
    return kind.state.in_(_OPEN), kind.sent_at > now - A_DAY


def _ties_among(
    found: Sequence[_Known], tie_keys: Collection[int]
) -> dict[int, set[int]]:
    if not tie_keys:
        return {}
    imports = {juror.id: record.import_id for juror, record, *_rest in found}
    query = select(JurorTie.juror_id, JurorTie.import_id, JurorTie.tie_key).where(
        JurorTie.tie_key.in_(tie_keys),
        JurorTie.of_person.is_(False),
        JurorTie.juror_id.in_(imports),
    )
    ties: dict[int, set[int]] = {}
    for juror_id, import_id, tie_key in current_session().execute(query):
        if imports[juror_id] == import_id:
            ties.setdefault(juror_id, set()).add(tie_key)
    return ties
