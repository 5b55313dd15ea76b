"""A part of a film written anew, with solid boxes over what was found."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jury.redaction.film import ffmpeg
from jury.redaction.film.intake import BARE, Reel
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.motion import Rect
from jury.redaction.film.tracks import corners

_BLACK: Final = 16
_NO_COLOUR: Final = 128
H264: Final = (
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-pix_fmt",
    "yuv420p",
    "-flags:v",
    "+bitexact",
)


def cover_part(
    reel: Reel,
    part: Path,
    target: Path,
    *,
    boxes: Sequence[Sequence[Rect]],
    limits: FilmLimits,
) -> None:
    """The frames of a part, covered, as H.264; whole or not there at all."""
    unfinished = target.with_suffix(".unfinished.mp4")
    wide, high = reel.width, reel.height
    given = [
        *("-protocol_whitelist", "pipe", "-f", "rawvideo", "-pix_fmt", "yuv420p"),
        *("-s", f"{wide}x{high}", "-r", str(reel.rate), "-i", "pipe:0"),
        *(*BARE, *H264, "-crf", "23", "-bf", "0"),
        *("-threads", "2", f"file:{unfinished.absolute()}"),
    ]
    with (
        ffmpeg.reading(ffmpeg.raw_frames(part), limits) as pipe,
        ffmpeg.writing(given, limits) as out,
    ):
        for over in boxes:
            content = bytearray(pipe.read(wide * high * 3 // 2))
            draw(np.frombuffer(content, dtype=np.uint8), (wide, high), over)
            out.write(content)
    unfinished.replace(target)


def draw(
    frame: NDArray[np.uint8], size: tuple[int, int], boxes: Sequence[Rect]
) -> None:
    """Black out boxes in the planes of one frame, in place."""
    wide, high = size
    luma = frame[: wide * high].reshape(high, wide)
    colours = frame[wide * high :].reshape(2, high // 2, wide // 2)
    for box in boxes:
        left, top, right, bottom = corners(box, wide, high)
        luma[top:bottom, left:right] = _BLACK
        colours[:, top // 2 : bottom // 2, left // 2 : right // 2] = _NO_COLOUR


def join(
    parts: Sequence[Path], target: Path, *, sound: Path | None, limits: FilmLimits
) -> None:
    """The covered parts as one film, ready to be played while it loads."""
    listed = target.with_suffix(".parts.txt")
    listed.write_text("".join(f"file 'file:{part.absolute()}'\n" for part in parts))
    heard = ["-i", f"file:{sound.absolute()}"] if sound else []
    ffmpeg.run(
        [
            *("-protocol_whitelist", "file", "-f", "concat", "-safe", "0"),
            *("-i", f"file:{listed.absolute()}", *heard),
            *("-map", "0:v:0", *(("-map", "1:a:0") if sound else ())),
            *("-c", "copy", *BARE, "-movflags", "+faststart", "-f", "mp4"),
            f"file:{target.absolute()}",
        ],
        limits,
    )
    listed.unlink()
