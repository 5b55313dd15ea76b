"""Small films drawn for tests: a label, a code, a note; and looking into films."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image, ImageDraw

from jury.cli.demo.drawings.canvas import font
from jury.redaction.film import ffmpeg
from jury.redaction.film.intake import probed
from jury.redaction.film.limits import FilmLimits

CANARY = "canary-39.9042N-116.4074E"
SIZE = (640, 360)
RATE = 10
LABEL = (30, 60)
NAME = (142, 62, 84, 26)
PHONE = (96, 102, 160, 24)
CODE = (448, 168, 94, 94)
CODE_AND_MARGIN = (430, 150, 130, 130)
NOTE = (30, 220, 330, 40)
PAN = 12
Box = tuple[int, int, int, int]


def make_film(path: Path, *, seconds: int) -> Path:
    """A table with a label, a code and a note, over which the camera pans, with sound
    and with notes about where it was taken.
    """
    table = _table()
    frames = [
        table.crop((shift(frame), 0, shift(frame) + SIZE[0], SIZE[1])).tobytes()
        for frame in range(seconds * RATE)
    ]
    drawn = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "640x360", "-r", str(RATE))
    _ffmpeg(
        *(*drawn, "-i", "pipe:0", "-f", "lavfi", "-i", f"sine=d={seconds}"),
        *("-metadata", f"title={CANARY}", "-metadata", f"location={CANARY}"),
        *("-metadata:s:v", f"handler_name={CANARY}", "-c:v", "mpeg4", "-q:v", "2"),
        *("-shortest", str(path)),
        given=b"".join(frames),
    )
    return path


def make_blank(
    path: Path, *, seconds: int, size: str = "64x48", rate: int = 10
) -> Path:
    """A film of nothing."""
    drawn = f"color=gray:s={size}:r={rate}:d={seconds}"
    _ffmpeg("-f", "lavfi", "-i", drawn, "-g", "999", str(path))
    return path


def make_still(path: Path, *, rate: int) -> Path:
    """A film of one frame, shown for as long as one is at that rate."""
    drawn = f"testsrc=s=320x180:r={rate}"
    _ffmpeg("-f", "lavfi", "-i", drawn, "-frames:v", "1", str(path))
    return path


def make_slides(path: Path, *, at_s: Sequence[int]) -> Path:
    """Plain pictures, each lighter than the last, that come up at these seconds."""
    since = "+".join(f"eq(N,{place})*{second}" for place, second in enumerate(at_s))
    drawn = f"nullsrc=s=64x48:r=1:d={len(at_s)},geq=lum=16+20*N:cb=128:cr=128"
    _ffmpeg(
        *("-f", "lavfi", "-i", f"{drawn},setpts='({since})/TB'", "-fps_mode", "vfr"),
        *("-c:v", "libx264", "-pix_fmt", "yuv420p", str(path)),
    )
    return path


def make_scrolled(path: Path, *, pixels: int) -> Path:
    """Six frames, 320 by 180, of a picture that goes up by so many pixels a frame."""
    shown = f"testsrc=s=320x180:r=10:d=0.1,loop=5:1,scroll=v={pixels / 180}"
    _ffmpeg("-f", "lavfi", "-i", shown, "-frames:v", "6", str(path))
    return path


def make_heard(path: Path) -> Path:
    """A film of nothing in which a tone is heard."""
    drawn = ("-f", "lavfi", "-i", "color=gray:s=320x240:r=10:d=1")
    _ffmpeg(*drawn, "-f", "lavfi", "-i", "sine=d=1", "-shortest", str(path))
    return path


def make_timed(path: Path) -> Path:
    """A film of nothing beside a second one, with a clock and a tone."""
    first, second = (f"color=gray:s={size}:r=10:d=1" for size in ("64x48", "32x24"))
    shown = ("-f", "lavfi", "-i", first, "-f", "lavfi", "-i", second)
    heard = ("-f", "lavfi", "-i", "sine=d=1", "-map", "0", "-map", "1", "-map", "2")
    _ffmpeg(*shown, *heard, "-timecode", "01:02:03:04", str(path))
    return path


def make_laden(path: Path) -> Path:
    """A film of nothing with chapters, subtitles and an attached file that tell."""
    notes, words = path.with_suffix(".txt"), path.with_suffix(".srt")
    chapter = f"[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle={CANARY}\n"
    notes.write_text(f";FFMETADATA1\n{chapter}")
    words.write_text(f"1\n00:00:00,000 --> 00:00:01,000\n{CANARY}\n")
    drawn = ("-f", "lavfi", "-i", "color=gray:s=64x48:r=10:d=1", "-i", str(words))
    beside = ("-map", "0", "-map", "1", "-map_chapters", "2", "-attach", str(notes))
    told = ("-i", str(notes), *beside, "-metadata:s:t", "mimetype=text/plain")
    _ffmpeg(*drawn, *told, str(path))
    return path


def make_heavy(path: Path, *, size: int) -> Path:
    """A film of nothing that has so many bytes, as MP4 may have."""
    film = make_blank(path, seconds=1).read_bytes()
    room = size - len(film)
    path.write_bytes(film + room.to_bytes(4, "big") + b"free" + bytes(room - 8))
    return path


def shift(frame: int) -> int:
    """How far the camera has panned."""
    return min(frame, 5) * PAN


def frames_of(film: Path) -> npt.NDArray[np.uint8]:
    """Brightness of every frame."""
    told = probed(film, FilmLimits())
    with ffmpeg.reading(ffmpeg.raw_frames(film), FilmLimits()) as pipe:
        content = np.frombuffer(pipe.read(), dtype=np.uint8)
    planes = content.reshape(-1, told.height * 3 // 2, told.width)
    return planes[:, : told.height]


def blackness(frame: npt.NDArray[np.uint8], box: Box, moved: int) -> float:
    """The share of a box that is covered, where the camera has moved so far."""
    x, y, width, height = box
    left = max(x - moved, 0)
    return float((frame[y : y + height, left : x - moved + width] < 24).mean())


def _table() -> Image.Image:
    dice = np.random.default_rng(7)
    grain = dice.integers(190, 220, (23, 45, 1), dtype=np.uint8).repeat(3, axis=2)
    table = Image.fromarray(grain).resize((720, 368), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(table)
    pen.text((LABEL[0], LABEL[1]), "收件人：王小明", font=font(28), fill="black")
    pen.text((LABEL[0], LABEL[1] + 40), "电话 13812345678", font=font(28), fill="black")
    pen.text((NOTE[0], NOTE[1]), "屏幕有一道划痕", font=font(28), fill="black")
    code = zxingcpp.create_barcode("https://example.com/x", zxingcpp.QRCode)
    square = Image.fromarray(np.array(code.to_image(scale=4))).convert("RGB")
    table.paste(square.resize(CODE_AND_MARGIN[2:]), CODE_AND_MARGIN[:2])
    return table


def _ffmpeg(*arguments: str, given: bytes = b"") -> None:
    program = ffmpeg.program()
    command = [program, "-v", "error", "-y", *arguments]
    subprocess.run(command, input=given, check=True)
