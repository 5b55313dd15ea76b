"""Epochs: the committed rosters, read a page at a time."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from jury.domain.sortition.merkle_sum import (
    KEY_BYTES,
    PAGE_ROWS,
    Pages,
    PageTree,
    Proof,
    key_in_page,
)
from jury.storage.base import current_session
from jury.storage.roster.tables import RosterEpoch, RosterPage, RosterSegment


def find_epoch_before(moment: datetime) -> RosterEpoch | None:
    """The last epoch that was committed before a moment."""
    query = (
        select(RosterEpoch)
        .where(RosterEpoch.committed_at < moment)
        .order_by(RosterEpoch.committed_at.desc(), RosterEpoch.id.desc())
        .limit(1)
    )
    return current_session().scalar(query)


def find_last_epoch() -> RosterEpoch | None:
    """The committed epoch that was begun last."""
    query = select(RosterEpoch).where(RosterEpoch.committed_at.is_not(None))
    return current_session().scalar(
        query.order_by(RosterEpoch.begun_at.desc(), RosterEpoch.id.desc()).limit(1)
    )


def find_segment(epoch_id: int, key: str) -> RosterSegment | None:
    """The list of an epoch that has this key."""
    query = select(RosterSegment).where(
        RosterSegment.epoch_id == epoch_id, RosterSegment.key == key
    )
    return current_session().scalar(query)


def list_segments(epoch_id: int) -> list[RosterSegment]:
    """Every list of an epoch, by key."""
    query = select(RosterSegment).where(RosterSegment.epoch_id == epoch_id)
    return list(current_session().scalars(query.order_by(RosterSegment.key)))


def row_key_at(segment: RosterSegment, row: int) -> bytes:
    """The row key at one place of a segment."""
    return list_row_keys(segment, [row])[row]


def list_row_keys(segment: RosterSegment, rows: Collection[int]) -> dict[int, bytes]:
    """The row keys at many places of a segment, by place, in one statement."""
    pages = _read_pages(segment, rows)
    return {row: key_in_page(pages[row // PAGE_ROWS], row) for row in rows}


def all_row_keys(segment: RosterSegment) -> NDArray[np.uint8]:
    """Every row key of a segment in row order, 16 columns a row."""
    query = (
        select(RosterPage.keys)
        .where(RosterPage.segment_id == segment.id)
        .order_by(RosterPage.page_no)
    )
    packed = b"".join(current_session().scalars(query))
    return np.frombuffer(packed, np.uint8).reshape(-1, KEY_BYTES)


def prove_rows(segment: RosterSegment, rows: Collection[int]) -> tuple[Proof, ...]:
    """The proofs of many rows, one a block, in two statements whatever their number."""
    return pages_with(segment, rows).prove(rows)


def pages_with(segment: RosterSegment, rows: Collection[int]) -> Pages:
    """What proves these rows of a segment: its tree, and the pages they stand on."""
    pages = _read_pages(segment, rows)
    tree = PageTree(segment.page_hashes, size=segment.size)
    return Pages(tree, pages.__getitem__)


def proof_of(segment: RosterSegment, row: int) -> dict[str, Any]:
    """The proof of one row as a transcript holds it."""
    (proof,) = prove_rows(segment, [row])
    return {
        "block": proof.block,
        "keys": proof.keys.hex(),
        "path": [value.hex() for value in proof.path],
    }


def _read_pages(segment: RosterSegment, rows: Collection[int]) -> dict[int, bytes]:
    if any(not 0 <= row < segment.size for row in rows):
        raise IndexError("no such row in this segment")
    numbers = sorted({row // PAGE_ROWS for row in rows})
    query = select(RosterPage.page_no, RosterPage.keys).where(
        RosterPage.segment_id == segment.id, RosterPage.page_no.in_(numbers)
    )
    return {page.page_no: page.keys for page in current_session().execute(query)}
