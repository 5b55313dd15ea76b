"""An appeal with a real browser: read, reached and filed, also without script."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from jury import create_app
from jury.domain.lifecycle import Side
from jury.services.accounts import make_api_key, mint_link
from jury.storage.appeals import list_appeals
from jury.storage.base import db
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from tests import databases
from tests.appeals import appeal, decide_as
from tests.servers import Court
from tests.web.people import look_again
from tests.world import World, make_intake

Open = Callable[..., BrowserContext]
NUMBERS = count(1)
SIZES = [(360, "en"), (360, "zh-Hans"), (1280, "en"), (1280, "zh-Hans")]
TARGETS = """() => [...document.querySelectorAll(':is(main, .side) :is(a, button)')]
  .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden'))
  .filter((one) => getComputedStyle(one.parentElement).display !== 'inline')
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height && box.height < 44).map(([words]) => words)"""
WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"


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
    """A dispute that a moderator has decided."""
    with beside.app_context():
        made = world.escalate(make_intake(number=f"a{next(NUMBERS)}"))
        world.finish_submissions(made)
        world.confirm(made)
        decide_as(made, world.staff_id)
        yield made
        db.session.remove()


def come_in(page: Page, court: Court, dispute: str, lang: str) -> None:
    """The seller follows the link that the marketplace gives."""
    with transaction() as now:
        user = get_dispute(dispute).party(Side.SELLER).user
        user.locale = lang
        _secret, key = make_api_key("test", ["links:party"], now=now)
        db.session.flush()
        secret, _link = mint_link(
            user,
            purpose="party",
            next_path=f"/disputes/{dispute}",
            key_id=key.id,
            now=now,
        )
    page.goto(f"{court.url}/login/{secret}")
    page.click("main form button")
    page.wait_for_url(f"**/disputes/{dispute}")


def look_at(page: Page, place: str) -> None:
    """The page holds what every page promises."""
    page.goto(place)
    assert not page.evaluate(WIDER), place
    assert page.evaluate(TARGETS) == [], place
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_the_pages_of_an_appeal_can_be_read_and_used(
    live_server: Court, open_context: Open, dispute: str, width: int, lang: str
) -> None:
    page = open_context(width=width, locale=lang).new_page()
    come_in(page, live_server, dispute, lang)
    here = f"{live_server.url}/disputes/{dispute}"
    for place in ("", "/verdict", "/appeal", "/slip"):
        look_at(page, here + place)
    appeal(dispute, Side.BUYER)
    for place in ("", "/verdict", "/appeal"):
        look_at(page, here + place)


def test_an_appeal_is_filed_without_script(
    live_server: Court, open_context: Open, dispute: str
) -> None:
    page = open_context(script=False).new_page()
    come_in(page, live_server, dispute, "en")
    page.click("a:text-is('Appeal')")
    page.check("input[value=misread]", force=True)
    page.fill("textarea[name=text]", "The bill is of another phone.")
    page.click("text=Appeal now")
    page.wait_for_url(f"**/disputes/{dispute}")
    look_again()
    assert [one.ground for one in list_appeals(dispute)] == ["misread"]
