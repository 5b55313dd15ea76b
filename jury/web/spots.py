"""Places that were tapped on a picture, for whoever asks and whoever covers."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from jury.domain.errors import N_, Invalid
from jury.services.screening.covering import THOUSAND
from jury.services.screening.wishes import Spot, Wish, list_open_wishes, wish_of
from jury.storage.exhibits import Exhibit
from jury.web.part_words import where

# A box that is proposed around a tap, in parts of the picture's sides.
_ACROSS, _DOWN = 5, 10
_LONGEST = 4


def tapped(form: Mapping[str, str]) -> Spot | None:
    """The place that a form names; None when nobody tapped. Raises Invalid."""
    across, down, part = (form.get(f"spot_{one}", "") for one in ("x", "y", "part"))
    if not across and not down:
        return None
    return Spot(_whole(across), _whole(down), _whole(part) if part else None)


def wish_words(wish: Wish) -> str:
    """What a side asks to have covered, in its own words and by where it tapped."""
    if wish.spot is None:
        return wish.passage
    place = where(wish.spot.x, wish.spot.y, of=THOUSAND)
    if wish.spot.part_no is not None:
        place = _("no. %(page)s, %(place)s", page=wish.spot.part_no, place=place)
    marked = str(_("the place that was tapped (%(place)s)", place=place))
    return f"{marked}: {wish.passage}" if wish.passage else marked


def asked_boxes(
    exhibit: Exhibit, size: tuple[int, int], part_no: int | None
) -> list[dict[str, Any]]:
    """A box around each place of a picture or page that a side tapped."""
    wishes = map(wish_of, list_open_wishes(exhibit.dispute_id, exhibit.id))
    return wished_boxes(wishes, size, part_no)


def wished_boxes(
    wishes: Iterable[Wish], size: tuple[int, int], part_no: int | None
) -> list[dict[str, Any]]:
    """The same of these wishes."""
    spots = [one.spot for one in wishes if one.spot]
    return [_box(one, *size) for one in spots if one.part_no == part_no]


def _box(spot: Spot, width: int, height: int) -> dict[str, Any]:
    across, down = max(1, width // _ACROSS), max(1, height // _DOWN)
    left = width * spot.x // THOUSAND - across // 2
    top = height * spot.y // THOUSAND - down // 2
    return {
        "x": min(max(0, left), width - across),
        "y": min(max(0, top), height - down),
        "w": across,
        "h": down,
        "what": str(_("a side tapped here")),
        "is_doubt": True,
    }


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise Invalid({"passage": N_("There is no such place.")})
    return int(text)
