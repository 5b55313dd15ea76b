"""Parcel labels as couriers print them: several layouts, fonts and sizes, with truth.

Receiver and sender in full, masked or in English; codes; a routing code; what is in the
parcel. Drawn in units of a label that is 400 wide and printed at any width.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bench import _sayings
from bench._camera import Shown, quad
from bench._letters import home, mobile, name
from bench._screens import face

UNITS = 400
WIDTHS = (480, 640, 800, 1080, 1440)
_COURIERS = ("顺丰速运", "中通快递", "圆通速递", "韵达快递", "极兔速递", "邮政EMS")
_GOODS = ("手机", "耳机", "衣服", "鞋", "图书", "相机镜头", "玩具")
_RULES = (
    "签收前请验视内件是否完好",
    "本面单仅作寄递凭证",
    "已验视 已安检 已实名",
    "客服热线见官网",
)


@dataclass
class _Label:
    """A label that is being printed."""

    shown: Shown
    unit: float
    font_no: int

    def font(self, size: float) -> ImageFont.FreeTypeFont:
        return face(max(8, round(size * self.unit)), self.font_no)

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.shown.picture)

    def put(
        self, at: tuple[float, float], text: str, size: float, *, told: bool | None
    ) -> float:
        """Print a stretch, note where it stands unless that is no matter: its width."""
        place = (at[0] * self.unit, at[1] * self.unit)
        font = self.font(size)
        self.pen.text(place, text, font=font, fill=(15, 15, 15))
        if told is not None:
            box = quad(self.pen.textbbox(place, text, font=font))
            (self.shown.told if told else self.shown.plain).append(box)
        return float(self.pen.textlength(text, font=font)) / self.unit

    def line(self, top: float) -> None:
        ends = [value * self.unit for value in (8, top, UNITS - 8, top)]
        self.pen.line(ends, fill=(15, 15, 15), width=max(1, round(self.unit)))

    def bars(self, box: tuple[float, float, float, float], dice: random.Random) -> None:
        """A bar code; that codes are covered is measured elsewhere."""
        at = box[0]
        while at < box[2]:
            broad = dice.choice((1, 1, 2, 3))
            self.pen.rectangle(
                [v * self.unit for v in (at, box[1], at + broad, box[3])], fill=0
            )
            at += broad + dice.choice((1, 1, 2, 3))

    def wrapped(
        self, at: tuple[float, float], text: str, size: float, *, most: float
    ) -> float:
        """An address over as many lines as it needs; where it ends."""
        x, y = at
        part = ""
        for character in text:
            if self.pen.textlength(part + character, font=self.font(size)) > (
                most * self.unit
            ):
                self.put((x, y), part, size, told=True)
                part, y = "", y + 1.35 * size
            part += character
        self.put((x, y), part, size, told=True)
        return y + 1.5 * size


def parcel(dice: random.Random) -> Shown:
    """One label of any layout."""
    width = dice.choice(WIDTHS)
    picture = Image.new("RGB", (width, round(width * dice.choice((1.3, 1.5)))), "white")
    label = _Label(Shown(picture), width / UNITS, dice.choice((0, 0, 1)))
    dice.choice(_LAYOUTS)(label, dice)
    return label.shown


def _domestic(label: _Label, dice: random.Random) -> None:
    """Courier, codes, routing, receiver large and sender small."""
    label.put((16, 10), dice.choice(_COURIERS), 22, told=False)
    label.put(
        (250, 12),
        f"{dice.choice(('特快', '标快'))} 2026-03-1{dice.randint(0, 9)}",
        12,
        told=False,
    )
    label.line(44)
    label.put((20, 50), _route(dice), 34, told=None)
    label.line(98)
    top = _party(label, dice, y=108, size=17)
    label.line(top)
    top = _party(label, dice, y=top + 8, size=12)
    label.line(top)
    number = dice.choice(("SF", "YT", "JT", "78")) + _sayings.digits(dice, 13)
    label.bars((60, top + 10, 340, top + 60), dice)
    label.put((110, top + 64), number, 15, told=True)
    _foot(label, dice, top + 92)


def _slip(label: _Label, dice: random.Random) -> None:
    """A customer's slip: cues and colons, masked as couriers mask."""
    label.put((16, 12), f"{dice.choice(_COURIERS)} 客户联", 18, told=False)
    wide = label.put((16, 46), "运单号：", 14, told=None)
    label.put((16 + wide, 46), _sayings.digits(dice, 15), 14, told=True)
    label.bars((16, 72, 300, 116), dice)
    top: float = 130
    for cues in (
        ("收件人：", "收件电话：", "收件地址："),
        ("寄件人：", "电话：", "地址："),
    ):
        person, phone = name(dice), mobile(dice)
        if dice.random() < 0.4:
            phone = f"{phone[:3]}****{phone[7:]}"
        for cue, said in zip(cues, (person, phone), strict=False):
            wide = label.put((16, top), cue, 14, told=None)
            label.put((16 + wide, top), said, 14, told=True)
            top += 22
        wide = label.put((16, top), cues[2], 14, told=None)
        top = label.wrapped((16 + wide, top), home(dice), 14, most=370 - wide) + 8
        label.line(top - 6)
    _foot(label, dice, top)


def _abroad(label: _Label, dice: random.Random) -> None:
    """As parcels travel in English."""
    label.put(
        (16, 12), dice.choice(("GROUND", "PRIORITY MAIL", "EXPRESS")), 22, told=False
    )
    label.put(
        (290, 14),
        f"{dice.randint(1, 9)}.{dice.randint(0, 9)} kg  1 of 1",
        13,
        told=False,
    )
    top: float = 56
    for cue, size in (("FROM:", 13), ("SHIP TO:", 18)):
        label.put((16, top), cue, size - 2, told=None)
        where = _sayings.street(dice).split(", ", 1)
        lines = (_sayings.person(dice), where[0], where[1])
        for line, said in enumerate(lines):
            text = said.upper() if size == 18 else said
            label.put((110, top + 1.35 * size * line), text, size, told=True)
        top += 1.35 * size * 3 + 16
        label.line(top - 8)
    wide = label.put((16, top), "TRACKING #: ", 14, told=None)
    label.put(
        (16 + wide, top),
        f"1Z {_sayings.digits(dice, 3)} {_sayings.digits(dice, 8)}",
        14,
        told=True,
    )
    label.bars((40, top + 26, 360, top + 96), dice)
    label.put((16, top + 110), "BILLING: P/P", 12, told=False)
    label.put((16, top + 128), "Contents: used phone, 1 pc", 12, told=False)


def _party(label: _Label, dice: random.Random, *, y: float, size: float) -> float:
    x = 20.0
    label.put((x, y), dice.choice(("收", "寄")), size * 1.5, told=None)
    person = name(dice) if dice.random() < 0.8 else f"{name(dice)[0]}*"
    phone = mobile(dice)
    if dice.random() < 0.3:
        phone = f"{phone[:3]}****{phone[7:]}"
    label.put((x + 46, y), f"{person}  {phone}", size, told=True)
    return label.wrapped((x + 46, y + 1.5 * size), home(dice), size, most=310)


def _route(dice: random.Random) -> str:
    parts = (dice.randint(100, 999), dice.choice("ABW"), dice.randint(10, 99))
    return "{}-{}{}-".format(*parts) + f"{dice.randint(1, 99):02}"


def _foot(label: _Label, dice: random.Random, top: float) -> None:
    weighs = f"{dice.randint(1, 3)}件 {dice.randint(1, 40) / 10}kg"
    label.put((16, top), f"物品：{dice.choice(_GOODS)} {weighs}", 13, told=False)
    label.put((16, top + 20), f"运费：{dice.randint(8, 30)}.00元 月结", 13, told=False)
    label.put((16, top + 40), dice.choice(_RULES), 12, told=False)
    label.put(
        (16, top + 60), f"打印时间 2026-03-11 {dice.randint(8, 22)}:05", 11, told=False
    )


_LAYOUTS: tuple[Callable[[_Label, random.Random], None], ...] = (
    _domestic,
    _slip,
    _abroad,
)
