"""Disputes as parties illustrate them, drawn with known truth: what each side files.

Order pages, chats, parcel labels and the things themselves, as screenshots and as a
phone takes them. Whoever is on them is known to the court in part, as in life: buyer
and seller by their order, couriers and others not.
"""

import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from bench._letters import (
    NICKS,
    Box,
    Drawn,
    by_phone,
    chat,
    compressed,
    home,
    label,
    mobile,
    name,
)
from jury.redaction import NOTHING_KNOWN, Known, KnownPerson

GOODS = (
    ("二手 iPhone 13 128G 蓝色 国行", "手机"),
    ("Sony WH-1000XM4 头戴耳机", "耳机"),
    ("羽绒服 女 M 码 九成新", "衣服"),
    ("Canon EF 50mm f/1.8 镜头", "镜头"),
    ("人体工学椅 自提或到付", "椅子"),
)


@dataclass(frozen=True)
class Filed:
    """One exhibit: what kind of picture it is, the file, and where it tells whom."""

    kind: str
    content: bytes
    told: Sequence[Box]
    known: Known = NOTHING_KNOWN


def disputes(count: int, *, seed: int) -> Iterator[list[Filed]]:
    """So many disputes, each with two to six exhibits of both sides."""
    dice = random.Random(seed)
    kinds = list(_DRAWN)
    for _number in range(count):
        yield [
            _filed(kind, dice)
            for kind in dice.choices(kinds, weights=_WEIGHTS, k=dice.randint(2, 6))
        ]


def order_page(dice: random.Random) -> Drawn:
    """The page of an order: what, how much, to whom, and when."""
    drawn = Drawn(Image.new("RGB", (750, 1334), (245, 245, 245)))
    pen = ImageDraw.Draw(drawn.picture)
    drawn.write((320, 40), "订单详情", 34)
    pen.rounded_rectangle((20, 110, 730, 330), 14, fill="white")
    person, phone, address = name(dice), mobile(dice), home(dice)
    drawn.write((50, 130), f"{person} {phone}", 32, told=f"{person} {phone}")
    for line, start in enumerate(range(0, len(address), 20)):
        part = address[start : start + 20]
        drawn.write((50, 190 + 46 * line), part, 28, told=part)
    pen.rounded_rectangle((20, 350, 730, 640), 14, fill="white")
    seller = dice.choice(NICKS)
    drawn.write((50, 370), f"卖家昵称：{seller}", 28, told=seller)
    title, _word = dice.choice(GOODS)
    _thing(drawn, (50, 430, 230, 610), dice)
    drawn.write((260, 440), title, 28)
    drawn.write((260, 500), f"¥{dice.randint(60, 4000)}.00  x1", 28)
    pen.rounded_rectangle((20, 660, 730, 1010), 14, fill="white")
    number = "".join(dice.choices("123456789", k=19))
    drawn.write((50, 680), f"订单编号：{number}", 28, told=number)
    day = f"2026-0{dice.randint(1, 9)}-{dice.randint(10, 28)}"
    for line, cue in enumerate(("创建时间", "付款时间", "发货时间", "成交时间")):
        clock = f"{dice.randint(8, 23):02}:{dice.randint(0, 59):02}"
        drawn.write((50, 740 + 56 * line), f"{cue}：{day} {clock}", 28)
    return drawn


def thing(dice: random.Random) -> Drawn:
    """The thing on a table, with its damage and a note of what it is."""
    drawn = Drawn(Image.new("RGB", (1200, 900), (168, 140, 112)))
    _grained(drawn, dice)
    _thing(drawn, (240, 140, 960, 760), dice)
    pen = ImageDraw.Draw(drawn.picture)
    for _scratch in range(dice.randint(1, 3)):
        x, y = dice.randint(320, 860), dice.randint(220, 680)
        end = (x + dice.randint(-120, 120), y + dice.randint(-90, 90))
        pen.line((x, y, *end), fill=(235, 235, 230), width=dice.randint(2, 4))
    said = dice.choice(("128GB", "MODEL A2634", "95%", "Made in China", "M 165/88A"))
    drawn.write((480, 660), said, 34)
    return drawn


def _thing(drawn: Drawn, area: Box, dice: random.Random) -> None:
    left, top, right, bottom = area
    pen = ImageDraw.Draw(drawn.picture)
    colour = tuple(dice.choices(range(60, 200), k=3))
    pen.rounded_rectangle(area, 28, fill=colour, outline=(30, 30, 30), width=4)
    inner = (left + 24, top + 24, right - 24, bottom - 24)
    pen.rounded_rectangle(inner, 16, fill=tuple(one // 2 for one in colour))
    pen.ellipse((left + 40, top + 40, left + 80, top + 80), fill=(15, 15, 18))


def _grained(drawn: Drawn, dice: random.Random) -> None:
    noise = np.random.default_rng(dice.randint(0, 2**31)).normal(0, 9, (90, 120, 3))
    board = np.asarray(drawn.picture.resize((120, 90)), np.float32) + noise
    small = Image.fromarray(np.clip(board, 0, 255).astype(np.uint8))
    drawn.picture.paste(small.resize(drawn.picture.size, Image.Resampling.BICUBIC))


def _filed(kind: str, dice: random.Random) -> Filed:
    drawn = _DRAWN[kind](dice)
    if kind in _BY_PHONE:
        picture, (told, _plain) = by_phone(drawn, dice)
        if kind == "thing":
            picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(0, 1)))
        return Filed(kind, _jpeg(picture, dice.randint(75, 92)), told)
    return Filed(kind, _png(compressed(drawn.picture, 92)), drawn.told)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()


def someone(dice: random.Random) -> KnownPerson:
    """What the order says of a person."""
    return KnownPerson(
        names=(name(dice),), phones=(mobile(dice),), addresses=(home(dice),)
    )


_DRAWN: dict[str, Callable[[random.Random], Drawn]] = {
    "order page": order_page,
    "chat": chat,
    "parcel": label,
    "thing": thing,
}
_WEIGHTS = (2, 3, 2, 5)
_BY_PHONE = frozenset({"parcel", "thing"})
