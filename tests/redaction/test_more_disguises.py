"""Disguises that no rule was made for: nearly all of them are seen through."""

import random
import unicodedata
from collections.abc import Iterator

from jury.redaction import Finding, Known, find
from tests.redaction.account_disguises import ACCOUNTS, HANDLE_DISGUISES
from tests.redaction.more_disguises import MORE_DISGUISES

CARRIERS = ("你打{}找我吧", "我电话 {} ，谢谢", "call me {} ok", "{}", "号码是{}。")
# What tells nothing by itself: how to read it, what is counted, a letter at the end.
_SAYS_NOTHING = set("倒着看反过来袋kTELtel🇹🇪🇱")
GOAL = 0.99


def phones() -> Iterator[tuple[str, str, range]]:
    dice = random.Random(11)
    for name, disguise in MORE_DISGUISES.items():
        for _ in range(8):
            tail = "".join(dice.choices("0123456789", k=9))
            written = disguise("1" + dice.choice("3456789") + tail)
            carrier = dice.choice(CARRIERS)
            start = carrier.index("{}")
            yield name, carrier.format(written), range(start, start + len(written))


def accounts() -> Iterator[tuple[str, str, range]]:
    dice = random.Random(12)
    for carrier in ACCOUNTS:
        for name, disguise in HANDLE_DISGUISES.items():
            letters = "".join(dice.choices("abcdefghkmnpqrstwxyz", k=4))
            written = disguise(letters + str(dice.randrange(100, 9999)))
            start = carrier.index("{}")
            yield name, carrier.format(written), range(start, start + len(written))


def left_over(text: str, findings: tuple[Finding, ...], span: range) -> set[str]:
    """Letters, digits and drawn signs of the span that can still be read."""
    covered = {i for f in findings for i in range(f.start, f.end)}
    return {
        text[i]
        for i in span
        if i not in covered and unicodedata.category(text[i])[0] in "LN"
    } - _SAYS_NOTHING


def seen_through(cases: Iterator[tuple[str, str, range]]) -> tuple[float, list[str]]:
    """The share of the cases that is covered whole, and what is not."""
    missed: list[str] = []
    total = 0
    for name, text, span in cases:
        total += 1
        if left_over(text, find(text, Known()), span):
            missed.append(f"{name}: {text}")
    return 1 - len(missed) / total, missed


def test_nearly_every_disguised_phone_is_covered() -> None:
    share, missed = seen_through(phones())
    assert share >= GOAL, missed


def test_nearly_every_disguised_account_is_covered() -> None:
    share, missed = seen_through(accounts())
    assert share >= GOAL, missed
