"""What one film may cost, and the ways in which it is none."""

from dataclasses import dataclass
from typing import Final, Literal

Code = Literal[
    "needs_extra",
    "not_a_film",
    "too_large",
    "too_long",
    "too_many_pixels",
    "too_hard",
    "not_seen_through",
]

# Containers and codecs of phones, cameras, browsers and chat programs. Playlists and
# containers that name other files are not among them.
FORMATS: Final = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv"
CODECS: Final = (
    "h264,hevc,libdav1d,av1,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,mpeg4,h263,"
    "mpeg1video,mpeg2video,mpegvideo,mjpeg,msmpeg4,flv,prores,"
    "aac,mp3,mp3float,opus,libopus,vorbis,ac3,amrnb,amrwb,flac,pcm_s16le,pcm_mulaw"
)


class NoFilm(Exception):
    """A file that is not taken as a film; ``code`` says why.

    ``needs_extra`` the programs that read films are not installed; ``not_a_film``
    damaged, or no film of an admitted kind; ``too_large`` in bytes; ``too_long``;
    ``too_many_pixels``; ``too_hard`` took too much time or memory, or broke a decoder;
    ``not_seen_through`` looking at its frames took too long or broke.
    """

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code


class Cancelled(Exception):
    """Somebody no longer wants the film; what was done is kept for another time."""


@dataclass(frozen=True)
class FilmLimits:
    """What one film may cost; ``part_seconds`` is what a crash may undo."""

    max_bytes: int = 200 * 1024 * 1024
    max_seconds: int = 600
    max_pixels: int = 3840 * 2176
    part_seconds: int = 10
    memory: int = 3 * 1024 * 1024 * 1024
    cpu_seconds: int = 3600
    written_bytes: int = 2 * 1024 * 1024 * 1024
