"""Ours beside other tools, on the same material in the same run.

Texts and codes are drawn here from a seed; faces are those of a folder of data sets
(`JURY_PII_DATA`), without which their row is left out. The tools for texts live in an
environment of their own (`PEERS`, which `make bench` sets up when it can reach them);
without it ours stand alone. What is counted is whole things covered, in per cent.
"""

import json
import os
import random
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import zxingcpp
from PIL import Image

from bench._camera import Quad, Shown, photograph, quad, share_in
from bench._letters import mobile, name
from bench._sayings import digits, handle
from bench._truth import labelled_faces
from bench.measure import Figure
from jury.redaction import NOTHING_KNOWN, find
from jury.redaction.seen.codes import find_codes
from jury.redaction.seen.faces import find_faces
from jury.redaction.seen.sights import Area, Picture

_SEED, _TEXTS, _CODES = 41, 400, 40
_CHILD = Path(__file__).with_name("_peers_child.py")
_COVERED = 0.8
Told = tuple[str, int, int]


def figures() -> Iterator[Figure]:
    """A row a tool: the share that ours covers, and theirs."""
    dice = random.Random(_SEED)
    for tool, title, draw in (
        ("presidio", "identifiers in chat, beside presidio's patterns", _identifier),
        ("jieba", "names in chat, beside jieba", _named),
    ):
        told = [draw(dice) for _ in range(_TEXTS)]
        texts = [text for text, _start, _end in told]
        ours = _share(
            told,
            ([(f.start, f.end) for f in find(text, NOTHING_KNOWN)] for text in texts),
        )
        theirs = _asked(tool, texts)
        yield _figure(title, ours, _share(told, theirs) if theirs else None)
    yield _figure("codes photographed, beside OpenCV's reader", *_codes(dice))
    root = Path(os.environ.get("JURY_PII_DATA", "/nowhere"), "faces", "dlib")
    if root.is_dir():
        for quarters, way in ((0, "upright"), (1, "turned by 90")):
            yield _figure(
                f"faces {way}, beside Haar's cascade", *_faces(root, quarters)
            )


def _figure(title: str, ours: float, theirs: float | None) -> Figure:
    """What finds nothing is no yardstick: ours then stands alone, with a note of it."""
    if theirs == 0:
        return Figure(name=f"{title} (0 %)", ours=ours, unit="%")
    at_least = None if theirs is None else 1.0
    return Figure(name=title, ours=ours, yardstick=theirs, unit="%", at_least=at_least)


def _asked(tool: str, texts: Sequence[str]) -> list[list[tuple[int, int]]] | None:
    """What the tool finds; None where it is not installed."""
    python = Path(os.environ.get("PEERS", ".venv/peers"), "bin", "python")
    if not python.exists():
        return None
    asked = "".join(json.dumps({"tool": tool, "text": text}) + "\n" for text in texts)
    done = subprocess.run(
        [str(python), "-I", str(_CHILD)],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _share(told: Sequence[Told], found: Iterable[Iterable[Sequence[int]]]) -> float:
    hit = 0
    for (_text, start, end), spans in zip(told, found, strict=True):
        covered = {place for span in spans for place in range(span[0], span[1])}
        hit += covered.issuperset(range(start, end))
    return 100 * hit / len(told)


def _within(before: str, said: str, after: str) -> Told:
    return before + said + after, len(before), len(before) + len(said)


def _identifier(dice: random.Random) -> Told:
    """A phone, an address of mail or the number of a card, plainly written."""
    before, after = dice.choice(
        (("我的", "，收到说一声"), ("call or write: ", " thanks"))
    )
    said = dice.choice(
        (mobile(dice), f"{handle(dice)}@qq.com", _card(dice), f"+86 {mobile(dice)}")
    )
    return _within(f"{before} ", said, f" {after}")


def _named(dice: random.Random) -> Told:
    before, after = dice.choice(
        (
            ("收件人是", "，放门口就行"),
            ("你联系一下", "，他在仓库"),
            ("我把东西给了", "让他转交"),
            ("快递是", "签收的"),
        )
    )
    return _within(before, name(dice), after)


def _card(dice: random.Random) -> str:
    """The number of a bank card with its check digit."""
    body = f"6222{digits(dice, 11)}"
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(body))
    total = sum(value - 9 if value > 9 else value for value in doubled)
    return body + str(-total % 10)


def _codes(dice: random.Random) -> tuple[float, float]:
    ours = theirs = 0
    reader = cv2.QRCodeDetector()
    for _ in range(_CODES):
        shown = photograph(_with_code(dice), dice)
        picture = np.asarray(shown.picture)
        ours += _hits(
            picture, [one.box for one in find_codes(picture, closely=True)], shown.told
        )
        there, corners = reader.detectMulti(picture)
        boxes = [_around(one) for one in corners] if there else []
        theirs += _hits(picture, boxes, shown.told)
    return 100 * ours / _CODES, 100 * theirs / _CODES


def _with_code(dice: random.Random) -> Shown:
    """A square code somewhere on a grained table."""
    grain = np.random.default_rng(dice.randrange(2**31)).integers(120, 230, (60, 80))
    table = Image.fromarray(grain.astype(np.uint8)).resize((800, 600)).convert("RGB")
    code = zxingcpp.create_barcode(f"https://e.cn/{handle(dice)}", zxingcpp.QRCode)
    square = Image.fromarray(np.array(code.to_image(scale=dice.choice((2, 3, 5)))))
    left = dice.randint(40, 760 - square.width)
    top = dice.randint(40, 560 - square.height)
    table.paste(square.convert("RGB"), (left, top))
    rim = 4 * square.width / (code.to_image().shape[0])
    inner = (
        left + rim,
        top + rim,
        left + square.width - rim,
        top + square.height - rim,
    )
    return Shown(table, [quad(inner)])


def _faces(root: Path, quarters: int) -> tuple[float, float]:
    ours = theirs = count = 0
    folder = Path(cv2.__file__).with_name("data")
    cascade = cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_default.xml"))
    for picture, boxes in labelled_faces(root):
        shown = np.ascontiguousarray(np.rot90(picture, quarters))
        told = [_quarter(box, picture.shape[1], quarters) for box in boxes]
        grey = cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY)
        found = np.array(cascade.detectMultiScale(grey)).reshape(-1, 4).tolist()
        ours += _hits(shown, [one.box for one in find_faces(shown)], told)
        theirs += _hits(shown, [(x, y, w, h) for x, y, w, h in found], told)
        count += len(told)
    return 100 * ours / count, 100 * theirs / count


def _quarter(box: Area, width: int, quarters: int) -> Quad:
    x, y, wide, high = box
    if quarters:
        x, y, wide, high = y, width - x - wide, high, wide
    return quad((x, y, x + wide, y + high))


def _around(corners: Quad) -> Area:
    x, y, wide, high = (int(value) for value in cv2.boundingRect(corners))
    return x, y, wide, high


def _hits(picture: Picture, boxes: Iterable[Area], told: Iterable[Quad]) -> int:
    cover = np.zeros(picture.shape[:2], np.uint8)
    for x, y, wide, high in boxes:
        cover[max(0, y) : max(0, y + high), max(0, x) : max(0, x + wide)] = 1
    return sum(share_in(cover, one) >= _COVERED for one in told)
