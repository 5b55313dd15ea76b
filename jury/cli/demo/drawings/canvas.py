"""What every drawing of the demo is made with: fonts, surfaces, paper, the look of a
photograph.

Drawings are made at twice their size and made smaller at the end, so that edges are
smooth. Whatever personal thing is drawn is noted as a box, for the moderator to cover.
"""

import io
import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1200, 900
SCALE = 2
MARGIN = 10
Colour = tuple[int, int, int]
Spot = tuple[float, float]
Area = tuple[float, float, float, float]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

INK: Colour = (38, 36, 34)
PAPER: Colour = (250, 248, 243)
# Fonts with Chinese in them, where systems keep them.
CHINESE = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)


@cache
def chinese_font() -> Path | None:
    """A font with Chinese in it; None on a machine that has none."""
    known = [path for path in map(Path, CHINESE) if path.exists()]
    return next(iter(known or _elsewhere()), None)


def _elsewhere() -> list[Path]:
    """Fonts whose names tell that they hold Chinese."""
    names = ("*CJK*", "*SourceHan*", "*wqy*", "*NotoSansSC*")
    folders = (Path("/usr/share/fonts"), Path.home() / ".fonts")
    found = [
        path for folder in folders for name in names for path in folder.rglob(name)
    ]
    return sorted(path for path in found if path.suffix in {".ttf", ".ttc", ".otf"})


@cache
def font(size: int) -> Font:
    """A font of this size, with Chinese when the machine has one."""
    path = chinese_font()
    return (
        ImageFont.truetype(str(path), size)
        if path
        else ImageFont.load_default(float(size))
    )


def either(chinese: str, latin: str) -> str:
    """What is written on a drawing: Chinese where it can be drawn."""
    return chinese if chinese_font() else latin


@dataclass
class Canvas:
    """One drawing in the making; all numbers are in pixels of the finished picture."""

    seed: int
    ground: Colour = (214, 200, 180)
    width: int = WIDTH
    height: int = HEIGHT
    boxes: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lay the ground."""
        size = (self.width * SCALE, self.height * SCALE)
        self.image = Image.new("RGB", size, self.ground)
        self.draw = ImageDraw.Draw(self.image)
        self.chance = random.Random(self.seed)  # noqa: S311 - draws, keeps no secret

    def wood(self) -> None:
        """Make the ground a table top."""
        for row in range(0, self.height, 3):
            shift = self.chance.randint(-9, 9)
            tone = _shade(self.ground, shift)
            bend = self.chance.randint(-6, 6)
            self.line((0, row), (self.width, row + bend), tone, width=4)

    def rectangle(
        self, area: Area, fill: Colour, *, radius: float = 0, edge: Colour | None = None
    ) -> None:
        """A filled rectangle, its corners rounded when wished."""
        self.draw.rounded_rectangle(
            _times(area),
            radius * SCALE,
            fill=fill,
            outline=edge,
            width=2 * SCALE if edge else 0,
        )

    def ellipse(self, area: Area, fill: Colour, *, edge: Colour | None = None) -> None:
        """A filled ellipse."""
        width = 2 * SCALE if edge else 0
        self.draw.ellipse(_times(area), fill=fill, outline=edge, width=width)

    def ring(self, area: Area, colour: Colour, width: float) -> None:
        """An ellipse without a filling."""
        self.draw.ellipse(_times(area), outline=colour, width=int(width * SCALE))

    def polygon(self, spots: list[Spot], fill: Colour) -> None:
        """A filled shape."""
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in spots], fill=fill)

    def line(self, start: Spot, end: Spot, colour: Colour, *, width: float = 2) -> None:
        """A straight line."""
        self.draw.line(_times((*start, *end)), fill=colour, width=int(width * SCALE))

    def write(
        self, spot: Spot, text: str, size: float = 26, *, colour: Colour = INK
    ) -> Area:
        """Write one line; returns where it stands."""
        at = (spot[0] * SCALE, spot[1] * SCALE)
        face = font(int(size * SCALE))
        self.draw.text(at, text, font=face, fill=colour)
        left, top, right, bottom = self.draw.textbbox(at, text, font=face)
        return left / SCALE, top / SCALE, right / SCALE, bottom / SCALE

    def write_private(
        self, spot: Spot, text: str, size: float = 26, *, colour: Colour = INK
    ) -> Area:
        """Write something personal, and note where it stands."""
        area = self.write(spot, text, size, colour=colour)
        self.note(area)
        return area

    def note(self, area: Area) -> None:
        """Note a place that must be covered."""
        left, top, right, bottom = (round(number) for number in area)
        x, y = max(0, left - MARGIN), max(0, top - MARGIN)
        self.boxes.append([x, y, right + MARGIN - x, bottom + MARGIN - y])

    def shadow(self, area: Area, *, radius: float = 12, strength: int = 90) -> None:
        """The soft shadow of a thing that lies there."""
        layer = Image.new("L", self.image.size, 0)
        shape = _times((area[0] + 8, area[1] + 12, area[2] + 10, area[3] + 16))
        ImageDraw.Draw(layer).rounded_rectangle(shape, radius * SCALE, fill=strength)
        # A soft edge needs no detail: blurring a small copy takes a tenth of the time.
        small = layer.resize((self.width // 4, self.height // 4))
        soft = small.filter(ImageFilter.GaussianBlur(4)).resize(self.image.size)
        dark = Image.new("RGB", self.image.size, (30, 24, 18))
        self.image.paste(dark, (0, 0), soft)

    def paper(self, area: Area, fill: Colour = PAPER) -> None:
        """A sheet that lies on the ground."""
        self.shadow(area, radius=4)
        self.rectangle(area, fill, radius=4)

    def barcode(self, area: Area) -> None:
        """A barcode, which names a parcel as well as its number does."""
        x = area[0]
        while x < area[2] - 8:
            width = self.chance.choice((2, 3, 4, 6))
            self.rectangle((x, area[1], x + width, area[3]), INK)
            x += width + self.chance.choice((2, 3, 5))
        self.note(area)

    def photograph(self) -> bytes:
        """The drawing as a phone's camera would give it, as JPEG."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        noise = Image.effect_noise((self.width // 2, self.height // 2), 26)
        grain = noise.resize(picture.size).convert("RGB")
        picture = Image.blend(picture, grain, 0.05)
        return _jpeg(Image.composite(picture, _dark(picture), _light(picture.size)))

    def screenshot(self) -> bytes:
        """The drawing as it is, as JPEG."""
        size = (self.width, self.height)
        return _jpeg(self.image.resize(size, Image.Resampling.LANCZOS))


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84)
    return out.getvalue()


def _dark(picture: Image.Image) -> Image.Image:
    return Image.eval(picture, lambda value: int(value * 0.72))


def _light(size: tuple[int, int]) -> Image.Image:
    """Brighter in the middle than at the rim."""
    return Image.eval(
        Image.radial_gradient("L").resize(size), lambda value: 255 - value // 2
    )


def _times(area: Area) -> tuple[float, float, float, float]:
    left, top, right, bottom = area
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


def _shade(colour: Colour, by: int) -> Colour:
    red, green, blue = (max(0, min(255, part + by)) for part in colour)
    return red, green, blue
