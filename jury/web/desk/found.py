"""What machines found on a picture, box by box, for whoever checks it."""

from typing import Any

from flask_babel import gettext as _

from jury.domain.lives.redacting import (
    BY_POLICY,
    DOUBTED,
    OVERTAKEN,
    STILL_THERE,
    WISHED,
    RedactionState,
)
from jury.redaction.labels import chip
from jury.services.screening.uncovering import are_proposed, doubts_of, place_of
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
    if not are_proposed(boxes, spots):
        return []
    return [
        {
            "no": number,
            "what": _what(spot["kind"]),
            "is_doubt": place_of(number, part_no) in doubts,
        }
        for number, spot in enumerate(spots, start=1)
    ]


def with_words(
    boxes: list[dict[str, int]], found: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Boxes for the editor, each with what was found there."""
    if not found:
        return [dict(box) for box in boxes]
    return [
        {**box, "what": one["what"], "is_doubt": one["is_doubt"]}
        for box, one in zip(boxes, found, strict=True)
    ]


def why_a_person(exhibit: Exhibit) -> str:
    """Why machines left a picture to a person; empty when they did not."""
    row = find_redaction(exhibit.id)
    if row is None or row.state != RedactionState.LEFT.value:
        return ""
    known = {
        STILL_THERE: _(
            "Something was found again on the covered picture: look first at the "
            "boxes that say so."
        ),
        DOUBTED: _("So much of it is in doubt that covering it all would hide it."),
        WISHED: _("A side asked for more cover before machines were through with it."),
        OVERTAKEN: _("A person was at it before machines were through with it."),
        BY_POLICY: _("The rules of this dispute let a person look at every picture."),
    }
    return str(known.get(row.code or "", _("Machines could not look through it.")))


def _what(kind: str) -> str:
    seen = {
        "face": _("a face"),
        "portrait": _("a portrait"),
        "code": _("a code"),
        "hard_to_read": _("hard to read"),
        "faint_face": _("perhaps a face"),
        "still_there": _("found again after covering"),
        "text": _("text"),
    }
    return str(seen.get(kind) or chip(kind, reader_locale()))
