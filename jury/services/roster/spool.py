"""What an import has read and not written yet, on disk and in the database's order.

A million jurors with six ties each do not fit the memory that an import may take, and
written in the order they come they would touch every page of every index with every
batch. So they are thrown into piles by the first bits of their key, and each pile is
sorted by itself. The files have no name: they are gone when the import is, be it by a
crash.
"""

import struct
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json, to_json

_JUROR_PILES = 128
_TIE_PILE_BITS = 6
_HEAD = struct.Struct(">16sQI")
_TIE = np.dtype([("tie_key", "<i8"), ("of_person", "?"), ("juror_id", "<i8")])
_BUFFER = 16_384


class Spooled(NamedTuple):
    """One juror of an import as a line gave it."""

    ref: str
    record: list[Any]
    ties: list[int]


def _nameless(folder: Path) -> IO[bytes]:
    """What fits the buffer that a file has anyway never becomes a file."""
    return tempfile.SpooledTemporaryFile(_BUFFER, dir=str(folder), buffering=_BUFFER)


class _Piles:
    """Nameless files in one folder, closed and thereby removed on leaving."""

    def __init__(self, folder: Path, *, count: int) -> None:
        self._open = ExitStack()
        self._piles: list[IO[bytes]] = [
            self._open.enter_context(file)
            for file in (_nameless(folder) for _ in range(count))
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()


class JurorSpool(_Piles):
    """The jurors of an import, read back in the order of their row keys."""

    def __init__(self, folder: Path) -> None:
        """Spool to `folder`."""
        super().__init__(folder, count=_JUROR_PILES)

    def add(self, key: bytes, line: int, packed: Sequence[Any]) -> None:
        """Keep one juror that a line named."""
        written = to_json(packed)
        head = _HEAD.pack(key, line, len(written))
        self._piles[key[0] * _JUROR_PILES >> 8].write(head + written)

    def repeated_lines(self) -> Iterator[int]:
        """Yield the number of every line that names a juror of an earlier line."""
        for pile in self._piles:
            seen: set[bytes] = set()
            # A pile keeps the order of the lines, so the first one is met first.
            for key, line, _ in _entries(_whole(pile)):
                if key in seen:
                    yield line
                seen.add(key)

    def sorted_piles(self) -> Iterator[list[Spooled]]:
        """Yield all jurors in the order of their row keys, a pile at a time."""
        for pile in self._piles:
            entries = sorted(_entries(_whole(pile)))
            yield [Spooled(*from_json(written)) for _, _, written in entries]


class TieSpool(_Piles):
    """The ties of an import, read back in the order of the table's key."""

    def __init__(self, folder: Path) -> None:
        """Spool to `folder`."""
        super().__init__(folder, count=2**_TIE_PILE_BITS)

    def add(self, jurors: Sequence[tuple[int, Spooled]]) -> None:
        """Keep the ties and the person keys of jurors whose ids are known."""
        ids = np.array([juror_id for juror_id, _ in jurors], dtype=np.int64)
        tied = [one.ties for _, one in jurors]
        persons = [one.record[PERSON_KEY] for _, one in jurors]
        known = np.array([person is not None for person in persons], dtype=bool)
        ties = np.concatenate(
            [
                _column(chain.from_iterable(tied), np.repeat(ids, [*map(len, tied)])),
                _column(
                    (person for person in persons if person is not None),
                    ids[known],
                    of_person=True,
                ),
            ]
        )
        piles = (ties["tie_key"] >> (64 - _TIE_PILE_BITS)) + 2 ** (_TIE_PILE_BITS - 1)
        ordered = ties[np.argsort(piles, kind="stable")]
        ends = np.cumsum(np.bincount(piles, minlength=len(self._piles)))
        for pile, part in zip(self._piles, np.split(ordered, ends[:-1]), strict=True):
            pile.write(part.tobytes())

    def sorted_piles(self) -> Iterator[list[tuple[int, bool, int]]]:
        """Yield all ties in order, each once, a pile at a time."""
        for pile in self._piles:
            ties = np.frombuffer(_whole(pile), dtype=_TIE)
            columns = ("juror_id", "of_person", "tie_key")
            ordered = ties[np.lexsort([ties[name] for name in columns])]
            yield _without_repeats(ordered).tolist()


def _column(
    keys: Iterable[int], juror_ids: NDArray[np.int64], *, of_person: bool = False
) -> NDArray[np.void]:
    ties = np.empty(len(juror_ids), dtype=_TIE)
    ties["tie_key"] = np.fromiter(keys, dtype=np.int64, count=len(juror_ids))
    ties["of_person"] = of_person
    ties["juror_id"] = juror_ids
    return ties


# Where `packed_line` puts the person's key.
PERSON_KEY = 10


def _without_repeats(ties: NDArray[np.void]) -> NDArray[np.void]:
    if len(ties) < 2:
        return ties
    fresh = np.ones(len(ties), dtype=bool)
    fresh[1:] = ties[1:] != ties[:-1]
    return ties[fresh]


def _whole(pile: IO[bytes]) -> bytes:
    pile.seek(0)
    return pile.read()


def _entries(content: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    at = 0
    while at < len(content):
        key, line, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size + length
        yield key, line, content[at - length : at]
