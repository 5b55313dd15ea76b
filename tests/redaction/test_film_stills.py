"""The stills of a film: what differs, and when it is there; what is left on it."""

import io
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from jury.redaction.film.apart import Watchman
from jury.redaction.film.checking import found_again
from jury.redaction.film.intake import take_in
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.motion import Rect
from jury.redaction.film.storyboard import frame_at, moments_of
from jury.redaction.findings import NOTHING_KNOWN
from tests.redaction import films

pytestmark = pytest.mark.long


def grey_at(film: Path, at_s: float) -> float:
    """How light a still is."""
    drawn = Image.open(io.BytesIO(frame_at(film, at_s, FilmLimits())))
    return float(np.asarray(drawn.convert("L")).mean())


def test_a_film_in_which_nothing_moves_is_one_still(tmp_path: Path) -> None:
    film = films.make_blank(tmp_path / "in.mp4", seconds=3)
    assert moments_of(film, FilmLimits(), lambda: False) == [0.0]


@pytest.mark.parametrize("name", ["in.mp4", "in.webm", "in.mkv", "in.flv"])
@pytest.mark.parametrize("rate", [30, 120])
def test_a_film_of_one_frame_is_one_still_and_one_frame(
    tmp_path: Path, name: str, rate: int
) -> None:
    film = films.make_still(tmp_path / name, rate=rate)
    assert moments_of(film, FilmLimits(), lambda: False) == [0.0]
    assert grey_at(film, 0.0) > 0
    reel = take_in(film, tmp_path, FilmLimits(), sound=False)
    assert [len(films.frames_of(part)) for part in reel.parts] == [1]


@pytest.mark.parametrize("name", ["in.mp4", "in.mkv"])
def test_a_still_is_what_is_shown_then_however_long_it_stays(
    tmp_path: Path, name: str
) -> None:
    film = films.make_slides(tmp_path / name, at_s=(0, 2, 6))
    moments = moments_of(film, FilmLimits(), lambda: False)
    assert moments == [0.0, 2.0, 6.0]
    shown = [grey_at(film, at_s) for at_s in (0.0, 1.5, 2.0, 5.5, 6.0)]
    assert [round(grey / 23) for grey in shown] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(("seconds", "most"), [(6, 4), (10, 5)])
def test_a_covered_film_is_looked_at_again_every_other_second_but_four_times_at_least(
    tmp_path: Path, seconds: int, most: int
) -> None:
    film = films.make_slides(tmp_path / "in.mp4", at_s=range(seconds))
    every = moments_of(film, FilmLimits(), lambda: False)
    fewer = moments_of(film, FilmLimits(), lambda: False, every_s=2)
    assert every == list(range(seconds))
    assert (len(fewer), set(fewer) < set(every)) == (most, True)


def test_a_film_that_cannot_be_gone_into_is_read_from_its_beginning(
    tmp_path: Path,
) -> None:
    film = films.make_blank(tmp_path / "in.mpg", seconds=3, rate=25, size="640x360")
    assert grey_at(film, 2.0) > 0


def test_what_a_film_still_shows_is_said_with_its_place_and_time(
    tmp_path: Path,
) -> None:
    film = films.make_film(tmp_path / "in.mp4", seconds=1)
    heard: list[float] = []
    with closing(Watchman(NOTHING_KNOWN, lambda: False)) as watchman:
        left = found_again(
            film,
            watchman,
            limits=FilmLimits(),
            cancelled=lambda: False,
            on_progress=heard.append,
        )
    at_first = [Rect(*one.box) for one in left if one.start_s == 0]
    assert {(one.why, one.end_s - one.start_s) for one in left} == {
        ("still_there", 0.5)
    }
    for box in (films.PHONE, films.CODE):
        assert any(found.overlap(Rect(*box)) > 0.9 for found in at_first)
    assert not any(found.overlap(Rect(*films.NOTE)) > 0.3 for found in at_first)
    assert heard[0] == 0
