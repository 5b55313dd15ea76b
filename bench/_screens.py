"""Chats as phones show them: the looks of the programs that people use, with truth.

Light and dark, one to one and in groups, portraits square, round or missing, names in
the bar, over or inside bubbles; drawn in units of a phone that is 375 wide and shown
at any width. No mark of any program is drawn, only where it puts what.
"""

import random
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bench import _sayings
from bench._camera import Shown, quad
from bench._letters import NICKS
from jury.cli.demo.drawings.canvas import chinese_font

Colour = tuple[int, int, int]
UNITS = 375
WIDTHS = (360, 540, 720, 828, 1080, 1170, 1440)
_INK, _PALE = (25, 25, 25), (235, 235, 235)
_MORE_NICKS = (
    "用户7731",
    "王大锤本锤",
    "Aaron_W",
    "闲置小铺",
    "momo",
    "清欢",
    "老张数码",
)


@dataclass(frozen=True)
class Look:
    """How a program shows a chat."""

    name: str
    ground: Colour
    bar: Colour
    bar_ink: Colour
    theirs: Colour
    mine: Colour
    ink: Colour
    mine_ink: Colour
    portrait: str = "square"
    title: str = "middle"
    is_english: bool = False


_WHITE = (255, 255, 255)
_GREY, _NIGHT, _COAL = (237, 237, 237), (17, 17, 17), (44, 44, 44)
_MINE, _MINE_NIGHT = (149, 236, 105), (59, 179, 113)
_SAND, _POND, _SEA = (239, 234, 226), (0, 128, 105), (31, 44, 52)
LOOKS = (
    Look("wechat light", _GREY, _GREY, _INK, _WHITE, _MINE, _INK, _INK),
    Look("wechat dark", _NIGHT, _NIGHT, _PALE, _COAL, _MINE_NIGHT, _PALE, _INK),
    replace(
        Look("xianyu", _GREY, _WHITE, _INK, _WHITE, (255, 230, 15), _INK, _INK),
        portrait="round",
    ),
    replace(
        Look("taobao", _GREY, _GREY, _INK, _WHITE, (255, 98, 0), _INK, _WHITE),
        portrait="round",
        title="left",
    ),
    replace(
        Look("taobao dark", _NIGHT, _NIGHT, _PALE, _COAL, (200, 80, 10), _PALE, _WHITE),
        portrait="round",
        title="left",
    ),
    Look("alipay", _GREY, (22, 119, 255), _WHITE, _WHITE, (169, 210, 255), _INK, _INK),
    replace(
        Look(
            "whatsapp light", _SAND, _POND, _WHITE, _WHITE, (217, 253, 211), _INK, _INK
        ),
        portrait="bar",
        title="left",
        is_english=True,
    ),
    replace(
        Look(
            "whatsapp dark", (11, 20, 26), _SEA, _PALE, _SEA, (0, 92, 75), _PALE, _PALE
        ),
        portrait="bar",
        title="left",
        is_english=True,
    ),
    replace(
        Look("messages", _WHITE, _WHITE, _INK, _GREY, (0, 122, 255), _INK, _WHITE),
        portrait="top",
        title="under",
        is_english=True,
    ),
)


class _Screen:
    """A phone's screen that is being filled from the top."""

    def __init__(self, look: Look, width: int, dice: random.Random) -> None:
        self.look, self.dice, self.unit = look, dice, width / UNITS
        self.high = round(width * dice.choice((1.78, 2.0, 2.16)))
        picture = Image.new("RGB", (width, self.high), look.ground)
        self.shown = Shown(picture)
        self.pen = ImageDraw.Draw(picture)
        self.face = dice.choice((0, 0, 0, 1))
        self.group = dice.random() < 0.3

    def font(self, size: float) -> ImageFont.FreeTypeFont:
        return face(max(8, round(size * self.unit)), self.face)

    def put(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        *,
        ink: Colour,
        told: bool | None,
    ) -> float:
        """Write a stretch, note where it stands unless that is no matter: its width."""
        place = (at[0] * self.unit, at[1] * self.unit)
        font = self.font(size)
        self.pen.text(place, text, font=font, fill=ink)
        box = quad(self.pen.textbbox(place, text, font=font))
        if told is not None:
            (self.shown.told if told else self.shown.plain).append(box)
        return float(self.pen.textlength(text, font=font)) / self.unit

    def fill(self, box: tuple[float, ...], colour: Colour, radius: float = 0) -> None:
        self.pen.rounded_rectangle(
            [value * self.unit for value in box], radius * self.unit, fill=colour
        )

    def portrait(self, at: tuple[float, float], size: float, key: int) -> None:
        """Somebody's picture, of any kind that people take."""
        side = max(8, round(size * self.unit))
        image = _portrait(side, key)
        mask = Image.new("L", (side, side), 0)
        radius = side / 2 if self.look.portrait != "square" else side * 0.12
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, side - 1, side - 1), radius, 255)
        place = (round(at[0] * self.unit), round(at[1] * self.unit))
        self.shown.picture.paste(image, place, mask)
        left, top = place
        inner = 0.12 * side if radius > side * 0.2 else 0
        self.shown.told.append(
            quad((left + inner, top + inner, left + side - inner, top + side - inner))
        )


def chat(dice: random.Random, look: Look | None = None) -> Shown:
    """One screenful of a chat."""
    look = look or dice.choice(LOOKS)
    screen = _Screen(look, dice.choice(WIDTHS), dice)
    nick = (
        _sayings.person(dice)
        if look.is_english
        else dice.choice((*NICKS, *_MORE_NICKS))
    )
    key = dice.randrange(10_000)
    top = _bar(screen, nick, key)
    last = screen.high / screen.unit - 70
    while top < last:
        top = _message(screen, top, (nick, key)) + dice.choice((10, 14, 18))
        if dice.random() < 0.15 and top < last:
            clock = f"{dice.randint(8, 22)}:{dice.randint(10, 59)}"
            screen.put((172, top), clock, 11, ink=(150, 150, 150), told=False)
            top += 22
    return screen.shown


def _bar(screen: _Screen, nick: str, key: int) -> float:
    look, dice = screen.look, screen.dice
    high = {"under": 118}.get(look.title, 88)
    screen.fill((0, 0, UNITS, high), look.bar)
    clock = f"{dice.randint(8, 23)}:{dice.randint(10, 59)}"
    screen.put((24, 10), clock, 13, ink=look.bar_ink, told=False)
    screen.pen.line(
        [(x * screen.unit, y * screen.unit) for x, y in ((22, 58), (14, 66), (22, 74))],
        fill=look.bar_ink,
        width=max(1, round(2 * screen.unit)),
    )
    wide = screen.pen.textlength(nick, font=screen.font(17)) / screen.unit
    if look.title == "middle":
        screen.put(((UNITS - wide) / 2, 54), nick, 17, ink=look.bar_ink, told=True)
    elif look.title == "under":
        screen.portrait((166, 44), 42, key)
        small = screen.pen.textlength(nick, font=screen.font(12)) / screen.unit
        screen.put(((UNITS - small) / 2, 92), nick, 12, ink=look.bar_ink, told=True)
    elif look.portrait == "bar":
        screen.portrait((34, 48), 36, key)
        screen.put((80, 50), nick, 16, ink=look.bar_ink, told=True)
        screen.put((80, 71), "online", 11, ink=look.bar_ink, told=None)
    else:
        screen.put((40, 54), nick, 17, ink=look.bar_ink, told=True)
    return high + 14


def _message(screen: _Screen, top: float, who: tuple[str, int]) -> float:
    """One message with its portrait and, in a group, its name; where it ends."""
    look, dice = screen.look, screen.dice
    mine = dice.random() < 0.45
    nick, key = who
    if screen.group:
        nick, key = dice.choice((*NICKS, *_MORE_NICKS)), dice.randrange(10_000)
    has_portraits = look.portrait in {"square", "round"}
    if has_portraits:
        screen.portrait((322 if mine else 12, top), 41, 77 if mine else key)
    edge = (62 if has_portraits else 12, 313 if has_portraits else 363)
    if screen.group and not mine and has_portraits:
        screen.put((edge[0], top - 2), nick, 11, ink=(140, 140, 140), told=True)
        top += 17
    say = _sayings.english if look.is_english else _sayings.chinese
    lines = _wrapped(screen, say(dice), 225 if has_portraits else 260)
    named = screen.group and not mine and not has_portraits
    wide = max(sum(part[2] for part in line) for line in lines) + 22
    wide = max(wide, 130 if named else 40)
    high = 22 * len(lines) + 18 + (18 if named else 0)
    left = edge[1] - wide if mine else edge[0]
    colour, ink = (look.mine, look.mine_ink) if mine else (look.theirs, look.ink)
    screen.fill((left, top, left + wide, top + high), colour, 6)
    at = top + 8
    if named:
        shown = f"~ {nick}" if dice.random() < 0.5 else _sayings.foreign_phone(dice)
        screen.put((left + 11, at), shown, 12, ink=(200, 90, 60), told=True)
        at += 18
    for line in lines:
        x = left + 11
        # What stands beside what tells whom may be covered with it.
        rest = None if any(told for _text, told, _wide in line) else False
        for text, told, _wide in line:
            x += screen.put((x, at), text, 16, ink=ink, told=told or rest)
        at += 22
    return top + high


def _wrapped(
    screen: _Screen, saying: _sayings.Saying, most: float
) -> list[list[tuple[str, bool, float]]]:
    """The stretches as lines of at most that width, with the width of each part."""
    font = screen.font(16)
    lines: list[list[tuple[str, bool, float]]] = [[]]
    left = most
    for text, told in saying:
        part = ""
        for character in text:
            wide = screen.pen.textlength(part + character, font=font) / screen.unit
            if wide > left and (part or lines[-1]):
                if part:
                    lines[-1].append((part, told, left))
                lines.append([])
                part, left = "", most
            part += character
        wide = screen.pen.textlength(part, font=font) / screen.unit
        lines[-1].append((part, told, wide))
        left -= wide
    return lines


def _portrait(side: int, key: int) -> Image.Image:
    """A letter, a drawing, a landscape or a head; the same for the same key."""
    dice = random.Random(key)
    back = tuple(dice.choices(range(30, 240), k=3))
    kind = key % 4
    if kind == 0:
        ramp = np.linspace(0, 1, 64)[:, None, None]
        other = np.array(dice.choices(range(30, 240), k=3))
        tile = (1 - ramp) * np.array(back) + ramp * other
        pixels = np.broadcast_to(tile, (64, 64, 3)).astype(np.uint8)
        return Image.fromarray(pixels).resize((side, side))
    image = Image.new("RGB", (side, side), back)
    pen = ImageDraw.Draw(image)
    if kind == 1:
        pen.text((side / 4, side / 8), dice.choice("王李AKS"), font=face(side // 2, 0))
        return image
    skin = (225, 190, 160) if kind == 2 else (250, 250, 245)
    pen.ellipse((side * 0.2, side * 0.7, side * 0.8, side * 1.4), fill=(60, 60, 90))
    pen.ellipse((side * 0.3, side * 0.2, side * 0.7, side * 0.72), fill=skin)
    return image


@cache
def face(size: int, place: int) -> ImageFont.FreeTypeFont:
    """A font with Chinese in it, without or with serifs, of this size."""
    found = chinese_font()
    assert found, "a font with Chinese in it is needed"
    kinds = (str(found), str(found).replace("Sans", "Serif"))
    path = kinds[place] if Path(kinds[place]).exists() else kinds[0]
    return ImageFont.truetype(path, size, index=2 if path.endswith(".ttc") else 0)
