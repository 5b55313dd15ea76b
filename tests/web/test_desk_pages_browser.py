"""Two sides and a moderator with real browsers: filing, covering, checking, deciding.

Each goes through on a phone and at a desk, in both languages, and once without script;
every page is looked at in both widths.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.services.people.accounts import add_staff
from jury.storage.base import current_session, db
from jury.storage.exhibits import list_exhibits
from jury.storage.people import Role, find_staff
from jury.storage.transaction import transaction
from tests.servers import Court
from tests.web.browsing import (
    SIZES,
    Open,
    assert_fit_at_both_widths,
    assert_fit_for_everybody,
    come_in_as,
    press,
    sign_in_as,
    visit,
)
from tests.world import World, make_intake, make_picture

PASSWORD = "a long password"


@pytest.fixture
def world(beside: Flask) -> Iterator[World]:
    with beside.app_context():
        with transaction() as now:
            known = find_staff("lin") or add_staff(
                "lin", PASSWORD, [Role.MODERATOR], is_demo=False, now=now
            )
            db.session.flush()
            staff_id = known.id
        yield World(staff_id)
        db.session.remove()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A photograph on somebody's phone."""
    file = tmp_path / "IMG_2231.jpg"
    file.write_bytes(make_picture(size=(640, 480)))
    return file


def file_exhibit(page: Page, dispute: str, picture: Path) -> None:
    """From the dispute's page to one exhibit more."""
    press(page, f'a[href="/disputes/{dispute}/exhibits"]')
    page.set_input_files("#file", picture)
    page.fill("#caption", "The crack, on the day it came.")
    page.select_option("#point_no", "1")
    press(page, "form[data-upload] .acts .button:not([type=button])")
    page.wait_for_url(f"**/disputes/{dispute}?filed=picture*")
    assert page.locator("[data-focus]").is_visible()


def say_done(page: Page, dispute: str) -> None:
    """Through the step that asks whether one is sure."""
    press(page, f'a[href="/disputes/{dispute}/done"]')
    press(page, "form.slip .button:not(a)")


def state_of(dispute: str) -> list[tuple[str, int]]:
    current_session().rollback()
    return [(one.state, len(one.boxes)) for one in list_exhibits(dispute)]


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_from_the_first_word_to_the_confirmed_preview(
    live_server: Court,
    open_context: Open,
    world: World,
    picture: Path,
    width: int,
    lang: str,
) -> None:
    dispute = world.escalate(make_intake(number=f"{width}-{lang}"))
    buyer, desk = (open_context(width=width, locale=lang).new_page() for _ in "ab")
    come_in_as(buyer, live_server, dispute, Side.BUYER, lang=None)
    visit(buyer, f"{live_server.url}/disputes/{dispute}?lang={lang}")
    assert_fit_at_both_widths(buyer)
    buyer.fill("#text-case", "It was opened before. 打开过。")
    press(buyer, "[name=save][value=case]")
    file_exhibit(buyer, dispute, picture)
    assert_fit_at_both_widths(buyer)
    say_done(buyer, dispute)
    seller = open_context(width=width, locale=lang).new_page()
    come_in_as(seller, live_server, dispute, Side.SELLER, lang=None)
    say_done(seller, dispute)
    exhibit = list_exhibits(dispute)[0].id
    sign_in_as(
        desk,
        live_server,
        "lin",
        PASSWORD,
        f"/desk/disputes/{dispute}/exhibits/{exhibit}",
    )
    cover_and_release(desk)
    assert state_of(dispute) == [("released", 1)]
    visit(buyer, f"{live_server.url}/disputes/{dispute}/preview")
    assert_fit_at_both_widths(buyer)
    press(buyer, ".bottom-bar .button")
    assert world.dispute(dispute).party(Side.BUYER).confirmed_at is not None


def cover_and_release(desk: Page) -> None:
    """Take the picture, draw one box with the mouse and release it with that."""
    assert_fit_at_both_widths(desk)
    press(desk, "form[action$='/take'] button")
    assert_fit_at_both_widths(desk)
    assert desk.locator("[data-editor-none]").is_visible()
    uncovered = desk.inner_text("[data-editor-act]")
    stage = desk.locator("[data-editor-stage]")
    stage.scroll_into_view_if_needed()
    place = stage.bounding_box()
    assert place is not None
    desk.mouse.move(place["x"] + 30, place["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(place["x"] + 150, place["y"] + 80, steps=4)
    desk.mouse.up()
    expect(desk.locator("[data-editor-act]")).not_to_have_text(uncovered)
    press(desk, "button[form=release]")
    assert_fit_at_both_widths(desk)


def test_the_same_without_script(
    live_server: Court, open_context: Open, world: World, picture: Path
) -> None:
    dispute = world.escalate(make_intake(number="plain"))
    buyer, desk = (open_context(script=False).new_page() for _ in "ab")
    come_in_as(buyer, live_server, dispute, Side.BUYER, lang=None)
    file_exhibit(buyer, dispute, picture)
    say_done(buyer, dispute)
    exhibit = list_exhibits(dispute)[0].id
    sign_in_as(
        desk,
        live_server,
        "lin",
        PASSWORD,
        f"/desk/disputes/{dispute}/exhibits/{exhibit}",
    )
    press(desk, "form[action$='/take'] button")
    for side, value in zip("xywh", (10, 10, 200, 90), strict=True):
        desk.locator(f"[name=boxes_{side}]").first.fill(str(value))
    press(desk, "button[form=release]")
    assert state_of(dispute) == [("released", 1)]
    visit(buyer, f"{live_server.url}/disputes/{dispute}/preview")
    assert buyer.locator(".compare img").count() == 2


def test_a_referred_dispute_is_decided_at_the_desk(
    live_server: Court, open_context: Open, world: World
) -> None:
    dispute = world.escalate(make_intake(number="referred"))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    desk = open_context().new_page()
    sign_in_as(desk, live_server, "lin", PASSWORD, "/desk?kind=referred")
    assert_fit_for_everybody(desk)
    with desk.expect_navigation():
        desk.locator("tr[data-row] a").first.press("Enter")
    press(desk, "form[action$='/take'] .button")
    assert_fit_for_everybody(desk)
    desk.check('input[name="rung"][value="1"]')
    desk.fill("#pronounce-reason", "The listing called it unopened.")
    press(desk, "form[action$='/review'] .button")
    assert_fit_for_everybody(desk)
    press(desk, "form.slip [formaction$='/change']")
    assert desk.is_checked('input[name="rung"][value="1"]')
    press(desk, "form[action$='/review'] .button")
    press(desk, "form.slip .button:not([formaction])")
    assert_fit_for_everybody(desk)
    buyer = open_context().new_page()
    come_in_as(buyer, live_server, dispute, Side.BUYER, lang=None)
    press(buyer, f'a[href="/disputes/{dispute}/verdict"]')
    assert_fit_for_everybody(buyer)
    assert "The listing called it unopened." in buyer.inner_text("main")
