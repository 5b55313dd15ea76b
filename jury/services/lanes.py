"""Walking along the stream of a draw: each lane names a row, each row is judged.

Whoever a lane names is judged there and then and the answer is logged, so that the
transcript can be written from what is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from jury.domain.eligibility import DisputeFacts, ineligibility
from jury.domain.lifecycle import Side
from jury.domain.policy import Policy
from jury.domain.sortition.record import EXCLUDED, REPEAT
from jury.domain.sortition.rows import build_segment
from jury.domain.sortition.stream import Hit, Stream, roster_lanes, segment_stream
from jury.services.rules import rules_of
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Lane, list_lanes
from jury.storage.roster import (
    Juror,
    RosterSegment,
    facts_of,
    find_juror_by_key,
    find_segment,
    list_eligible_rows,
    row_key_at,
    tie_hashes,
)


@dataclass(frozen=True)
class Lot:
    """One draw with everything its lanes are judged by."""

    dispute: Dispute
    draw: Draw
    policy: Policy
    segment: RosterSegment
    stream: Stream
    facts: DisputeFacts
    ties: frozenset[int]


def make_lot(dispute: Dispute, draw: Draw) -> Lot:
    """Everything by which the lanes of this draw are judged."""
    committed = draw.commitment["segments"][0]
    segment = find_segment(draw.epoch_id, committed["key"])
    if segment is None:
        raise LookupError("a committed segment is gone")
    parties = [dispute.party(side) for side in Side]
    ties = tie_hashes(key for party in parties for key in party.tie_keys)
    return Lot(
        dispute=dispute,
        draw=draw,
        policy=rules_of(dispute).policy,
        segment=segment,
        stream=segment_stream(
            bytes.fromhex(draw.commitment_digest),
            bytes.fromhex(str(draw.seed)),
            segment.key,
        ),
        facts=DisputeFacts(
            language=dispute.language,
            category=dispute.category,
            party_refs=frozenset(party.user.ref for party in parties),
            party_person_keys=tie_hashes(party.person_key for party in parties),
            tie_keys=ties,
        ),
        ties=ties,
    )


def candidates(lot: Lot, *, now: datetime) -> Iterator[Juror]:
    """Walk on along the stream and yield whoever may be summoned, logging each lane."""
    met = {lane.row: lane for lane in list_lanes(lot.draw.id)}
    list_met = {lane.list_row for lane in met.values()} - {None}
    position = max((lane.position for lane in met.values()), default=0)
    excluded = {bytes.fromhex(key) for key in lot.draw.excluded_keys}
    for hit, list_row in _hits(lot, met, list_met, now=now):
        row = hit.row
        key = row_key_at(lot.segment, row)
        juror = None
        if row in met:
            outcome = REPEAT
        elif key in excluded:
            outcome = EXCLUDED
        else:
            juror, outcome = _judge(lot, key, now=now)
        position += 1
        lane = Lane(
            draw_id=lot.draw.id,
            position=position,
            segment=lot.segment.key,
            lane_no=hit.lane,
            list_row=list_row,
            row=row,
            row_key=key.hex(),
            outcome=outcome,
            juror_id=juror.id if juror else None,
        )
        current_session().add(lane)
        met[row] = lane
        lot.draw.next_lane = hit.lane + 1
        if juror is not None:
            yield juror


def _hits(
    lot: Lot, met: dict[int, Lane], list_met: set[int | None], *, now: datetime
) -> Iterator[tuple[Hit, int | None]]:
    """The rows the stream names: over the roster first, then over who is left."""
    end = roster_lanes(lot.draw.seats_wanted)
    if lot.draw.list_rows is None:
        start = lot.draw.next_lane
        for hit in lot.stream.hits(lot.segment.size, start=start, stop=end):
            if len(met) == lot.segment.size:
                return
            yield hit, None
        if len(met) == lot.segment.size:
            return
        _list_who_is_left(lot, set(met), now=now)
    rows = np.frombuffer(lot.draw.list_rows or b"", dtype="<u4")
    seen = set(list_met)
    for hit in lot.stream.hits(len(rows), start=max(end, lot.draw.next_lane)):
        if len(seen) == len(rows):
            return
        seen.add(hit.row)
        yield Hit(hit.lane, int(rows[hit.row])), hit.row


def _list_who_is_left(lot: Lot, met: set[int], *, now: datetime) -> None:
    left = list_eligible_rows(
        lot.segment,
        lot.policy.eligibility,
        lot.facts,
        as_of=lot.draw.committed_at,
        now=now,
        met=met,
    )
    excluded = {bytes.fromhex(key) for key in lot.draw.excluded_keys}
    left = [(row, key) for row, key in left if key not in excluded]
    lot.draw.list_rows = np.array([row for row, _key in left], dtype="<u4").tobytes()
    lot.draw.list_root = build_segment(b"".join(key for _row, key in left)).root.hex()


def _judge(lot: Lot, key: bytes, *, now: datetime) -> tuple[Juror | None, str]:
    juror = find_juror_by_key(key)
    if juror is None:
        return None, "gone"
    as_of = lot.draw.committed_at
    try:
        facts = facts_of(juror, now=now, as_of=as_of, tie_keys=lot.ties)
    except KeyError:
        return None, "gone"
    codes = ineligibility(facts, lot.facts, lot.policy, as_of=as_of)
    return (None, codes[0].value) if codes else (juror, "summoned")
