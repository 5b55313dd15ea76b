"""A party with a real browser: what is typed stays, words are picked, the bar leads."""

from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.services.screening.wishes import list_wishes_of, wish_of
from jury.storage.base import db
from jury.storage.disputes import list_statements
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_thumbs,
    choose,
    come_in_as,
    hold_back,
    press,
    visit,
)
from tests.world import World, make_intake

NUMBERS = count(1)


@pytest.fixture(scope="module")
def world(beside: Flask) -> World:
    with beside.app_context():
        return World.begin(jurors=0)


@pytest.fixture
def dispute(beside: Flask, world: World) -> Iterator[str]:
    with beside.app_context():
        yield world.escalate(make_intake(number=f"p{next(NUMBERS)}"))
        db.session.remove()


def wait_for_kept(page: Page, number: int) -> None:
    """Until the device keeps texts of so many disputes; a TimeoutError if never."""
    page.wait_for_function("n => Object.keys(localStorage).length === n", arg=number)


def written(dispute: str) -> dict[str, str]:
    db.session.rollback()
    rows = list_statements(dispute)
    return {row.kind: row.text for row in rows if row.side == Side.SELLER.value}


def say(page: Page, number: int, value: str) -> None:
    """Tap the answer to a point."""
    choose(page, f"[name='stance:point:{number}'][value={value}]")


@pytest.mark.parametrize("has_script", [True, False])
def test_saving_the_points_keeps_the_story_that_is_being_written(
    open_context: Open, live_server: Court, dispute: str, *, has_script: bool
) -> None:
    page = open_context(script=has_script).new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    page.fill("#text-case", "A story of an hour.")
    say(page, 1, "no")
    page.fill("#point-text-1", "Never opened.")
    press(page, ".bar-save")
    expect(page.locator(".banner", has_text="Not sent yet")).to_be_visible()
    assert page.input_value("#text-case") == "A story of an hour."
    assert written(dispute) == {"point:1": "Never opened."}
    press(page, "[name=save][value=case]")
    expect(page.locator("main")).to_contain_text("sent today")
    assert written(dispute)["case"] == "A story of an hour."


def test_what_was_typed_is_back_when_the_page_is_opened_again(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    page = open_context().new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    page.fill("#text-answer", "Half an answer")
    say(page, 2, "yes")
    wait_for_kept(page, 1)
    visit(page, f"{live_server.url}/disputes")
    visit(page, f"{live_server.url}/disputes/{dispute}")
    expect(page.locator("#text-answer")).to_have_value("Half an answer")
    expect(page.locator("[name='stance:point:2'][value=yes]")).to_be_checked()
    expect(page.locator("[data-restored]")).to_be_visible()
    assert written(dispute) == {}
    press(page, "[name=save][value=answer]")
    press(page, "#points [name=save]")
    wait_for_kept(page, 0)
    assert written(dispute) == {"answer": "Half an answer", "point:2": ""}


def test_what_is_typed_before_the_script_comes_is_kept_and_not_typed_over(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    page = open_context().new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    page.fill("#text-case", "Yesterday's")
    wait_for_kept(page, 1)
    let_come = hold_back(page, "kept.js")
    page.goto(f"{live_server.url}/disputes/{dispute}", wait_until="commit")
    page.fill("#text-case", "Today's")
    let_come()
    page.wait_for_function('() => JSON.stringify(localStorage).includes("Today\'s")')
    expect(page.locator("#text-case")).to_have_value("Today's")


def test_signing_out_forgets_what_was_typed(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    page = open_context().new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    page.fill("#text-case", "For nobody else")
    wait_for_kept(page, 1)
    visit(page, f"{live_server.url}/disputes")
    press(page, "form[action='/sign-out'] button")
    wait_for_kept(page, 0)
    assert "For nobody else" not in page.evaluate("JSON.stringify(localStorage)")


def test_the_bar_leads_to_what_is_open_and_then_to_the_end(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    page = open_context().new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    bar = page.locator(".bottom-bar")
    expect(bar.locator(".bar-next")).to_have_text("Answer the points 0 of 5")
    expect(bar.locator(".bar-save")).to_be_hidden()
    say(page, 1, "no")
    expect(bar.locator(".bar-next")).to_be_hidden()
    press(page, bar.locator(".bar-save"))
    expect(bar.locator(".bar-next")).to_have_text("Answer the points 1 of 5")
    for number in range(2, 6):
        say(page, number, "no")
    page.fill("#text-case", "All of it.")
    press(page, "[name=save][value=case]")
    press(page, "#points [name=save]")
    expect(bar.locator(".bar-next")).to_have_text("Add evidence none yet")


@pytest.mark.parametrize(
    "path", ["", "/exhibits", "/done", "/cover", "/preview", "/rules"]
)
def test_a_phone_reaches_everything_with_the_thumb(
    open_context: Open, live_server: Court, dispute: str, path: str
) -> None:
    page = open_context().new_page()
    come_in_as(page, live_server, dispute, Side.SELLER, path=path)
    assert_fit_for_thumbs(page)


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_at_a_desk_every_anchor_of_the_page_can_be_seen(
    open_context: Open, live_server: Court, dispute: str, lang: str
) -> None:
    page = open_context(width=1280).new_page()
    come_in_as(page, live_server, dispute, Side.SELLER, lang=lang)
    hidden = page.evaluate(
        """() => {
          const strip = document.querySelector(".strip");
          return strip.scrollWidth - strip.clientWidth;
        }"""
    )
    assert hidden <= 0


def test_at_a_desk_the_answer_stands_in_the_card_of_its_point(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    page = open_context(width=1280).new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    card, field = page.locator("#point-1"), page.locator("#point-1 #point-text-1")
    outer, inner = card.bounding_box(), field.bounding_box()
    assert outer is not None
    assert inner is not None
    assert outer["width"] - inner["width"] < 60
    expect(page.locator(".bottom-bar")).to_be_hidden()


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_words_are_picked_from_the_text(
    open_context: Open, live_server: Court, dispute: str, how: str
) -> None:
    page = open_context(width=1280).new_page()
    come_in_as(page, live_server, dispute, Side.SELLER, path="/cover?target=claim")
    text, field = page.locator("[data-pick] .fold-text"), page.locator("#passage")
    said = text.inner_text()
    expect(page.locator("[data-pick-hint]")).to_be_visible()
    if how == "mouse":
        text.dblclick(position={"x": 8, "y": 8})
        expect(field).not_to_have_value("")
        assert field.input_value() in said
    else:
        text.focus()
        page.keyboard.press("Home")
        for _ in range(3):
            page.keyboard.press("Shift+ArrowRight")
        expect(field).to_have_value(said[:3])
    text.focus()
    page.keyboard.type("x")
    assert text.inner_text() == said


@pytest.mark.parametrize(
    ("width", "lang"), [(360, "zh-Hans"), (360, "en"), (1280, "en")]
)
def test_a_place_is_tapped_on_the_picture(
    open_context: Open,
    live_server: Court,
    world: World,
    dispute: str,
    width: int,
    lang: str,
) -> None:
    exhibit = world.file_picture(dispute, Side.SELLER)
    page = open_context(width=width, locale=lang).new_page()
    come_in_as(
        page,
        live_server,
        dispute,
        Side.SELLER,
        lang=lang,
        path=f"/cover?target={exhibit}",
    )
    picture = page.locator("[data-spot] img")
    expect(page.locator("[data-spot-hint]")).to_be_visible()
    place = picture.bounding_box()
    assert place is not None
    picture.click(position={"x": place["width"] * 0.75, "y": place["height"] * 0.25})
    expect(page.locator("[data-spot-says]")).to_be_visible()
    expect(page.locator(".spot-mark")).to_be_visible()
    assert_fit_for_thumbs(page)
    press(page, "main form.form .button")
    db.session.rollback()
    (wish,) = list_wishes_of(dispute, Side.SELLER)
    spot = wish_of(wish).spot
    assert spot is not None
    assert (abs(spot.x - 750) < 9, abs(spot.y - 250) < 9) == (True, True)
