"""Marks of a text that cover words for their looks alone, for whoever may read them."""

from typing import Any

from jury.redaction.labels import chip
from jury.services.screening.guessed import marks_of
from jury.services.screening.wishes import list_open_wishes, wish_of
from jury.storage.disputes import Dispute, RedactedText
from jury.web.frame import reader_locale

Mark = dict[str, Any]


def marks_in(dispute: Dispute, row: RedactedText) -> list[Mark]:
    """Each with the words beneath it, and whether its side asks to have it shown."""
    wishes = map(wish_of, list_open_wishes(dispute.id, row.source))
    asked = {one.passage for one in wishes if one.is_uncover}
    return [
        {
            "code": code,
            "name": mark_name(code),
            "words": list(dict.fromkeys(words)),
            "is_asked": code in asked,
        }
        for code, words in marks_of(dispute, row).items()
    ]


def mark_name(code: str) -> str:
    """What stands on the mark, as in the text."""
    return chip(code, reader_locale())
