"""The draw, `jury-draw/1`: who is summoned, and the proof that a lot decided it.

`docs/draw.md` is the norm; this package follows it. Rosters become segments
(`rows`, `merkle_sum`), a draw is promised (`commitment`) and follows a stream
(`stream`); what it did is written down (`record`, `transcript`) and checked by
anybody (`verification`).
"""

from jury.domain.sortition.canonical import VERSION, NotCanonical, canonical_json
from jury.domain.sortition.commitment import (
    NO_NONCE,
    NONCE_BYTES,
    SEED_BYTES,
    Commitment,
    CommittedSegment,
    Opening,
    commitment_digest,
    exclusions_digest,
    make_seed,
    open_seed,
    seats_by_segment,
    server_seed_hash,
    share_seats,
    token,
)
from jury.domain.sortition.drawing import (
    TooFewPeople,
    draw_rows,
    make_draw,
    record_segment,
)
from jury.domain.sortition.epoch import EpochSegment, epoch_digest, epoch_json
from jury.domain.sortition.merkle_sum import (
    BLOCK_ROWS,
    KEY_BYTES,
    PAGE_ROWS,
    Pages,
    PageTree,
    Proof,
    key_in_page,
    root_of,
)
from jury.domain.sortition.record import (
    EXCLUDED,
    REPEAT,
    DrawRecord,
    Entry,
    ListRecord,
    SegmentRecord,
)
from jury.domain.sortition.rows import (
    RosterRefused,
    Segment,
    build_segment,
    row_key,
    row_keys,
)
from jury.domain.sortition.stream import (
    LANES_A_SEAT,
    Hit,
    Stream,
    roster_lanes,
    segment_stream,
)
from jury.domain.sortition.transcript import (
    full_transcript,
    public_transcript,
    transcript_bytes,
)
from jury.domain.sortition.verification import Verification, verify_transcript

__all__ = [
    "BLOCK_ROWS",
    "EXCLUDED",
    "KEY_BYTES",
    "LANES_A_SEAT",
    "NONCE_BYTES",
    "NO_NONCE",
    "PAGE_ROWS",
    "REPEAT",
    "SEED_BYTES",
    "VERSION",
    "Commitment",
    "CommittedSegment",
    "DrawRecord",
    "Entry",
    "EpochSegment",
    "Hit",
    "ListRecord",
    "NotCanonical",
    "Opening",
    "PageTree",
    "Pages",
    "Proof",
    "RosterRefused",
    "Segment",
    "SegmentRecord",
    "Stream",
    "TooFewPeople",
    "Verification",
    "build_segment",
    "canonical_json",
    "commitment_digest",
    "draw_rows",
    "epoch_digest",
    "epoch_json",
    "exclusions_digest",
    "full_transcript",
    "key_in_page",
    "make_draw",
    "make_seed",
    "open_seed",
    "public_transcript",
    "record_segment",
    "root_of",
    "roster_lanes",
    "row_key",
    "row_keys",
    "seats_by_segment",
    "segment_stream",
    "server_seed_hash",
    "share_seats",
    "token",
    "transcript_bytes",
    "verify_transcript",
]
