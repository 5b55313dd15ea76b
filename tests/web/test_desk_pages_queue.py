"""The desk's queue among very many tasks: filtered where they are kept, and paged."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from jury import clock
from jury.domain.errors import Invalid
from jury.services.moderation.tasks import open_task, take_task
from jury.storage.desk import tasks
from jury.storage.desk.tasks import Holder, Task, Wanted, list_open_tasks
from jury.storage.transaction import transaction
from tests.web.people import shows
from tests.world import World

pytestmark = pytest.mark.both


def make_tasks(dispute: str, kind: str, count: int, *, due_in: int = 1) -> list[str]:
    """Open tasks, each due an hour after the one before; their ids."""
    with transaction(lock=dispute) as now:
        made = [
            open_task(
                dispute,
                kind,
                target=f"{kind}-{number}",
                due_at=now + timedelta(hours=due_in + number),
                now=now,
            )
            for number in range(count)
        ]
        return [one.id for one in made]


def wanted(world: World, kind: str = "", holder: Holder = Holder.ANYBODY) -> Wanted:
    return Wanted(kind, holder, world.staff_id, clock.now())


def ids(rows: list[Task]) -> list[str]:
    return [one.id for one in rows]


def test_a_kind_is_found_behind_any_number_of_others(
    world: World, dispute: str, desk: FlaskClient
) -> None:
    make_tasks(dispute, "screen_exhibit", tasks.PAGE + 1)
    (rare,) = make_tasks(dispute, "refund_answer", 1, due_in=500)
    page = list_open_tasks(wanted(world, "refund_answer"))
    assert (ids(list(page.rows)), page.after) == ([rare], "")
    assert rare in desk.get("/desk?kind=refund_answer").text
    assert rare not in desk.get("/desk").text


def test_pages_follow_each_other_by_what_is_due_next(
    world: World, dispute: str
) -> None:
    late = make_tasks(dispute, "screen_exhibit", 3, due_in=10)
    soon = make_tasks(dispute, "cover", 2)
    seen: list[str] = []
    after, pages = "", 0
    while after or not pages:
        page = list_open_tasks(wanted(world), after=after, limit=2)
        seen += ids(list(page.rows))
        after, pages = page.after, pages + 1
    assert (seen, pages) == (soon + late, 3)


def test_the_page_leads_to_what_is_due_later_and_back(
    desk: FlaskClient, dispute: str
) -> None:
    made = make_tasks(dispute, "screen_exhibit", tasks.PAGE + 1)
    first = desk.get("/desk?kind=screen_exhibit")
    assert shows(first, "What is due later")
    link = first.text.split('rel="next" href="')[1].split('"')[0]
    second = desk.get(link.replace("&amp;", "&"))
    assert made[-1] in second.text
    assert shows(second, "What is due first")
    assert not shows(second, "What is due later")


@pytest.mark.parametrize("cursor", ["x", "2026-01-01~tsk_1", "~"])
def test_a_cursor_that_makes_no_sense_is_refused(world: World, cursor: str) -> None:
    with pytest.raises(Invalid):
        list_open_tasks(wanted(world), after=cursor)


def test_who_holds_a_task_is_asked_of_the_database(world: World, dispute: str) -> None:
    mine, free = make_tasks(dispute, "cover", 2)
    with transaction(lock=dispute) as now:
        take_task(mine, world.staff_id, now=now)
    found = {
        holder: ids(list(list_open_tasks(wanted(world, holder=holder)).rows))
        for holder in Holder
    }
    assert found == {
        Holder.ANYBODY: [mine, free],
        Holder.ME: [mine],
        Holder.NOBODY: [free],
    }
