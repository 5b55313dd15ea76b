"""Two people settle with real browsers, on a phone and at a desk, in both languages."""

from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import expect

from jury.domain.lifecycle import Side
from jury.storage.base import db
from tests.servers import Court
from tests.settlement import acts
from tests.web.browsing import (
    SIZES,
    Open,
    assert_fit_for_thumbs_at_both_widths,
    come_in_as,
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
        yield world.escalate(make_intake(number=f"s{next(NUMBERS)}"))
        db.session.remove()


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_a_sum_is_offered_and_accepted_without_script(
    open_context: Open, live_server: Court, dispute: str, width: int, lang: str
) -> None:
    own = {"width": width, "locale": lang, "script": False}
    seller = open_context(**own).new_page()
    come_in_as(seller, live_server, dispute, Side.SELLER, lang=lang)
    press(seller, "#settle .button")
    seller.fill("#sum", "54.50")
    press(seller, "#offer form button")
    expect(seller.locator(".slip")).to_contain_text("54.50")
    press(seller, ".slip button")
    expect(seller.locator(".now")).to_contain_text("54.50")

    buyer = open_context(**own).new_page()
    come_in_as(buyer, live_server, dispute, Side.BUYER, lang=lang)
    expect(buyer.locator(".banner", has_text="54.50")).to_be_visible()
    press(buyer, ".banner a")
    place = ".bottom-bar a" if width == 360 else ".now .acts a >> nth=0"
    press(buyer, place)
    expect(buyer.locator(".slip")).to_contain_text("137.50")
    press(buyer, ".slip button")
    buyer.wait_for_url("**/verdict")
    expect(buyer.locator("#sum")).to_contain_text("54.50")
    assert acts.states(dispute) == ["accepted"]


def test_every_page_of_a_settlement_suits_a_phone_and_a_desk(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    offer = acts.offer(dispute, Side.SELLER, rung="share_30")
    page = open_context().new_page()
    come_in_as(page, live_server, dispute, Side.BUYER)
    assert_fit_for_thumbs_at_both_widths(page)
    for place in (
        "/settlement",
        f"/settlement/accept?offer={offer}",
        "/withdrawal",
        "/verdict",
    ):
        if place == "/verdict":
            acts.accept(dispute, Side.BUYER)
        visit(page, f"{live_server.url}/disputes/{dispute}{place}")
        assert_fit_for_thumbs_at_both_widths(page)
