"""The Merkle-sum tree over a segment's rows: its root, its pages, its proofs.

A leaf covers a block of rows, a node its two children with the sum of weights
under each, so that the root fixes every row's place and the total at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

KEY_BYTES = 16
HASH_BYTES = 32
# 32 rows: a proof in a million rows is 1 kB, and the tree adds 2 bytes a row.
BLOCK_ROWS = 32
# What storage reads at once. A power of two times the block, so that a page is
# a whole subtree: its bytes and one hash a page give every proof.
PAGE_ROWS = 1024

_BLOCK_BYTES = BLOCK_ROWS * KEY_BYTES
_PAGE_BYTES = PAGE_ROWS * KEY_BYTES
_WEIGHT = (1).to_bytes(8, "big")
_WEIGHTS = _WEIGHT * BLOCK_ROWS

_Level = list[bytes]


@dataclass(frozen=True)
class Proof:
    """The keys of one block, and the hashes that lead from it to the root."""

    block: int
    keys: bytes
    path: tuple[bytes, ...]


def leaf_hash(keys: bytes) -> bytes:
    """Return the hash of a block: its row keys, then their weights (1 each)."""
    weights = _WEIGHTS[: len(keys) // KEY_BYTES * 8]
    return sha256(b"\x00" + keys + weights).digest()


def node_hash(left: bytes, right: bytes, *, sums: tuple[int, int]) -> bytes:
    """Return the hash of two children, each with the sum of weights under it."""
    return sha256(
        b"\x01" + left + sums[0].to_bytes(8, "big") + right + sums[1].to_bytes(8, "big")
    ).digest()


def block_hashes(keys: bytes) -> list[bytes]:
    """Return the leaf of every block of *keys* (packed, in row order)."""
    whole = len(keys) - len(keys) % _BLOCK_BYTES
    # Written out for whole blocks: this is where committing spends its time.
    hashes = [
        sha256(b"\x00" + keys[at : at + _BLOCK_BYTES] + _WEIGHTS).digest()
        for at in range(0, whole, _BLOCK_BYTES)
    ]
    if whole < len(keys) or not keys:
        hashes.append(leaf_hash(keys[whole:]))
    return hashes


def page_hashes(keys: bytes) -> bytes:
    """Return the hash of every page of *keys*, one after another."""
    level, span = block_hashes(keys), BLOCK_ROWS
    while span < PAGE_ROWS:
        level, span = _parents(level, span=span, rows=len(keys) // KEY_BYTES), span * 2
    return b"".join(level)


def _parents(level: _Level, *, span: int, rows: int) -> _Level:
    """Pair neighbours; a lone last node goes up as it is."""
    whole = span.to_bytes(8, "big")
    parents = [
        sha256(b"\x01" + left + whole + right + whole).digest()
        for left, right in zip(level[::2], level[1::2], strict=False)
    ]
    if len(level) % 2:
        return [*parents, level[-1]]
    last = rows - span * (len(level) - 1)
    parents[-1] = node_hash(level[-2], level[-1], sums=(span, last))
    return parents


def _levels(level: _Level, *, span: int, rows: int) -> list[_Level]:
    """Return every level, from the given one up to the root alone."""
    levels = [level]
    while len(level) > 1:
        level, span = _parents(level, span=span, rows=rows), span * 2
        levels.append(level)
    return levels


def _siblings(levels: list[_Level], position: int) -> list[bytes]:
    path = []
    for level in levels[:-1]:
        if position ^ 1 < len(level):
            path.append(level[position ^ 1])
        position >>= 1
    return path


class PageTree:
    """The tree above the pages; with a row's page it yields the row's proof."""

    def __init__(self, hashes: bytes, *, size: int) -> None:
        """Build from the stored page hashes of a segment of *size* rows."""
        pages = [
            hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)
        ]
        if len(pages) != max(1, -(-size // PAGE_ROWS)):
            raise ValueError("There is not one hash for each page.")
        self.size = size
        self._levels = _levels(pages, span=PAGE_ROWS, rows=size)

    @property
    def root(self) -> bytes:
        """The root of the whole segment."""
        return self._levels[-1][0]

    def proof(self, row: int, page: bytes) -> Proof:
        """Return the proof of the block of *row*, whose stored page is *page*."""
        number, block = row // PAGE_ROWS, row // BLOCK_ROWS
        inside = block - number * (PAGE_ROWS // BLOCK_ROWS)
        below = _levels(
            block_hashes(page), span=BLOCK_ROWS, rows=len(page) // KEY_BYTES
        )
        if below[-1][0] != self._levels[0][number]:
            raise ValueError(f"Page {number} is not the page that was committed.")
        path = [*_siblings(below, inside), *_siblings(self._levels, number)]
        at = inside * _BLOCK_BYTES
        return Proof(block, page[at : at + _BLOCK_BYTES], tuple(path))


@dataclass(frozen=True)
class Pages:
    """A segment as it is kept: the tree above its pages, and how to read one."""

    tree: PageTree
    read: Callable[[int], bytes]

    def prove(self, rows: Iterable[int]) -> tuple[Proof, ...]:
        """Return the proofs of *rows*, one a block, in block order."""
        first_row = {row // BLOCK_ROWS: row for row in sorted(set(rows))}
        return tuple(
            self.tree.proof(row, self.read(row // PAGE_ROWS))
            for row in first_row.values()
        )


def root_of(proof: Proof, *, size: int) -> bytes | None:
    """Return the root that a proof leads to; None when its shape is wrong.

    Sides and sums follow from the block's number and *size*, so that a proof
    holds against one root, one place and one total only.
    """
    rows = min(BLOCK_ROWS, size - proof.block * BLOCK_ROWS)
    if proof.block < 0 or rows < 1 or len(proof.keys) != rows * KEY_BYTES:
        return None
    position, count, span = proof.block, -(-size // BLOCK_ROWS), BLOCK_ROWS
    value, path = leaf_hash(proof.keys), iter(proof.path)
    while count > 1:
        if position ^ 1 < count:
            sibling = next(path, None)
            if sibling is None:
                return None
            left, right = (sibling, value) if position & 1 else (value, sibling)
            whole = last = span.to_bytes(8, "big")
            if position | 1 == count - 1:
                last = (size - (position | 1) * span).to_bytes(8, "big")
            # Written out: this is where a transcript's check spends its time.
            value = sha256(b"\x01" + left + whole + right + last).digest()
        position, count, span = position >> 1, (count + 1) >> 1, span * 2
    return value if next(path, None) is None else None


def key_in_page(page: bytes, row: int) -> bytes:
    """Return the key of *row*, given the stored page that it stands in."""
    at = row % PAGE_ROWS * KEY_BYTES
    return page[at : at + KEY_BYTES]


def pages_of(keys: bytes) -> Iterable[bytes]:
    """Yield the pages of *keys* as storage keeps them, in order."""
    for at in range(0, len(keys), _PAGE_BYTES):
        yield keys[at : at + _PAGE_BYTES]
