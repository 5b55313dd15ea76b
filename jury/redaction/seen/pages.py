"""A PDF: its pages drawn apart, each then a picture like any other.

What jurors see are pixels, so neither scripts nor attachments nor hidden text survive;
the text of the file helps to find what is written where.
"""

import io
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from jury.redaction.findings import NOTHING_KNOWN, Known
from jury.redaction.pictures import Limits
from jury.redaction.seen.protocol import read_frame
from jury.redaction.seen.screening import (
    USUAL_SECONDS,
    RedactedPicture,
    Spot,
    Withheld,
    Written,
    redact_picture,
    sees,
)

__all__ = ["DrawnPage", "draw_pages", "one_beneath_the_other", "redact_pdf"]

_CHILD: Final = Path(__file__).with_name("pages_child.py")
_MOST_PAGES: Final = 20
_LONGEST_SIDE: Final = 1800
_MEMORY: Final = 1024**3
_SECONDS: Final = 30
# The child limits its own processor time, of which a busy machine gives it little.
_WAITING_A_SECOND: Final = 6


@dataclass(frozen=True)
class DrawnPage:
    """One page as a PNG or JPEG, and the lines that the file says stand on it."""

    content: bytes
    written: tuple[Written, ...]


def redact_pdf(
    data: bytes, known: Known = NOTHING_KNOWN, *, seconds: int = USUAL_SECONDS
) -> tuple[RedactedPicture, ...] | Withheld:
    """The pages of ``data`` as covered pictures; withheld as a whole or not at all.

    Codes beside those of a picture: ``encrypted``, ``not_a_pdf``, ``too_many_pages``.
    """
    drawn = draw_pages(data)
    if isinstance(drawn, Withheld):
        return drawn
    pages = []
    for one in drawn:
        page = redact_picture(one.content, known, written=one.written, seconds=seconds)
        if isinstance(page, Withheld):
            return page
        pages.append(page)
    return tuple(pages)


def draw_pages(data: bytes) -> tuple[DrawnPage, ...] | Withheld:
    """The pages of ``data``, uncovered; withheld as a whole or not at all."""
    if not sees():
        return Withheld("needs_extra")
    if len(data) > Limits().max_bytes:
        return Withheld("too_large")
    figures = map(str, (_MOST_PAGES, _LONGEST_SIDE, _MEMORY, _SECONDS))
    try:
        # This interpreter and our own file; the environment may hold secrets.
        done = subprocess.run(  # noqa: S603 - nothing of it comes from outside
            [sys.executable, "-I", str(_CHILD), *figures],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WAITING_A_SECOND * _SECONDS,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return Withheld("too_hard")
    if done.returncode != 0:
        return Withheld("too_hard")
    pipe = io.BytesIO(done.stdout)
    frames = []
    while frame := read_frame(pipe):
        frames.append(frame)
    if not frames or "code" in frames[0][0]:
        return Withheld(frames[0][0]["code"] if frames else "too_hard")
    return tuple(
        DrawnPage(content, tuple((text, box) for text, box in head["lines"]))
        for head, content in frames
    )


def one_beneath_the_other(pages: Sequence[RedactedPicture]) -> RedactedPicture:
    """All pages as one picture, boxes moved with them."""
    width = max(page.width for page in pages)
    height = sum(page.height for page in pages)
    canvas = Image.new("RGB", (width, height), "white")
    top = 0
    findings: list[Spot] = []
    review: list[Spot] = []
    for page in pages:
        with Image.open(io.BytesIO(page.content), formats=["JPEG", "PNG"]) as picture:
            canvas.paste(picture, (0, top))
        findings += [_lower(spot, top) for spot in page.findings]
        review += [_lower(spot, top) for spot in page.review]
        top += page.height
    out = io.BytesIO()
    canvas.save(out, "PNG", compress_level=3)
    return RedactedPicture(
        width, height, out.getvalue(), "PNG", tuple(findings), tuple(review)
    )


def _lower(spot: Spot, by: int) -> Spot:
    x, y, width, height = spot.box
    return Spot(spot.kind, (x, y + by, width, height))
