"""What one sender gave away in pieces: the ends of messages read as one text."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jury.redaction.findings import Finding, Message

Claim = tuple[int, Finding]
# No piece is longer; what lies between the two ends of a long message is left out.
_END: Final = 80
# So many messages of the other side may come between two pieces.
_APART: Final = 12


@dataclass(frozen=True)
class _Piece:
    """An end of a message, and where it stands in the joined text."""

    place: int
    start: int
    at: int
    text: str


def find_split(
    messages: Sequence[Message],
    claims_of: Callable[[str], Sequence[Claim]],
    glue: str = "\n",
) -> Iterator[tuple[int, Claim]]:
    """Claims that reach over the end of a message, cut to each message they touch.

    ``glue`` stands between two messages, if anything. Pieces keep the entity of the
    whole, so that every piece gets the same label.
    """
    by_sender: dict[str, list[int]] = defaultdict(list)
    for place, message in enumerate(messages):
        by_sender[message.sender].append(place)
    for places in by_sender.values():
        if len(places) > 1:
            pieces, joined = _joined(messages, places, glue)
            for claim in claims_of(joined):
                yield from _cut(claim, pieces)


def _joined(
    messages: Sequence[Message], places: Sequence[int], glue: str
) -> tuple[list[_Piece], str]:
    pieces: list[_Piece] = []
    parts: list[str] = []
    at = 0
    for place in places:
        text = messages[place].text
        ends = [(0, text)]
        if len(text) > 2 * _END:
            ends = [(0, text[:_END]), (len(text) - _END, text[-_END:])]
        for start, part in ends:
            pieces.append(_Piece(place, start, at, part))
            # A break that nothing reads across stands for what was left out.
            end = glue if start + len(part) == len(text) else "\0。\0"
            parts += [part, end]
            at += len(part) + len(end)
    return pieces, "".join(parts)


def _cut(claim: Claim, pieces: Sequence[_Piece]) -> Iterator[tuple[int, Claim]]:
    weight, finding = claim
    touched = [
        piece
        for piece in pieces
        if piece.at < finding.end and finding.start < piece.at + len(piece.text)
    ]
    places = [piece.place for piece in touched]
    if len(set(places)) < 2 or places[-1] - places[0] > _APART * (len(places) - 1):
        return
    for piece in touched:
        start = max(finding.start - piece.at, 0) + piece.start
        end = min(finding.end - piece.at, len(piece.text)) + piece.start
        yield piece.place, (weight, replace(finding, start=start, end=end))
