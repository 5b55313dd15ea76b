"""Parcel labels and chat screenshots, drawn with known truth, as phones show them."""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from jury.cli.demo.drawings.canvas import font

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅鑫波宇浩晨雨欣子涵"
CITIES = (
    "杭州市余杭区",
    "深圳市南山区",
    "成都市武侯区",
    "西安市雁塔区",
    "苏州市吴中区",
)
ROADS = (
    "文一西路",
    "科技园南路",
    "天府大道",
    "长安北路",
    "人民东路",
    "建设二路",
    "解放大街",
)
ESTATES = ("阳光花园", "翠湖天地", "金色家园", "东方名城", "绿地新都会", "碧水湾")
NICKS = (
    "海边的猫",
    "小鹿乱撞",
    "一只咸鱼",
    "阿东二手",
    "Summer_Lin",
    "晚风与酒",
    "半糖主义",
)
CHATTER = (
    "收到货了，屏幕有一道划痕",
    "发货前我拍过视频，是好的",
    "那我申请退款吧",
    "129元可以便宜点吗",
    "好的，明天发顺丰",
    "成色九五新，箱说全",
    "iPhone 13 128G 国行",
    "这个颜色和图片差好多",
)
Box = tuple[int, int, int, int]


@dataclass
class Drawn:
    """A picture, where it tells whom (``told``), and where it does not (``plain``)."""

    picture: Image.Image
    told: list[Box] = field(default_factory=list)
    plain: list[Box] = field(default_factory=list)

    def write(
        self, at: tuple[int, int], text: str, size: int, *, told: str = ""
    ) -> None:
        """Draw a line; the stretch ``told`` of it tells whom."""
        pen = ImageDraw.Draw(self.picture)
        face = font(size)
        pen.text(at, text, font=face, fill=(25, 25, 25))
        if not told:
            self.plain.append(_box(at, text, size))
            return
        before = text[: text.index(told)]
        left = at[0] + round(pen.textlength(before, font=face))
        self.told.append(_box((left, at[1]), told, size))


def label(dice: random.Random) -> Drawn:
    """A parcel label: receiver, sender, codes, and an address that wraps."""
    drawn = Drawn(Image.new("RGB", (800, 1000), "white"))
    pen = ImageDraw.Draw(drawn.picture)
    pen.rectangle((20, 20, 780, 980), outline=(20, 20, 20), width=3)
    drawn.write((40, 40), dice.choice(("顺丰速运", "中通快递", "圆通速递")), 44)
    number = "SF" + "".join(dice.choices("0123456789", k=13))
    _bars(pen, (60, 120, 680, 110), dice)
    drawn.write((200, 236), f"运单号 {number}", 30, told=number)
    for top, cue in ((320, "收"), (600, "寄")):
        person, phone, address = name(dice), mobile(dice), home(dice)
        drawn.write((40, top), cue, 46)
        drawn.write((120, top), f"{person}  {phone}", 34, told=f"{person}  {phone}")
        for line, start in enumerate(range(0, len(address), 18)):
            part = address[start : start + 18]
            drawn.write((120, top + 56 + 44 * line), part, 32, told=part)
    drawn.write(
        (40, 860), f"物品：{dice.choice(('手机', '耳机', '衣服'))} 1件 0.5kg", 28
    )
    drawn.write((40, 910), "已验视 签收栏", 26)
    return drawn


def chat(dice: random.Random) -> Drawn:
    """A chat as a phone shows it: a name on top, portraits, bubbles."""
    drawn = Drawn(Image.new("RGB", (750, 1334), (237, 237, 237)))
    pen = ImageDraw.Draw(drawn.picture)
    nick = dice.choice(NICKS)
    drawn.write((60, 14), f"{dice.randint(8, 23)}:{dice.randint(10, 59)}", 26)
    size = ImageDraw.Draw(drawn.picture).textlength(nick, font=font(36))
    drawn.write((round(375 - size / 2), 72), nick, 36, told=nick)
    colours = [tuple(dice.choices(range(40, 220), k=3)) for _ in range(2)]
    top = 170
    while top < 1180:
        mine = dice.random() < 0.5
        text, told = _said(dice)
        left = 640 if mine else 30
        portrait(drawn, (left, top), colours[mine])
        wide = round(pen.textlength(text, font=font(30))) + 44
        start = 620 - wide if mine else 128
        fill = (149, 236, 105) if mine else (255, 255, 255)
        pen.rounded_rectangle((start, top, start + wide, top + 76), 10, fill=fill)
        drawn.write((start + 22, top + 18), text, 30, told=told)
        top += dice.choice((110, 130, 150))
    return drawn


def portrait(drawn: Drawn, at: tuple[int, int], colour: tuple[int, ...]) -> None:
    """A square picture of somebody, or of a cat."""
    x, y = at
    noise = np.random.default_rng(sum(colour)).integers(0, 40, (80, 80, 3))
    tile = np.clip(np.array(colour) + noise - 20, 0, 255).astype(np.uint8)
    image = Image.fromarray(tile)
    ImageDraw.Draw(image).ellipse((22, 18, 58, 62), fill=(225, 190, 160))
    drawn.picture.paste(image, (x, y))
    drawn.told.append((x, y, 80, 80))


def by_phone(drawn: Drawn, dice: random.Random) -> tuple[Image.Image, list[list[Box]]]:
    """As a phone takes it: turned, blurred, compressed; with told and plain boxes."""
    angle = dice.uniform(-4, 4)
    picture = drawn.picture.rotate(
        angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=(120, 110, 100)
    )
    picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 1.0)))
    turned = [
        [_turned(box, angle, (drawn.picture.size, picture.size)) for box in boxes]
        for boxes in (drawn.told, drawn.plain)
    ]
    return compressed(picture, dice.randint(65, 90)), turned


def compressed(picture: Image.Image, quality: int) -> Image.Image:
    """The picture as a JPEG of that quality leaves it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def name(dice: random.Random) -> str:
    """A Chinese name."""
    return dice.choice(SURNAMES) + "".join(
        dice.choices(GIVEN, k=dice.choice((1, 2, 2)))
    )


def mobile(dice: random.Random) -> str:
    """A mobile number."""
    return "1" + dice.choice("3578") + "".join(dice.choices("0123456789", k=9))


def home(dice: random.Random) -> str:
    """An address down to the door."""
    return (
        f"{dice.choice(CITIES)}{dice.choice(ROADS)}{dice.randint(1, 999)}号"
        f"{dice.choice(ESTATES)}{dice.randint(1, 30)}栋{dice.randint(1, 4)}单元"
        f"{dice.randint(101, 3204)}室"
    )


def _said(dice: random.Random) -> tuple[str, str]:
    if dice.random() < 0.7:
        return dice.choice(CHATTER), ""
    phone, person = mobile(dice), name(dice)
    return dice.choice(
        (
            (f"我电话 {phone}", phone),
            (f"收件人：{person}", person),
            (f"加微信 wx{phone[:8]}", f"wx{phone[:8]}"),
        )
    )


def _bars(pen: ImageDraw.ImageDraw, box: Box, dice: random.Random) -> None:
    x, y, width, height = box
    at = x
    while at < x + width:
        broad = dice.choice((3, 3, 6, 9))
        pen.rectangle((at, y, at + broad - 1, y + height), fill=(0, 0, 0))
        at += broad + dice.choice((3, 3, 6, 9))


def _box(at: tuple[int, int], text: str, size: int) -> Box:
    pen = ImageDraw.Draw(Image.new("L", (1, 1)))
    left, top, right, bottom = pen.textbbox(at, text, font=font(size))
    return round(left), round(top), round(right - left), round(bottom - top)


def _turned(box: Box, angle: float, sizes: Sequence[tuple[int, int]]) -> Box:
    """The box around its corners after the picture was turned about its middle."""
    x, y, width, height = box
    old, new = sizes
    radians = np.deg2rad(angle)
    cos, sin = float(np.cos(radians)), float(np.sin(radians))
    points = []
    for px, py in ((x, y), (x + width, y), (x, y + height), (x + width, y + height)):
        dx, dy = px - old[0] / 2, py - old[1] / 2
        points.append(
            (dx * cos + dy * sin + new[0] / 2, dy * cos - dx * sin + new[1] / 2)
        )
    xs, ys = zip(*points, strict=True)
    return (
        round(min(xs)),
        round(min(ys)),
        round(max(xs) - min(xs)),
        round(max(ys) - min(ys)),
    )
