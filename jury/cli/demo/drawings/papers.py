"""Papers and screens: labels, receipts, bills, chats, listings, tracking pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from jury.cli.demo.drawings.canvas import (
    INK,
    Area,
    Canvas,
    Colour,
    either,
)

GREY: Colour = (120, 116, 110)
RULE: Colour = (206, 202, 194)
# A line of a paper: what it says, and whether it is personal.
Line = tuple[str, bool]


@dataclass(frozen=True)
class Slip:
    """A printed slip: a heading, lines, a code at the foot."""

    heading: str
    lines: Sequence[Line]
    has_code: bool = False


def slip(canvas: Canvas, area: Area, what: Slip, *, size: float = 32) -> None:
    """Lay a printed slip down."""
    canvas.paper(area)
    left, top = area[0] + 28, area[1] + 22
    canvas.write((left, top), what.heading, size * 1.25)
    top += size * 2.1
    canvas.line((left, top), (area[2] - 28, top), RULE, width=2)
    top += 14
    for text, is_personal in what.lines:
        write = canvas.write_private if is_personal else canvas.write
        write((left, top), text, size)
        top += size * 1.7
    if what.has_code:
        canvas.barcode((left, area[3] - 100, area[2] - 28, area[3] - 36))


def parcel_label(canvas: Canvas, area: Area, lines: Sequence[Line]) -> None:
    """A courier's label, black on white, with its code."""
    canvas.paper(area, (255, 255, 255))
    canvas.rectangle((area[0] + 14, area[1] + 14, area[2] - 14, area[1] + 64), INK)
    canvas.write(
        (area[0] + 28, area[1] + 20), "EXPRESS PARCEL", 28, colour=(255, 255, 255)
    )
    canvas.barcode((area[0] + 28, area[1] + 82, area[2] - 28, area[1] + 150))
    top = area[1] + 172
    for text, is_personal in lines:
        write = canvas.write_private if is_personal else canvas.write
        write((area[0] + 28, top), text, 24)
        top += 40


def chat_screen(title: str, messages: Sequence[tuple[bool, str, bool]]) -> Canvas:
    """A screenshot of a chat: (is mine, text, is personal) from top to bottom."""
    canvas = Canvas(7, (236, 233, 228), width=720, height=1080)
    canvas.rectangle((0, 0, 720, 96), (250, 249, 247))
    canvas.write((300, 28), title, 30)
    top = 128.0
    for is_mine, text, is_personal in messages:
        top = _bubble(canvas, top, is_mine=is_mine, text=text, private=is_personal)
    canvas.rectangle((0, 1000, 720, 1080), (250, 249, 247))
    canvas.rectangle((32, 1016, 688, 1064), (255, 255, 255), radius=24)
    return canvas


def _bubble(
    canvas: Canvas, top: float, *, is_mine: bool, text: str, private: bool
) -> float:
    width = min(500.0, 56 + max(_width(line) for line in text.split("\n")))
    lines = text.split("\n")
    height = 34 + 40 * len(lines)
    left = 624 - width if is_mine else 96.0
    fill: Colour = (201, 232, 200) if is_mine else (255, 255, 255)
    face: Colour = (150, 170, 190) if is_mine else (196, 160, 150)
    canvas.ellipse(
        (640, top, 704, top + 64) if is_mine else (16, top, 80, top + 64), face
    )
    canvas.rectangle((left, top, left + width, top + height), fill, radius=16)
    for number, line in enumerate(lines):
        write = canvas.write_private if private else canvas.write
        write((left + 24, top + 14 + 40 * number), line, 26)
    return top + height + 30


def _width(text: str) -> float:
    return sum(27 if ord(char) > 0x2E80 else 15 for char in text)


def listing_screen(title: str, price: str, lines: Sequence[str]) -> Canvas:
    """A screenshot of a listing; the thing itself is drawn on top by the caller."""
    canvas = Canvas(11, (246, 245, 242), width=720, height=1080)
    canvas.rectangle((0, 0, 720, 520), (226, 228, 230))
    canvas.rectangle((0, 520, 720, 1080), (255, 255, 255))
    canvas.write((36, 548), price, 46, colour=(176, 58, 30))
    canvas.write((36, 620), title, 32)
    for number, line in enumerate(lines):
        canvas.write((36, 690 + 46 * number), line, 26, colour=GREY)
    canvas.rectangle((36, 990, 684, 1050), (11, 107, 95), radius=30)
    canvas.write((300, 1000), "Buy now", 30, colour=(255, 255, 255))
    return canvas


def tracking_screen(number: str, events: Sequence[Line]) -> Canvas:
    """A screenshot of a courier's tracking page, newest on top."""
    canvas = Canvas(13, (245, 244, 241), width=720, height=1080)
    canvas.rectangle((0, 0, 720, 96), (250, 249, 247))
    canvas.write((36, 28), either("物流详情", "Tracking"), 32)
    canvas.write_private((36, 124), number, 26, colour=GREY)
    top = 200.0
    for place, (text, is_personal) in enumerate(events):
        colour: Colour = (11, 107, 95) if place == 0 else GREY
        canvas.ellipse((36, top + 8, 56, top + 28), colour)
        if place < len(events) - 1:
            canvas.line((46, top + 34), (46, top + 116), RULE, width=3)
        for number_of_line, line in enumerate(text.split("\n")):
            write = canvas.write_private if is_personal else canvas.write
            write(
                (84, top + 40 * number_of_line),
                line,
                25,
                colour=INK if place == 0 else GREY,
            )
        top += 124
    return canvas
