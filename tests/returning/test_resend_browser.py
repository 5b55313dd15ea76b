"""What is sent again with real browsers: both sides and a moderator, two languages."""

from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.services.people.accounts import add_staff
from jury.storage.base import db
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.returning import acts
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_thumbs,
    come_in_as,
    press,
    sign_in_as,
    visit_again,
)
from tests.web.people import look_again
from tests.world import World

NUMBERS = count(1)
PASSWORD = "a long password"
CONTESTED = "It is the white one again."
# As the moderator reads what the buyer chose.
WRONG = {"en": "It is not what was to be sent", "zh-Hans": "寄来的不是应寄的东西"}


@pytest.fixture
def dispute(beside: Flask) -> Iterator[str]:
    """An exchange: what was wrong is back with the seller."""
    with beside.app_context():
        found = acts.agreed(
            World(0),
            number=f"again-{next(NUMBERS)}",
            rung=acts.EXCHANGE,
            reason="wrong_item",
        )
        acts.deliver(found)
        acts.accept(found)
        yield found
        db.session.remove()


@pytest.mark.parametrize(("width", "lang"), [(360, "zh-Hans"), (1280, "en")])
def test_a_parcel_to_the_buyer_is_sent_contested_and_decided(
    open_context: Open, live_server: Court, dispute: str, width: int, lang: str
) -> None:
    own = {"width": width, "locale": lang}
    buyer, seller = (open_context(**own).new_page() for _side in Side)
    come_in_as(seller, live_server, dispute, Side.SELLER, lang=lang, path="/return")
    come_in_as(buyer, live_server, dispute, Side.BUYER, lang=lang, path="/return")
    fit(seller, buyer)
    seller.fill("#courier", "SF")
    seller.fill("#number", acts.NUMBER)
    press(seller, ".now form button")
    expect(seller.locator("#way")).to_contain_text(acts.NUMBER)
    visit_again(buyer)
    press(buyer, "form[action$=arrived] button")
    expect(buyer.locator("#contest form")).to_be_visible()
    fit(seller, buyer)
    buyer.click("form[action$=contest] .chip >> nth=1")
    buyer.fill("form[action$=contest] textarea", CONTESTED)
    press(buyer, "form[action$=contest] button")
    expect(buyer.locator("#evidence form")).to_be_visible()
    visit_again(seller)
    expect(seller.locator("#say")).to_contain_text(CONTESTED)
    fit(seller, buyer)
    decide(open_context(**own).new_page(), live_server, dispute, lang)
    for page in (seller, buyer):
        visit_again(page)
        expect(page.locator("#decision")).to_contain_text("Both pictures")
    fit(seller, buyer)


def decide(page: Page, court: Court, dispute: str, lang: str) -> None:
    """A moderator reads what both sides say, and decides for the buyer."""
    look_again()
    name = f"again-{lang}"
    with transaction() as now:
        add_staff(name, PASSWORD, [Role.MODERATOR], is_demo=False, now=now)
    (task,) = list_open_tasks_of(dispute)
    sign_in_as(page, court, name, PASSWORD, f"/desk/tasks/{task.id}?lang={lang}")
    press(page, "form[action$=take] button")
    expect(page.locator("form[action$=rule]")).to_be_visible()
    for words in (CONTESTED, WRONG[lang]):
        expect(page.locator("main")).to_contain_text(words)
    assert_fit_for_thumbs(page)
    page.click("#for .chip >> nth=1")
    page.fill("form[action$=rule] textarea", "Both pictures show a white one.")
    press(page, "form[action$=rule] > button")
    assert "/tasks/" not in page.url


def fit(*pages: Page) -> None:
    for page in pages:
        assert page.url.endswith("/return")
        assert_fit_for_thumbs(page)
