"""Walking along the stream of a draw: each lane names a row, each row is judged.

Whoever a lane names is judged there and then and the answer is logged, so that the
transcript can be written from what is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import numpy as np

from jury.domain.eligibility import DisputeFacts, TieKey, ineligibility
from jury.domain.lifecycle import Side
from jury.domain.policy import Policy
from jury.domain.sortition.record import EXCLUDED, REPEAT
from jury.domain.sortition.rows import build_segment
from jury.domain.sortition.stream import Hit, Stream, roster_lanes, segment_stream
from jury.services.law.rules import rules_of
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Lane, Stratum, list_lanes
from jury.storage.jurors.barred import list_barred
from jury.storage.roster import (
    Candidate,
    Juror,
    RosterSegment,
    eligible_keys,
    find_segment,
    list_candidates,
    list_eligible_rows,
    list_further_ties,
    list_row_keys,
    tie_hashes,
)

SUMMONED = "summoned"
# The row was on the roster once, and nothing is known of it any more.
GONE = "gone"
# A moderator has said that they may not judge this dispute.
BARRED = "barred"
_FIRST_RUN = 32
_LONGEST_RUN = 256


class Pool:
    """Everybody who may sit, looked up once however many lists want to know."""

    def __init__(self) -> None:
        self._found: frozenset[bytes] | None = None

    def of(self, lot: Lot, *, now: datetime) -> frozenset[bytes]:
        """Their row keys; ties and persons are left to whoever asks."""
        if self._found is None:
            self._found = eligible_keys(
                lot.policy.eligibility,
                lot.facts,
                as_of=lot.draw.committed_at,
                now=now,
            )
        return self._found


@dataclass(frozen=True)
class Lot:
    """One list of a draw with everything its lanes are judged by."""

    dispute: Dispute
    draw: Draw
    stratum: Stratum
    policy: Policy
    segment: RosterSegment
    stream: Stream
    facts: DisputeFacts
    ties: frozenset[int]
    barred: frozenset[int]
    pool: Pool


def make_lots(dispute: Dispute, draw: Draw) -> dict[str, Lot]:
    """Everything by which the lanes of this draw are judged, for each of its lists."""
    ties, barred = ties_of(dispute), list_barred(dispute.id)
    policy, facts = _policy_of(dispute, draw), _facts(dispute, ties)
    pool = Pool()
    return {
        stratum.segment: Lot(
            dispute=dispute,
            draw=draw,
            stratum=stratum,
            policy=policy,
            segment=_segment_of(draw, stratum),
            stream=segment_stream(
                bytes.fromhex(draw.commitment_digest),
                bytes.fromhex(str(draw.seed)),
                stratum.segment,
            ),
            facts=facts,
            ties=ties,
            barred=barred,
            pool=pool,
        )
        for stratum in draw.strata
    }


def _segment_of(draw: Draw, stratum: Stratum) -> RosterSegment:
    segment = find_segment(draw.epoch_id, stratum.segment)
    if segment is None:
        raise LookupError("a committed segment is gone")
    return segment


def _policy_of(dispute: Dispute, draw: Draw) -> Policy:
    """The policy with the experience that this draw asks for, which an appeal may."""
    policy = rules_of(dispute).policy
    asked = max(policy.eligibility.juries_served, draw.juries_served)
    return replace(policy, eligibility=replace(policy.eligibility, juries_served=asked))


def dispute_facts(dispute: Dispute) -> DisputeFacts:
    """What this dispute says about who may not judge it."""
    return _facts(dispute, ties_of(dispute))


def _facts(dispute: Dispute, ties: frozenset[int]) -> DisputeFacts:
    parties = [dispute.party(side) for side in Side]
    return DisputeFacts(
        language=dispute.language,
        category=dispute.category,
        party_refs=frozenset(party.user.ref for party in parties),
        party_person_keys=tie_hashes(party.person_key for party in parties),
        tie_keys=ties,
    )


def ties_of(dispute: Dispute) -> frozenset[int]:
    """What stands for the ties of both parties, and of those tied to them.

    The latter where the policy follows ties to two hops.
    """
    parties = [dispute.party(side) for side in Side]
    ties = tie_hashes(key for party in parties for key in party.tie_keys)
    if rules_of(dispute).policy.draw.ties == 1:
        return ties
    return ties | list_further_ties(ties)


@dataclass(frozen=True)
class _Sight:
    """A lane, the row that it names, and who stands there, if anybody still does."""

    hit: Hit
    list_row: int | None
    key: bytes
    known: Candidate | None


@dataclass
class _Walk:
    """What lies behind: the rows met of this list and of its rest, the people called.

    Nobody is called under two names, from whichever lists.
    """

    position: int
    met: set[int]
    met_of_rest: set[int | None]
    persons: set[TieKey]


def candidates(lot: Lot, *, now: datetime) -> Iterator[Juror]:
    """Walk on along the stream and yield whoever may be summoned, logging each lane."""
    walk = _walked_so_far(lot, now=now)
    excluded = {bytes.fromhex(key) for key in lot.draw.excluded_keys}
    for sight in _sights(lot, walk, now=now):
        if sight.hit.row in walk.met:
            outcome = REPEAT
        elif sight.key in excluded:
            outcome = EXCLUDED
        else:
            outcome = _judge(lot, sight.known, walk.persons, now=now)
        juror = sight.known.juror if sight.known and outcome == SUMMONED else None
        walk.position += 1
        current_session().add(
            Lane(
                draw_id=lot.draw.id,
                position=walk.position,
                segment=lot.segment.key,
                lane_no=sight.hit.lane,
                list_row=sight.list_row,
                row=sight.hit.row,
                row_key=sight.key.hex(),
                outcome=outcome,
                juror_id=juror.id if juror else None,
            )
        )
        walk.met.add(sight.hit.row)
        lot.stratum.next_lane = sight.hit.lane + 1
        if juror is not None and sight.known is not None:
            walk.persons |= _person(sight.known)
            yield juror


def _sights(lot: Lot, walk: _Walk, *, now: datetime) -> Iterator[_Sight]:
    """What the stream names: rows of the roster first, then of the list of the rest."""
    stratum = lot.stratum
    end = roster_lanes(stratum.seats)
    if stratum.list_rows is None:
        hits = lot.stream.hits(lot.segment.size, start=stratum.next_lane, stop=end)
        for sight in _read_ahead(lot, ((hit, None) for hit in hits), now=now):
            if len(walk.met) == lot.segment.size:
                return
            yield sight
        if len(walk.met) == lot.segment.size:
            return
        _list_who_is_left(lot, walk, now=now)
    rows = np.frombuffer(stratum.list_rows or b"", dtype="<u4")
    seen = walk.met_of_rest
    listed = (
        (Hit(hit.lane, int(rows[hit.row])), hit.row)
        for hit in lot.stream.hits(len(rows), start=max(end, stratum.next_lane))
    )
    for sight in _read_ahead(lot, listed, now=now):
        if len(seen) == len(rows):
            return
        seen.add(sight.list_row)
        yield sight


def _read_ahead(
    lot: Lot, hits: Iterator[tuple[Hit, int | None]], *, now: datetime
) -> Iterator[_Sight]:
    """Look many rows up at once, more each time: where few may sit, many are met."""
    length = _FIRST_RUN
    while run := list(islice(hits, length)):
        keys = list_row_keys(lot.segment, {hit.row for hit, _ in run})
        known = list_candidates(
            set(keys.values()),
            now=now,
            as_of=lot.draw.committed_at,
            tie_keys=lot.ties,
            with_service=lot.policy.eligibility.counts_all_service,
        )
        for hit, list_row in run:
            key = keys[hit.row]
            yield _Sight(hit, list_row, key, known.get(key))
        length = min(2 * length, _LONGEST_RUN)


def _list_who_is_left(lot: Lot, walk: _Walk, *, now: datetime) -> None:
    left = list_eligible_rows(
        lot.segment,
        lot.pool.of(lot, now=now),
        replace(lot.facts, drawn_person_keys=frozenset(walk.persons)),
        as_of=lot.draw.committed_at,
        met=walk.met,
    )
    excluded = {bytes.fromhex(key) for key in lot.draw.excluded_keys}
    left = [(row, key) for row, key in left if key not in excluded]
    stratum = lot.stratum
    stratum.list_rows = np.array([row for row, _key in left], dtype="<u4").tobytes()
    stratum.list_root = build_segment(b"".join(key for _row, key in left)).root.hex()


def _judge(
    lot: Lot, known: Candidate | None, persons: set[TieKey], *, now: datetime
) -> str:
    if known is None:
        return GONE
    if known.juror.id in lot.barred:
        return BARRED
    codes = ineligibility(
        known.facts,
        replace(lot.facts, drawn_person_keys=frozenset(persons)),
        lot.policy,
        as_of=lot.draw.committed_at,
        summoned_at=now,
    )
    return codes[0].value if codes else SUMMONED


def _walked_so_far(lot: Lot, *, now: datetime) -> _Walk:
    logged = list_lanes(lot.draw.id)
    keys = [bytes.fromhex(lane.row_key) for lane in logged if lane.outcome == SUMMONED]
    known = list_candidates(keys, now=now, as_of=lot.draw.committed_at)
    persons = set[TieKey]().union(*map(_person, known.values()))
    position = max((lane.position for lane in logged), default=0)
    own = [lane for lane in logged if lane.segment == lot.segment.key]
    met_of_rest = {lane.list_row for lane in own} - {None}
    return _Walk(position, {lane.row for lane in own}, met_of_rest, persons)


def _person(known: Candidate) -> set[TieKey]:
    person = known.facts.person_key
    return set() if person is None else {person}
