"""Where lines and points of a picture stand: reckoned here, drawn by a template.

The picture is as wide as a phone; on a larger screen it grows with its letters.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any

WIDTH, HEIGHT = 340, 220
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 14, 26
TICKS, MOST = 4, 6
# What differs by less is the same in a picture.
LEAST = 1e-6
Points = Sequence[tuple[float, float]]
Measure = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through its points, named for how it is drawn; bars stand across it."""

    name: str
    points: Points
    bars: Sequence[tuple[float, float]] = field(default=())
    labels: Sequence[str] = ()


def plotted(
    lines: Sequence[Line], *, top: float | None = None, left: float = 0.0
) -> dict[str, Any]:
    """Every line in the picture's own measures, with the ticks of both axes."""
    across = [x for line in lines for x, _y in line.points]
    up = [y for line in lines for _x, y in line.points]
    up += [high for line in lines for _low, high in line.bars]
    xs = _ticks(left, max(across))
    ys = _ticks(0, min(max(up), top) if top else max(up))

    def at_x(x: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (x - xs[0]) / (xs[-1] - xs[0]), 1)

    def at_y(y: float) -> float:
        part = min(max(y, 0), ys[-1]) / ys[-1]
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part, 1)

    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "bottom": HEIGHT - BOTTOM,
        "xs": [{"at": at_x(one), "said": f"{one:g}"} for one in xs],
        "ys": [{"at": at_y(one), "said": f"{one:g}"} for one in ys],
        "lines": [
            {
                "name": line.name,
                "path": " ".join(f"{at_x(x)},{at_y(y)}" for x, y in line.points),
                "dots": _dots(line, at_x, at_y),
            }
            for line in lines
        ],
    }


def _dots(line: Line, at_x: Measure, at_y: Measure) -> list[dict[str, Any]]:
    """Points with their bars; a label that would cover the last one is left out."""
    found: list[dict[str, Any]] = []
    last = -100.0
    for place, label in enumerate(line.labels):
        x, y = line.points[place]
        low, high = line.bars[place]
        is_free = at_x(x) - last > 14
        last = at_x(x) if is_free else last
        found.append(
            {
                "x": at_x(x),
                "y": at_y(y),
                "low": at_y(low),
                "high": at_y(high),
                "label": label if is_free else "",
            }
        )
    return found


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from below *low* to above *high*."""
    span = high - low if high - low > LEAST else 1.0
    power = 10.0 ** floor(log10(span / TICKS))
    step = next(one * power for one in (1, 2, 5, 10) if span / (one * power) <= MOST)
    first = floor(low / step) * step
    many = max(1, ceil((high - first) / step - LEAST))
    return [round(first + number * step, 10) for number in range(many + 1)]
