"""Builders of draws for the tests of the lot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from jury.domain.sortition import (
    EXCLUDED,
    REPEAT,
    Commitment,
    CommittedSegment,
    DrawRecord,
    Entry,
    Opening,
    Segment,
    build_segment,
    commitment_digest,
    exclusions_digest,
    make_draw,
    open_seed,
    record_segment,
    roster_lanes,
    row_key,
    row_keys,
    seats_by_segment,
    segment_stream,
    server_seed_hash,
    share_seats,
)

SERVER_SEED = bytes([0xAA]) * 32
NONCE = bytes(range(16))
TOKEN_KEY = bytes(range(32))
ACTIVE = "zh-Hans/*/active"


def people(count: int, prefix: str = "juror") -> list[str]:
    return [f"{prefix}-{number}" for number in range(count)]


def segment_of(references: Iterable[str]) -> Segment:
    return build_segment(row_keys(references))


@dataclass(frozen=True)
class Setup:
    """What a draw starts from; the defaults are an ordinary dispute."""

    rosters: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {ACTIVE: people(1000)}
    )
    seats: int = 3
    quotas: tuple[int, ...] | None = None
    excluded: Sequence[str] = ()
    dispute: str = "d-1"
    balance: tuple[str, ...] = ()

    def commitment(self) -> Commitment:
        segments = self.segments()
        quotas = self.quotas or share_seats(self.seats, [s.size for s in segments])
        return Commitment(
            dispute=self.dispute,
            round_number=1,
            draw_no=1,
            seats=self.seats,
            segments=tuple(
                CommittedSegment(key, segment.root, segment.size, quota)
                for key, segment, quota in zip(
                    self.rosters, segments, quotas, strict=True
                )
            ),
            exclusions=exclusions_digest(self.exclusions(), TOKEN_KEY),
            server_seed_hash=server_seed_hash(SERVER_SEED),
            balance=self.balance,
        )

    def segments(self) -> tuple[Segment, ...]:
        return tuple(segment_of(ids) for ids in self.rosters.values())

    def exclusions(self) -> frozenset[bytes]:
        return frozenset(map(row_key, self.excluded))

    def draw(self, opening: Opening | None = None) -> DrawRecord:
        return make_draw(
            self.commitment(),
            opening or open_seed(SERVER_SEED, NONCE),
            segments=self.segments(),
            excluded=self.exclusions(),
            token_key=TOKEN_KEY,
        )


@dataclass
class Court:
    """Goes along the lanes as the service does: a few now, more hours later.

    All it keeps between two calls is the entries; *judge* gives the code of a
    skip, or None for a summons.
    """

    setup: Setup
    judge: Callable[[bytes], str | None]
    entries: list[list[Entry]] = field(init=False)
    lists: list[Segment | None] = field(init=False)

    def __post_init__(self) -> None:
        self.entries = [[] for _ in self.setup.rosters]
        self.lists = [None for _ in self.setup.rosters]
        self.segments, self.excluded = self.setup.segments(), self.setup.exclusions()
        self.commitment = self.setup.commitment()
        self.digest = commitment_digest(self.commitment)
        self.opening = open_seed(SERVER_SEED, NONCE)
        self.shares = seats_by_segment(self.commitment, self.digest, self.opening.seed)

    def summon_next(self, at: int) -> bool:
        """Go on until one more is summoned; False when nobody is left."""
        key = self.commitment.segments[at].key
        stream = segment_stream(self.digest, self.opening.seed, key)
        segment, end = self.segments[at], roster_lanes(self.shares[at])
        done = self.entries[at]
        start = done[-1].lane + 1 if done else 0
        for hit in stream.hits(segment.size, start=start, stop=end):
            if self._meet(at, hit.lane, hit.row) is None:
                return True
        listed = self.lists[at] = self.lists[at] or self._left(segment, at)
        met = {entry.list_row for entry in done} - {None}
        for hit in stream.hits(listed.size, start=max(start, end)):
            if len(met) == listed.size:
                return False
            row = segment.keys.index(listed.key(hit.row)) // 16
            met.add(hit.row)
            if self._meet(at, hit.lane, row, list_row=hit.row) is None:
                return True
        return False

    def record(self, opened: Sequence[int] = ()) -> DrawRecord:
        """Return what the transcripts are written from; *opened* of a clock's seats."""
        segments = tuple(
            record_segment(
                committed.key,
                tuple(self.entries[at]),
                seats=self.shares[at],
                pages=self.segments[at].pages(),
                listed=None if (one := self.lists[at]) is None else one.pages(),
                opened=opened[at] if opened else None,
            )
            for at, committed in enumerate(self.commitment.segments)
        )
        return DrawRecord(
            self.commitment,
            self.commitment.as_json(),
            self.digest,
            self.opening,
            TOKEN_KEY,
            tuple(sorted(self.excluded)),
            segments,
        )

    def _left(self, segment: Segment, at: int) -> Segment:
        met = {entry.key for entry in self.entries[at]}
        keys = (segment.key(row) for row in range(segment.size))
        return build_segment(
            [key for key in keys if key not in met and self._code(key) is None]
        )

    def _code(self, key: bytes) -> str | None:
        return EXCLUDED if key in self.excluded else self.judge(key)

    def _meet(
        self, at: int, lane: int, row: int, *, list_row: int | None = None
    ) -> str | None:
        key = self.segments[at].key(row)
        is_repeat = any(entry.row == row for entry in self.entries[at])
        code = REPEAT if is_repeat else self._code(key)
        self.entries[at].append(Entry(lane, row, key, code, list_row))
        return code


def summoned_keys(record: DrawRecord) -> list[list[bytes]]:
    return [
        [entry.key for entry in segment.entries if entry.code is None]
        for segment in record.segments
    ]


def chi_square(counts: Iterable[int], expected: float) -> float:
    return sum((count - expected) ** 2 / expected for count in counts)


def chi_square_limit(freedom: int) -> float:
    """What χ² exceeds once in 1,000 times (Wilson and Hilferty)."""
    part = 2 / (9 * freedom)
    return cast(float, freedom * (1 - part + 3.09 * part**0.5) ** 3)
