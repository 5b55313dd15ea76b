"""What staff see of control disputes: each one, how often it was read, and with what.

Answers are counted in steps of five people: whoever looks before and after one person
was told would read that one's answer from the difference.
"""

from dataclasses import dataclass

from jury.storage.jurors.control_counts import ItemCounts, count_calls
from jury.storage.jurors.controls import ControlItem, list_items

STEP = 5
MOST = 100


@dataclass(frozen=True)
class Use:
    """One control dispute as staff read it.

    `answers` are how many were as verified, otherwise, and undecided, in steps.
    """

    item: ControlItem
    sent: int
    contested: int
    answers: tuple[int, int, int]


def list_use() -> list[Use]:
    """Every control dispute, in use or withdrawn, the newest first."""
    items = list_items(limit=MOST)
    counts = count_calls([one.id for one in items])
    return [_use(one, counts.get(one.id, ItemCounts())) for one in items]


def _use(item: ControlItem, counts: ItemCounts) -> Use:
    return Use(item, counts.sent, counts.contested, answers_of(counts))


def answers_of(counts: ItemCounts) -> tuple[int, int, int]:
    """Right, otherwise and undecided, each rounded down to whole fives of people."""
    other = counts.told - counts.right - counts.undecided
    right, others, undecided = (
        one - one % STEP for one in (counts.right, other, counts.undecided)
    )
    return right, others, undecided
