"""What is published of a roster before any draw from it: roots and sizes."""

from collections.abc import Iterable
from dataclasses import dataclass

from jury.domain.sortition.canonical import VERSION, canonical_json, tagged_hash


@dataclass(frozen=True)
class EpochSegment:
    """One segment of an epoch: `language/category/status`, its root and size."""

    key: str
    root: bytes
    size: int


def epoch_json(segments: Iterable[EpochSegment]) -> dict[str, object]:
    """Return the members that are published of an epoch, segments by key."""
    ordered = sorted(segments, key=lambda segment: segment.key)
    return {
        "v": VERSION,
        "segments": [
            {"key": segment.key, "root": segment.root.hex(), "size": segment.size}
            for segment in ordered
        ],
    }


def epoch_digest(segments: Iterable[EpochSegment]) -> bytes:
    """Return the hash that the audit log keeps of an epoch."""
    return tagged_hash("epoch", canonical_json(epoch_json(segments)))
