"""Every colour that carries words stands out enough from what it lies on."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
GROUNDS = ("ground", "surface", "sunken")
TINTS = ("accent", "danger", "good", "buyer", "seller")
TEXT_PAIRS = [
    *((ink, ground) for ground in GROUNDS for ink in ("ink", "ink-soft", *TINTS)),
    *((ink, "time-ground") for ink in ("ink", "time")),
    *(("time", ground) for ground in GROUNDS),
    *((ink, f"{tint}-tint") for tint in TINTS for ink in ("ink", "ink-soft", tint)),
    *(("accent", f"{side}-tint") for side in ("buyer", "seller", "danger", "good")),
    *((side, "accent-tint") for side in ("buyer", "seller")),
    ("on-accent", "accent"),
    ("ground", "ink"),
    ("surface", "ink-soft"),
]
# Edges, marks and the outline of what has the focus.
SHAPE_PAIRS = [
    (edge, ground)
    for edge in ("accent", "ink-soft", "buyer", "seller", "danger", "time")
    for ground in GROUNDS
]


def _blocks() -> dict[str, dict[str, str]]:
    """Read the three palettes: light, dark by system, dark by override."""
    css = TOKENS.read_text(encoding="utf-8")
    selectors = {
        "light": ":root {",
        "dark": ':root:not([data-theme="light"]) {',
        "dark by override": ':root[data-theme="dark"] {',
    }
    return {
        name: dict(
            re.findall(
                r"--([\w-]+): (#[0-9a-f]{6});", css.split(selector)[1].split("}")[0]
            )
        )
        for name, selector in selectors.items()
    }


PALETTES = _blocks()


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (
        s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    palette = PALETTES[theme]
    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), SHAPE_PAIRS)
def test_edges_and_focus_can_be_seen(theme: str, edge: str, ground: str) -> None:
    palette = PALETTES[theme]
    assert contrast(palette[edge], palette[ground]) >= 3


def test_both_copies_of_the_dark_palette_are_the_same() -> None:
    assert PALETTES["dark"] == PALETTES["dark by override"]


def test_both_themes_name_the_same_colours() -> None:
    assert PALETTES["light"].keys() == PALETTES["dark"].keys()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tint", TINTS)
def test_a_tint_is_eight_percent_of_its_colour(theme: str, tint: str) -> None:
    palette = PALETTES[theme]
    mixed = [
        round(0.08 * colour + 0.92 * surface)
        for colour, surface in zip(
            _channels(palette[tint]), _channels(palette["surface"]), strict=True
        )
    ]
    assert _channels(palette[f"{tint}-tint"]) == mixed


def test_no_page_writes_style_or_script_into_its_markup() -> None:
    templates = TOKENS.parents[2] / "templates"
    inline = re.compile(
        r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:"
    )
    guilty = [
        path.name
        for path in templates.rglob("*.html")
        # What is kept on a disk has nothing beside it to load.
        if path.parent.name != "kept"
        and inline.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []
