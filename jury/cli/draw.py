"""`draw` and `verify-draw`: the lot without a court, for whoever wants to check it.

Bad input of any kind is a sentence on standard error and exit 1.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from jury.cli.id_files import (
    WHOLE_ROSTER,
    Roster,
    checked_text,
    read_ids,
    read_roster,
)
from jury.cli.json_files import read_object
from jury.cli.told import tell_checked
from jury.domain.sortition import (
    Commitment,
    CommittedSegment,
    DrawRecord,
    Opening,
    RosterRefused,
    Segment,
    SegmentRecord,
    build_segment,
    exclusions_digest,
    full_transcript,
    make_draw,
    row_key,
    share_seats,
    transcript_bytes,
    verify_transcript,
)

# There is no dispute behind a draw from the command line, and no secret in it.
DISPUTE = "command-line"
TOKEN_KEY = bytes(32)

_MOST_SEATS = 1_000_000
_SEED = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_SEATS = re.compile(r"[0-9]{1,7}", re.ASCII)


@click.command("draw")
@click.option("--roster", metavar="FILE", help="One id a line, or id,segment.")
@click.option("--seats", metavar="N", help="How many people to draw.")
@click.option("--seed", metavar="HEX", help="The draw's seed, 64 hex digits.")
@click.option("--segment", metavar="KEY", help="Draw from this segment alone.")
@click.option("--exclude", metavar="FILE", help="Ids that may not be drawn.")
@click.option("-o", "--output", metavar="TRANSCRIPT", help="Where the proof goes.")
def draw(**given: str | None) -> None:
    """Draw people from a roster, and write a transcript that proves it.

    The people are printed, those of one segment in the order of the lot. Without
    --segment the segments share the seats by their size. The same input gives
    the same transcript, byte for byte.
    """
    seats = _read_seats(_required(given, "--seats"))
    seed = _read_seed(_required(given, "--seed"))
    output = _required(given, "--output")
    roster = read_roster(_required(given, "--roster"))
    chosen = _choose(roster, given["segment"])
    exclude = given["exclude"]
    excluded = frozenset(map(row_key, read_ids(exclude) if exclude else ()))
    try:
        record = _draw(chosen, excluded, seats=seats, seed=seed)
    except RosterRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _write(output, transcript_bytes(full_transcript(record)))
    for segment in record.segments:
        for entry in segment.entries:
            if entry.code is None:
                click.echo(entry.ref)


@click.command("verify-draw")
@click.argument("transcript", required=False)
def verify_draw(**given: str | None) -> None:
    """Check the transcript of a draw, and say what was checked and what was not."""
    result = verify_transcript(
        read_object(_required(given, "TRANSCRIPT"), "transcript")
    )
    if result.problem is not None:
        raise click.ClickException(f"The transcript does not hold. {result.problem}")
    click.echo("The transcript holds.")
    tell_checked(result.checked, result.unchecked)


def _required(given: Mapping[str, str | None], name: str) -> str:
    # Click itself would exit with 2 for an option that is missing.
    value = given[name.strip("-").lower()]
    if not value:
        raise click.ClickException(f"{name} is missing.")
    return value


def _read_seats(text: str) -> int:
    if not _SEATS.fullmatch(text) or not 1 <= int(text) <= _MOST_SEATS:
        raise click.ClickException(
            f"--seats must be a whole number from 1 to {_MOST_SEATS}."
        )
    return int(text)


def _read_seed(text: str) -> bytes:
    if not _SEED.fullmatch(text):
        raise click.ClickException("--seed must be 64 hex digits.")
    return bytes.fromhex(text)


def _choose(roster: Roster, segment: str | None) -> Roster:
    """Return the part of the roster to draw from. Bare ids take any name."""
    if segment is None:
        return roster
    key = checked_text(segment, "--segment")
    people = roster.get(WHOLE_ROSTER if list(roster) == [WHOLE_ROSTER] else key)
    if people is None:
        raise click.ClickException(f"The roster has no segment {key}.")
    return {key: people}


def _draw(
    roster: Roster, excluded: frozenset[bytes], *, seats: int, seed: bytes
) -> DrawRecord:
    """Commit the segments in which anybody may be drawn, and draw."""
    people: dict[bytes, str] = {}
    segments: dict[str, Segment] = {}
    eligible: list[int] = []
    for key, ids in roster.items():
        keys = [row_key(person) for person in ids]
        people.update(zip(keys, ids, strict=True))
        left = len(keys) - len(excluded.intersection(keys))
        if left:
            segments[key] = build_segment(keys)
            eligible.append(left)
    if sum(eligible) < seats:
        raise RosterRefused(
            f"There are {seats} seats, but only {sum(eligible)} people may be drawn."
        )
    commitment = _commit(
        segments, share_seats(seats, eligible), seats=seats, excluded=excluded
    )
    record = make_draw(
        commitment,
        Opening(seed),
        segments=tuple(segments.values()),
        excluded=excluded,
        token_key=TOKEN_KEY,
    )
    named = tuple(_with_names(segment, people) for segment in record.segments)
    return replace(record, segments=named)


def _commit(
    segments: Mapping[str, Segment],
    quotas: tuple[int, ...],
    *,
    seats: int,
    excluded: frozenset[bytes],
) -> Commitment:
    return Commitment(
        dispute=DISPUTE,
        round_number=1,
        draw_no=1,
        seats=seats,
        segments=tuple(
            CommittedSegment(key, segment.root, segment.size, quota)
            for (key, segment), quota in zip(segments.items(), quotas, strict=True)
        ),
        exclusions=exclusions_digest(excluded, TOKEN_KEY),
        server_seed_hash=None,
    )


def _with_names(segment: SegmentRecord, people: Mapping[bytes, str]) -> SegmentRecord:
    entries = tuple(entry._replace(ref=people[entry.key]) for entry in segment.entries)
    return replace(segment, entries=entries)


def _write(path: str, octets: bytes) -> None:
    try:
        Path(path).write_bytes(octets)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "there can be no such file"
        raise click.ClickException(f"Cannot write {path}: {why}.") from error
