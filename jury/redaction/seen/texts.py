"""Which stretches of the lines in a picture tell whom: the pipeline of texts on them.

A label wraps an address, a form sets the name beside its cue, a table beneath it. So
lines are asked alone, with their neighbours on the row, and with what follows beneath;
what any way of reading finds is covered.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from jury.redaction.detect import find
from jury.redaction.findings import Known
from jury.redaction.places.words import PROVINCES
from jury.redaction.seen.blocks import (
    Piece,
    beside_cues,
    blocks_of,
    goes_on,
    is_parcel_label,
    levelled,
    masked_names,
    noisy_numbers,
    numbers_on_a_label,
    rests,
    tells_a_place,
    whole_blocks,
    writers,
)
from jury.redaction.seen.leaning import along
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Seen, grown

_WHOLE: Final = 0.7
_WIDE: Final = {"W", "F"}
_MOMENT: Final = re.compile(
    r"(?<!\d)(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{2}日?\s?"
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!\d)"
    rf"|^\d{{1,2}}-\d{{1,2}}\s?[·•]\s?(?:{PROVINCES})$"
)
_TIME: Final = re.compile(r"^\s*\d{1,2}[:：]\d{2}\s?(?:[AaPp][Mm])?\D{0,3}$")
_OF_A_DIGIT: Final = 0.4
_NARROW: Final = frozenset(" ijlftrI.,:;'|!()[]")
_BROAD: Final = frozenset("mwMW@%")
_OF_DIGITS: Final = frozenset({"phone", "number", "order_no", "courier_no"})
_NO_MOMENTS: Final = _OF_DIGITS | {"name"}
_SIGN: Final = re.compile(r"[A-Za-z0-9*＊_@.\-]")
_OF_SIGNS: Final = _OF_DIGITS | {"handle", "email", "bank_card", "id_card", "url"}


def find_texts(
    lines: Sequence[Line], known: Known, *, in_chat: bool = False
) -> list[Seen]:
    """Boxes over everything personal that was read.

    ``in_chat``: people speak there, so that it is no label, whatever they speak of.
    """
    level = levelled(lines)
    pieces = {
        piece
        for reading in _readings(level)
        for piece in _pieces_of(reading, level, known)
    }
    blocks = blocks_of(level)
    pieces |= set(goes_on(pieces, blocks, level))
    pieces |= set(beside_cues(pieces, _rows(level), level))
    pieces |= set(writers(level))
    pieces |= set(masked_names(level))
    pieces |= set(noisy_numbers(level))
    if is_parcel_label(level) and not in_chat:
        pieces |= set(whole_blocks(pieces, blocks, level))
        pieces |= set(numbers_on_a_label(level))
    pieces |= set(rests(pieces, level))
    found = {
        (piece.kind, box, piece.entity): lines[piece.line].confidence
        for piece in sorted(pieces, key=lambda piece: (piece.line, piece.start))
        for box in boxes_of(piece, lines[piece.line])
    }
    return [
        Seen(kind, box, confidence, entity=entity)
        for (kind, box, entity), confidence in found.items()
    ]


def _readings(lines: Sequence[Line]) -> Iterable[tuple[tuple[int, ...], str]]:
    """Lines that are read together, and what stands between them."""
    rows = _rows(lines)
    yield from (((place,), "") for place in range(len(lines)))
    yield from ((row, " ") for row in rows if len(row) > 1)
    for block in blocks_of(lines):
        yield block, "\n"
        yield from _wrapped(block, lines)


def _pieces_of(
    reading: tuple[tuple[int, ...], str], lines: Sequence[Line], known: Known
) -> Iterable[Piece]:
    places, between = reading
    text = between.join(lines[place].text for place in places)
    for finding in find(text, known):
        base = 0
        for place in places:
            length = len(lines[place].text)
            start, end = max(finding.start - base, 0), min(finding.end - base, length)
            # An address that runs to the end of its line must not swallow the next.
            swallowed = finding.kind == "address" and finding.start < base
            if start < end and (not swallowed or tells_a_place(lines[place].text)):
                piece = Piece(place, start, end, finding.kind, finding.entity)
                yield from _whole_sign(piece, lines[place].text)
            base += length + len(between)


def _whole_sign(piece: Piece, text: str) -> Iterator[Piece]:
    """The stretch with the signs that touch it; nothing for a moment in time.

    Readers drop blanks and misread single signs: half a number is left over where
    its other half no longer looks like one.
    """
    start, end, kind = piece.start, piece.end, piece.kind
    for moment in _MOMENT.finditer(text) if kind in _NO_MOMENTS else ():
        if moment.start() <= start and end <= moment.end():
            return
    while kind in _OF_SIGNS and start and _SIGN.match(text[start - 1]):
        start -= 1
    while kind in _OF_SIGNS and end < len(text) and _SIGN.match(text[end]):
        end += 1
    yield replace(piece, start=start, end=end)


def _rows(lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """Lines side by side, from left to right, rows from the top."""
    rows: list[list[int]] = []
    for place in sorted(range(len(lines)), key=lambda p: lines[p].box[1]):
        for row in rows:
            if _beside(lines[row[-1]], lines[place]):
                row.append(place)
                break
        else:
            rows.append([place])
    return [tuple(sorted(row, key=lambda p: lines[p].box[0])) for row in rows]


def _beside(one: Line, other: Line) -> bool:
    top = max(one.box[1], other.box[1])
    bottom = min(one.box[1] + one.box[3], other.box[1] + other.box[3])
    return bottom - top > 0.5 * min(one.box[3], other.box[3])


def _wrapped(
    block: tuple[int, ...], lines: Sequence[Line]
) -> Iterable[tuple[tuple[int, ...], str]]:
    """Lines of a block that run to its right margin go on in the next."""
    margin = max(lines[place].box[0] + lines[place].box[2] for place in block)
    chain = [block[0]]
    for upper, lower in pairwise(block):
        box = lines[upper].box
        if margin - (box[0] + box[2]) < 2.5 * box[3]:
            chain.append(lower)
            continue
        if len(chain) > 1:
            yield tuple(chain), _between(chain, lines)
        chain = [lower]
    if len(chain) > 1:
        yield tuple(chain), _between(chain, lines)


def _between(chain: Sequence[int], lines: Sequence[Line]) -> str:
    """What stood where a line was wrapped: a blank between words, in a number none."""
    ends = [(lines[a].text[-1:], lines[b].text[:1]) for a, b in pairwise(chain)]
    words = all(
        one.isascii() and other.isascii() and not (one.isdigit() and other.isdigit())
        for one, other in ends
    )
    return " " if words else ""


def boxes_of(piece: Piece, line: Line) -> Sequence[Area]:
    """Where a stretch lies: one box, or steps where its line leans."""
    return along(_box_of(piece, line), line)


def _box_of(piece: Piece, line: Line) -> Area:
    """Where a stretch lies, by the widths of its letters; mostly all is all.

    Which font it is nobody knows: the box holds what follows from two.
    """
    height = line.box[3]
    shares = [_share(piece, line, width_of) for width_of in (_even, _uneven)]
    most = max(end - start for start, end in shares)
    if most >= _WHOLE or line.quarters % 2 or height > 1.5 * line.box[2]:
        return grown(line.box, 0.1 * line.height, 0.1 * line.height)
    first, last = min(start for start, _ in shares), max(end for _, end in shares)
    if line.quarters == 2:
        first, last = 1 - last, 1 - first
    x, y, width, _ = line.box
    last = max(last, _up_to_a_clock(piece, line))
    stretch = (round(x + width * first), y, round(width * (last - first)), height)
    tall = line.height if line.slope else height
    return grown(stretch, 0.7 * tall, 0.2 * height)


def _up_to_a_clock(piece: Piece, line: Line) -> float:
    """How far into its line it may reach where only the time stands behind it.

    That ends at the margin, however much room lies between.
    """
    if line.quarters or not _TIME.match(line.text[piece.end :]):
        return 0.0
    behind = len(line.text) - piece.end
    return 1 - behind * _OF_A_DIGIT * line.height / max(1, line.box[2])


def _share(
    piece: Piece, line: Line, width_of: Callable[[str], float]
) -> tuple[float, float]:
    """Where the stretch begins and ends, in parts of its line."""
    widths = [width_of(character) for character in line.text]
    total = sum(widths) or 1.0
    return sum(widths[: piece.start]) / total, sum(widths[: piece.end]) / total


def _even(character: str) -> float:
    if unicodedata.east_asian_width(character) in _WIDE:
        return 1.0
    return 0.65 if character.isupper() else 0.55


def _uneven(character: str) -> float:
    """As fonts have it in which an i is a third of an m."""
    if character in _NARROW:
        return 0.28
    return 0.87 if character in _BROAD else _even(character)
