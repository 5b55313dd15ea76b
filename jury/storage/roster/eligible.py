"""Whole lists of the roster: who may never sit, and everybody who may.

`eligible_keys` says in SQL what `domain.eligibility.ineligibility` says of one
juror; a test holds the two together.
"""

import math
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from functools import reduce
from itertools import chain
from operator import add

import numpy as np
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    String,
    and_,
    case,
    false,
    func,
    or_,
    select,
    type_coerce,
)

from jury.domain.eligibility import DisputeFacts, TieKey
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.domain.jurors.ramp import Rank
from jury.domain.sortition.rows import row_key
from jury.storage.base import current_session
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.availability import JurorLoad
from jury.storage.jurors.controls import ControlCall
from jury.storage.roster.columns import packed_code
from jury.storage.roster.epochs import all_row_keys
from jury.storage.roster.facts import (
    CALLS,
    has_served,
    has_served_in_control,
    open_or_today,
)
from jury.storage.roster.people import in_force, is_current, is_overtaken, tie_hash
from jury.storage.roster.tables import (
    Juror,
    JurorImport,
    JurorRecord,
    JurorTie,
    RosterSegment,
)


def list_excluded_row_keys(
    *,
    party_refs: Iterable[str],
    person_keys: Iterable[str],
    tie_keys: Iterable[str],
    further_ties: Collection[int] = (),
    earlier_juror_ids: Collection[int] = (),
    as_of: datetime | None = None,
) -> list[bytes]:
    """Everybody who may not judge a dispute whoever they are otherwise, sorted.

    The parties, the same people under other references, those who share a tie with a
    party or one of the further ties, the earlier panels and the same people as they.
    """
    persons = {tie_hash(key) for key in person_keys if key}
    ties = {tie_hash(key) for key in tie_keys if key} | {*further_ties}
    keys = {row_key(ref) for ref in party_refs}
    query = (
        select(Juror.row_key, JurorRecord.person_key)
        .outerjoin(JurorRecord, JurorRecord.juror_id == Juror.id)
        .where(Juror.id.in_(earlier_juror_ids))
    )
    for earlier_key, person in current_session().execute(query):
        keys.add(earlier_key)
        persons |= set() if person is None else {person}
    return sorted(keys | _linked_keys(ties, persons, as_of=as_of))


def _linked_keys(
    ties: AbstractSet[TieKey], persons: AbstractSet[TieKey], *, as_of: datetime | None
) -> set[bytes]:
    query = (
        select(Juror.row_key)
        .join(JurorTie, JurorTie.juror_id == Juror.id)
        .where(
            JurorTie.tie_key.in_(ties | persons),
            or_(
                and_(JurorTie.of_person.is_(False), JurorTie.tie_key.in_(ties)),
                and_(JurorTie.of_person.is_(True), JurorTie.tie_key.in_(persons)),
            ),
            is_current(JurorTie.juror_id, JurorTie.import_id, as_of=as_of),
        )
    )
    return set(current_session().scalars(query))


def list_eligible_rows(
    segment: RosterSegment,
    eligible: AbstractSet[bytes],
    dispute: DisputeFacts,
    *,
    as_of: datetime,
    met: AbstractSet[int],
) -> list[tuple[int, bytes]]:
    """The rows of a segment that may sit and no lane has met, in row order.

    Of those whom `eligible_keys` gives, without the sides, the drawn, and their ties.
    """
    persons = (
        dispute.party_person_keys
        | dispute.earlier_person_keys
        | dispute.drawn_person_keys
    )
    refs = dispute.party_refs | dispute.earlier_refs
    barred = {row_key(ref) for ref in refs}
    barred |= _linked_keys(dispute.tie_keys, persons, as_of=as_of)
    return [
        (row, key)
        for row, key in _rows_of(segment, eligible)
        if row not in met and key not in barred
    ]


def count_eligible(
    segment: RosterSegment,
    limits: EligibilityLimits,
    dispute: DisputeFacts,
    *,
    excluded: AbstractSet[bytes],
    now: datetime,
    at_most: int,
) -> int:
    """How many rows of a segment may sit at `now`, counted no further than `at_most`.

    On a long roster a few suffice to know that there are enough; all are read only
    when those few are not.
    """
    for few in (4 * (at_most + len(excluded)), None):
        keys = eligible_keys(limits, dispute, as_of=now, now=now, limit=few)
        found = sum(1 for _row in _rows_of(segment, keys - excluded))
        if found >= at_most or few is None or len(keys) < few:
            break
    return min(found, at_most)


def _rows_of(
    segment: RosterSegment, wanted: AbstractSet[bytes]
) -> Iterable[tuple[int, bytes]]:
    keys = all_row_keys(segment)
    heads = keys.view(">u8")[:, 0].astype(np.uint64)
    halves = np.frombuffer(b"".join(key[:8] for key in wanted), ">u8")
    sought = np.unique(halves.astype(np.uint64))
    # Rows are in order, so half a key finds the few to look at; the whole one decides.
    first = np.searchsorted(heads, sought, side="left").tolist()
    after = np.searchsorted(heads, sought, side="right").tolist()
    for row in chain.from_iterable(map(range, first, after)):
        key = keys[row].tobytes()
        if key in wanted:
            yield row, key


def eligible_keys(
    limits: EligibilityLimits,
    dispute: DisputeFacts,
    *,
    as_of: datetime,
    now: datetime,
    limit: int | None = None,
) -> frozenset[bytes]:
    """The row keys of whoever the rules let sit, the sides and their ties not heeded.

    The record counts as of `as_of`, activity and workload at `now`.
    """
    # Asked first: joined, these few lead PostgreSQL to read all records once for each.
    imports = current_session().scalars(select(JurorImport.id).where(in_force(as_of)))
    query = (
        select(Juror.row_key)
        .join(JurorRecord, JurorRecord.juror_id == Juror.id)
        .where(
            *_standing(limits, as_of=as_of, now=now),
            JurorRecord.language == dispute.language,
            JurorRecord.import_id.in_(imports.all()),
            ~is_overtaken(JurorRecord.juror_id, JurorRecord.import_id, as_of=as_of),
            Juror.paused_at.is_(None),
            *_has_rank(limits, as_of=as_of),
            *_has_room(limits, as_of=as_of, now=now),
            *_has_rested(limits, now=now),
        )
    )
    if limits.juries_served:
        query = query.where(_served(as_of) >= limits.juries_served)
    if limits.same_category:
        query = query.where(
            type_coerce(JurorRecord.categories, String).contains(
                packed_code(dispute.category), autoescape=True
            )
        )
    return frozenset(current_session().scalars(query.limit(limit)))


def _standing(
    limits: EligibilityLimits, *, as_of: datetime, now: datetime
) -> Iterable[ColumnElement[bool]]:
    bounds = limits.bounds(as_of=as_of, summoned_at=now)
    # Whole seconds are kept, so the limit is rounded up to one.
    active_since = math.ceil(bounds.active_since.timestamp())
    yield JurorRecord.enrolled.is_(True)
    if limits.adult:
        yield JurorRecord.adult.is_(True)
    if limits.verified:
        yield JurorRecord.verified.is_(True)
    yield JurorRecord.account_opened_on <= bounds.opened_by
    yield JurorRecord.trades_completed >= limits.trades_completed
    yield JurorRecord.credit >= limits.credit
    yield JurorRecord.last_active_at >= datetime.fromtimestamp(active_since, UTC)
    yield JurorRecord.strikes <= limits.strikes


def _served(as_of: datetime) -> ColumnElement[int]:
    """How many juries somebody has served, control disputes among them."""
    drawn: ScalarSelect[int] = (
        select(func.count(Summons.id))
        .join(Draw, Draw.id == Summons.draw_id)
        .where(Summons.juror_id == JurorRecord.juror_id, has_served(as_of))
        .scalar_subquery()
    )
    return drawn + _count(ControlCall, has_served_in_control(as_of))


def _has_rank(
    limits: EligibilityLimits, *, as_of: datetime
) -> Iterable[ColumnElement[bool]]:
    """Whoever has passed what is asked of them, and has come far enough."""
    is_vouched = Juror.volunteered_at.is_(None)
    has_passed = Juror.passed_at <= as_of
    if limits.exam_volunteers:
        yield or_(is_vouched, has_passed)
    if limits.exam_imported:
        yield or_(~is_vouched, has_passed)
    if not limits.trainees and limits.juror_after:
        yield or_(_begins_as_juror(limits), _served(as_of) >= limits.juror_after)


def _begins_as_juror(limits: EligibilityLimits) -> ColumnElement[bool]:
    return false() if limits.exam_imported else Juror.volunteered_at.is_(None)


def _has_room(
    limits: EligibilityLimits, *, as_of: datetime, now: datetime
) -> Iterable[ColumnElement[bool]]:
    """Whoever has not as much to do as their rank allows.

    What hardly anybody has stands first: juries are counted of the others alone.
    """
    served = _served(as_of)
    is_trainee = and_(~_begins_as_juror(limits), served < limits.juror_after)
    is_experienced = served >= limits.experienced_after
    caps = (limits.most_open, limits.most_a_day)
    kinds = zip(*(open_or_today(kind, now) for kind in CALLS), strict=True)
    for conditions, cap in zip(kinds, caps, strict=True):
        count = reduce(add, map(_count, CALLS, conditions))
        most = case(
            (is_trainee, cap(Rank.TRAINEE)),
            (is_experienced, cap(Rank.EXPERIENCED)),
            else_=cap(Rank.JUROR),
        )
        yield or_(count < min(map(cap, Rank)), count < most)


def _count(
    kind: type[Summons | ControlCall], condition: ColumnElement[bool]
) -> ColumnElement[int]:
    return (
        select(func.count(kind.id))
        .where(kind.juror_id == JurorRecord.juror_id, condition)
        .scalar_subquery()
    )


def _has_rested(
    limits: EligibilityLimits, *, now: datetime
) -> Iterable[ColumnElement[bool]]:
    bounds, still = limits.bounds(as_of=now), []
    if limits.break_hours:
        still.append(JurorLoad.hard_at > bounds.hard_since)
    if limits.missed_in_a_row:
        is_full = JurorLoad.missed >= limits.missed_in_a_row
        still.append(and_(JurorLoad.missed_at > bounds.missed_since, is_full))
    if still:
        resting = select(JurorLoad.juror_id).where(or_(*still))
        yield JurorRecord.juror_id.not_in(resting)
