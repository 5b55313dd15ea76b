"""Reads the files of ids that `draw` is given, or refuses them with a sentence."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click

WHOLE_ROSTER = "*/*/*"
_LONGEST = 200

# Segment key → its people.
Roster = dict[str, list[str]]


def read_octets(path: str) -> bytes:
    """Return a file's bytes."""
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "there can be no such file"
        raise click.ClickException(f"Cannot read {path}: {why}.") from error


def read_roster(path: str) -> Roster:
    """Return the people of a roster by segment, the segments in order.

    A roster of bare ids is one segment, `*/*/*`.
    """
    lines = list(_lines(path))
    has_segments = any("," in line for _, line in lines)
    roster: Roster = {}
    line_of: dict[str, int] = {}
    for number, line in lines:
        where = f"{path}, line {number}"
        person, segment = _split(line, where, has_segments=has_segments)
        if person in line_of:
            raise click.ClickException(
                f"{where}: the same person stands in line {line_of[person]} already."
            )
        line_of[person] = number
        roster.setdefault(segment, []).append(person)
    if not roster:
        raise click.ClickException(f"{path} names nobody.")
    return {key: roster[key] for key in sorted(roster)}


def read_ids(path: str) -> list[str]:
    """Return the ids of a file, one a line."""
    return [
        checked_text(line, f"{path}, line {number}") for number, line in _lines(path)
    ]


def checked_text(text: str, where: str) -> str:
    """Return a trimmed, normalised id or key, or refuse it."""
    trimmed = text.strip()
    if not trimmed.isascii():
        trimmed = unicodedata.normalize("NFC", trimmed)
    if not trimmed:
        raise click.ClickException(f"{where}: something is missing.")
    if len(trimmed) > _LONGEST:
        raise click.ClickException(f"{where}: more than {_LONGEST} characters.")
    if "," in trimmed:
        raise click.ClickException(f"{where}: a comma where none belongs.")
    if not trimmed.isprintable() and _has_control(trimmed):
        raise click.ClickException(f"{where}: a control character.")
    return trimmed


def _has_control(text: str) -> bool:
    return any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)


def _lines(path: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers."""
    try:
        text = read_octets(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{path} is not UTF-8 text.") from error
    # Not splitlines(): it would split ids at form feeds and the like.
    for number, line in enumerate(text.split("\n"), 1):
        if stripped := line.strip():
            yield number, stripped


def _split(line: str, where: str, *, has_segments: bool) -> tuple[str, str]:
    if not has_segments:
        return checked_text(line, where), WHOLE_ROSTER
    person, comma, segment = line.partition(",")
    if not comma:
        raise click.ClickException(
            f"{where}: no segment, although other lines have one."
        )
    return checked_text(person, where), checked_text(segment, where)
