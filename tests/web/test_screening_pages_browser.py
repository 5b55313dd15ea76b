"""A picture from its queue to the jurors in a real browser, by finger and by keys."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.services.people.accounts import add_staff
from jury.storage.base import current_session, db
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import list_redacted
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role, find_staff
from jury.storage.transaction import transaction
from tests.jobs.seers import still_there, sure
from tests.servers import Court
from tests.services.screening_acts import write
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    come_in_as,
    press,
    sign_in_as,
    visit,
)
from tests.world import World, make_intake

PASSWORD = "a long password"


@pytest.fixture
def world(beside: Flask) -> Iterator[World]:
    with beside.app_context():
        with transaction() as now:
            known = find_staff("eye") or add_staff(
                "eye", PASSWORD, [Role.MODERATOR], is_demo=False, now=now
            )
            db.session.flush()
            staff_id = known.id
        yield World(staff_id)
        db.session.remove()


@pytest.mark.parametrize(("width", "lang"), [(360, "zh-Hans"), (1280, "en")])
def test_boxes_are_rejected_drawn_and_resized_and_the_party_sees_it_happen(
    live_server: Court, open_context: Open, world: World, width: int, lang: str
) -> None:
    dispute = world.escalate(make_intake(number=f"seen-{width}"))
    left = world.file_picture(dispute)
    assert work_one(still_there)
    waiting = world.file_picture(dispute)
    desk = open_context(width=width, locale=lang).new_page()
    place = f"/desk/disputes/{dispute}/exhibits/{left}"
    sign_in_as(desk, live_server, "eye", PASSWORD, place)
    press(desk, "form[action$='/take'] button")
    desk.locator(".editor-box").nth(1).wait_for()
    assert_fit_for_everybody(desk)
    desk.locator(".editor-box").nth(0).focus()
    desk.keyboard.press("Delete")
    expect(desk.locator(".editor-box")).to_have_count(1)
    expect(desk.locator(".editor-box-doubt")).to_have_count(1)
    draw_by_finger(desk)
    desk.locator(".editor-box").nth(1).focus()
    before = numbers(desk, 1)
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight"):
        desk.keyboard.press(key)
    after = numbers(desk, 1)
    assert [after[i] > before[i] for i in range(4)] == [True, True, True, False]
    press(desk, "button[form=release]")
    assert left not in desk.url
    current_session().rollback()
    row = get_exhibit(dispute, left)
    drawn = [[one[side] for side in ("x", "y", "width", "height")] for one in row.boxes]
    assert (row.state, drawn) == ("released", [[160, 16, 32, 32], after])
    buyer = open_context(width=width, locale=lang).new_page()
    come_in_as(
        buyer, live_server, dispute, Side.BUYER, lang=lang, path=f"/exhibits/{waiting}"
    )
    buyer.locator("[data-waiting] progress").wait_for()
    assert_fit_for_everybody(buyer)
    assert work_one(sure)
    buyer.locator(".compare").wait_for(timeout=30_000)
    expect(buyer.locator("[data-waiting]")).to_have_count(0)


def draw_by_finger(desk: Page) -> None:
    """One finger over the lower part of the picture."""
    stage = desk.locator("[data-editor-stage] img")
    stage.scroll_into_view_if_needed()
    place = stage.bounding_box()
    assert place is not None
    x, y = place["x"] + place["width"] * 0.2, place["y"] + place["height"] * 0.6
    finger = desk.context.new_cdp_session(desk)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x + 30, "y": y + 20}]),
        ("touchMove", [{"x": x + 60, "y": y + 40}]),
        ("touchEnd", []),
    ):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    desk.locator(".editor-box").nth(1).wait_for()


def numbers(desk: Page, index: int) -> list[int]:
    """The four numbers of a box."""
    fields = desk.locator(".editor-row").nth(index).locator("input")
    return [int(fields.nth(place).input_value()) for place in range(4)]


@pytest.mark.parametrize(("width", "lang"), [(360, "zh-Hans"), (1280, "en")])
def test_words_are_covered_and_shown_by_keys_alone(
    live_server: Court, open_context: Open, world: World, width: int, lang: str
) -> None:
    dispute = world.escalate(make_intake(number=f"words-{width}"))
    write(dispute, "序列号 4829173651，原装。")
    own, desk = (open_context(width=width, locale=lang).new_page() for _ in "ab")
    source = "statement:seller:case"
    come_in_as(
        own,
        live_server,
        dispute,
        Side.SELLER,
        lang=lang,
        path=f"/cover?target={source}",
    )
    assert_fit_for_everybody(own)
    own.locator("#marks button").focus()
    own.keyboard.press("Enter")
    own.wait_for_url("**/preview")
    current_session().rollback()
    (task,) = list_open_tasks_of(dispute)
    sign_in_as(desk, live_server, "eye", PASSWORD, f"/desk/tasks/{task.id}")
    press(desk, "form[action$='/take'] button")
    assert_fit_for_everybody(desk)
    desk.locator("form[action$='/words/show'] button").focus()
    press(desk, "form[action$='/words/show'] button")
    current_session().rollback()
    assert list_redacted(dispute)[source].template == "序列号 4829173651，原装。"
    visit(desk, f"{live_server.url}/desk/disputes/{dispute}/cover?source={source}")
    text, field = desk.locator("[data-pick] .fold-text"), desk.locator("#passage")
    expect(desk.locator("[data-pick-hint]")).to_be_visible()
    assert_fit_for_everybody(desk)
    text.focus()
    desk.keyboard.press("Home")
    for _ in range(3):
        desk.keyboard.press("Shift+ArrowRight")
    expect(field).to_have_value("序列号")
    press(desk, "form[action$='/cover'] .button")
    current_session().rollback()
    assert list_redacted(dispute)[source].template == "⟦covered⟧ 4829173651，原装。"
