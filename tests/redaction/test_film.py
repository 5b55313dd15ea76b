"""A film is covered wherever it tells whom, in every frame, and nothing comes along."""

import io
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from click.testing import CliRunner
from PIL import Image

from jury.cli.redact_video import redact_video
from jury.redaction.film.covering import join
from jury.redaction.film.intake import probed, take_in
from jury.redaction.film.limits import Cancelled, FilmLimits, NoFilm
from jury.redaction.film.making import RedactedFilm, Wish, redact_film
from jury.redaction.film.renditions import poster, write_small
from jury.redaction.findings import Known, KnownPerson
from tests.redaction import films

pytestmark = pytest.mark.long

WANG = Known(buyer=KnownPerson(names=("王小明",)))
IN_PARTS = FilmLimits(part_seconds=1)
Frames = npt.NDArray[np.uint8]


class Once:
    """A film made in two goes: cancelled when its first part was watched."""

    def __init__(self, folder: Path) -> None:
        self.source = films.make_film(folder / "in.mp4", seconds=2)
        self.target = folder / "out.mp4"
        self.work = folder / "work"
        self.work.mkdir()
        self.heard: list[float] = []
        with pytest.raises(Cancelled):
            self.go(cancel=True)
        self.was_there_then = self.target.exists()
        self.watched_then = self.seen()
        self.film = self.go(cancel=False)
        self.frames = films.frames_of(self.target)

    def go(self, *, cancel: bool) -> RedactedFilm:
        wish = Wish(
            WANG,
            limits=IN_PARTS,
            cancelled=lambda: cancel and any(self.heard),
            on_progress=self.heard.append,
        )
        return redact_film(self.source, self.target, work=self.work, wish=wish)

    def seen(self) -> dict[str, int]:
        return {p.name: p.stat().st_mtime_ns for p in self.work.glob("*.seen")}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    return Once(tmp_path_factory.mktemp("film"))


@pytest.mark.parametrize(
    "box", [films.NAME, films.PHONE, films.CODE], ids=["name", "phone", "code"]
)
def test_what_tells_whom_is_covered_in_every_frame(once: Once, box: films.Box) -> None:
    covered = [
        films.blackness(frame, box, films.shift(place))
        for place, frame in enumerate(once.frames)
    ]
    assert len(covered) == 2 * films.RATE
    assert min(covered) > 0.9


def test_what_tells_nobody_stays_to_be_seen(once: Once) -> None:
    last = once.frames[-1]
    assert films.blackness(last, films.NOTE, films.shift(99)) < 0.3


def test_findings_say_what_was_covered_where_and_when(once: Once) -> None:
    kinds = {finding.why for finding in once.film.findings}
    assert {"name", "phone", "code"} <= kinds
    assert all(
        0 <= f.start_s < f.end_s <= 2 and f.box[0] + f.box[2] <= once.film.width
        for f in once.film.findings
    )


def test_a_film_carries_no_notes_and_no_sound(once: Once) -> None:
    assert films.CANARY.encode() in once.source.read_bytes()
    assert b"canary" not in once.target.read_bytes()
    told = probed(once.target, FilmLimits())
    assert (told.width, told.height, told.has_sound) == (640, 360, False)
    assert "sound" in {stretch.why for stretch in once.film.review}


def test_a_small_film_and_a_poster_are_made_of_the_covered_one(once: Once) -> None:
    film = films.make_blank(once.work / "high.mp4", seconds=1, size="720x1280")
    write_small(film, once.work / "small.mp4", FilmLimits())
    told = probed(once.work / "small.mp4", FilmLimits())
    assert (told.width, told.height) == (360, 640)
    write_small(once.target, once.work / "small.mp4", FilmLimits())
    assert len(films.frames_of(once.work / "small.mp4")) == len(once.frames)
    drawn = Image.open(io.BytesIO(poster(once.target, FilmLimits()))).convert("L")
    assert films.blackness(np.asarray(drawn), films.CODE, 0) > 0.9


def test_whoever_cancelled_goes_on_where_it_ended(once: Once) -> None:
    assert not once.was_there_then
    assert list(once.watched_then) == ["part-000.seen"]
    assert once.seen().items() > once.watched_then.items()
    assert once.heard[-1] == 1.0


def test_a_film_is_cancelled_while_it_is_taken_in(tmp_path: Path) -> None:
    source = films.make_blank(tmp_path / "in.mp4", seconds=2)
    with pytest.raises(Cancelled):
        take_in(source, tmp_path, FilmLimits(), sound=False, cancelled=lambda: True)
    assert not (tmp_path / "film.json").exists()


def test_whoever_hears_how_far_it_is_can_cancel_while_it_is_taken_in(
    tmp_path: Path,
) -> None:
    source = films.make_blank(tmp_path / "in.mp4", seconds=2)
    heard: list[float] = []
    wish = Wish(cancelled=lambda: bool(heard), on_progress=heard.append)
    with pytest.raises(Cancelled):
        redact_film(source, tmp_path / "out.mp4", work=tmp_path, wish=wish)
    assert heard == [0.0]


def test_a_film_of_which_nothing_is_left_has_nothing_found_again(once: Once) -> None:
    assert once.film.left == ()


def test_the_command_says_what_was_done(tmp_path: Path) -> None:
    source = films.make_blank(tmp_path / "in.mp4", seconds=1)
    out = tmp_path / "out.mp4"
    result = CliRunner().invoke(redact_video, [str(source), str(out), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output) == {
        "withheld": None,
        "width": 64,
        "height": 48,
        "findings": [],
        "review": [],
    }
    assert out.read_bytes()[4:8] == b"ftyp"


def test_nothing_that_comes_along_with_a_film_is_taken_in(tmp_path: Path) -> None:
    film = films.make_laden(tmp_path / "in.mkv")
    assert film.read_bytes().count(films.CANARY.encode()) == 3
    reel = take_in(film, tmp_path, FilmLimits(), sound=True)
    assert not any(b"canary" in part.read_bytes() for part in reel.parts)


def test_a_film_with_a_clock_is_the_first_of_its_films(tmp_path: Path) -> None:
    told = probed(films.make_timed(tmp_path / "in.mp4"), FilmLimits())
    assert (told.width, told.height, told.has_sound) == (64, 48, True)


def test_what_is_no_film_is_withheld_and_nothing_is_written(tmp_path: Path) -> None:
    source = tmp_path / "in.mp4"
    source.write_bytes(b"#EXTM3U\n#EXTINF:1,\nhttp://example.com/a.ts\n")
    out = tmp_path / "out.mp4"
    out.write_bytes(b"of an earlier go")
    result = CliRunner().invoke(redact_video, [str(source), str(out), "--json"])
    assert result.exit_code == 3
    assert json.loads(result.output)["withheld"] == "not_a_film"
    assert not out.exists()


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (FilmLimits(max_bytes=500), "too_large"),
        (FilmLimits(max_seconds=1), "too_long"),
        (FilmLimits(max_pixels=64 * 48 - 1), "too_many_pixels"),
        (FilmLimits(memory=64 * 1024 * 1024), "not_a_film"),
    ],
)
def test_what_costs_too_much_is_withheld(
    tmp_path: Path, limits: FilmLimits, code: str
) -> None:
    source = films.make_blank(tmp_path / "in.mp4", seconds=2)
    with pytest.raises(NoFilm) as refusal:
        redact_film(
            source, tmp_path / "out.mp4", work=tmp_path, wish=Wish(limits=limits)
        )
    assert refusal.value.code == code


def test_sound_comes_along_only_when_asked_for_and_without_notes(
    tmp_path: Path,
) -> None:
    source = films.make_film(tmp_path / "in.mp4", seconds=1)
    quiet = take_in(source, tmp_path, FilmLimits(), sound=False)
    assert quiet.has_sound
    assert not (tmp_path / "sound.m4a").exists()
    reel = take_in(source, tmp_path, FilmLimits(), sound=True)
    out = tmp_path / "out.mp4"
    join(reel.parts, out, sound=tmp_path / "sound.m4a", limits=FilmLimits())
    assert probed(out, FilmLimits()).has_sound
    assert b"canary" not in out.read_bytes()


@pytest.mark.parametrize("kept", [0.5, 0.03], ids=["cut off", "only its head"])
def test_a_film_that_is_damaged_is_withheld(tmp_path: Path, kept: float) -> None:
    source = films.make_blank(tmp_path / "whole.mp4", seconds=1, size="640x360")
    damaged = tmp_path / "in.mp4"
    content = source.read_bytes()
    damaged.write_bytes(content[: round(len(content) * kept)])
    with pytest.raises(NoFilm) as refusal:
        take_in(damaged, tmp_path, FilmLimits(), sound=False)
    assert refusal.value.code == "not_a_film"
