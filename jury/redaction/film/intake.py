"""A stranger's film made ours: 720p, even frames, no metadata, cut into parts.

The one place where the film as it was sent is decoded. Everything after works on parts
of some seconds that we wrote ourselves, which is also what makes the work resumable:
a part that is there need not be made again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from jury.redaction.film import ffmpeg
from jury.redaction.film.limits import CODECS, FORMATS, FilmLimits, NoFilm
from jury.redaction.sniffing import sniff_kind

BARE: Final = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")
_LONG: Final = 1280
_SHORT: Final = 720
_FASTEST: Final = Fraction(30)
_SLOWEST: Final = Fraction(10)
# Two blanks and no more: what a file says of itself is printed further to the right.
_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_STREAM = re.compile(
    r"^  Stream #0:(\d+)(?:\[\w+\])?(?:\(\w+\))?: (Video|Audio): (.*)$", re.MULTILINE
)
# Streams that refer to each other, such as a film and its clock, stand deeper.
_GROUP = re.compile(r"^  Stream group #.*\n((?:    .*\n)*)", re.MULTILINE)
_SIZE = re.compile(r", (\d+)x(\d+)")
_RATE = re.compile(r", (\d+(?:\.\d+)?) fps")


@dataclass(frozen=True)
class Probe:
    """What a file says about itself; believed only where it speaks against it."""

    width: int
    height: int
    seconds: float | None
    rate: Fraction
    has_sound: bool


@dataclass(frozen=True)
class Reel:
    """A film that is ours: its parts in order, all of one size and rate."""

    width: int
    height: int
    rate: Fraction
    parts: tuple[Path, ...]
    has_sound: bool


def take_in(
    source: Path,
    work: Path,
    limits: FilmLimits,
    *,
    sound: bool,
    cancelled: Callable[[], bool] | None = None,
) -> Reel:
    """The film of a file as parts in ``work``; NoFilm when it is none.

    Cancelled when somebody no longer wants it; what was written then is no part yet.
    """
    probe = admit(source, limits)
    ffmpeg.run(
        [
            *opened(source, limits),
            "-t",
            str(limits.max_seconds + 1),
            *("-map", "0:V:0", "-an", "-sn", "-dn"),
            *BARE,
            *("-vf", f"{fitted()},fps={probe.rate}:eof_action=pass,format=yuv420p"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "15"),
            *("-force_key_frames", f"expr:gte(t,n_forced*{limits.part_seconds})"),
            *("-f", "segment", "-segment_time", str(limits.part_seconds)),
            *("-segment_format", "matroska", "-reset_timestamps", "1"),
            f"file:{work.absolute()}/part-%03d.mkv",
        ],
        limits,
        cancelled,
    )
    parts = tuple(sorted(work.glob("part-*.mkv")))
    if not parts:
        raise NoFilm("not_a_film")
    if len(parts) > -(-limits.max_seconds // limits.part_seconds):
        raise NoFilm("too_long")
    if sound and probe.has_sound:
        _keep_sound(source, work, limits)
    first = probed(parts[0], limits)
    return Reel(first.width, first.height, probe.rate, parts, probe.has_sound)


def admit(source: Path, limits: FilmLimits) -> Probe:
    """What the file says it is, when that is within the limits."""
    if source.stat().st_size > limits.max_bytes:
        raise NoFilm("too_large")
    with source.open("rb") as opened:
        if sniff_kind(opened.read(4096)) != "video":
            raise NoFilm("not_a_film")
    probe = probed(source, limits)
    if probe.width * probe.height > limits.max_pixels:
        raise NoFilm("too_many_pixels")
    if probe.seconds is not None and probe.seconds > limits.max_seconds:
        raise NoFilm("too_long")
    return probe


def probed(source: Path, limits: FilmLimits) -> Probe:
    """What ffmpeg says about a file, read from its own lines."""
    said = ffmpeg.said_about(opened(source, limits), limits)
    streams = _streams(said)
    films = [
        line
        for kind, line in streams
        if kind == "Video" and "(attached pic)" not in line
    ]
    size = _SIZE.search(films[0]) if films else None
    if size is None:
        raise NoFilm("not_a_film")
    lasts = _DURATION.search(said)
    rate = _RATE.search(films[0])
    return Probe(
        int(size[1]),
        int(size[2]),
        _seconds(lasts) if lasts else None,
        min(max(Fraction(rate[1] if rate else 30), _SLOWEST), _FASTEST),
        any(kind == "Audio" for kind, _ in streams),
    )


def _streams(said: str) -> list[tuple[str, str]]:
    """The kind of each stream and what is said of it, in the order of their numbers."""
    level = _GROUP.sub(lambda group: group[1].replace("\n  ", "\n")[2:], said)
    found = sorted(_STREAM.findall(level), key=lambda stream: int(stream[0]))
    return [(kind, line) for _number, kind, line in found]


def _seconds(found: re.Match[str]) -> float:
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])


def opened(source: Path, limits: FilmLimits) -> list[str]:
    """How a stranger's file is opened: by its kind, from this disk, and no other."""
    return [
        *("-protocol_whitelist", "file", "-format_whitelist", FORMATS),
        *("-codec_whitelist", CODECS, "-max_pixels", str(limits.max_pixels)),
        *("-threads", "2", "-i", f"file:{source.absolute()}"),
    ]


def fitted() -> str:
    """Square pixels, at most 1280 by 720 either way round, never enlarged."""
    wide = "(ih*dar)"
    factor = (
        f"min(1,min({_LONG}/max({wide},ih),{_SHORT}/min({wide},ih)))"  # of both sides
    )
    sides = (f"max(2,trunc({side}*{factor}/2)*2)" for side in (wide, "ih"))
    width, height = sides
    return f"scale=w='{width}':h='{height}',setsar=1"


def _keep_sound(source: Path, work: Path, limits: FilmLimits) -> None:
    ffmpeg.run(
        [
            *opened(source, limits),
            *("-t", str(limits.max_seconds), "-map", "0:a:0", "-vn", "-sn", "-dn"),
            *BARE,
            *("-c:a", "aac", "-b:a", "96k", "-flags:a", "+bitexact"),
            f"file:{work.absolute()}/sound.m4a",
        ],
        limits,
    )
