"""Who stands where: row keys, and segments of rows in ascending key order."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jury.domain.sortition.canonical import tag
from jury.domain.sortition.merkle_sum import (
    KEY_BYTES,
    PAGE_ROWS,
    Pages,
    PageTree,
    page_hashes,
    pages_of,
)

_ROW_TAG = tag("row")


class RosterRefused(ValueError):
    """These rows are no roster; the sentence says why."""


@dataclass(frozen=True)
class Segment:
    """One committed list of rows. *keys* is packed, 16 bytes a row."""

    size: int
    root: bytes
    page_hashes: bytes = field(repr=False)
    keys: bytes = field(repr=False)

    def key(self, row: int) -> bytes:
        """Return the key of a row."""
        return self.keys[row * KEY_BYTES : (row + 1) * KEY_BYTES]

    def page(self, number: int) -> bytes:
        """Return one page as storage keeps it."""
        at = number * PAGE_ROWS * KEY_BYTES
        return self.keys[at : at + PAGE_ROWS * KEY_BYTES]

    def each_page(self) -> Iterator[bytes]:
        """Yield every page in order."""
        yield from pages_of(self.keys)

    def pages(self) -> Pages:
        """Return what proves this segment's rows."""
        return Pages(PageTree(self.page_hashes, size=self.size), self.page)


def row_key(reference: str) -> bytes:
    """Return the 16 bytes that stand for a person on every roster."""
    text = reference
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return hashlib.sha256(_ROW_TAG + text.encode()).digest()[:KEY_BYTES]


def row_keys(references: Iterable[str]) -> NDArray[np.uint8]:
    """Return the keys of many people, one a row, in the order given."""
    packed = b"".join(map(row_key, references))
    return np.frombuffer(packed, np.uint8).reshape(-1, KEY_BYTES)


def build_segment(keys: NDArray[np.uint8] | Sequence[bytes] | bytes) -> Segment:
    """Sort row keys, refuse duplicates, and return the committed segment.

    Takes packed bytes, a sequence of keys, or an array of 16 columns. Keys that
    come in ascending order are not sorted again.
    """
    packed = _packed(keys)
    size = len(packed) // KEY_BYTES
    hashes = page_hashes(packed)
    return Segment(size, PageTree(hashes, size=size).root, hashes, packed)


def _packed(keys: NDArray[np.uint8] | Sequence[bytes] | bytes) -> bytes:
    given = _as_array(keys)
    ordered = _in_order(given)
    if ordered is given and isinstance(keys, bytes):
        # Ten million rows are not copied when they come ready.
        return keys
    return ordered.tobytes()


def _as_array(keys: NDArray[np.uint8] | Sequence[bytes] | bytes) -> NDArray[np.uint8]:
    if isinstance(keys, np.ndarray):
        if keys.dtype != np.uint8 or keys.ndim != 2 or keys.shape[1] != KEY_BYTES:
            raise RosterRefused("Row keys are arrays of 16 bytes a row.")
        return np.ascontiguousarray(keys)
    if not isinstance(keys, bytes) and any(len(key) != KEY_BYTES for key in keys):
        raise RosterRefused("A row key has 16 bytes.")
    packed = keys if isinstance(keys, bytes) else b"".join(keys)
    if len(packed) % KEY_BYTES:
        raise RosterRefused("A row key has 16 bytes.")
    return np.frombuffer(packed, np.uint8).reshape(-1, KEY_BYTES)


def _in_order(keys: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if _is_ascending(keys):
        return keys
    halves = keys.view(">u8").astype(np.uint64)
    # Sorting by the first half alone is much faster; keys that share it are
    # next to impossible unless they are the same key.
    ordered = keys[np.argsort(halves[:, 0])]
    if not _is_ascending(ordered):
        ordered = keys[np.lexsort((halves[:, 1], halves[:, 0]))]
    if not _is_ascending(ordered):
        raise RosterRefused("A person stands on the roster twice.")
    return ordered


def _is_ascending(keys: NDArray[np.uint8]) -> bool:
    halves = keys.view(">u8")
    first, second = halves[:, 0], halves[:, 1]
    less = first[:-1] < first[1:]
    if less.all():
        return True
    same = first[:-1] == first[1:]
    return bool((less | (same & (second[:-1] < second[1:]))).all())
