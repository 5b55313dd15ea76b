"""The stills of a film: what differs, and when it is there; what is left on it."""

from pathlib import Path

import pytest

from jury.redaction.film.checking import found_again
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.making import Wish
from jury.redaction.film.motion import Rect
from jury.redaction.film.storyboard import moments_of
from tests.redaction import films

pytestmark = pytest.mark.long


def test_a_film_in_which_nothing_moves_is_one_still(tmp_path: Path) -> None:
    film = films.make_blank(tmp_path / "in.mp4", seconds=3)
    assert moments_of(film, FilmLimits(), lambda: False) == [0.0]


def test_what_a_film_still_shows_is_said_with_its_place_and_time(
    tmp_path: Path,
) -> None:
    film = films.make_film(tmp_path / "in.mp4", seconds=1)
    heard: list[float] = []
    left = found_again(film, Wish(on_progress=heard.append))
    at_first = [Rect(*one.box) for one in left if one.start_s == 0]
    assert {(one.why, one.end_s - one.start_s) for one in left} == {
        ("still_there", 0.5)
    }
    for box in (films.PHONE, films.CODE):
        assert any(found.overlap(Rect(*box)) > 0.9 for found in at_first)
    assert not any(found.overlap(Rect(*films.NOTE)) > 0.3 for found in at_first)
    assert heard[0] == 0
