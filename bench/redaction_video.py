"""What redaction of films reaches on moving pictures of published data, and its cost.

`python -m bench.redaction_video DATA` or `JURY_PII_DATA=DATA`: a folder of data sets.
Films are made of its photographs and of drawn parcel labels: a camera pans and zooms
over each, and in others things move by themselves. Prints counts only.
"""

import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from bench._films import (
    CANARY,
    Moving,
    code_films,
    face_films,
    label_films,
    plate_films,
    written,
)
from bench._passing import (
    passing_codes,
    passing_faces,
    passing_labels,
    passing_plates,
    scrolled_chats,
)
from jury.redaction.film import ffmpeg
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.making import RedactedFilm, redact_film

_DARK = 24
_COVERED = 0.9
_SETS: dict[str, Callable[[Path, random.Random], Iterator[Moving]]] = {
    "faces": face_films,
    "codes": code_films,
    "plates": plate_films,
    "labels": label_films,
    "walkers": passing_faces,
    "cars": passing_plates,
    "hands": passing_codes,
    "parcels": passing_labels,
    "chats": scrolled_chats,
}


def main() -> None:
    """Print a row a set, for all or for those named."""
    given = [*sys.argv[1:2], os.environ.get("JURY_PII_DATA", "")]
    root = Path(next(filter(None, given), "/nowhere"))
    if not root.is_dir():
        sys.exit("give the folder of data sets as argument or in JURY_PII_DATA")
    print(ROW.format(*HEADINGS))
    for name in sys.argv[2:] or _SETS:
        _print_row(name, list(_SETS[name](root, random.Random(7))))


HEADINGS = (
    *("films of", "films", "frames", "covered", "share"),
    *("s/s", "cpu s/s", "black", "canaries"),
)
ROW = "{:<10} {:>6} {:>8} {:>8} {:>8} {:>7} {:>8} {:>7} {:>8}"


def _print_row(name: str, films: list[Moving]) -> None:
    count: Counter[str] = Counter()
    spent = used = long = 0.0
    black: list[float] = []
    for moving in films:
        with tempfile.TemporaryDirectory() as folder:
            source, target = written(moving, Path(folder)), Path(folder, "out.mp4")
            begun, cpu = time.perf_counter(), _cpu()
            film = redact_film(source, target, work=Path(folder))
            spent += time.perf_counter() - begun
            used += _cpu() - cpu
            long += film.seconds
            count["canaries"] += CANARY in target.read_bytes()
            for dark, boxes in zip(_dark(target, film), moving.truth, strict=True):
                black.append(float(dark.mean()))
                count["frames"] += len(boxes)
                count["covered"] += sum(_is_covered(dark, box) for box in boxes)
    share = count["covered"] / max(count["frames"], 1)
    print(
        ROW.format(
            *(name, len(films), count["frames"], count["covered"], f"{share:.2%}"),
            *(f"{spent / long:.2f}", f"{used / long:.2f}", f"{np.mean(black):.1%}"),
            count["canaries"],
        ),
        flush=True,
    )


def _dark(path: Path, film: RedactedFilm) -> Iterator[np.ndarray]:
    wide, high = film.width, film.height
    with ffmpeg.reading(ffmpeg.raw_frames(path), FilmLimits()) as pipe:
        while content := pipe.read(wide * high * 3 // 2):
            frame = np.frombuffer(content, dtype=np.uint8).reshape(-1, wide)
            yield frame[:high] < _DARK


def _is_covered(dark: np.ndarray, box: tuple[int, int, int, int]) -> bool:
    x, y, width, height = box
    return float(dark[y : y + height, x : x + width].mean()) >= _COVERED


def _cpu() -> float:
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in both]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
