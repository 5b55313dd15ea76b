"""A film in, the same film covered out: taken in, watched, covered, looked at again.

Everything on the way is kept in a folder of the caller's, part by part, and written
whole or not at all; whoever comes back to the folder after a crash or a cancellation
goes on where it ended. The caller removes the folder: it holds uncovered frames.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from jury.redaction.film.apart import Watchman
from jury.redaction.film.checking import found_again
from jury.redaction.film.covering import cover_part, join
from jury.redaction.film.intake import Reel, take_in
from jury.redaction.film.limits import Cancelled, FilmLimits
from jury.redaction.film.shots import Watched, as_file, from_file
from jury.redaction.film.tracks import Plan, Scene, Stretch, plan
from jury.redaction.findings import NOTHING_KNOWN, Known

# What was kept by other rules is not gone on with.
_VERSION: Final = 8
_NOTED: Final = "film.json"
_OURS: Final = (_NOTED, "part-*", "sound.m4a", "last", "*.unfinished")
# Of all progress: when all parts are watched, and when all are covered.
_WATCHED, _COVERED = 0.7, 0.9
_USUAL: Final = FilmLimits()


def _never() -> bool:
    return False


def _unheard(share: float) -> None:
    del share


@dataclass(frozen=True)
class Wish:
    """How a film is wanted, and who is told how far it is.

    ``sound`` stays out unless a moderator has listened to it. ``covers_doubts``: what
    a person would have to look at is covered, too. ``cancelled`` is asked now and then;
    ``on_progress`` hears a share of 1.
    """

    known: Known = NOTHING_KNOWN
    sound: bool = False
    covers_doubts: bool = False
    limits: FilmLimits = _USUAL
    cancelled: Callable[[], bool] = _never
    on_progress: Callable[[float], None] = _unheard


@dataclass(frozen=True)
class RedactedFilm:
    """A film that shows nothing that was found; ``review`` is for a person.

    ``left``: what was found on it when it was looked at again, and still shows.
    """

    width: int
    height: int
    seconds: float
    findings: tuple[Stretch, ...]
    review: tuple[Stretch, ...]
    left: tuple[Stretch, ...]


def redact_film(
    source: Path, target: Path, *, work: Path, wish: Wish | None = None
) -> RedactedFilm:
    """Write the film of ``source``, covered, to ``target``; NoFilm when withheld."""
    wish = wish or Wish()
    with closing(Watchman(wish.known, wish.cancelled)) as watchman:
        watchman.open()
        return _redacted(source, target, work, watchman=watchman, wish=wish)


def _redacted(
    source: Path, target: Path, work: Path, *, watchman: Watchman, wish: Wish
) -> RedactedFilm:
    reel = _taken_in(source, work, wish)
    watched = _watched(reel, work, watchman=watchman, wish=wish)
    scene = Scene(reel.width, reel.height, reel.rate)
    planned = plan(watched, scene, covers_doubts=wish.covers_doubts)
    covered = _covered(reel, watched, planned, wish=wish)
    sound = work / "sound.m4a"
    heard = sound if wish.sound and sound.exists() else None
    join(covered, target, sound=heard, limits=wish.limits)
    left = found_again(
        target,
        watchman,
        limits=wish.limits,
        cancelled=wish.cancelled,
        on_progress=lambda share: wish.on_progress(_COVERED + (1 - _COVERED) * share),
    )
    wish.on_progress(1.0)
    seconds = scene.seconds(sum(part.frames for part in watched))
    return RedactedFilm(
        reel.width,
        reel.height,
        seconds,
        planned.findings,
        (*planned.review, *_unheard_sound(reel, seconds, wish)),
        left,
    )


def _taken_in(source: Path, work: Path, wish: Wish) -> Reel:
    """The film as parts: those that are there when they are of this film and wish."""
    noted = work / _NOTED
    mark = _fingerprint(source, wish)
    if noted.exists():
        told = json.loads(noted.read_text())
        if told["of"] == mark:
            parts = tuple(work / name for name in told["parts"])
            return Reel(
                told["width"],
                told["height"],
                Fraction(told["rate"]),
                parts,
                told["has_sound"],
            )
    for pattern in _OURS:
        for old in work.glob(pattern):
            old.unlink()

    def is_unwanted() -> bool:
        """Whoever is told how far it is can say only then that it is not wanted."""
        wish.on_progress(0.0)
        return wish.cancelled()

    reel = take_in(source, work, wish.limits, sound=wish.sound, cancelled=is_unwanted)
    told = {
        "of": mark,
        "width": reel.width,
        "height": reel.height,
        "rate": str(reel.rate),
        "parts": [part.name for part in reel.parts],
        "has_sound": reel.has_sound,
    }
    _keep(noted, json.dumps(told).encode())
    return reel


def _fingerprint(source: Path, wish: Wish) -> str:
    with source.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    asked = [wish.sound, wish.covers_doubts, asdict(wish.known)]
    told = json.dumps([_VERSION, content, *asked])
    return hashlib.sha256(told.encode()).hexdigest()


def _watched(
    reel: Reel, work: Path, *, watchman: Watchman, wish: Wish
) -> list[Watched]:
    seen: list[Watched] = []
    last = work / "last"
    for part in reel.parts:
        kept = part.with_suffix(".seen")
        if not kept.exists():
            before = last.read_bytes() if seen else b""
            watched, after = watchman.watch(reel, part, before)
            _keep(last, after)
            _keep(kept, as_file(watched))
        seen.append(from_file(kept.read_bytes()))
        wish.on_progress(_WATCHED * len(seen) / len(reel.parts))
    return seen


def _covered(
    reel: Reel, watched: list[Watched], planned: Plan, *, wish: Wish
) -> list[Path]:
    covered: list[Path] = []
    base = 0
    for part, seen in zip(reel.parts, watched, strict=True):
        if wish.cancelled():
            raise Cancelled
        target = part.with_suffix(".mp4")
        if not target.exists():
            boxes = planned.boxes[base : base + seen.frames]
            cover_part(reel, part, target, boxes=boxes, limits=wish.limits)
        base += seen.frames
        covered.append(target)
        share = (_COVERED - _WATCHED) * len(covered) / len(reel.parts)
        wish.on_progress(_WATCHED + share)
    return covered


def _unheard_sound(reel: Reel, seconds: float, wish: Wish) -> list[Stretch]:
    """Sound that was left out is for a person to listen to."""
    if wish.sound or not reel.has_sound:
        return []
    return [Stretch("sound", (0, 0, reel.width, reel.height), 0.0, seconds)]


def _keep(path: Path, content: bytes) -> None:
    """Written whole or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
