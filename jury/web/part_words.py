"""The pages of a PDF and the stills of a film, as the parts of pages take them."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from jury.services.reading.case_views import ExhibitView, PartView

Part = dict[str, Any]


def parts(view: ExhibitView, address: Callable[[int], dict[str, str]]) -> list[Part]:
    """Each with its name, its size, and where it is."""
    return [
        {
            "no": one.number,
            "name": name_of(one),
            "kind": one.kind,
            "width": one.width,
            "height": one.height,
            **address(one.number),
        }
        for one in view.parts
    ]


def film(view: ExhibitView, address: Callable[[int], dict[str, str]]) -> Part | None:
    """The film that is played: where both sizes and the poster are."""
    found = {one.kind: address(one.number)["picture"] for one in view.film}
    if not found:
        return None
    large = view.film[0]
    return {
        **found,
        "width": large.width,
        "height": large.height,
        "is_heard": view.sound_reason is not None,
    }


def where(across: int, down: int, *, of: int) -> str:
    """In which ninth of a picture a place lies; both in parts `of` its sides."""
    names = (
        (_("top left"), _("top middle"), _("top right")),
        (_("left"), _("in the middle"), _("right")),
        (_("bottom left"), _("bottom middle"), _("bottom right")),
    )
    return str(names[min(2, 3 * down // of)][min(2, 3 * across // of)])


def name_of(one: PartView) -> str:
    """What a page or a still is called."""
    if one.at_ms is None:
        return str(_("Page %(no)s", no=one.number))
    minutes, seconds = divmod(one.at_ms // 1000, 60)
    time = f"{minutes}:{seconds:02d}"
    return str(_("Picture %(no)s, at %(time)s", no=one.number, time=time))
