"""What a draw did, lane by lane: the values that transcripts are written from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from jury.domain.sortition.chance import Chances, Reached, chances
from jury.domain.sortition.commitment import Commitment, Opening
from jury.domain.sortition.merkle_sum import Proof

REPEAT = "repeat"
EXCLUDED = "excluded"


class Entry(NamedTuple):
    """One lane, the row that it named, and what became of it.

    *code* is None for a summons, else why the row was skipped. *list_row* is set
    for lanes over the list of those left. *ref* names the person, if at all.
    """

    lane: int
    row: int
    key: bytes
    code: str | None = None
    list_row: int | None = None
    ref: str | None = None


@dataclass(frozen=True)
class ListRecord:
    """The eligible rows that no lane had met when the lanes over the roster ended."""

    size: int
    root: bytes
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True)
class SegmentRecord:
    """The lanes of one segment, from the first on, with the proofs of their rows.

    *opened* is how many of its seats were open when the poll ended, if not all were.
    """

    key: str
    size: int
    seats: int
    entries: tuple[Entry, ...]
    proofs: tuple[Proof, ...] = ()
    listed: ListRecord | None = None
    opened: int | None = None

    @property
    def summoned(self) -> int:
        """How many people were summoned."""
        return sum(entry.code is None for entry in self.entries)

    @property
    def lanes(self) -> int:
        """How many lanes were used."""
        return self.entries[-1].lane + 1 if self.entries else 0

    @property
    def chances(self) -> Chances | None:
        """What chance those had who might sit."""
        on_list = {entry.list_row for entry in self.entries} - {None}
        return chances(
            Reached(
                self.size,
                self.seats,
                self.summoned,
                len({entry.row for entry in self.entries if entry.list_row is None}),
                None if self.listed is None else self.listed.size,
                len(on_list),
            )
        )

    @property
    def is_exhausted(self) -> bool:
        """Whether nobody was left whom a further lane could have named."""
        return nobody_left(
            {entry.row for entry in self.entries},
            {entry.list_row for entry in self.entries} - {None},
            record=self,
        )


def nobody_left(
    rows: set[int], list_rows: set[int | None], *, record: SegmentRecord
) -> bool:
    """Tell whether these rows are the whole segment, or the whole list."""
    if record.listed is not None:
        return len(list_rows) == record.listed.size
    return len(rows) == record.size


@dataclass(frozen=True)
class DrawRecord:
    """A whole draw with everything that an auditor needs to repeat it.

    *published* holds the commitment's members exactly as they were hashed. The court
    publishes chances; a draw from the command line keeps the bytes it always had.
    """

    commitment: Commitment
    published: Mapping[str, object]
    digest: bytes
    opening: Opening
    token_key: bytes
    exclusions: tuple[bytes, ...]
    segments: tuple[SegmentRecord, ...]
    tells_chances: bool = False
