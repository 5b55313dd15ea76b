"""What must hold of a segment in either form: its lanes, its counts, its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from jury.domain.sortition.chance import Reached, chances
from jury.domain.sortition.commitment import CommittedSegment
from jury.domain.sortition.members import Refused
from jury.domain.sortition.merkle_sum import leaf_hash
from jury.domain.sortition.reading import Counts
from jury.domain.sortition.record import ListRecord
from jury.domain.sortition.stream import Hit, Stream, roster_lanes

_EMPTY_ROOT = leaf_hash(b"")


@dataclass(frozen=True)
class Ground:
    """What the head of the transcript fixes for one of its segments."""

    committed: CommittedSegment
    seats: int
    stream: Stream

    @property
    def list_lane(self) -> int:
        """The first lane that goes over the list."""
        return roster_lanes(self.seats)


@dataclass(frozen=True)
class Met:
    """How often the entries summoned, and the different rows that they met."""

    summoned: int
    roster_rows: int
    list_rows: int


def check_lanes(
    ground: Ground, lanes: Sequence[int], *, listed: ListRecord | None
) -> list[Hit]:
    """Return the rows that the stream names, when *lanes* are its first lanes."""
    over_roster = ground.stream.hits(ground.committed.size, stop=ground.list_lane)
    over_list = ground.stream.hits(
        0 if listed is None else listed.size, start=ground.list_lane
    )
    expected = list(islice(chain(over_roster, over_list), len(lanes)))
    if [hit.lane for hit in expected] != list(lanes):
        raise Refused(
            f"The lanes of segment {ground.committed.key} are not the lanes of the "
            "stream from the first on, one after another."
        )
    _check_list(ground, lanes[-1] + 1 if lanes else 0, listed=listed)
    return expected


def _check_list(ground: Ground, lanes: int, *, listed: ListRecord | None) -> None:
    """Refuse a list made too early, or one that no lane went over for nothing."""
    if listed is None:
        return
    key = ground.committed.key
    left = ground.stream.hits(ground.committed.size, start=lanes, stop=ground.list_lane)
    if next(left, None) is not None:
        raise Refused(f"The list of segment {key} was made too early.")
    if listed.size == 0 and listed.root != _EMPTY_ROOT:
        raise Refused(f"The root of the list of segment {key} is not that of nobody.")
    if listed.size > 0 and lanes <= ground.list_lane:
        raise Refused(f"No lane went over the list of segment {key}.")


def check_counts(
    ground: Ground, counts: Counts, *, met: Met, lanes: Sequence[int], listed_size: int
) -> None:
    """Refuse a segment whose entries are not what it says of itself."""
    key, size = ground.committed.key, ground.committed.size
    used = lanes[-1] + 1 if lanes else 0
    said = (counts.key, counts.seats, counts.summoned, counts.lanes)
    if said != (key, ground.seats, met.summoned, used):
        raise Refused(
            f"Segment {key} has {ground.seats} seats, {met.summoned} summoned and "
            f"{used} lanes, and the transcript says otherwise."
        )
    if listed_size > size - met.roster_rows:
        raise Refused(f"The list of segment {key} is longer than what was left.")
    exhausted = met.roster_rows == size
    if listed_size >= 0:
        exhausted = met.list_rows == listed_size
    if counts.is_exhausted != exhausted:
        raise Refused(f"Segment {key} is wrong about whether anybody was left.")
    listed = None if listed_size < 0 else listed_size
    reached = Reached(
        size, ground.seats, met.summoned, met.roster_rows, listed, met.list_rows
    )
    if counts.chance is not None and counts.chance != chances(reached):
        raise Refused(f"The chances of segment {key} are not those of its counts.")
    if met.summoned < counts.opened and not exhausted:
        raise Refused(
            f"Segment {key} summoned {met.summoned} people for {counts.opened} seats, "
            "although others were left."
        )
