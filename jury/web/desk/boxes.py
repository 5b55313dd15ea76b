"""The boxes a moderator drew, from the editor's field or from the plain numbers."""

import json
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from jury.domain.errors import N_, Invalid
from jury.redaction.pictures import Box

MOST_BOXES = 200
_SIDES = ("x", "y", "w", "h")
_WRONG = N_("A box has numbers that cannot be used. Nothing was released.")

Form = MultiDict[str, str]


def read_boxes(form: Form, *, width: int, height: int) -> list[Box]:
    """The boxes of a form, each at least partly on the picture; raises Invalid."""
    drawn = _from_editor(form["boxes"]) if "boxes" in form else _from_numbers(form)
    boxes = [Box(*numbers) for numbers in drawn]
    if len(boxes) > MOST_BOXES or not all(_fits(one, width, height) for one in boxes):
        raise Invalid({"boxes": _WRONG})
    return boxes


def shown_boxes(kept: list[Mapping[str, int]] | list[Box]) -> list[dict[str, int]]:
    """Boxes as the editor takes them."""
    read = [Box(**one) if isinstance(one, Mapping) else one for one in kept]
    return [{"x": one.x, "y": one.y, "w": one.width, "h": one.height} for one in read]


def _fits(box: Box, width: int, height: int) -> bool:
    return 0 <= box.x < width and 0 <= box.y < height and box.width > 0 < box.height


def _from_editor(text: str) -> list[list[int]]:
    try:
        drawn: Any = json.loads(text or "[]")
    except (ValueError, RecursionError) as refusal:
        raise Invalid({"boxes": _WRONG}) from refusal
    if not isinstance(drawn, list) or not all(_is_four(one) for one in drawn):
        raise Invalid({"boxes": _WRONG})
    return [[round(number) for number in one] for one in drawn]


def _is_four(one: object) -> bool:
    return (
        isinstance(one, list)
        and len(one) == len(_SIDES)
        # A JSON true is an int to Python, and 1e400 is infinite.
        and all(type(number) in (int, float) and abs(number) < 1e6 for number in one)
    )


def _from_numbers(form: Form) -> list[list[int]]:
    columns = [form.getlist(f"boxes_{side}") for side in _SIDES]
    rows = [row for row in zip(*columns, strict=False) if any(map(str.strip, row))]
    if len({len(column) for column in columns}) > 1:
        raise Invalid({"boxes": _WRONG})
    return [[_whole(number) for number in row] for row in rows]


def _whole(text: str) -> int:
    number = text.strip()
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise Invalid({"boxes": _WRONG})
    return int(number)
