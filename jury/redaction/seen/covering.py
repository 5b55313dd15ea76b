"""One picture looked at, covered, and looked at again; in the process apart."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from PIL import Image

from jury.redaction.findings import Known, KnownPerson
from jury.redaction.pictures import Box, cover
from jury.redaction.seen.look import look
from jury.redaction.seen.memory import give_back
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, Seen, clipped, overlap

_COVERED_ALREADY: Final = 0.5
_LARGE: Final = 6_000_000
_LOOKS_SO: Final = 0.5
_LOOKED_AT: Final = frozenset({"code", "plate"})


def answer_for(
    asked: Mapping[str, Any], content: bytes
) -> tuple[dict[str, Any], bytes]:
    """The findings, what a person has to see, and the covered picture.

    Of a picture that was covered before: the findings alone.
    """
    told = known_from(asked["known"])
    if asked["again"]:
        picture = _pixels(content)
        again = look(picture, told, again=True)
        return {"findings": _told(again, _size_of(picture))}, b""
    written = [Line(text, tuple(box), 1.0) for text, box in asked["written"]]
    picture = _pixels(content)
    size = _size_of(picture)
    seen = [
        (one, box)
        for one in look(picture, told, written=written)
        if (box := clipped(one.box, *size))
    ]
    # Of a vast picture, two are more than what looks may hold.
    del picture
    boxes = [box for one, box in seen if one.covered]
    covered = cover(content, [Box(*box) for box in boxes])
    left = [
        (one, box)
        for one in _left_over(look(_pixels(covered), told, again=True), boxes)
        if (box := clipped(one.box, *size))
    ]
    edges = [(one, box) for one, box in left if _is_an_edge(one, boxes)]
    if edges:
        boxes += [box for _one, box in edges]
        covered = cover(content, [Box(*box) for box in boxes])
    doubts = [(one.doubt, box) for one, box in seen if one.doubt]
    doubts += [("still_there", box) for one, box in left if (one, box) not in edges]
    return {
        "findings": _told([one for one, _box in (*seen, *edges)], size),
        "review": [{"kind": kind, "box": box} for kind, box in doubts],
    }, covered


def _size_of(picture: Picture) -> tuple[int, int]:
    return picture.shape[1], picture.shape[0]


def _told(seen: Sequence[Seen], size: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        {"kind": one.kind, "box": box, "entity": one.entity}
        for one in seen
        if one.covered and (box := clipped(one.box, *size))
    ]


def _left_over(again: Sequence[Seen], boxes: Sequence[Area]) -> list[Seen]:
    """What the second look finds beside the boxes: a box itself is no finding."""
    return [
        one
        for one in again
        if one.covered
        and not any(overlap(one.box, box) > _COVERED_ALREADY for box in boxes)
    ]


def _is_an_edge(one: Seen, boxes: Sequence[Area]) -> bool:
    """Whether it only looks like bars or a plate, as do the slits between boxes.

    Whatever it is, no more is told when it is covered, too.
    """
    looks_so = one.kind in _LOOKED_AT and one.confidence <= _LOOKS_SO
    return looks_so and any(overlap(one.box, box) > 0 for box in boxes)


def _pixels(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    if pixels.nbytes > _LARGE:
        # What a decoder took, or the first look, is not added to the next.
        give_back()
    return pixels


def known_from(given: Mapping[str, Any]) -> Known:
    """What ``dataclasses.asdict`` made of a Known, as one again."""
    return Known(
        _person(given["buyer"]),
        _person(given["seller"]),
        tuple(_person(courier) for courier in given["couriers"]),
        tuple(given["numbers"]),
        tuple(given["parcels"]),
    )


def _person(given: Mapping[str, Any]) -> KnownPerson:
    return KnownPerson(**{key: tuple(values) for key, values in given.items()})
