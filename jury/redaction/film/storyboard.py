"""Stills of a film: the frames that differ most, to be covered as pictures.

Jurors always get these, also where they may not play the film itself.
"""

from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jury.redaction.film import ffmpeg
from jury.redaction.film.intake import admit, fitted, opened
from jury.redaction.film.limits import Cancelled, FilmLimits, NoFilm

_THUMB: Final = (32, 18)
_A_SECOND: Final = 2
A_MOMENT_SECONDS: Final = 1 / _A_SECOND
_MOST_STILLS: Final = 12
_FEW_STILLS: Final = 4
# Grey levels, on average, by which a frame must differ from every still before it.
_ANOTHER: Final = 6.0
# A film in which nothing moves is still shown from its beginning to its end.
_LONGEST_GAP_SECONDS: Final = 20


def moments_of(
    source: Path,
    limits: FilmLimits,
    cancelled: Callable[[], bool],
    *,
    every_s: float = 0.0,
) -> list[float]:
    """The seconds in which the stills of a film are; NoFilm when it is none.

    ``every_s``: no more than one for so many seconds, but for the first few.
    """
    admit(source, limits)
    thumbs = _thumbs(source, limits, cancelled)
    most = _MOST_STILLS
    if every_s:
        most = min(most, max(_FEW_STILLS, ceil(len(thumbs) / _A_SECOND / every_s)))
    return _moments(thumbs, most)


def frame_at(source: Path, at_s: float, limits: FilmLimits) -> bytes:
    """The frame that is shown then, uncovered, as a JPEG of at most 720p.

    Where a film cannot be gone into it is read from its beginning; nothing after its
    end.
    """
    gone_to = ("-noaccurate_seek", "-ss", f"{at_s:.3f}")
    still = _shown(gone_to, source, 0.0, limits=limits) if at_s else b""
    return still or _shown((), source, at_s, limits=limits)


def _shown(
    gone_to: Sequence[str], source: Path, at_s: float, *, limits: FilmLimits
) -> bytes:
    """What is shown so long after where ffmpeg went to, and after its key frame.

    It may have come up long before: what is shown for a minute begins that.
    """
    shown = f"fps={_A_SECOND}:round=up:start_time={at_s:.3f}"
    given = [
        *(*gone_to, *opened(source, limits), "-map", "0:V:0", "-frames:v", "1"),
        *("-vf", f"{shown},{fitted()}", "-pix_fmt", "yuvj420p"),
        *("-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "2"),
    ]
    with ffmpeg.reading(given, limits) as pipe:
        return pipe.read()


def _thumbs(
    source: Path, limits: FilmLimits, cancelled: Callable[[], bool]
) -> NDArray[np.int16]:
    """The whole film, tiny and grey."""
    wide, high = _THUMB
    given = [
        *opened(source, limits),
        *("-t", str(limits.max_seconds), "-map", "0:V:0"),
        *("-vf", f"fps={_A_SECOND}:round=up,scale={wide}:{high},format=gray"),
        *("-f", "rawvideo"),
    ]
    with ffmpeg.reading(given, limits) as pipe:
        content = bytearray()
        while frame := pipe.read(wide * high):
            content += frame
            if cancelled():
                raise Cancelled
    if len(content) < wide * high:
        raise NoFilm("not_a_film")
    whole = len(content) // (wide * high)
    pixels = np.frombuffer(bytes(content[: whole * wide * high]), dtype=np.uint8)
    return pixels.reshape(whole, -1).astype(np.int16)


def _moments(thumbs: NDArray[np.int16], most: int) -> list[float]:
    """When the stills are: each time the frame least like all that were taken."""
    taken = [0]
    distance = _unlike(thumbs, 0)
    while len(taken) < most:
        farthest = int(distance.argmax())
        if distance[farthest] < _ANOTHER:
            break
        taken.append(farthest)
        distance = np.minimum(distance, _unlike(thumbs, farthest))
    gap = _LONGEST_GAP_SECONDS * _A_SECOND
    for place in range(gap, len(thumbs), gap):
        near = min(abs(place - other) for other in taken)
        if near > gap // 2 and len(taken) < 2 * _MOST_STILLS:
            taken.append(place)
    return [place / _A_SECOND for place in sorted(taken)]


def _unlike(thumbs: NDArray[np.int16], place: int) -> NDArray[np.float64]:
    difference = np.abs(thumbs - thumbs[place])
    return np.asarray(difference.mean(axis=1), dtype=np.float64)
