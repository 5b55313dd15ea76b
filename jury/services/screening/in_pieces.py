"""What a side gives away in pieces, one in each of its texts.

Each text is covered by itself when it comes. Half a number in a caption and the other
half in the next are nothing by themselves, and to a juror they are a number.
"""

from collections import defaultdict

from jury.redaction import find_pieces
from jury.services.screening import texts
from jury.storage.disputes import Dispute, RedactedText, list_redacted

# One character stands in too many words to be covered wherever it stands.
_SHORTEST = 2


def cover_pieces(dispute: Dispute, kept: RedactedText) -> RedactedText:
    """Cover what a text and another one of its side say together; the text."""
    others = [
        row
        for row in list_redacted(dispute.id).values()
        if row.side == kept.side and row.source not in {kept.source, _chat(row)}
    ]
    said = [texts.readable(row) for row in others]
    found = find_pieces(texts.readable(kept), said, texts.known_of(dispute))
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


def _chat(row: RedactedText) -> str:
    """The name of a text of the chat log, which was read as a whole when it came."""
    return row.source if row.source.startswith("chat:") else ""
