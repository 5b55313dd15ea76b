"""Pictures of the disputes in English."""

from collections.abc import Callable, Mapping

from jury.cli.demo.drawings import papers, things
from jury.cli.demo.drawings.canvas import Canvas
from jury.cli.demo.drawings.picture import Picture, photograph, screenshot


def _lens_fungus() -> Picture:
    canvas = Canvas(3, (88, 92, 98))
    things.lens(canvas, has_fungus=True)
    return photograph(canvas)


def _lens_parcel() -> Picture:
    canvas = Canvas(4, (206, 196, 180))
    canvas.wood()
    things.carton(canvas, (140, 90, 1060, 810))
    lines = [
        ("TO  Emily Carter", True),
        ("1420 Larkin St Apt 6", True),
        ("San Francisco, CA 94109", True),
        ("Tel (415) 555-0134", True),
        ("Weight 1.2 lb · Oct delivery", False),
    ]
    papers.parcel_label(canvas, (330, 230, 880, 620), lines)
    return photograph(canvas)


def _lens_sample() -> Picture:
    canvas = Canvas(5)
    things.landscape(canvas)
    return photograph(canvas)


def _jacket_daylight() -> Picture:
    canvas = Canvas(31, (232, 230, 226))
    things.jacket(canvas, (220, 80, 780, 840), (104, 108, 66))
    canvas.paper((860, 300, 1120, 640))
    for number, (name, tone) in enumerate(
        (("navy", (34, 44, 84)), ("olive", (104, 108, 66)), ("grey", (128, 128, 128)))
    ):
        canvas.rectangle((884, 326 + number * 100, 964, 396 + number * 100), tone)
        canvas.write((984, 344 + number * 100), name, 28)
    return photograph(canvas)


def _jacket_listing() -> Picture:
    lines = [
        "Size M, worn two winters.",
        "Colour: navy.",
        "Ships from a smoke-free home.",
    ]
    canvas = papers.listing_screen("Field jacket, men's M, navy", "$ 38.00", lines)
    things.jacket(canvas, (200, 40, 520, 500), (34, 44, 84))
    return screenshot(canvas)


def _chair_broken() -> Picture:
    canvas = Canvas(51, (224, 220, 212))
    things.chair(canvas, is_broken=True)
    return photograph(canvas)


def _chair_carton() -> Picture:
    canvas = Canvas(52, (200, 196, 190))
    things.carton(canvas, (120, 80, 1080, 820), torn=True)
    lines = [
        ("TO  Hannah Weiss", True),
        ("58 Orchard Rd, Ithaca, NY 14850", True),
        ("Tel 607-555-0119", True),
        ("FRAGILE · THIS SIDE UP", False),
    ]
    papers.parcel_label(canvas, (180, 330, 720, 680), lines)
    return photograph(canvas)


def _chair_before() -> Picture:
    canvas = Canvas(53, (214, 204, 190))
    things.chair(canvas, is_broken=False)
    return photograph(canvas)


def _wrong_arrived() -> Picture:
    canvas = Canvas(71, (216, 210, 200))
    canvas.wood()
    things.keyboard(canvas, (90, 250, 1110, 640), rows=6, columns=18)
    return photograph(canvas)


def _wrong_listing() -> Picture:
    lines = [
        "65 % layout, 68 keys, brown switches.",
        "USB-C, cable included.",
        "Used for one year.",
    ]
    canvas = papers.listing_screen("Mechanical keyboard, 65 %", "$ 16.50", lines)
    things.keyboard(canvas, (80, 140, 640, 390), rows=5, columns=14)
    return screenshot(canvas)


PICTURES: Mapping[str, Callable[[], Picture]] = {
    "lens-fungus": _lens_fungus,
    "lens-parcel": _lens_parcel,
    "lens-sample": _lens_sample,
    "jacket-daylight": _jacket_daylight,
    "jacket-listing": _jacket_listing,
    "chair-broken": _chair_broken,
    "chair-carton": _chair_carton,
    "chair-before": _chair_before,
    "wrong-arrived": _wrong_arrived,
    "wrong-listing": _wrong_listing,
}
