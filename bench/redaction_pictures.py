"""What redaction of pictures reaches, how fast, and what of a file survives it.

`python -m bench.redaction_pictures DATA` or `JURY_PII_DATA=DATA`: a folder of data sets
of personal data (codes, plates, faces). Parcel labels and chat screenshots are drawn
here, with known truth. Prints counts only.
"""

import io
import os
import random
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from PIL import Image, PngImagePlugin

from bench._letters import Box, Drawn, by_phone, chat, label
from bench._truth import labelled_faces, labelled_plates
from bench.redaction import row, share
from jury.redaction import NOTHING_KNOWN
from jury.redaction.seen.codes import find_codes
from jury.redaction.seen.faces import find_faces
from jury.redaction.seen.look import look
from jury.redaction.seen.screening import RedactedPicture, redact_picture
from jury.redaction.seen.sights import Picture, Seen, as_picture

_DRAWN = 12
_CANARY = b"canary-39.9042N-116.4074E"


def main() -> None:
    """Print every table for the folder given."""
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("JURY_PII_DATA", "")
    root = Path(given)
    if not given or not root.is_dir():
        sys.exit("give the folder of data sets as argument or in JURY_PII_DATA")
    print_codes(root / "codes")
    print_faces(root / "faces" / "dlib")
    print_plates(root / "plates")
    print_drawn()
    print_canaries()
    print_cost()


def print_codes(root: Path) -> None:
    """Photographed codes: located at all, and unreadable once covered."""
    print("\nCodes: located, unreadable when covered, boxes beside the first")
    total: Counter[str] = Counter()
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        count: Counter[str] = Counter()
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() not in {".png", ".jpg", ".jpeg", ".webp"}:
                continue
            picture = _pixels(path)
            seen = find_codes(picture, closely=True)
            left = zxingcpp.read_barcodes(_blackened(picture, seen))
            count.update(
                all=1, hit=bool(seen), gone=not left, more=max(0, len(seen) - 1)
            )
        total.update(count)
        row(folder.name, *_three(count), count["more"])
    row("all", *_three(total), total["more"])


def print_faces(root: Path) -> None:
    """Labelled faces, upright and turned, whole and small: covered by four fifths."""
    print("\nFaces: covered (>= 80 %), at full size and at a third; boxes beyond")
    truth = list(labelled_faces(root))
    for quarters in range(4):
        cells = []
        for scale in (1.0, 1 / 3):
            count: Counter[str] = Counter()
            for picture, boxes in truth:
                shown = _smaller(picture, scale)
                small = [_scaled(box, scale) for box in boxes]
                shown, moved = _turned(shown, small, quarters)
                seen = find_faces(shown)
                cover = _cover(shown, seen)
                count.update(
                    all=len(moved),
                    hit=sum(_covered(cover, box) >= 0.8 for box in moved),
                    more=max(0, len(seen) - len(moved)),
                )
            cells += [share(count["hit"], count["all"]), count["more"]]
        row(f"turned by {90 * quarters}", *cells)


def print_plates(root: Path) -> None:
    """Number plates in street photographs: covered by nine tenths."""
    print("\nPlates: covered (>= 90 %); boxes of any kind in the photographs")
    count: Counter[str] = Counter()
    for picture, corners in labelled_plates(root):
        seen = look(picture, NOTHING_KNOWN)
        cover = _cover(picture, [one for one in seen if one.kind != "face"])
        for quad in corners:
            inside = np.zeros(picture.shape[:2], np.uint8)
            cv2.fillPoly(inside, [quad], (1,))
            count.update(all=1, hit=bool(cover[inside > 0].mean() >= 0.9))
        count.update(pictures=1, boxes=len(seen))
    row("EasyPR", share(count["hit"], count["all"]), count["all"], count["boxes"])


def print_drawn() -> None:
    """Parcel labels and chats: what tells whom covered, what does not left alone."""
    print("\nDrawn: told covered (>= 90 %), plain lines touched (> 30 %), doubts")
    for draw in (label, chat):
        for way in (_clean, _by_phone):
            dice = random.Random(11)
            count: Counter[str] = Counter()
            for _ in range(_DRAWN):
                picture, told, plain = way(draw(dice), dice)
                seen = look(picture, NOTHING_KNOWN)
                cover = _cover(picture, seen)
                count.update(
                    all=len(told),
                    hit=sum(_covered(cover, box) >= 0.9 for box in told),
                    plain=len(plain),
                    over=sum(_covered(cover, box) > 0.3 for box in plain),
                    doubts=sum(bool(one.doubt) for one in seen),
                )
            row(
                f"{draw.__name__}{way.__name__}",
                share(count["hit"], count["all"]),
                count["all"],
                share(count["over"], count["plain"]),
                count["doubts"],
            )


def print_canaries() -> None:
    """What was planted beside the pixels, and survived."""
    planted = [_telling(form) for form in ("JPEG", "PNG", "WEBP")]
    survivors = 0
    for content in planted:
        answer = redact_picture(content)
        assert isinstance(answer, RedactedPicture)
        survivors += _CANARY in answer.content
    print(f"\nMetadata: {survivors} survivors of {len(planted)} files with canaries")


def print_cost() -> None:
    """One picture of a megapixel, everything and the second look."""
    dice = random.Random(5)
    seconds = []
    for place in range(1 + 2 * _DRAWN):
        picture = (label, chat)[place % 2](dice).picture.resize((1000, 1000))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=90)
        begun = time.perf_counter()
        redact_picture(out.getvalue())
        seconds.append(time.perf_counter() - begun)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"\nOne megapixel: first {seconds[0]:.1f} s, then median"
        f" {statistics.median(seconds[1:]):.1f} s, worst {max(seconds[1:]):.1f} s"
        f" (this process: {most} MB, the one that looks beside it)"
    )


def _three(count: Counter[str]) -> tuple[str, str]:
    return share(count["hit"], count["all"]), share(count["gone"], count["all"])


def _pixels(path: Path) -> Picture:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def _cover(picture: Picture, seen: Sequence[Seen]) -> Picture:
    """One where something covers, zero elsewhere."""
    cover = np.zeros(picture.shape[:2], np.uint8)
    for one in seen:
        if one.covered:
            x, y, width, height = one.box
            cover[max(0, y) : max(0, y + height), max(0, x) : max(0, x + width)] = 1
    return cover


def _covered(cover: Picture, box: Box) -> float:
    x, y, width, height = box
    part = cover[max(0, y) : y + height, max(0, x) : x + width]
    return float(part.mean()) if part.size else 1.0


def _blackened(picture: Picture, seen: Sequence[Seen]) -> Picture:
    return as_picture(picture * (1 - _cover(picture, seen))[:, :, None])


def _smaller(picture: Picture, scale: float) -> Picture:
    if scale == 1:
        return picture
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    out = io.BytesIO()
    Image.fromarray(picture).resize(size).save(out, "JPEG", quality=70)
    return np.asarray(Image.open(out).convert("RGB"))


def _scaled(box: Box, scale: float) -> Box:
    x, y, width, height = (round(value * scale) for value in box)
    return x, y, width, height


def _turned(
    picture: Picture, boxes: Sequence[Box], quarters: int
) -> tuple[Picture, list[Box]]:
    width, moved = picture.shape[1], list(boxes)
    other = picture.shape[0]
    for _ in range(quarters):
        moved = [(y, width - x - w, h, w) for x, y, w, h in moved]
        width, other = other, width
    return as_picture(np.rot90(picture, quarters)), moved


def _clean(drawn: Drawn, _: random.Random) -> tuple[Picture, list[Box], list[Box]]:
    return np.asarray(drawn.picture), drawn.told, drawn.plain


def _by_phone(
    drawn: Drawn, dice: random.Random
) -> tuple[Picture, list[Box], list[Box]]:
    picture, (told, plain) = by_phone(drawn, dice)
    return np.asarray(picture), told, plain


def _telling(form: str) -> bytes:
    """A picture that carries its canary wherever its format can."""
    exif = Image.Exif()
    exif[0x010E] = _CANARY.decode()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", _CANARY.decode())
    more: dict[str, dict[str, object]] = {
        "JPEG": {"comment": _CANARY, "xmp": _CANARY},
        "PNG": {"pnginfo": notes},
        "WEBP": {"xmp": _CANARY, "icc_profile": _CANARY},
    }
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(out, form, exif=exif, **more[form])
    return out.getvalue() + _CANARY


if __name__ == "__main__":
    main()
