"""What machines found on a picture, box by box, for whoever checks it."""

from typing import Any

from flask_babel import gettext as _

from jury.redaction.labels import chip
from jury.services.uncovering import doubts_of, place_of
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import find_redaction
from jury.web.frame import reader_locale


def found_on(exhibit: Exhibit, part_no: int | None = None) -> list[dict[str, Any]]:
    """Each box that was proposed: its number, what it covers, whether that is sure.

    Of an exhibit of several pages those of one.
    """
    row, doubts = find_redaction(exhibit.id), doubts_of(exhibit)
    if row is None:
        return []
    boxes, spots = (
        [one for one in given if one.get("part") == part_no]
        for given in (exhibit.boxes, (*row.findings, *row.review))
    )
    if len(boxes) != len(spots):
        return []
    return [
        {
            "no": number,
            "what": _what(spot["kind"]),
            "is_doubt": place_of(number, part_no) in doubts,
        }
        for number, spot in enumerate(spots, start=1)
    ]


def _what(kind: str) -> str:
    seen = {
        "face": _("a face"),
        "portrait": _("a portrait"),
        "code": _("a code"),
        "hard_to_read": _("hard to read"),
        "still_there": _("found again after covering"),
        "text": _("text"),
    }
    return str(seen.get(kind) or chip(kind, reader_locale()))
