"""Jurors ask, a side answers, a vote is looked at again: these pages in a browser."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.services.moderation.tasks import REPORTED
from jury.storage.base import db
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.roster import get_juror
from tests.servers import Court
from tests.services import asking_acts
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    come_in_as,
    wait_until_there,
)
from tests.web.juror_world import Called
from tests.web.test_juror_pages_browser import come_in
from tests.world import World, move_clock

WIDTHS, LANGUAGES = (360, 1280), ("zh-Hans", "en")


@pytest.fixture
def world(beside: Flask) -> Iterator[World]:
    with beside.app_context():
        yield World.begin()
        db.session.remove()


def look(page: Page) -> None:
    """The page as it is, wide and narrow, in both languages; it ends in English."""
    place = page.url.partition("#")[0].partition("?")[0]
    for lang in LANGUAGES:
        page.goto(f"{place}?lang={lang}")
        wait_until_there(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert_fit_for_everybody(page)


def press(page: Page, control: str, place: str) -> None:
    """Press what leads to another page, and wait for that."""
    with page.expect_navigation(url=place):
        page.click(control)
    wait_until_there(page)


def point_by_keyboard(page: Page, seat: str) -> None:
    """A juror says where something shows who somebody is, and reads on."""
    press(page, "#report a", "**/report")
    look(page)
    press(page, "[form=report]", "**/report")
    expect(page.locator("main [role=alert]")).to_be_focused()
    page.locator("[name=at]").first.focus()
    page.keyboard.press("Space")
    page.locator("[form=report]").focus()
    with page.expect_navigation(url=f"**{seat}"):
        page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("Somebody on staff looks at it")


def test_the_pages_of_a_question_of_the_jury(
    live_server: Court, open_context: Open, world: World
) -> None:
    dispute, jurors = asking_acts.reading(world, seated=4)
    sid, juror_id = jurors[0]
    juror = Called("", juror_id, sid, get_juror(juror_id).ref)
    seat = f"/jury/seats/{sid}"
    page = open_context().new_page()
    come_in(page, live_server, juror, seat)
    point_by_keyboard(page, seat)
    (task,) = list_open_tasks_of(dispute)
    assert (task.kind, task.detail) == (REPORTED, {"is_text": False})
    press(page, "a[href$='/question']", "**/question")
    look(page)
    page.check(f"[name=ask][value={asking_acts.ASKED}]")
    press(page, "[form=question]", "**/question")
    assert_fit_for_everybody(page)
    press(page, "form.slip button", f"**{seat}")
    expect(page.locator("main")).to_contain_text("Ask for evidence")
    for other in jurors[1 : asking_acts.ENOUGH]:
        asking_acts.ask(dispute, other)
    world.vote(dispute, jurors[0], 1)
    move_clock(minutes=16)
    assert asking_acts.waits(dispute)
    side = open_context().new_page()
    come_in_as(side, live_server, dispute, Side.BUYER)
    look(side)
    press(side, "a[href$='/asked']", "**/asked")
    look(side)
    side.fill("#text", "The shop by the bridge wrote it down, call 13800138000.")
    press(side, "[form=answer]", "**/asked")
    for width in WIDTHS:
        side.set_viewport_size({"width": width, "height": 800})
        assert_fit_for_everybody(side)
    expect(side.locator("main")).not_to_contain_text("13800138000")
    press(side, "button[name=change]", "**/asked")
    expect(side.locator("#text")).to_have_value(re.compile("13800138000"))
    press(side, "[form=answer]", "**/asked")
    side.fill("#passage", "by the sea")
    press(side, "#more button", "**/asked")
    expect(side.locator("#passage-error")).to_be_visible()
    side.fill("#passage", "by the bridge")
    press(side, "#more button", "**/asked")
    expect(side.locator("form.slip")).not_to_contain_text("by the bridge")
    press(side, "form.slip button", f"**/disputes/{dispute}")
    move_clock(minutes=16)
    assert not asking_acts.waits(dispute)
    page.goto(f"{live_server.url}{seat}")
    wait_until_there(page)
    expect(page.locator("#answers")).to_contain_text("wrote it down")
    expect(page.locator("#answers")).not_to_contain_text("by the bridge")
    look(page)
