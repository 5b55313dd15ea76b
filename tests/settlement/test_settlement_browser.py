"""Two people settle with real browsers, on a phone and at a desk, in both languages."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from jury import create_app
from jury.domain.lifecycle import Side
from jury.services.accounts import make_api_key, mint_link
from jury.storage.base import db
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from tests import databases
from tests.servers import Court
from tests.settlement import acts
from tests.world import World, make_intake

Open = Callable[..., BrowserContext]
NUMBERS = count(1)
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, .side a, button')]
  .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden'))
  .filter((one) => getComputedStyle(one.parentElement).display !== 'inline')
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height && box.height < 44).map(([words]) => words)"""


@pytest.fixture(scope="module")
def beside(live_server: Court) -> Iterator[Flask]:
    """The application on the running court's own database."""
    config = databases.make_config(live_server.database_url, live_server.data_dir)
    app = create_app(config)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def world(beside: Flask) -> World:
    with beside.app_context():
        return World.begin(jurors=0)


@pytest.fixture
def dispute(beside: Flask, world: World) -> Iterator[str]:
    with beside.app_context():
        yield world.escalate(make_intake(number=f"s{next(NUMBERS)}"))
        db.session.remove()


def come_in(page: Page, court: Court, dispute: str, side: Side, lang: str) -> None:
    """A side follows the link that the marketplace gives."""
    path = f"/disputes/{dispute}"
    with transaction() as now:
        user = get_dispute(dispute).party(side).user
        user.locale = lang
        _secret, key = make_api_key("test", ["links:party"], now=now)
        db.session.flush()
        secret, _link = mint_link(
            user, purpose="party", next_path=path, key_id=key.id, now=now
        )
    page.goto(f"{court.url}/login/{secret}")
    page.click("main form button")
    page.wait_for_url(f"**{path}")


def looks_right(page: Page, width: int) -> None:
    """Nothing sticks out, everything is big enough, and a screen reader gets along."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TARGETS) == []
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_sum_is_offered_and_accepted_without_script(
    open_context: Open, live_server: Court, dispute: str, width: int, lang: str
) -> None:
    own = {"width": width, "locale": lang, "script": False}
    seller = open_context(**own).new_page()
    come_in(seller, live_server, dispute, Side.SELLER, lang)
    seller.click("#settle .button")
    seller.fill("#sum", "54.50")
    seller.click("#offer form button")
    expect(seller.locator(".slip")).to_contain_text("54.50")
    seller.click(".slip button")
    expect(seller.locator(".now")).to_contain_text("54.50")

    buyer = open_context(**own).new_page()
    come_in(buyer, live_server, dispute, Side.BUYER, lang)
    expect(buyer.locator(".banner", has_text="54.50")).to_be_visible()
    buyer.click(".banner a")
    place = ".bottom-bar a" if width == 360 else ".now .acts a >> nth=0"
    buyer.click(place)
    expect(buyer.locator(".slip")).to_contain_text("137.50")
    buyer.click(".slip button")
    buyer.wait_for_url("**/verdict")
    expect(buyer.locator("#sum")).to_contain_text("54.50")
    assert acts.states(dispute) == ["accepted"]


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_a_settlement_suits_a_phone_and_a_desk(
    open_context: Open, live_server: Court, dispute: str, width: int
) -> None:
    offer = acts.offer(dispute, Side.SELLER, rung="share_30")
    page = open_context(width=width).new_page()
    come_in(page, live_server, dispute, Side.BUYER, "en")
    looks_right(page, width)
    for place in (
        "/settlement",
        f"/settlement/accept?offer={offer}",
        "/withdrawal",
        "/verdict",
    ):
        if place == "/verdict":
            acts.accept(dispute, Side.BUYER)
        page.goto(f"{live_server.url}/disputes/{dispute}{place}")
        looks_right(page, width)
