"""How the characters of Chinese names are spelled in Latin letters."""

import re
from collections import defaultdict
from functools import cache

from jury.redaction.writing.syllables import SYLLABLES


def read_as(syllable: str) -> str:
    """The characters that are read so."""
    found = re.search(rf"(?:\A| ){syllable}([^a-z ]+)", SYLLABLES)
    return found[1] if found else ""


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Built when the first Chinese name is known: most programs never need it."""
    ways: dict[str, list[str]] = defaultdict(list)
    for syllable, characters in re.findall(r"([a-z]+)([^a-z ]+)", SYLLABLES):
        for character in characters:
            ways[character].append(syllable)
    return {character: tuple(found) for character, found in ways.items()}


def spelled(name: str) -> list[str] | None:
    """A pattern for each syllable of a name; None when one is not in the table."""
    syllables: list[str] = []
    for character in name:
        ways = {
            typed for way in _readings().get(character, ()) for typed in _typed(way)
        }
        if not ways:
            return None
        ordered = sorted(ways, key=lambda way: (-len(way), way))
        syllables.append(
            ordered[0] if len(ordered) == 1 else f"(?:{'|'.join(ordered)})"
        )
    return syllables


def initials(name: str) -> list[str] | None:
    """A pattern for the first letter of each syllable."""
    letters: list[str] = []
    for character in name:
        firsts = sorted({way[0] for way in _readings().get(character, ())})
        if not firsts:
            return None
        letters.append(firsts[0] if len(firsts) == 1 else f"[{''.join(firsts)}]")
    return letters


def _typed(way: str) -> tuple[str, ...]:
    if "v" not in way:
        return (way,)
    return way, way.replace("v", "u"), way.replace("v", "yu"), way.replace("v", "ue")
