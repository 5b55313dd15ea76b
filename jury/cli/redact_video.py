"""`redact-video`: a film in, the same film covered out.

Exit 3 and no file when the film is withheld; what was done is one line of JSON.
"""

import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from jury.cli.covered_file import (
    leave_no_out,
    move_out,
    refuse_out,
    withheld_sentence,
)
from jury.redaction.film.limits import NoFilm
from jury.redaction.film.making import RedactedFilm, Wish, redact_film
from jury.redaction.film.tracks import Stretch

_WITHHELD = 3


@click.command("redact-video")
@click.argument(
    "source",
    metavar="IN",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.argument(
    "target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
def redact_video(source: Path, target: Path, *, as_json: bool) -> None:
    """Cover what is personal in the film IN and write it to OUT, without its sound.

    OUT is H.264 of at most 1280 x 720 in MP4. Boxes are [x, y, width, height] in pixels
    of OUT, for the seconds from start_s to end_s. What is in review is covered too,
    but for still_there: key moments of OUT are looked at again, and that was found.
    Exit 3: withheld, and no OUT, nor one of before.
    """
    refuse_out(source, target)
    try:
        with _tidied_when_ended():
            answer = _redacted(source, target)
    except NoFilm as refusal:
        leave_no_out(target)
        click.echo(
            json.dumps(_told(refusal.code, None))
            if as_json
            else withheld_sentence(refusal.code)
        )
        sys.exit(_WITHHELD)
    click.echo(json.dumps(_told(None, answer)) if as_json else _sentence(answer))


def _redacted(source: Path, target: Path) -> RedactedFilm:
    wish = Wish(covers_doubts=True)
    with tempfile.TemporaryDirectory(prefix="jury-film-") as work:
        # OUT holds nothing before the whole film has been looked at again.
        made = Path(work, "out.mp4")
        film = redact_film(source, made, work=Path(work), wish=wish)
        move_out(made, target)
    return replace(film, review=(*film.review, *film.left))


@contextmanager
def _tidied_when_ended() -> Iterator[None]:
    """Whoever ends it leaves no uncovered frame and no program at work behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _told(code: str | None, film: RedactedFilm | None) -> dict[str, object]:
    return {
        "withheld": code,
        "width": film.width if film else None,
        "height": film.height if film else None,
        "findings": [
            {"kind": stretch.why, **_where(stretch)}
            for stretch in (film.findings if film else ())
        ],
        "review": [
            {"reason": stretch.why, **_where(stretch)}
            for stretch in (film.review if film else ())
        ],
    }


def _where(stretch: Stretch) -> dict[str, object]:
    return {
        "box": list(stretch.box),
        "start_s": stretch.start_s,
        "end_s": stretch.end_s,
    }


def _sentence(film: RedactedFilm) -> str:
    return (
        f"{film.width} x {film.height}, {film.seconds:.1f} s: {len(film.findings)} "
        f"covered, {len(film.review)} for a person to look at."
    )
