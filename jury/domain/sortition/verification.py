"""Checks a transcript, and says what it checked and what it could not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jury.domain.sortition.commitment import (
    Opening,
    exclusions_digest,
    seats_by_segment,
    server_seed_hash,
)
from jury.domain.sortition.full_check import Seen, check_full_segment
from jury.domain.sortition.lanes_check import Ground
from jury.domain.sortition.members import Members, Refused
from jury.domain.sortition.merkle_sum import KEY_BYTES
from jury.domain.sortition.public_check import check_public_segment
from jury.domain.sortition.reading import Head, read_head
from jury.domain.sortition.stream import segment_stream
from jury.domain.sortition.transcript import FULL

_TOKEN_KEY_BYTES = 32


@dataclass(frozen=True)
class Verification:
    """The outcome: what was checked, what was not, or the one thing wrong."""

    form: str | None
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def holds(self) -> bool:
        """Whether everything that could be checked is right."""
        return self.problem is None


def verify_transcript(transcript: Mapping[str, object]) -> Verification:
    """Check a transcript in either form. Never raises on a bad one."""
    try:
        head, members = read_head(transcript)
        grounds = _check_head(head)
        if head.form == FULL:
            return _verify_full(head, members, grounds)
        return _verify_public(head, members, grounds)
    except Refused as refusal:
        return Verification(None, problem=str(refusal))


def _check_head(head: Head) -> list[Ground]:
    if head.claimed_digest != head.digest:
        raise Refused("The commitment is not the one whose digest is given.")
    opening, hidden = head.opening, head.commitment.server_seed_hash
    if (hidden is None) != (opening.server_seed is None):
        raise Refused("The seed was not made in the way that was committed.")
    if opening.server_seed and server_seed_hash(opening.server_seed) != hidden:
        raise Refused("The server seed is not the one that was committed.")
    shares = seats_by_segment(head.commitment, head.digest, opening.seed)
    return [
        Ground(
            committed, seats, segment_stream(head.digest, opening.seed, committed.key)
        )
        for committed, seats in zip(head.commitment.segments, shares, strict=True)
    ]


def _segments(members: Members, grounds: list[Ground]) -> list[Members]:
    inners = members.inners("segments")
    if len(inners) != len(grounds):
        raise Refused("The transcript does not have the segments that were committed.")
    return inners


def _verify_full(head: Head, members: Members, grounds: list[Ground]) -> Verification:
    excluded = members.octets_list("exclusions", KEY_BYTES)
    if list(excluded) != sorted(set(excluded)):
        raise Refused("The exclusions are not in ascending order.")
    token_key = members.octets("token_key", _TOKEN_KEY_BYTES)
    if exclusions_digest(excluded, token_key) != head.commitment.exclusions:
        raise Refused("The exclusions or the token key are not those committed.")
    inners = _segments(members, grounds)
    seen = [
        check_full_segment(ground, inner, excluded=frozenset(excluded))
        for ground, inner in zip(grounds, inners, strict=True)
    ]
    people: Counter[bytes] = Counter(key for one in seen for key in one.summoned)
    if any(times > 1 for times in people.values()):
        raise Refused("Somebody is summoned from two segments.")
    if len(frozenset[bool]().union(*(one.is_named for one in seen))) > 1:
        raise Refused("Some lanes name their person, and others do not.")
    checked = _head_checked(head) + _full_checked(seen, excluded=len(excluded))
    unchecked = _full_unchecked(head, seen) + _open_unchecked(inners)
    return Verification(head.form, checked, unchecked)


def _verify_public(head: Head, members: Members, grounds: list[Ground]) -> Verification:
    inners = _segments(members, grounds)
    summoned = [
        check_public_segment(ground, inner)
        for ground, inner in zip(grounds, inners, strict=True)
    ]
    count = sum(len(tokens) for tokens in summoned)
    if len(set[bytes]().union(*summoned)) < count:
        raise Refused("A token is summoned from two segments.")
    checked = (
        *_head_checked(head),
        "The lanes are those of the stream, from the first on, none left out.",
        "Each row kept one token, and no two rows share one.",
        f"{count} people are summoned, nobody twice.",
    )
    unchecked = _public_unchecked(head) + _open_unchecked(inners)
    return Verification(head.form, checked, unchecked)


def _head_checked(head: Head) -> tuple[str, ...]:
    seats, lists = head.commitment.seats, len(head.commitment.segments)
    sentences = [
        f"The commitment has the digest {head.digest.hex()}.",
        _seed_sentence(head.opening),
        f"The quotas and the odd seats make {seats} seats.",
    ]
    if head.commitment.balance:
        names = ", ".join(head.commitment.balance)
        sentences.append(
            f"The panel is balanced by {names}: {lists} lists with the same quota."
        )
    return tuple(sentences)


def _seed_sentence(opening: Opening) -> str:
    if opening.server_seed is None:
        return "The seed was given from outside, and every lane follows from it."
    start = "The server seed is the one committed"
    if opening.is_server_alone:
        return f"{start}; no nonce came, so that the server alone made the seed."
    return f"{start}; the seed follows from it and the nonce."


def _full_checked(seen: list[Seen], *, excluded: int) -> tuple[str, ...]:
    skips: Counter[str] = sum((one.skips for one in seen), Counter())
    reasons = ", ".join(f"{code} {times}" for code, times in sorted(skips.items()))
    proofs = sum(one.proofs for one in seen)
    summoned = sum(len(one.summoned) for one in seen)
    lists = sum(one.list_size is not None for one in seen)
    sentences = [
        f"The exclusions are those committed ({excluded}).",
        "The lanes are those of the stream, from the first on, none left out.",
        f"Every row named stands in the committed roster ({proofs} proofs).",
        f"{summoned} people are summoned in the order of the lanes, nobody twice, "
        "nobody excluded.",
        f"Every other lane is skipped with a reason ({reasons or 'none'}).",
    ]
    if lists:
        sentences.append(
            "The list of those left holds committed rows that no lane had met."
        )
    return tuple(sentences)


def _full_unchecked(head: Head, seen: list[Seen]) -> tuple[str, ...]:
    sentences = [
        "That the roster lists everybody who should be on it, each once: rebuild the "
        "root from the epoch's rows.",
        "That the exclusions are complete, and that the skips are true: see the "
        "records of eligibility.",
        *_seed_unchecked(head.opening),
    ]
    if any(one.list_size is not None for one in seen):
        sentences.append(
            "That the list of those left leaves out nobody who was eligible: see the "
            "records of eligibility."
        )
    return tuple(sentences)


def _public_unchecked(head: Head) -> tuple[str, ...]:
    return (
        "Only an auditor can check that each token stands for the row that its lane "
        "names in the committed roster.",
        "Only an auditor can check why somebody was skipped, and who is excluded.",
        "Only an auditor can check that the roster, and the list of those left if "
        "there is one, are right.",
        *_seed_unchecked(head.opening),
    )


def _open_unchecked(segments: list[Members]) -> tuple[str, ...]:
    if not any(segment.has("open") for segment in segments):
        return ()
    return (
        "That no more seats were open when the poll ended than it says: see the "
        "audit log.",
    )


def _seed_unchecked(opening: Opening) -> tuple[str, ...]:
    if opening.server_seed is None:
        return ("Weak randomness: nothing shows how the given seed was chosen.",)
    return (
        "That the commitment was published before the nonce came: see the audit log.",
        "Weak randomness: no public beacon took part in the seed.",
    )
