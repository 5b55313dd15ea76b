"""What staff are told of tasks: one line a task, in its own words, while it waits."""

from datetime import timedelta

from flask.testing import FlaskClient

from jury import clock
from jury.services.moderation.tasks import close_task, open_task
from jury.services.notices.words import KINDS
from jury.storage.desk.tasks import Task, get_task
from jury.storage.heading import get_heading
from jury.storage.outside.inbox import list_inbox
from jury.storage.outside.outbox import Notice
from jury.storage.people import Staff, find_staff
from jury.storage.transaction import transaction
from jury.web.desk.words import KINDS as TASKS
from tests.web.people import look_again, shows

DUE = timedelta(days=2)


def lin() -> Staff:
    found = find_staff("lin")
    assert found is not None
    return found


def told() -> list[Notice]:
    look_again()
    return list_inbox(lin(), now=clock.now())


def make_task(dispute: str, kind: str = "refund_answer", target: str = "RF-1") -> Task:
    with transaction(lock=dispute) as now:
        task = open_task(dispute, kind, target=target, due_at=now + DUE, now=now)
        task_id = task.id
    return get_task(task_id)


def finish(task: Task, by: int | None = None) -> None:
    with transaction(lock=task.dispute_id) as now:
        close_task(get_task(task.id), "done", staff_id=by, now=now)


def test_every_kind_of_task_has_words_of_its_own() -> None:
    titles = {KINDS[f"task.{kind}"].title for kind in TASKS}
    assert len(titles) == len(TASKS)


def test_the_inbox_names_what_waits_and_leads_there(
    desk: FlaskClient, dispute: str
) -> None:
    task = make_task(dispute)
    page = desk.get("/inbox")
    assert shows(page, "A payment is stuck", "Please find out why, by")
    (notice,) = told()
    opened = desk.get(f"/inbox/{notice.id}")
    assert opened.location == f"/desk/tasks/{task.id}"


def test_what_is_done_is_not_unread_any_more(desk: FlaskClient, dispute: str) -> None:
    task, other = make_task(dispute), make_task(dispute, target="RF-2")
    assert get_heading(lin(), now=clock.now()).unread == 2
    finish(task)
    look_again()
    assert get_heading(lin(), now=clock.now()).unread == 1
    finish(other)
    assert [one.read_at is None for one in told()] == [False, False]


def test_one_task_has_one_line_however_often_it_comes_back(
    desk: FlaskClient, dispute: str
) -> None:
    task = make_task(dispute)
    make_task(dispute)  # asked for again while it is open
    assert len(told()) == 1
    finish(task)
    make_task(dispute)
    (notice,) = told()
    assert notice.read_at is None


def test_a_done_task_sends_no_mail(desk: FlaskClient, dispute: str) -> None:
    with transaction():
        lin().email = "lin@example.com"
    task = make_task(dispute)
    assert told()[0].mail_due_at is not None
    finish(task)
    assert told()[0].mail_due_at is None
