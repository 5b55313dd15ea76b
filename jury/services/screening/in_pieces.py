"""What a side gives away in pieces, one in each of its texts.

Each text is covered by itself when it comes. Half a number in a caption and the other
half in the next are nothing by themselves, and to a juror they are a number.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from jury.domain.lifecycle import Side
from jury.redaction import find_pieces
from jury.services.screening import texts
from jury.storage.disputes import Dispute, RedactedText, list_redacted
from jury.storage.exhibits import list_versions

# One character stands in too many words to be covered wherever it stands.
_SHORTEST = 2
# The order in which a juror's page has the texts of a side, and its statements.
_ON_PAGE = ("claim", "listing", "statement", "point", "chat", "caption")
_STATEMENTS = ("case", "answer", "addition", "evidence")
# Of a long chat log only short messages with digits can be pieces of a number.
_DIGITS, _LONGEST_MESSAGE, _MOST_MESSAGES = 3, 40, 20


def cover_pieces(dispute: Dispute, kept: RedactedText) -> RedactedText:
    """Cover what a text and other ones of its side say together; the text."""
    rows = _of_side(dispute, kept)
    before = next(no for no, row in enumerate(rows) if row.source == kept.source)
    others = [row for row in rows if row.source != kept.source]
    said = [texts.readable(row) for row in others]
    known = texts.known_of(dispute)
    found = find_pieces(texts.readable(kept), said, known, before=before)
    passages: dict[int, set[str]] = defaultdict(set)
    for place, piece in found:
        text = texts.readable(kept) if place < 0 else said[place]
        passages[place].add(text[piece.start : piece.end].strip())
    for place, told in passages.items():
        row = kept if place < 0 else others[place]
        covered = _cover(dispute, row, told)
        kept = covered if place < 0 else kept
    return kept


def _cover(dispute: Dispute, row: RedactedText, told: set[str]) -> RedactedText:
    known = [
        one
        for one in sorted(told)
        if len(one) >= _SHORTEST and texts.stands_in(row, one)
    ]
    return texts.cover_unseen(dispute, row, known) if known else row


def _of_side(dispute: Dispute, kept: RedactedText) -> list[RedactedText]:
    """The texts of its side in the order of a page; its chat only where digits are.

    The messages were read together when they came, but with none of these texts.
    """
    versions = list_versions(dispute.id, Side(kept.side)) if kept.side else []
    numbers = {one.id: one.exhibit_no for one in versions}
    rows = sorted(
        (row for row in list_redacted(dispute.id).values() if row.side == kept.side),
        key=lambda row: _place(row, numbers),
    )
    messages = [row for row in rows if _is_message(row) and _may_be_piece(row)]
    near = {row.source for row in messages[-_MOST_MESSAGES:]}
    return [row for row in rows if not _is_message(row) or row.source in near]


def _place(row: RedactedText, numbers: Mapping[str, int]) -> tuple[int, int]:
    kind, _, rest = row.source.partition(":")
    first, _, second = rest.partition(":")
    number = int(first) if first.isdecimal() else numbers.get(rest, 0)
    if kind == "statement":
        number = _rank(second.partition(":")[0], _STATEMENTS)
    return _rank(kind, _ON_PAGE), number


def _rank(one: str, order: Sequence[str]) -> int:
    """Its place; what stands on no juror's page, of a return, comes last."""
    return order.index(one) if one in order else len(order)


def _is_message(row: RedactedText) -> bool:
    return row.source.startswith("chat:")


def _may_be_piece(row: RedactedText) -> bool:
    said = texts.readable(row)
    digits = sum(map(str.isnumeric, said))
    return digits >= _DIGITS and len(said) <= _LONGEST_MESSAGE
