"""The things that people quarrel about: a phone, a lens, a shoe, a jacket, a chair."""

import math

from jury.cli.demo.drawings.canvas import Area, Canvas, Colour, Spot

BLACK: Colour = (28, 28, 30)
STEEL: Colour = (150, 152, 156)
RED: Colour = (198, 48, 36)
CARTON: Colour = (186, 148, 102)
TAPE: Colour = (214, 190, 140)


def phone_open(canvas: Canvas) -> None:
    """A phone with its back off: board, battery, screws, a sticker of a workshop."""
    canvas.shadow((360, 60, 840, 840), radius=50)
    canvas.rectangle((360, 60, 840, 840), (44, 46, 50), radius=52, edge=STEEL)
    canvas.rectangle((388, 90, 812, 812), (24, 26, 30), radius=34)
    canvas.rectangle((408, 110, 590, 470), (22, 74, 58), radius=10)
    for number in range(26):
        x = 416 + canvas.chance.randint(0, 140)
        y = 120 + number * 13
        chip: Colour = canvas.chance.choice(
            ((60, 62, 66), (140, 140, 146), (26, 48, 42))
        )
        canvas.rectangle((x, y, x + canvas.chance.randint(14, 34), y + 11), chip)
    canvas.rectangle((612, 110, 796, 620), (52, 54, 58), radius=8, edge=(80, 82, 86))
    canvas.rectangle((408, 640, 796, 790), (66, 60, 52), radius=10)
    for x, y in ((402, 104), (798, 104), (402, 798), (798, 798), (600, 636)):
        canvas.ellipse((x - 9, y - 9, x + 9, y + 9), STEEL, edge=BLACK)
        canvas.line((x - 6, y), (x + 6, y), BLACK, width=2)


def sticker(canvas: Canvas, area: Area, lines: list[str]) -> None:
    """A paper sticker with a few words, ringed as people do it on a phone."""
    canvas.rectangle(area, (246, 240, 214), radius=4)
    for number, line in enumerate(lines):
        canvas.write((area[0] + 10, area[1] + 8 + 30 * number), line, 21)
    canvas.ring((area[0] - 26, area[1] - 30, area[2] + 26, area[3] + 30), RED, 5)


def phone_front(canvas: Canvas, area: Area) -> None:
    """A phone that lies there, its screen on."""
    canvas.shadow(area, radius=40)
    canvas.rectangle(area, BLACK, radius=40, edge=STEEL)
    inner = (area[0] + 14, area[1] + 14, area[2] - 14, area[3] - 14)
    canvas.rectangle(inner, (58, 92, 138), radius=28)
    middle = (area[0] + area[2]) / 2
    canvas.rectangle(
        (middle - 50, area[1] + 26, middle + 50, area[1] + 44), BLACK, radius=9
    )
    for row in range(4):
        for column in range(4):
            x = inner[0] + 24 + column * (inner[2] - inner[0] - 48) / 4
            y = inner[1] + 120 + row * 92
            tone = (90 + 30 * row, 150 - 14 * column, 120 + 24 * column)
            canvas.rectangle((x, y, x + 54, y + 54), tone, radius=14)


def lens(canvas: Canvas, centre: Spot = (600, 450), *, has_fungus: bool) -> None:
    """A lens seen from the front, with threads of fungus when it has some."""
    x, y = centre
    canvas.shadow((x - 330, y - 330, x + 330, y + 330), radius=330)
    rings: tuple[tuple[int, Colour], ...] = (
        (330, (34, 34, 36)),
        (300, (58, 58, 62)),
        (280, (22, 22, 24)),
        (240, (40, 40, 44)),
        (222, (18, 22, 34)),
        (190, (26, 36, 58)),
        (150, (34, 52, 82)),
        (96, (46, 76, 108)),
        (44, (16, 20, 32)),
    )
    for radius, colour in rings:
        canvas.ellipse((x - radius, y - radius, x + radius, y + radius), colour)
    for number in range(90):
        angle = number * math.tau / 90
        start = (x + 304 * math.cos(angle), y + 304 * math.sin(angle))
        end = (x + 328 * math.cos(angle), y + 328 * math.sin(angle))
        canvas.line(start, end, (76, 76, 80), width=3)
    canvas.ellipse((x - 120, y - 150, x - 60, y - 110), (150, 190, 214))
    canvas.ellipse((x + 50, y + 90, x + 76, y + 110), (120, 90, 150))
    if has_fungus:
        for angle in (0.4, 0.9, 1.5, 2.2):
            root = (x + 206 * math.cos(angle), y + 206 * math.sin(angle))
            _thread(canvas, root, angle + math.pi, depth=5)


def _thread(canvas: Canvas, at: Spot, angle: float, *, depth: int) -> None:
    if depth == 0:
        return
    for _branch in range(3):
        turn = angle + canvas.chance.uniform(-0.7, 0.7)
        reach = canvas.chance.uniform(12, 30)
        end = (at[0] + reach * math.cos(turn), at[1] + reach * math.sin(turn))
        canvas.line(at, end, (198, 206, 212), width=1.4 if depth > 2 else 0.8)
        _thread(canvas, end, turn, depth=depth - 1)


def shoe(canvas: Canvas) -> None:
    """A trainer from the side."""
    canvas.shadow((190, 360, 1010, 720), radius=60)
    canvas.polygon(
        [
            (210, 640),
            (230, 420),
            (330, 330),
            (470, 350),
            (600, 470),
            (820, 540),
            (960, 590),
            (1000, 660),
        ],
        (238, 238, 236),
    )
    canvas.polygon(
        [(230, 420), (330, 330), (420, 344), (380, 520), (226, 560)], (46, 88, 140)
    )
    canvas.polygon([(560, 440), (700, 500), (520, 610), (400, 600)], (46, 88, 140))
    canvas.rectangle((196, 640, 1010, 706), (222, 220, 214), radius=28)
    canvas.rectangle((196, 676, 1010, 706), (180, 150, 110), radius=14)
    for number in range(5):
        x, y = 470 + number * 46, 366 + number * 34
        canvas.line((x - 34, y + 26), (x + 22, y - 6), (250, 250, 250), width=9)
    for number in range(34):
        x = 250 + number * 22
        canvas.line(
            (x, 632),
            (x + 12, 628 + canvas.chance.randint(-6, 6)),
            (120, 118, 112),
            width=2,
        )


def jacket(canvas: Canvas, area: Area, colour: Colour) -> None:
    """A jacket, laid out flat."""
    left, top, right, bottom = area
    width, height = right - left, bottom - top
    red, green, blue = (int(part * 0.8) for part in colour)
    dark = red, green, blue

    def at(x: float, y: float) -> Spot:
        return left + x * width, top + y * height

    canvas.polygon([at(0.0, 0.72), at(0.2, 0.1), at(0.33, 0.14), at(0.22, 0.8)], dark)
    canvas.polygon([at(1.0, 0.72), at(0.8, 0.1), at(0.67, 0.14), at(0.78, 0.8)], dark)
    canvas.polygon(
        [
            at(0.2, 0.1),
            at(0.4, 0.02),
            at(0.6, 0.02),
            at(0.8, 0.1),
            at(0.78, 1.0),
            at(0.22, 1.0),
        ],
        colour,
    )
    canvas.polygon([at(0.4, 0.02), at(0.5, 0.2), at(0.6, 0.02), at(0.5, 0.06)], dark)
    canvas.line(at(0.5, 0.2), at(0.5, 1.0), dark, width=5)
    for side in (0.3, 0.62):
        canvas.line(at(side, 0.68), at(side + 0.08, 0.8), dark, width=5)
    for number in range(6):
        spot = at(0.515, 0.28 + number * 0.12)
        canvas.ellipse((spot[0], spot[1], spot[0] + 12, spot[1] + 12), STEEL)


def chair(canvas: Canvas, *, is_broken: bool) -> None:
    """A wooden chair, one leg broken when it is."""
    wood: Colour = (156, 102, 58)
    dark: Colour = (122, 76, 40)
    canvas.shadow((420, 700, 800, 790), radius=40, strength=60)
    for x in (440, 700):
        canvas.rectangle((x, 110, x + 34, 520), wood, radius=10)
    for y in (150, 240, 330):
        canvas.rectangle((452, y, 722, y + 46), dark, radius=14)
    canvas.polygon([(420, 480), (756, 480), (800, 560), (380, 560)], wood)
    canvas.rectangle((380, 556, 800, 590), dark, radius=8)
    canvas.rectangle((400, 588, 436, 800), dark, radius=8)
    canvas.rectangle((470, 588, 498, 740), wood, radius=8)
    if not is_broken:
        canvas.rectangle((744, 588, 780, 800), dark, radius=8)
        return
    canvas.polygon(
        [(744, 588), (780, 588), (784, 660), (770, 648), (762, 672), (748, 650)], dark
    )
    canvas.polygon([(860, 812), (846, 780), (1020, 716), (1040, 742)], dark)
    canvas.polygon([(846, 780), (860, 812), (838, 806), (850, 794)], (214, 176, 130))
    canvas.ring((690, 590, 1080, 850), RED, 5)


def carton(
    canvas: Canvas, area: Area, *, is_open: bool = False, torn: bool = False
) -> None:
    """A carton from above, closed with tape, open, or torn."""
    canvas.shadow(area, radius=8)
    canvas.rectangle(area, CARTON, radius=6)
    left, top, right, bottom = area
    middle = (top + bottom) / 2
    if is_open:
        canvas.rectangle((left + 46, top + 46, right - 46, bottom - 46), (120, 92, 60))
        for x in (left, right - 46):
            canvas.rectangle((x, top, x + 46, bottom), (204, 168, 120))
        return
    canvas.rectangle((left, middle - 34, right, middle + 34), TAPE)
    canvas.line((left, middle), (right, middle), (150, 116, 76), width=3)
    if torn:
        canvas.polygon(
            [
                (right - 260, top),
                (right, top),
                (right, top + 210),
                (right - 60, top + 130),
                (right - 120, top + 150),
                (right - 170, top + 60),
            ],
            (62, 48, 34),
        )


def bricks(canvas: Canvas) -> None:
    """Bricks and newspaper, where something else should lie."""
    for number in range(3):
        x = 380 + number * 160
        canvas.rectangle(
            (x, 340, x + 140, 560), (160, 82, 60), radius=6, edge=(120, 58, 42)
        )
        for row in range(5):
            y = 360 + row * 40
            canvas.line((x + 10, y), (x + 126, y + 8), (140, 70, 52), width=3)
    for _sheet in range(46):
        x, y = canvas.chance.randint(340, 840), canvas.chance.randint(560, 640)
        canvas.line(
            (x, y), (x + 40, y + canvas.chance.randint(-8, 8)), (222, 218, 206), width=7
        )


def headphones(canvas: Canvas, centre: Spot = (600, 460)) -> None:
    """A pair of headphones."""
    x, y = centre
    canvas.ring((x - 210, y - 230, x + 210, y + 230), (52, 54, 58), 34)
    canvas.rectangle((x - 240, y + 60, x + 240, y + 260), canvas.ground)
    for side in (-1, 1):
        middle = x + side * 195
        canvas.rectangle(
            (middle - 62, y - 20, middle + 62, y + 190), (34, 34, 38), radius=56
        )
        canvas.rectangle(
            (middle - 34, y + 16, middle + 34, y + 150), (88, 90, 96), radius=32
        )


def keyboard(canvas: Canvas, area: Area, *, rows: int, columns: int) -> None:
    """A keyboard with so many keys."""
    canvas.shadow(area, radius=16)
    canvas.rectangle(area, (60, 62, 68), radius=18)
    width = (area[2] - area[0] - 40) / columns
    height = (area[3] - area[1] - 40) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = area[0] + 20 + column * width, area[1] + 20 + row * height
            tone: Colour = (214, 212, 206) if (row + column) % 7 else (176, 96, 70)
            canvas.rectangle(
                (x + 3, y + 3, x + width - 3, y + height - 3), tone, radius=7
            )


def landscape(canvas: Canvas) -> None:
    """A picture that somebody took with a camera: hills, a tower, a low sun."""
    for row in range(0, 560, 4):
        share = row / 560
        tone = (int(120 + 110 * share), int(170 + 40 * share), int(220 - 40 * share))
        canvas.rectangle((0, row, 1200, row + 4), tone)
    canvas.ellipse((820, 300, 920, 400), (255, 232, 180))
    for base, colour in (
        (520, (104, 128, 120)),
        (600, (74, 104, 86)),
        (700, (52, 82, 58)),
    ):
        hills = [(x, base + 60 * math.sin(x / 130 + base)) for x in range(0, 1240, 40)]
        canvas.polygon([(0, 900), *hills, (1240, 900)], colour)
    canvas.rectangle((300, 360, 340, 600), (70, 62, 58))
    canvas.polygon([(290, 362), (320, 300), (350, 362)], (90, 50, 40))
