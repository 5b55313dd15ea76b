"""What a player asks for beside the covered film: a small one, and a poster."""

from collections.abc import Callable
from pathlib import Path

from jury.redaction.film import ffmpeg
from jury.redaction.film.covering import H264
from jury.redaction.film.intake import BARE
from jury.redaction.film.limits import FilmLimits


def write_small(
    film: Path,
    target: Path,
    limits: FilmLimits,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """The covered film with a short side of at most 360 pixels, for slow lines."""
    wide, high = (
        f"if({test}(iw,ih),trunc(min({side},360)/2)*2,-2)"
        for test, side in (("lt", "iw"), ("gte", "ih"))
    )
    ffmpeg.run(
        [
            *("-protocol_whitelist", "file", "-i", f"file:{film.absolute()}"),
            *("-vf", f"scale=w='{wide}':h='{high}'", *BARE, *H264, "-crf", "26"),
            *("-c:a", "copy", "-movflags", "+faststart", "-threads", "2"),
            *("-f", "mp4", f"file:{target.absolute()}"),
        ],
        limits,
        cancelled,
    )


def poster(film: Path, limits: FilmLimits) -> bytes:
    """The first frame of a covered film as a JPEG."""
    given = [
        *("-protocol_whitelist", "file", "-i", f"file:{film.absolute()}"),
        *("-frames:v", "1", *BARE, "-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "4"),
    ]
    with ffmpeg.reading(given, limits) as pipe:
        return pipe.read()
