"""The pages of an exhibit as its editor takes them: all of them, and the one shown."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from jury.services.reading.case_views import PartView
from jury.services.submissions.exhibit_parts import boxes_of
from jury.storage.exhibit_parts import ExhibitPart, list_parts, list_pictures
from jury.storage.exhibits import Exhibit
from jury.web.part_words import name_of

Part = dict[str, Any]


@dataclass(frozen=True)
class Pages:
    """`page` is the one whose boxes are drawn; None when all were settled."""

    pages: list[Part]
    page: Part | None


def pages_of(exhibit: Exhibit, wanted: int | None) -> Pages:
    """The pages, and the wanted one, or the first that nobody settled yet."""
    pages = [_page(exhibit, part) for part in list_pictures(exhibit.id)]
    asked = next((one for one in pages if one["no"] == wanted), None)
    unsettled = next((one for one in pages if not one["is_settled"]), None)
    return Pages(pages, asked or unsettled)


def film_of(exhibit: Exhibit) -> Part | None:
    """The film as jurors get it, where it is played."""
    parts = [one for one in list_parts(exhibit.id) if not one.is_picture]
    if not parts:
        return None
    there: Part = {"dispute_id": exhibit.dispute_id, "exhibit_id": exhibit.id}
    found = {
        one.kind: url_for("desk.pages.send_shown", **there, part_no=one.part_no)
        for one in parts
    }
    size = {"width": parts[0].width, "height": parts[0].height}
    return {**found, **size, "is_heard": exhibit.is_heard}


def boxes_on(exhibit: Exhibit, page: Part | None) -> list[Any]:
    """The boxes on the picture or page that is shown."""
    if page:
        return list(page["boxes"])
    return [box for box in exhibit.boxes if "part" not in box]


def drawn_on(exhibit: Exhibit, page: Part | None) -> tuple[int, int]:
    """The size of what boxes are drawn on."""
    if page:
        return page["width"], page["height"]
    return exhibit.width or 0, exhibit.height or 0


def _page(exhibit: Exhibit, part: ExhibitPart) -> Part:
    there: Part = {
        "dispute_id": exhibit.dispute_id,
        "exhibit_id": exhibit.id,
        "part_no": part.part_no,
    }
    view = PartView(part.part_no, part.kind, part.at_ms, part.width, part.height)
    return {
        "no": part.part_no,
        "name": name_of(view),
        "width": part.width,
        "height": part.height,
        "boxes": boxes_of(exhibit, part.part_no),
        "is_settled": part.checked_at is not None,
        "original": url_for("desk.pages.send_original", **there),
        "shown": url_for("desk.pages.send_shown", **there) if part.shown_blob else "",
        "cover": url_for("desk.pages.cover", **there),
        "href": url_for(
            "desk.editor.show",
            dispute_id=exhibit.dispute_id,
            exhibit_id=exhibit.id,
            page=part.part_no,
        ),
    }
