"""What is promised before the seed exists, and the seed that then follows."""

from __future__ import annotations

import hmac
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from jury.domain.sortition.canonical import (
    VERSION,
    canonical_json,
    tag,
    tagged_hash,
)
from jury.domain.sortition.stream import odd_seat_stream

SEED_BYTES = 32
NONCE_BYTES = 16
NO_NONCE = bytes(NONCE_BYTES)


@dataclass(frozen=True)
class CommittedSegment:
    """One segment of the epoch, and the seats that are surely its own."""

    key: str
    root: bytes
    size: int
    quota: int


@dataclass(frozen=True)
class Commitment:
    """All that the seed must not be able to change.

    *server_seed_hash* is None only where the seed is given from outside, as on
    the command line. *balance* names what the segments are kinds of, where all have
    the same quota.
    """

    dispute: str
    round_number: int
    draw_no: int
    seats: int
    segments: tuple[CommittedSegment, ...]
    exclusions: bytes
    server_seed_hash: bytes | None
    balance: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the members that are hashed and published."""
        hidden = self.server_seed_hash
        return {
            "v": VERSION,
            "dispute": self.dispute,
            "round_number": self.round_number,
            "draw_no": self.draw_no,
            "seats": self.seats,
            "segments": [
                {
                    "key": segment.key,
                    "root": segment.root.hex(),
                    "size": segment.size,
                    "quota": segment.quota,
                }
                for segment in self.segments
            ],
            "exclusions": self.exclusions.hex(),
            "server_seed_hash": None if hidden is None else hidden.hex(),
            **({"balance": list(self.balance)} if self.balance else {}),
        }

    @classmethod
    def from_json(cls, published: Mapping[str, Any]) -> Commitment:
        """Make the commitment again that a court published with a hidden seed."""
        return cls(
            dispute=published["dispute"],
            round_number=published["round_number"],
            draw_no=published["draw_no"],
            seats=published["seats"],
            segments=tuple(
                CommittedSegment(
                    one["key"], bytes.fromhex(one["root"]), one["size"], one["quota"]
                )
                for one in published["segments"]
            ),
            exclusions=bytes.fromhex(published["exclusions"]),
            server_seed_hash=bytes.fromhex(published["server_seed_hash"]),
            balance=tuple(published.get("balance", ())),
        )


@dataclass(frozen=True)
class Opening:
    """The seed of a draw, and what it was made of."""

    seed: bytes
    server_seed: bytes | None = None
    nonce: bytes | None = None

    @property
    def is_server_alone(self) -> bool:
        """Whether no nonce came, so that the server alone made the seed."""
        return self.nonce == NO_NONCE


def share_seats(seats: int, people: Sequence[int]) -> tuple[int, ...]:
    """Return quotas in proportion to the people of each segment, rounded down.

    What is left over is less than a seat a segment, and is left to the lot.
    """
    return tuple(seats * count // sum(people) for count in people)


def commitment_digest(commitment: Commitment | Mapping[str, object]) -> bytes:
    """Return the hash of the whole commitment, members we do not know included."""
    members = commitment.as_json() if isinstance(commitment, Commitment) else commitment
    return tagged_hash("commitment", canonical_json(members))


def server_seed_hash(server_seed: bytes) -> bytes:
    """Return what the commitment says of the server's seed."""
    return tagged_hash("server-seed", _sized(server_seed, SEED_BYTES))


def make_seed(server_seed: bytes, nonce: bytes | None = None) -> bytes:
    """Return the draw's seed; a nonce that never came counts as zeros."""
    given = NO_NONCE if nonce is None else nonce
    return tagged_hash(
        "seed", _sized(server_seed, SEED_BYTES), _sized(given, NONCE_BYTES)
    )


def open_seed(server_seed: bytes, nonce: bytes | None = None) -> Opening:
    """Return the seed together with its two parts."""
    return Opening(make_seed(server_seed, nonce), server_seed, nonce or NO_NONCE)


def exclusions_digest(keys: Iterable[bytes], token_key: bytes) -> bytes:
    """Return the commitment's word for who is excluded.

    Keyed, so that nobody who guesses names can test the guess; and because it
    is committed it fixes the key that the tokens are made with, too.
    """
    listed = b"".join(sorted(set(keys)))
    return hmac.digest(token_key, tag("exclusions") + listed, "sha256")


def token(token_key: bytes, key: bytes) -> bytes:
    """Return what stands for a row in a public transcript."""
    return hmac.digest(token_key, key, "sha256")


def seats_by_segment(
    commitment: Commitment, digest: bytes, seed: bytes
) -> tuple[int, ...]:
    """Return each segment's seats: its quota, and an odd seat if the lot says so.

    A lane names one row among those of all segments together, and through it
    that row's segment. Its segment gets the seat and leaves the lot.
    """
    seats = [segment.quota for segment in commitment.segments]
    odd = commitment.seats - sum(seats)
    if not 0 <= odd < len(seats):
        raise ValueError("The quotas do not fit the seats.")
    in_lot = list(range(len(seats)))
    stream, lane = odd_seat_stream(digest, seed), 0
    for _ in range(odd):
        ends = list(accumulate(commitment.segments[at].size for at in in_lot))
        hit = next(stream.hits(ends[-1], start=lane))
        seats[in_lot.pop(bisect_right(ends, hit.row))] += 1
        lane = hit.lane + 1
    return tuple(seats)


def _sized(value: bytes, size: int) -> bytes:
    if len(value) != size:
        raise ValueError(f"Expected {size} bytes, not {len(value)}.")
    return value
