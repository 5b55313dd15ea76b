"""Turns a transcript's JSON into values, refusing whatever is malformed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jury.domain.sortition.canonical import VERSION, NotCanonical
from jury.domain.sortition.chance import Chances
from jury.domain.sortition.commitment import (
    NONCE_BYTES,
    SEED_BYTES,
    Commitment,
    CommittedSegment,
    Opening,
    commitment_digest,
    open_seed,
)
from jury.domain.sortition.members import Members, Refused
from jury.domain.sortition.merkle_sum import HASH_BYTES, KEY_BYTES, Proof
from jury.domain.sortition.record import Entry, ListRecord
from jury.domain.sortition.transcript import FULL, PUBLIC, SKIPPED, SUMMONED, WEAK

_CODE = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*", re.ASCII)
_MOST_SEGMENTS = 1000
_MOST_SEATS = 1_000_000


@dataclass(frozen=True)
class Head:
    """What both forms of a transcript open with."""

    form: str
    commitment: Commitment
    digest: bytes
    claimed_digest: bytes
    opening: Opening


@dataclass(frozen=True)
class Counts:
    """What a segment says of itself before its entries."""

    key: str
    seats: int
    opened: int
    summoned: int
    lanes: int
    is_exhausted: bool
    chance: Chances | None


@dataclass(frozen=True)
class TokenEntry:
    """One lane of a public transcript."""

    lane: int
    token: bytes
    is_summoned: bool


def read_head(transcript: Mapping[str, object]) -> tuple[Head, Members]:
    """Read what both forms share; the members are for what follows."""
    members = Members(transcript, "transcript")
    _refuse_version(members)
    form = members.choice("form", FULL, PUBLIC)
    inner = members.inner("commitment")
    _refuse_version(inner)
    commitment = _commitment(inner)
    try:
        digest = commitment_digest(inner.source())
    except NotCanonical as error:
        raise Refused(f"The commitment has no canonical form. {error}") from error
    opening = _opening(members.inner("seed"))
    members.choice("randomness", WEAK)
    claimed = members.octets("commitment_digest", HASH_BYTES)
    return Head(form, commitment, digest, claimed, opening), members


def _refuse_version(members: Members) -> None:
    version = members.text("v")
    if version != VERSION:
        raise Refused(
            f"{members.where}.v is {version!r}; this verifier knows only {VERSION}."
        )


def _commitment(members: Members) -> Commitment:
    inners = members.inners("segments")
    if not 1 <= len(inners) <= _MOST_SEGMENTS:
        raise Refused(f"A commitment has 1 to {_MOST_SEGMENTS} segments.")
    segments = tuple(_committed_segment(inner) for inner in inners)
    if len({segment.key for segment in segments}) < len(segments):
        raise Refused("A segment stands in the commitment twice.")
    seats = members.whole("seats", 1, _MOST_SEATS)
    odd = seats - sum(segment.quota for segment in segments)
    if not 0 <= odd < len(segments):
        raise Refused("The quotas do not add up to the seats.")
    return Commitment(
        dispute=members.text("dispute"),
        round_number=members.whole("round_number", 1),
        draw_no=members.whole("draw_no", 1),
        seats=seats,
        segments=segments,
        exclusions=members.octets("exclusions", HASH_BYTES),
        server_seed_hash=_server_seed_hash(members),
        balance=_balance(members, segments, seats=seats),
    )


def _balance(
    members: Members, segments: Sequence[CommittedSegment], *, seats: int
) -> tuple[str, ...]:
    """Read what the panel is balanced between, if it is: then all quotas are alike."""
    if not members.has("balance"):
        return ()
    names = members.texts("balance")
    if not names or len(set(names)) < len(names):
        raise Refused(f"{members.where}.balance must name different things.")
    if any(segment.quota != seats // len(segments) for segment in segments):
        raise Refused("The panel is not balanced: the quotas are not all alike.")
    return names


def _server_seed_hash(members: Members) -> bytes | None:
    if members.is_null("server_seed_hash"):
        return None
    return members.octets("server_seed_hash", HASH_BYTES)


def _committed_segment(members: Members) -> CommittedSegment:
    return CommittedSegment(
        key=members.text("key"),
        root=members.octets("root", HASH_BYTES),
        size=members.whole("size", 1),
        quota=members.whole("quota", 0, _MOST_SEATS),
    )


def _opening(members: Members) -> Opening:
    if members.has("given"):
        return Opening(members.octets("given", SEED_BYTES))
    return open_seed(
        members.octets("server_seed", SEED_BYTES),
        members.octets("nonce", NONCE_BYTES),
    )


def read_counts(members: Members) -> Counts:
    """Read what a segment says of itself; all its seats were open unless it does."""
    key, seats = members.text("key"), members.whole("seats", 0, _MOST_SEATS)
    return Counts(
        key,
        seats,
        members.whole("open", 0, seats) if members.has("open") else seats,
        members.whole("summoned"),
        members.whole("lanes"),
        members.flag("exhausted"),
        _chance(members.inner("chance")) if members.has("chance") else None,
    )


def _chance(members: Members) -> Chances:
    return {name: members.wholes(name) for name in ("called", "seated")}


def read_entry(members: Members) -> Entry:
    """Read one lane of a full transcript."""
    return Entry(
        lane=members.whole("lane"),
        row=members.whole("row"),
        key=members.octets("key", KEY_BYTES),
        code=_code(members),
        list_row=members.whole("list_row") if members.has("list_row") else None,
        ref=members.text("ref") if members.has("ref") else None,
    )


def _code(members: Members) -> str | None:
    if members.choice("outcome", SUMMONED, SKIPPED) == SUMMONED:
        if members.has("code"):
            raise Refused(f"{members.where} is a summons, yet gives a reason to skip.")
        return None
    code = members.text("code")
    if len(code) > 64 or not _CODE.fullmatch(code):
        raise Refused(f"{members.where}.code must be a code such as not.adult.")
    return code


def read_token_entry(members: Members) -> TokenEntry:
    """Read one lane of a public transcript."""
    return TokenEntry(
        members.whole("lane"),
        members.octets("token", HASH_BYTES),
        members.choice("outcome", SUMMONED, SKIPPED) == SUMMONED,
    )


def read_proofs(members: Members) -> tuple[Proof, ...]:
    """Read the proofs of a segment or a list."""
    return tuple(
        Proof(
            inner.whole("block"),
            inner.packed("keys", KEY_BYTES),
            inner.octets_list("path", HASH_BYTES),
        )
        for inner in members.inners("proofs")
    )


def read_list(members: Members, *, has_proofs: bool) -> ListRecord | None:
    """Read the list of those left, if the draw came to one."""
    if members.is_null("list"):
        return None
    inner = members.inner("list")
    return ListRecord(
        inner.whole("size"),
        inner.octets("root", HASH_BYTES),
        read_proofs(inner) if has_proofs else (),
    )
