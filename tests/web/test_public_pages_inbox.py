"""The inbox: one's own notices, newest first, and nobody else's."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.storage.disputes import get_dispute
from jury.storage.outside.inbox import list_inbox
from jury.storage.outside.outbox import Notice
from jury.storage.people import Role, Staff, User
from tests.web.people import as_party, as_staff, look_again, shows
from tests.world import World


def notices_of(dispute: str, side: Side) -> list[Notice]:
    look_again()
    return list_inbox(get_dispute(dispute).party(side).user, now=clock.now())


def test_the_inbox_shows_ones_own_notices_newest_first(
    app: Flask, world: World
) -> None:
    dispute = world.escalate()
    world.file_picture(dispute)
    world.finish_submissions(dispute)
    page = as_party(app, dispute, Side.BUYER).get("/inbox")
    newest = page.text.index("Please check what jurors will see")
    assert newest < page.text.index("A dispute about your order has been opened")


def test_a_date_is_not_broken_between_two_lines(app: Flask, world: World) -> None:
    page = as_party(app, world.escalate(), Side.BUYER, lang="zh").get("/inbox")
    assert re.search(r'<span class="keep">\d+月\d+日 \d+:\d+</span>', page.text)


def test_opening_a_notice_marks_it_read_and_leads_on(app: Flask, world: World) -> None:
    dispute = world.escalate()
    buyer = as_party(app, dispute, Side.BUYER)
    (notice,) = notices_of(dispute, Side.BUYER)
    assert shows(buyer.get("/inbox"), "unread", "Mark all as read")
    answer = buyer.get(f"/inbox/{notice.id}")
    assert answer.headers["Location"] == f"/disputes/{dispute}"
    (notice,) = notices_of(dispute, Side.BUYER)
    assert notice.read_at is not None
    assert not shows(buyer.get("/inbox"), "unread")


def test_all_are_marked_at_once(app: Flask, world: World) -> None:
    dispute = world.escalate()
    buyer = as_party(app, dispute, Side.BUYER)
    buyer.post("/inbox/read")
    assert all(one.read_at for one in notices_of(dispute, Side.BUYER))
    assert not any(one.read_at for one in notices_of(dispute, Side.SELLER))


def test_anothers_notice_is_not_there(app: Flask, world: World) -> None:
    dispute = world.escalate()
    (notice,) = notices_of(dispute, Side.SELLER)
    notice_id = notice.id
    assert (
        as_party(app, dispute, Side.BUYER).get(f"/inbox/{notice_id}").status_code == 404
    )
    (notice,) = notices_of(dispute, Side.SELLER)
    assert notice.read_at is None


def test_staff_have_an_inbox_too(app: Flask, world: World, session: Session) -> None:
    desk, staff_id = as_staff(app, "lin", Role.MODERATOR)
    dispute = world.escalate()
    world.file_picture(dispute)
    assert shows(desk.get("/inbox"), "A picture waits to be covered")
    look_again()
    (notice,) = list_inbox(session.get_one(Staff, staff_id), now=clock.now())
    assert desk.get(f"/inbox/{notice.id}").location.startswith("/desk/tasks/")


@pytest.mark.both
def test_a_user_and_staff_with_one_number_are_two_people(
    app: Flask, world: World, session: Session
) -> None:
    dispute = world.escalate()
    users = {one.id for one in session.query(User)}
    assert world.staff_id in users
    told = list_inbox(session.get_one(Staff, world.staff_id), now=clock.now())
    assert told == []
    assert notices_of(dispute, Side.BUYER)


def test_an_empty_inbox_says_so(app: Flask, world: World) -> None:
    desk, _ = as_staff(app, "lin", Role.AUDITOR)
    assert shows(desk.get("/inbox"), "No messages yet")
