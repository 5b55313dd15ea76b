"""Draw votes against error, by real votes, into docs/images: for docs/verdicts.md.

    JURY_CROWD_DATA=FOLDER .venv/bin/python -m scripts.draw_curves

replays the sets with truth as `python -m bench replays` does. Error is that of the
plain median, which is what parties get.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from pathlib import Path

import numpy as np

from bench._crowds import read_crowd
from bench.replays import replays_of
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.web.desk.plots import HEIGHT, WIDTH, Line, plotted

TOP = Path(__file__).resolve().parent.parent
PICTURE = TOP / "docs/images/votes-against-error.svg"
SETS = {
    "d_possent": "1,000 tasks / 一千题",
    "bluebird": "108 hard tasks / 108 道难题",
}
LEADS = (2, 3, 4, 5, 6, 8)
GAP, HEAD = 40, 34
STYLE = (
    "text{font-family:system-ui,sans-serif;font-size:11px;fill:#444}"
    ".title{font-size:13px;font-weight:600;fill:#111}.grid{stroke:#ddd}"
    ".plain{fill:none;stroke:#0b6b5b;stroke-width:2}.dot{fill:#0b6b5b}"
    ".weighted{fill:#a33}rect{fill:#fff}"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A rule, what it takes, and how often it is wrong, in per cent."""

    name: str
    votes: float
    wrong: float


def main() -> int:
    """Write the picture; exit code 1 without the sets."""
    given = Path(os.environ.get("JURY_CROWD_DATA", "nowhere"))
    missing = [name for name in SETS if not (given / name).is_dir()]
    if missing:
        print(f"JURY_CROWD_DATA has no {' and no '.join(missing)}.")
        return 1
    panels = [
        _panel(given / name, title, left=place * (WIDTH + GAP))
        for place, (name, title) in enumerate(SETS.items())
    ]
    wide = len(SETS) * (WIDTH + GAP)
    PICTURE.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {HEIGHT + 60}">'
        f'<style>{STYLE}</style><rect width="{wide}" height="{HEIGHT + 60}"/>'
        f"{''.join(panels)}</svg>\n",
        "utf-8",
    )
    print(f"{PICTURE.relative_to(TOP)} was drawn.")
    return 0


def _panel(folder: Path, title: str, *, left: int) -> str:
    plain = [
        _point(folder, f"{lead}", StoppingRule(StoppingKind.MARGIN, margin=lead))
        for lead in LEADS
    ]
    plain.append(_point(folder, "9", StoppingRule()))
    weighted = _point(
        folder, "w", StoppingRule(StoppingKind.WEIGHTED, calibration=Fraction(1))
    )
    drawn = plotted([_line("plain", plain), _line("weighted", [weighted])], left=2)
    parts = [f'<text class="title" x="34" y="-14">{escape(title)}</text>']
    for tick in drawn["ys"]:
        parts.append(
            f'<line class="grid" x1="{drawn["left"]}" x2="{drawn["right"]}" '
            f'y1="{tick["at"]}" y2="{tick["at"]}"/>'
            f'<text x="28" y="{tick["at"] + 4}" text-anchor="end">{tick["said"]}</text>'
        )
    for tick in drawn["xs"]:
        parts.append(
            f'<text x="{tick["at"]}" y="{HEIGHT - 8}" text-anchor="middle">'
            f"{tick['said']}</text>"
        )
    parts.append(
        f'<text x="34" y="{HEIGHT + 12}">votes a dispute → · wrong, % ↑</text>'
    )
    for line in drawn["lines"]:
        if line["name"] == "plain":
            parts.append(f'<polyline class="plain" points="{line["path"]}"/>')
        parts += [_dot(line["name"], one) for one in line["dots"]]
    return f'<g transform="translate({left} {HEAD})">{"".join(parts)}</g>'


def _dot(name: str, dot: dict[str, object]) -> str:
    shown = "dot" if name == "plain" else name
    return (
        f'<circle class="{shown}" cx="{dot["x"]}" cy="{dot["y"]}" r="4"/>'
        f'<text x="{dot["x"]}" y="{float(str(dot["y"])) - 8:g}" text-anchor="middle">'
        f"{dot['label']}</text>"
    )


def _line(name: str, points: Sequence[Point]) -> Line:
    found = [(one.votes, one.wrong) for one in points]
    return Line(
        name,
        found,
        bars=[(wrong, wrong) for _votes, wrong in found],
        labels=[one.name for one in points],
    )


def _point(folder: Path, name: str, rule: StoppingRule) -> Point:
    replays = replays_of(read_crowd(folder), rule)
    votes = float(np.mean([one.votes for one in replays]))
    right = float(np.mean([one.is_plain_right for one in replays]))
    return Point(name, votes, 100 * (1 - right))


if __name__ == "__main__":
    sys.exit(main())
