"""How much of what parties file a person must look at first, and for how long.

`python -m bench.screening_desk [DATA] [DISPUTES]`: disputes are drawn here, with known
truth; DATA is a folder of data sets of personal data (codes, plates, faces, ocr), which
are harder than what is filed. What is doubted a little is covered and costs nobody
anything until a party asks. Prints counts only.
"""

import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from bench._exhibits import Filed, disputes
from bench.redaction import row, share
from jury.cli.demo.drawings.canvas import MARGIN
from jury.cli.demo.drawings.pictures import draw, names
from jury.domain.lives.redacting import why_a_person
from jury.redaction.pictures import Box, NotAdmitted, admit
from jury.services.screening.detecting import NotSeen, Seen, redact

SEED = 7
DISPUTES = 12
# What a moderator does with one, in seconds: open and take it, look it over, look at
# each box, decide (keystroke-level model: Card, Moran, Newell 1980).
OPENS, LOOKS, A_BOX, DECIDES = 6.0, 6.0, 1.5, 4.0
_PICTURES = {".png", ".jpg", ".jpeg", ".webp"}
_A_FOLDER = 24


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    count = int(arguments[1]) if len(arguments) > 1 else DISPUTES
    print("\nExhibits: to a person, told covered in the others, doubts each, why")
    _drawn(count)
    _table("demo", [_demo(one) for one in names()])
    root = Path(arguments[0]) if arguments else None
    for name in ("codes", "faces", "plates", "ocr") if root else ():
        _table(name, _folder(root / name) if root else ())


def _drawn(count: int) -> None:
    by_kind: dict[str, list[Filed]] = {}
    seconds: list[float] = []
    tallies: Counter[str] = Counter()
    for filed in disputes(count, seed=SEED):
        spent = 0.0
        for one in filed:
            tally, takes = _judged(one)
            spent += takes
            tallies.update(tally)
            by_kind.setdefault(one.kind, []).append(one)
            _add(one.kind, tally)
        seconds.append(spent)
    for kind in sorted(by_kind):
        _row(kind, _TALLIES[kind])
    _row("all of the disputes", tallies)
    print(
        f"A moderator's seconds a dispute: median {statistics.median(seconds):.0f}, "
        f"mean {statistics.mean(seconds):.0f}, worst {max(seconds):.0f}"
    )


_TALLIES: dict[str, Counter[str]] = {}


def _add(kind: str, tally: Counter[str]) -> None:
    _TALLIES.setdefault(kind, Counter()).update(tally)


def _table(name: str, filed: Iterable[Filed]) -> None:
    total: Counter[str] = Counter()
    for one in filed:
        total.update(_judged(one)[0])
    _row(name, total)


def _judged(one: Filed) -> tuple[Counter[str], float]:
    """What becomes of one exhibit, and how long a moderator has it."""
    tally = Counter(all=1)
    seen = redact(one.content, one.known)
    if isinstance(seen, NotSeen):
        tally.update({"person": 1, f"why {seen.code}": 1})
        return tally, OPENS + LOOKS + DECIDES
    width, height = _size(one.content)
    doubts = [(spot.kind, spot.box.width * spot.box.height) for spot in seen.review]
    why = why_a_person(doubts, pixels=width * height)
    tally["doubts"] = len(seen.review)
    if why:
        tally.update({"person": 1, f"why {why}": 1})
        boxes = len(seen.findings) + len(seen.review)
        return tally, OPENS + LOOKS + A_BOX * boxes + DECIDES
    shut = _shut(seen, (width, height))
    for box in one.told:
        tally.update(told=1, covered=_part(shut, box) >= 0.9)
    return tally, 0.0


def _row(name: str, tally: Counter[str]) -> None:
    why = ", ".join(
        f"{code.removeprefix('why ')} {count}"
        for code, count in sorted(tally.items())
        if code.startswith("why ")
    )
    row(
        name,
        share(tally["person"], tally["all"]),
        share(tally["covered"], tally["told"]) if tally["told"] else "-",
        f"{tally['doubts'] / max(1, tally['all']):.1f}",
        f"of {tally['all']}: {why or 'none'}",
    )


def _shut(
    seen: Seen, size: tuple[int, int]
) -> "np.ndarray[tuple[int, int], np.dtype[np.uint8]]":
    cover = np.zeros((size[1], size[0]), np.uint8)
    for spot in (*seen.findings, *seen.review):
        _mark(cover, spot.box)
    return cover


def _mark(cover: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]", box: Box) -> None:
    top, left = max(0, box.y), max(0, box.x)
    cover[top : box.y + box.height, left : box.x + box.width] = 1


def _part(
    cover: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]", box: Sequence[int]
) -> float:
    x, y, width, height = box
    part = cover[max(0, y) : y + height, max(0, x) : x + width]
    return float(part.mean()) if part.size else 1.0


def _size(content: bytes) -> tuple[int, int]:
    try:
        admitted = admit(content)
    except NotAdmitted:
        return 1, 1
    return admitted.width, admitted.height


def _demo(name: str) -> Filed:
    """Of a line that is noted there the end tells whom: a cue stands before it."""
    picture = draw(name)
    boxes = [
        (
            x + MARGIN + 2 * (wide - 2 * MARGIN) // 3,
            y + MARGIN,
            (wide - 2 * MARGIN) // 3,
            high - 2 * MARGIN,
        )
        for x, y, wide, high in picture.boxes
    ]
    return Filed("demo", picture.content, boxes)


def _folder(root: Path) -> list[Filed]:
    found = sorted(path for path in root.rglob("*") if path.suffix.lower() in _PICTURES)
    step = max(1, len(found) // _A_FOLDER)
    return [Filed(root.name, path.read_bytes(), ()) for path in found[::step]]


if __name__ == "__main__":
    main(sys.argv[1:])
