"""Where the pages of an exhibit, and a film, are for one of the two sides."""

from typing import Any

from flask import url_for

from jury.services.reading.case_views import ExhibitView
from jury.web import part_words


def seen_parts(dispute_id: str, view: ExhibitView, *, is_shown: bool) -> dict[str, Any]:
    """Its pages, one's own beside what was sent; and the film, where it is played."""

    def address(part_no: int) -> dict[str, str]:
        there: dict[str, Any] = {"dispute_id": dispute_id, "exhibit_id": view.id}
        there["part_no"] = part_no
        shown = url_for("party.parts.send_shown", **there)
        original = url_for("party.parts.send_original", **there)
        return {
            "picture": shown if is_shown else original,
            "original": original if view.is_mine and is_shown else "",
        }

    return {
        "parts": part_words.parts(view, address),
        "film": part_words.film(view, address) if is_shown else None,
    }
