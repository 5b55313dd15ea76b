"""Numbers that are to be picked out of a text: the first sign of each line."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.writing.normal import Normal
from jury.redaction.writing.scripts import NUMBER_WORDS

_FEWEST_LINES: Final = 10
_OPENING: Final = re.compile(
    rf"^[ ]*(?P<sign>[0-9]|(?:{'|'.join(NUMBER_WORDS)})(?![a-z]))", re.MULTILINE
)
# A quantity in plain digits is no sign of its own.
_LONGER: Final = re.compile("[0-9]{2}")
_MOBILE: Final = re.compile("1[3-9][0-9]{9}")


def find_acrostic(view: Normal) -> Iterator[Hit]:
    """The signs that open eleven lines in a row and read as a mobile."""
    if view.text.count("\n") < _FEWEST_LINES:
        return
    row: list[re.Match[str]] = []
    at = 0
    for line in view.digits.split("\n"):
        opening = _OPENING.match(view.digits, at)
        at += len(line) + 1
        if opening and not _LONGER.match(view.text, opening.start("sign")):
            row.append(opening)
            continue
        yield from _of_row(row)
        row = []
    yield from _of_row(row)


def _of_row(row: list[re.Match[str]]) -> Iterator[Hit]:
    read = "".join(NUMBER_WORDS.get(sign["sign"], sign["sign"]) for sign in row)
    if found := _MOBILE.search(read):
        for sign in row[found.start() : found.end()]:
            yield Hit("phone", *sign.span("sign"), f"phone:{found[0]}", 58)
