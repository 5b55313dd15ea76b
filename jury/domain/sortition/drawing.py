"""A whole draw at once, over segments held in memory.

The service goes along the same lanes, but hours may lie between two of them and
it judges each row against the database; what counts is the same.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from jury.domain.sortition.commitment import (
    Commitment,
    Opening,
    commitment_digest,
    seats_by_segment,
)
from jury.domain.sortition.merkle_sum import KEY_BYTES, Pages
from jury.domain.sortition.record import (
    EXCLUDED,
    REPEAT,
    DrawRecord,
    Entry,
    ListRecord,
    SegmentRecord,
)
from jury.domain.sortition.rows import RosterRefused, Segment, build_segment
from jury.domain.sortition.stream import Stream, roster_lanes, segment_stream


class TooFewPeople(RosterRefused):
    """Fewer people may be summoned than there are seats."""


class _Walk:
    """The entries so far of one segment, and who was met."""

    __slots__ = ("_excluded", "_keys", "entries", "met", "summoned")

    def __init__(self, segment: Segment, excluded: AbstractSet[bytes]) -> None:
        self.entries: list[Entry] = []
        self.met: set[int] = set()
        self.summoned = 0
        self._keys = segment.keys
        self._excluded = excluded

    def along(self, named: Iterable[tuple[int, int]], *, seats: int, size: int) -> bool:
        """Judge the rows that lanes name, and write them down; tell when *seats* are.

        Ends early, too, when everybody was met.
        """
        # Names of its own, and no call a lane: draws are made of little else.
        keys, met, excluded = self._keys, self.met, self._excluded
        add, write, make = met.add, self.entries.append, tuple.__new__
        summoned = self.summoned
        for lane, row in named:
            key, code = keys[row * KEY_BYTES : (row + 1) * KEY_BYTES], None
            if row in met:
                code = REPEAT
            elif key in excluded:
                code = EXCLUDED
            else:
                summoned += 1
            add(row)
            write(make(Entry, (lane, row, key, code, None, None)))
            if summoned == seats or len(met) == size:
                break
        self.summoned = summoned
        return summoned == seats

    def meet(self, lane: int, row: int, *, list_row: int) -> None:
        """Judge the row at a place of the list, whom nothing but a repeat bars."""
        key = self._keys[row * KEY_BYTES : (row + 1) * KEY_BYTES]
        code = REPEAT if row in self.met else None
        self.summoned += code is None
        self.met.add(row)
        self.entries.append(Entry(lane, row, key, code, list_row))


def draw_rows(
    stream: Stream, segment: Segment, *, seats: int, excluded: AbstractSet[bytes]
) -> tuple[tuple[Entry, ...], Segment | None]:
    """Summon *seats* people; return the entries, and the list if it came to that.

    Raises `TooFewPeople` when everybody eligible was met before.
    """
    walk = _Walk(segment, excluded)
    if seats == 0:
        return (), None
    named = stream.pairs(segment.size, stop=roster_lanes(seats))
    if walk.along(named, seats=seats, size=segment.size):
        return tuple(walk.entries), None
    left = _rows_left(segment, walk.met, excluded)
    if walk.summoned + len(left) < seats:
        raise TooFewPeople(
            f"There are {seats} seats, but only {walk.summoned + len(left)} people "
            "who may be drawn."
        )
    listed = build_segment(b"".join(segment.key(row) for row in left))
    places = stream.hits(listed.size, start=roster_lanes(seats))
    while walk.summoned < seats:
        hit = next(places)
        walk.meet(hit.lane, left[hit.row], list_row=hit.row)
    return tuple(walk.entries), listed


def _rows_left(
    segment: Segment, met: AbstractSet[int], excluded: AbstractSet[bytes]
) -> list[int]:
    keys = segment.keys
    return [
        row
        for row, at in enumerate(range(0, len(keys), KEY_BYTES))
        if keys[at : at + KEY_BYTES] not in excluded and row not in met
    ]


def make_draw(
    commitment: Commitment,
    opening: Opening,
    *,
    segments: tuple[Segment, ...],
    excluded: AbstractSet[bytes],
    token_key: bytes,
) -> DrawRecord:
    """Draw every segment of *commitment*; *segments* stand in its order."""
    digest = commitment_digest(commitment)
    shares = seats_by_segment(commitment, digest, opening.seed)
    records = []
    for committed, segment, seats in zip(
        commitment.segments, segments, shares, strict=True
    ):
        stream = segment_stream(digest, opening.seed, committed.key)
        entries, listed = draw_rows(stream, segment, seats=seats, excluded=excluded)
        records.append(
            record_segment(
                committed.key,
                entries,
                seats=seats,
                pages=segment.pages(),
                listed=None if listed is None else listed.pages(),
            )
        )
    return DrawRecord(
        commitment,
        commitment.as_json(),
        digest,
        opening,
        token_key,
        tuple(sorted(excluded)),
        tuple(records),
    )


def record_segment(
    key: str,
    entries: tuple[Entry, ...],
    *,
    seats: int,
    pages: Pages,
    listed: Pages | None = None,
    opened: int | None = None,
) -> SegmentRecord:
    """Return the record of one segment with the proofs of every row it names.

    *listed* is the list of those left, kept like a segment, if it came to that.
    *opened* is how many seats the clock had opened when the poll ended. Those that
    opened after the last call are left out: nobody was bound to be called for them yet.
    """
    met = {entry.row for entry in entries}
    proofs = pages.prove(met)
    list_record = None
    if listed is not None and _counts(listed, met=len(met), size=pages.tree.size):
        rows = [row for entry in entries if (row := entry.list_row) is not None]
        list_record = ListRecord(listed.tree.size, listed.tree.root, listed.prove(rows))
    record = SegmentRecord(key, pages.tree.size, seats, entries, proofs, list_record)
    if opened is None or record.is_exhausted:
        return replace(record, opened=opened)
    return replace(record, opened=min(opened, record.summoned))


def _counts(listed: Pages, *, met: int, size: int) -> bool:
    """Tell whether a list belongs in the record: not if everybody had been met.

    Then the draw was at its end, perhaps before its lanes over the roster were.
    """
    return listed.tree.size > 0 or met < size
