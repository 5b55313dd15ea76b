"""Wishes for more cover: each is a task of its own, so that two never mix."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from jury.domain.errors import N_, TooMany
from jury.domain.lifecycle import Side
from jury.services.moderation.tasks import COVER, close_task, open_task
from jury.services.submissions.submit import screening_ends_at
from jury.storage.desk.tasks import Task, list_tasks_of
from jury.storage.disputes import Dispute

MOST_OPEN = 40


@dataclass(frozen=True)
class Spot:
    """Where somebody tapped: thousandths of a picture, from its left and its top.

    `part_no` is the page or still, where there are several.
    """

    x: int
    y: int
    part_no: int | None = None


@dataclass(frozen=True)
class Wish:
    """What a side asks to have covered: words of a text, or a place on a picture.

    With `is_uncover` it asks to have one shown that was covered for mere doubt;
    `passage` is then the number of the place, or in a text the code of the mark.
    Of a picture it may be empty where a `spot` says which place is meant.
    """

    side: Side
    target: str
    passage: str
    is_text: bool
    is_uncover: bool = False
    spot: Spot | None = None


def make_wish(
    dispute: Dispute, wish: Wish, *, now: datetime, due_at: datetime | None = None
) -> Task:
    """Put a wish into the queue, by the end of SCREENING or what is given.

    The same one twice stays one.
    """
    known = list_tasks_of(dispute.id, COVER)
    waiting = [task for task in known if task.done_at is None]
    same = next((task for task in waiting if wish_of(task) == wish), None)
    if same is not None:
        return same
    if sum(wish_of(task).side is wish.side for task in waiting) >= MOST_OPEN:
        raise TooMany(
            N_("So many of your wishes wait that no more can be taken at the moment.")
        )
    return open_task(
        dispute.id,
        COVER,
        target=f"{wish.target}~{wish.side}~{len(known) + 1}",
        due_at=due_at or screening_ends_at(dispute),
        detail=detail_of(wish),
        now=now,
    )


def detail_of(wish: Wish) -> dict[str, object]:
    """As what a wish is kept in its task."""
    return {
        "side": wish.side.value,
        "target": wish.target,
        "passage": wish.passage,
        "is_text": wish.is_text,
        "is_uncover": wish.is_uncover,
        "spot": asdict(wish.spot) if wish.spot else None,
    }


def wish_of(task: Task) -> Wish:
    """What a task is about."""
    detail = task.detail
    return Wish(
        side=Side(detail["side"]),
        # Before each wish had a task of its own, the task was named by its target.
        target=detail.get("target", task.target),
        passage=detail["passage"],
        is_text=bool(detail["is_text"]),
        is_uncover=bool(detail.get("is_uncover")),
        spot=Spot(**detail["spot"]) if detail.get("spot") else None,
    )


def list_open_wishes(dispute_id: str, target: str | None = None) -> list[Task]:
    """What nobody has answered yet, of one text or picture or of all."""
    return [
        task
        for task in list_tasks_of(dispute_id, COVER)
        if task.done_at is None and target in {None, wish_of(task).target}
    ]


def list_wishes_of(dispute_id: str, side: Side) -> list[Task]:
    """Every wish of a side, in the order in which they were made."""
    return [
        task for task in list_tasks_of(dispute_id, COVER) if wish_of(task).side is side
    ]


def answer_wishes(
    wishes: Iterable[Task], outcome: str, *, staff_id: int | None, now: datetime
) -> frozenset[Side]:
    """Close wishes with one answer; whose they were."""
    answered = list(wishes)
    for task in answered:
        close_task(task, outcome, staff_id=staff_id, now=now)
    return frozenset(wish_of(task).side for task in answered)
