"""Where the lines and points of a picture stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.web.desk.plots import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Line, plotted

NUMBERS = st.floats(0, 500, allow_nan=False)
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20)


@given(POINTS)
def test_everything_lies_inside_the_axes(points: list[tuple[float, float]]) -> None:
    drawn = plotted([Line("main", points)])
    places = [one.split(",") for one in drawn["lines"][0]["path"].split()]
    assert len(places) == len(points)
    for across, up in places:
        assert LEFT <= float(across) <= WIDTH - RIGHT
        assert TOP - 0.1 <= float(up) <= HEIGHT - BOTTOM
    for axis in ("xs", "ys"):
        assert 2 <= len(drawn[axis]) <= 9


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (0.9, ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (12.4, ["0", "5", "10", "15"]),
        (530, ["0", "100", "200", "300", "400", "500", "600"]),
    ],
)
def test_ticks_are_round_numbers(most: float, said: list[str]) -> None:
    drawn = plotted([Line("main", [(0, 0), (most, 1)])])
    assert [one["said"] for one in drawn["xs"]] == said


def test_a_label_that_would_cover_another_is_left_out() -> None:
    points = [(1.0, 1.0), (1.1, 1.0), (9.0, 1.0)]
    line = Line("main", points, bars=[(0, 2)] * 3, labels=["1", "2", "3"])
    dots = plotted([line])["lines"][0]["dots"]
    assert [one["label"] for one in dots] == ["1", "", "3"]
    assert dots[0]["high"] < dots[0]["y"] < dots[0]["low"]
