"""The stills of a film: what differs, when it is there, and nothing that tells whom."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from jury.redaction.film.making import Wish
from jury.redaction.film.storyboard import storyboard
from jury.redaction.findings import Known, KnownPerson
from jury.redaction.seen.screening import RedactedPicture
from tests.redaction import films


def test_a_film_in_which_nothing_moves_is_one_still(tmp_path: Path) -> None:
    film = films.make_blank(tmp_path / "in.mp4", seconds=3)
    assert [still.at_s for still in storyboard(film)] == [0.0]


def test_every_still_is_covered_like_a_picture(tmp_path: Path) -> None:
    film = films.make_film(tmp_path / "in.mp4", seconds=1)
    known = Known(buyer=KnownPerson(names=("王小明",)))
    heard: list[float] = []
    stills = storyboard(film, Wish(known, on_progress=heard.append))
    assert stills[0].at_s == 0.0
    assert heard[-1] == 1.0
    first = stills[0].picture
    assert isinstance(first, RedactedPicture)
    pixels = np.asarray(Image.open(io.BytesIO(first.content)).convert("L"))
    for box in (films.NAME, films.PHONE, films.CODE):
        assert films.blackness(pixels, box, 0) > 0.9
    assert films.blackness(pixels, films.NOTE, 0) < 0.3
