"""What redaction reaches on chats and parcel labels of every look, drawn with truth.

`python -m bench.redaction_screens [COUNT] [SEED]`: so many of each. Screenshots and
photographs apart, by look; what the court knows, through clean screenshots; writing by
hand. Prints counts only.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from bench._camera import (
    Pixels,
    Shown,
    beside,
    photograph,
    screenshot,
    share_in,
    turned,
)
from bench._parcels import parcel
from bench._screens import LOOKS, Look, chat
from bench.redaction import row, share
from jury.redaction import NOTHING_KNOWN
from jury.redaction.seen.look import look
from jury.redaction.seen.sights import Seen

COUNT, SEED = 4, 23
_COVERED, _TOUCHED = 0.9, 0.3
Draw = Callable[[random.Random], Shown]


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    count = int(arguments[0]) if arguments else COUNT
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    print("\nDrawn: told covered (>= 90 %), of, plain lines touched (> 30 %), doubts")
    total: Counter[str] = Counter()
    for kind in LOOKS:
        total += _print(kind.name, _chats_of(kind), (count, seed))
    _row("all chats", total)
    _row("two beside each other", _two_beside(count, seed))
    _row("all labels", _print("parcel label", parcel, (3 * count, seed)))


def _chats_of(kind: Look) -> Draw:
    return lambda dice: chat(dice, kind)


def _two_beside(count: int, seed: int) -> Counter[str]:
    dice = random.Random(seed)
    total: Counter[str] = Counter()
    for _ in range(count):
        total += judged(screenshot(beside(chat(dice), chat(dice)), dice))
    return total


def _print(name: str, draw: Draw, many: tuple[int, int]) -> Counter[str]:
    count, seed = many
    total: Counter[str] = Counter()
    for way in (screenshot, photograph):
        dice = random.Random(seed)
        tally: Counter[str] = Counter()
        for place in range(count):
            shown = draw(dice)
            if way is photograph and place % 6 == 5:
                shown = turned(shown, dice.randint(1, 3))
            tally += judged(way(shown, dice))
        _row(f"{name} {way.__name__}"[:28], tally)
        total += tally
    return total


def judged(shown: Shown) -> Counter[str]:
    """What was covered of one picture."""
    picture = np.asarray(shown.picture)
    seen = look(picture, NOTHING_KNOWN)
    cover = cover_of(picture, seen)
    return Counter(
        all=len(shown.told),
        hit=sum(share_in(cover, one) >= _COVERED for one in shown.told),
        plain=len(shown.plain),
        over=sum(share_in(cover, one) > _TOUCHED for one in shown.plain),
        doubts=sum(bool(one.doubt) for one in seen),
    )


def cover_of(picture: Pixels, seen: Sequence[Seen]) -> Pixels:
    """One where the court covers: what was found, and what is doubted."""
    cover = np.zeros(picture.shape[:2], np.uint8)
    for one in seen:
        x, y, wide, high = one.box
        cover[max(0, y) : max(0, y + high), max(0, x) : max(0, x + wide)] = 1
    return cover


def _row(name: str, tally: Counter[str]) -> None:
    row(
        f"{name:<28}",
        share(tally["hit"], tally["all"]),
        tally["all"],
        share(tally["over"], tally["plain"]),
        tally["doubts"],
    )


if __name__ == "__main__":
    main(sys.argv[1:])
