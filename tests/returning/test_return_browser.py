"""A return with real browsers: phone and desk, both sides, in two languages."""

from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import expect

from jury.domain.lifecycle import Side
from jury.storage.base import db
from tests.returning import acts
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_thumbs,
    come_in_as,
    press,
    visit,
    visit_again,
)
from tests.world import World

NUMBERS = count(1)


@pytest.fixture
def dispute(beside: Flask) -> Iterator[str]:
    """A dispute whose goods have to go back."""
    with beside.app_context():
        yield acts.agreed(World(0), number=f"b{next(NUMBERS)}")
        db.session.remove()


@pytest.mark.parametrize(("width", "lang"), [(360, "zh-Hans"), (1280, "en")])
def test_a_parcel_is_sent_back_looked_at_and_contested_without_script(
    open_context: Open, live_server: Court, dispute: str, width: int, lang: str
) -> None:
    own = {"width": width, "locale": lang, "script": False}
    buyer, seller = (open_context(**own).new_page() for _side in Side)
    come_in_as(buyer, live_server, dispute, Side.BUYER, lang=lang, path="/return")
    come_in_as(seller, live_server, dispute, Side.SELLER, lang=lang, path="/return")
    buyer.fill("#courier", "SF")
    buyer.fill("#number", acts.NUMBER)
    press(buyer, ".now form button")
    expect(buyer.locator("#way")).to_contain_text(acts.NUMBER)
    visit_again(seller)
    press(seller, "form[action$=arrived] button")
    seller.click("form[action$=contest] .chip >> nth=0")
    seller.fill("form[action$=contest] textarea", "Nothing but paper was in it.")
    press(seller, "form[action$=contest] button")
    expect(seller.locator("#evidence form")).to_be_visible()
    visit_again(buyer)
    expect(buyer.locator("#say")).to_contain_text("Nothing but paper")
    for page in (buyer, seller):
        assert page.url.endswith("/return")
    acts.rule(dispute, acts.add_moderator(f"{lang}-mod"), Side.SELLER)
    visit_again(buyer)
    expect(buyer.locator("#decision form")).to_be_visible()


def test_every_page_of_a_return_suits_a_phone_and_a_desk(
    open_context: Open, live_server: Court, dispute: str
) -> None:
    acts.deliver(dispute)
    for side, width, lang in ((Side.SELLER, 360, "zh-Hans"), (Side.BUYER, 1280, "en")):
        page = open_context(width=width).new_page()
        come_in_as(page, live_server, dispute, side, lang=lang)
        assert_fit_for_thumbs(page)
        for place in ("/return", "/return/accept", "/verdict"):
            visit(page, f"{live_server.url}/disputes/{dispute}{place}")
            assert_fit_for_thumbs(page)
