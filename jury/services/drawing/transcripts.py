"""The transcript of a draw: before the close only what was promised and its seed."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from jury.domain.errors import NotFound
from jury.domain.sortition.commitment import Commitment, open_seed
from jury.domain.sortition.drawing import record_segment
from jury.domain.sortition.merkle_sum import Pages
from jury.domain.sortition.record import DrawRecord, Entry, SegmentRecord
from jury.domain.sortition.rows import build_segment
from jury.domain.sortition.transcript import full_transcript, public_transcript
from jury.services.drawing.opened import opened_at_end
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import (
    Draw,
    Lane,
    Stratum,
    find_draw,
    find_open_draw,
    list_lanes,
)
from jury.storage.roster import (
    RosterSegment,
    find_segment,
    list_row_keys,
    pages_with,
)

SUMMONED = "summoned"


def transcript(
    dispute_id: str,
    draw_no: int,
    *,
    is_auditor: bool,
    round_number: int | None = None,
) -> dict[str, Any]:
    """The transcript for parties and jurors, or the whole one for auditors.

    Of the present round, unless another is named.

    Before the close it is the commitment and, once drawn, the seed: nothing that
    tells who was called or how many. Of a void poll that lasts until no poll of the
    dispute is open any more: nobody voids a vote to see how far it was.
    """
    dispute = get_dispute(dispute_id)
    draw = find_draw(dispute.id, round_number or dispute.round_number, draw_no)
    if draw is None:
        raise NotFound
    is_secret = draw.closed_at is None or (
        draw.is_void and find_open_draw(dispute.id) is not None
    )
    if is_secret or draw.seed is None:
        return {
            "commitment": draw.commitment,
            "commitment_digest": draw.commitment_digest,
            "seed": draw.seed,
        }
    record = _record(dispute, draw)
    return full_transcript(record) if is_auditor else public_transcript(record)


def _record(dispute: Dispute, draw: Draw) -> DrawRecord:
    lanes, opened = list_lanes(draw.id), opened_at_end(dispute, draw)
    nonce = bytes.fromhex(draw.nonce) if draw.nonce else None
    return DrawRecord(
        commitment=Commitment.from_json(draw.commitment),
        published=draw.commitment,
        digest=bytes.fromhex(draw.commitment_digest),
        opening=open_seed(bytes.fromhex(draw.server_seed), nonce),
        token_key=bytes.fromhex(dispute.secret),
        exclusions=tuple(bytes.fromhex(key) for key in draw.excluded_keys),
        segments=tuple(
            _segment_record(draw, stratum, lanes, opened=opened.get(stratum.segment))
            for stratum in draw.strata
        ),
        tells_chances=True,
    )


def _segment_record(
    draw: Draw, stratum: Stratum, lanes: Iterable[Lane], *, opened: int | None
) -> SegmentRecord:
    segment = find_segment(draw.epoch_id, stratum.segment)
    if segment is None:
        raise NotFound
    entries = tuple(_entry(lane) for lane in lanes if lane.segment == segment.key)
    return record_segment(
        segment.key,
        entries,
        seats=stratum.seats,
        pages=pages_with(segment, {entry.row for entry in entries}),
        listed=_listed(stratum, segment),
        opened=opened,
    )


def _entry(lane: Lane) -> Entry:
    return Entry(
        lane=lane.lane_no,
        row=lane.row,
        key=bytes.fromhex(lane.row_key),
        code=None if lane.outcome == SUMMONED else lane.outcome,
        list_row=lane.list_row,
    )


def _listed(stratum: Stratum, segment: RosterSegment) -> Pages | None:
    if stratum.list_rows is None:
        return None
    rows = [int(row) for row in np.frombuffer(stratum.list_rows, dtype="<u4")]
    keys = list_row_keys(segment, rows)
    return build_segment(b"".join(keys[row] for row in rows)).pages()
