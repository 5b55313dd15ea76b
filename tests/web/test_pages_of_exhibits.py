"""A PDF on the pages of its side, the other side, moderators and jurors."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.services.submissions.exhibit_parts import read_prepared, read_shown
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibit_parts import list_parts
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role
from jury.storage.roster import get_juror
from tests.jobs.papers import file_pdf, make_pdf
from tests.jobs.seers import still_there, sure
from tests.web.people import (
    as_party,
    as_staff,
    as_user,
    look_again,
    shows,
    small_world,
)
from tests.world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def dispute(session: Session) -> str:
    return small_world().escalate()


def place(dispute: str, exhibit: str, end: str = "") -> str:
    return f"/disputes/{dispute}/exhibits/{exhibit}{end}"


def test_a_side_sees_its_pages_beside_what_jurors_see_and_the_other_only_these(
    app: Flask, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    buyer, seller = (as_party(app, dispute, side) for side in Side)
    assert shows(buyer.get(place(dispute, exhibit)), "before it")
    assert work_one(sure)
    row, page = get_exhibit(dispute, exhibit), list_parts(exhibit)[1]
    shown, original = read_shown(row, page), read_prepared(row, page)
    for client in (buyer, seller):
        answer = client.get(place(dispute, exhibit, "/parts/2/shown"))
        assert answer.data == shown != original
        assert answer.headers["Cache-Control"] == "no-store"
        assert shows(client.get(place(dispute, exhibit)), "Page 2")
        assert shows(client.get(f"/disputes/{dispute}/preview"), "Exhibit 1")
        assert client.get(place(dispute, exhibit, "/thumb")).mimetype == "image/jpeg"
        for none in (3, 2**70):
            there = place(dispute, exhibit, f"/parts/{none}/shown")
            assert client.get(there).status_code == 404
    there = place(dispute, exhibit, "/parts/2/original")
    assert buyer.get(there).data == original
    assert seller.get(there).status_code == 404
    assert there in buyer.get(f"/disputes/{dispute}/preview").text


def test_pages_that_nobody_released_are_their_own_sides(
    app: Flask, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    assert work_one(still_there)
    buyer, seller = (as_party(app, dispute, side) for side in Side)
    for end in ("/parts/1/shown", "/parts/1/original", "/thumb", ""):
        assert seller.get(place(dispute, exhibit, end)).status_code == 404
    assert buyer.get(place(dispute, exhibit, "/parts/1/shown")).status_code == 404
    assert shows(buyer.get(place(dispute, exhibit)), "A moderator looks at it")


@pytest.mark.parametrize(
    ("content", "said"),
    [(make_pdf(21), "more than 20 pages"), (b"%PDF-1.7\nnothing", "is damaged")],
)
def test_a_side_reads_in_plain_words_why_its_pdf_is_not_shown(
    app: Flask, dispute: str, content: bytes, said: str
) -> None:
    exhibit = file_pdf(dispute, content)
    assert work_one(sure)
    page = as_party(app, dispute, Side.BUYER).get(place(dispute, exhibit))
    assert shows(page, said, "A moderator has been told", "file a corrected version")
    moderator, _staff_id = as_staff(app, "ann", Role.MODERATOR)
    assert shows(moderator.get(f"/desk{place(dispute, exhibit)}"), said)


def test_a_moderator_settles_page_after_page_and_releases_them(
    app: Flask, dispute: str
) -> None:
    exhibit = file_pdf(dispute)
    assert work_one(still_there)
    moderator, _staff_id = as_staff(app, "ann", Role.MODERATOR)
    there = f"/desk{place(dispute, exhibit)}"
    assert moderator.get(f"{there}/parts/1/original").status_code == 409
    (task,) = list_open_tasks_of(dispute)
    moderator.post(f"/desk/tasks/{task.id}/take")
    assert shows(moderator.get(there), "Page 1", "found again after covering")
    assert moderator.get(f"{there}/parts/1/original").status_code == 200
    wrong = moderator.post(f"{there}/parts/1/cover", data={"boxes": "no"})
    assert wrong.status_code == 422
    for page in (1, 2):
        boxes = {"boxes": "[[8, 8, 40, 40]]"}
        done = moderator.post(f"{there}/parts/{page}/cover", data=boxes)
        assert done.status_code == 303
    assert shows(moderator.get(there), "Every one was looked at")
    assert shows(moderator.get(f"{there}?page=1"), "Settle it")
    released = moderator.post(f"{there}/release", data={"code": "nothing_left"})
    assert released.status_code == 303
    look_again()
    assert get_exhibit(dispute, exhibit).state == "released"
    assert moderator.get(f"{there}/parts/2/shown").status_code == 200
    assert shows(moderator.get(there), "As it was sent", "What jurors see")


def test_a_juror_reads_all_pages_and_is_sent_each_of_them(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    dispute = world.escalate()
    exhibit = file_pdf(dispute)
    assert work_one(sure)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    sid, juror_id = world.seat(dispute, world.summonses(dispute)[0])
    juror = as_user(app, get_juror(juror_id).ref)
    there = f"/jury/seats/{sid}/exhibits/{exhibit}"
    page = juror.get(there)
    assert shows(page, "Page 1", "Page 2")
    assert juror.get(f"{there}/image").status_code == 404
    assert juror.get(f"{there}/thumb").mimetype == "image/jpeg"
    row = get_exhibit(dispute, exhibit)
    for part in list_parts(exhibit):
        address = f"{there}/parts/{part.part_no}"
        assert address in page.text
        assert juror.get(address).data == read_shown(row, part)
    opened = juror.post(f"{there}/opened").json
    assert opened is not None
    assert opened["done"] == opened["total"] == 1
