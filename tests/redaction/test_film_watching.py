"""Which frames of a film are looked at closely."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from jury.redaction.film import watching
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.watching import Part, watch
from jury.redaction.findings import NOTHING_KNOWN, Known
from jury.redaction.seen.sights import Picture, Seen
from tests.redaction import films


class Closed:
    """Eyes that see nothing, fast."""

    def __init__(self, known: Known) -> None:
        del known

    def glance(self, place: int, picture: Picture) -> None:
        """Nothing."""

    def look(self, place: int, picture: Picture) -> None:
        """Nothing."""

    def answers(self, *, most_left: int) -> Iterator[tuple[int, bool, list[Seen]]]:
        del most_left
        return iter(())

    def close(self) -> None:
        """Nothing."""


@pytest.mark.parametrize(("pixels", "looks"), [(0, (0,)), (12, (0, 5))])
def test_what_scrolled_in_before_the_end_is_looked_at(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pixels: int,
    looks: tuple[int, ...],
) -> None:
    monkeypatch.setattr(watching, "Eyes", Closed)
    film = films.make_scrolled(tmp_path / "in.mp4", pixels=pixels)
    part = Part(film, 320, 180, Fraction(10))
    seen, _last = watch(part, NOTHING_KNOWN, None, limits=FilmLimits())
    assert (seen.frames, seen.looks) == (6, looks)
