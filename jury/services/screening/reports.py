"""HEARING: what a juror or a side says shows who somebody is, for whoever looks at it.

A juror only points. A side says which words or which place, as before the hearing; the
task of each of its wishes stands by itself.
"""

from jury.domain.lifecycle import Side
from jury.services.moderation.tasks import REPORTED
from jury.services.screening import texts
from jury.services.screening.wishes import Wish, wish_of
from jury.storage.desk.tasks import Task, list_tasks_of
from jury.storage.disputes import list_redacted


def about(task: Task) -> str:
    """The text or exhibit that a report is about."""
    return str(task.detail.get("target", task.target))


def wished_in(task: Task) -> Wish | None:
    """What a side asks for in a report; None of a juror's."""
    return wish_of(task) if "side" in task.detail else None


def list_reports_of(dispute_id: str, side: Side) -> list[Task]:
    """Every report of a side, in the order in which they came."""
    return [
        task
        for task in list_tasks_of(dispute_id, REPORTED)
        if task.detail.get("side") == side.value
    ]


def list_open_reports(dispute_id: str, target: str) -> list[Task]:
    """What nobody has answered yet, of one text or exhibit."""
    return [
        task
        for task in list_tasks_of(dispute_id, REPORTED)
        if task.done_at is None and about(task) == target
    ]


def list_answered(dispute_id: str, target: str) -> list[Task]:
    """Open reports that more cover has answered: of words, once none can be read."""
    row = list_redacted(dispute_id).get(target)
    return [
        task
        for task in list_open_reports(dispute_id, target)
        if row is None
        or (wish := wished_in(task)) is None
        or not texts.stands_in(row, wish.passage)
    ]
