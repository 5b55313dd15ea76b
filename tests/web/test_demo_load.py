"""The demo as `make run` plays it in, and the five-minute tour through it."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from config import Config
from jury import create_app
from jury.cli.demo.scene import SIDES, read_scenes
from jury.services.playing import sandbox
from jury.storage.base import db
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.exhibits import list_released
from tests.servers import Court
from tests.web.browsing import press, visit

STAGES = {
    "demo-1-lens": "hearing",
    "demo-2-phone": "hearing",
    "demo-3-shoes": "screening",
    "demo-4-jacket": "submissions",
    "demo-5-return": "referred",
    "demo-6-chair": "pronounced",
    "demo-7-lost": "final",
    "demo-8-wrong": "closed",
}


@pytest.fixture(scope="module")
def loaded(live_server: Court) -> Court:
    """A court into which the demo was played."""
    assert "The demo is ready." in live_server.flask("demo", "load")
    return live_server


@pytest.fixture
def inside(loaded: Court) -> Iterator[Flask]:
    """The same court, seen from inside."""
    app = create_app(Config.from_env(loaded.environ))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def demo_disputes() -> dict[str, Dispute]:
    return {one.refund_ref: one for one in sandbox.list_demo_disputes()}


@pytest.mark.usefixtures("inside")
def test_eight_disputes_stand_where_the_tour_needs_them() -> None:
    assert {ref: one.stage for ref, one in demo_disputes().items()} == STAGES


def run(app: Flask, *command: str) -> str:
    """A command on the same court, without a process of its own: what it says."""
    done = app.test_cli_runner().invoke(args=command)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_log_and_the_ledger_hold_on_it(inside: Flask) -> None:
    assert "chains hold" in run(inside, "verify-log")
    assert "transactions balance" in run(inside, "ledger", "check")


def test_a_second_load_does_nothing(inside: Flask) -> None:
    head = run(inside, "verify-log").splitlines()[0]
    assert run(inside, "demo", "load") == "The demo is there already.\n"
    assert run(inside, "verify-log").splitlines()[0] == head


def test_the_marketplaces_key_is_for_its_owner_alone(loaded: Court) -> None:
    key = loaded.data_dir / "simulate-key"
    assert key.stat().st_mode & 0o777 == 0o600
    headers = {"Authorization": f"Bearer {key.read_text().strip()}"}
    answer = httpx.get(f"{loaded.url}/api/v1/events", headers=headers)
    assert answer.status_code == 200


@pytest.mark.usefixtures("inside")
def test_jurors_read_nobodys_name_number_or_address() -> None:
    disputes = demo_disputes()
    for scene in read_scenes():
        texts = list_redacted(disputes[scene.refund_ref].id).values()
        covered = " ".join(row.template for row in texts)
        for side in SIDES:
            told = scene.told[side]
            parts = [told["name"], told["phone"], told["email"], *told["handles"]]
            parts += [told["address"], *told.get("nicknames", [])]
            assert [part for part in parts if part in covered] == []


@pytest.mark.usefixtures("inside")
def test_pictures_with_names_on_them_were_covered() -> None:
    disputes = demo_disputes()
    boxes = [
        len(exhibit.boxes)
        for ref in ("demo-1-lens", "demo-2-phone", "demo-6-chair", "demo-7-lost")
        for exhibit in list_released(disputes[ref].id)
    ]
    assert sum(count > 0 for count in boxes) >= 4


def test_the_first_page_shows_all_eight(loaded: Court) -> None:
    page = httpx.get(f"{loaded.url}/?lang=en").text
    assert page.count('class="card scene"') == len(STAGES)
    assert "playing its disputes in" not in page


def advance(court: Court, seconds: int) -> None:
    key = (court.data_dir / "simulate-key").read_text().strip()
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": f"t-{seconds}"}
    place = f"{court.url}/api/v1/sandbox/clock:advance"
    httpx.post(place, headers=headers, json={"seconds": seconds}).raise_for_status()


def read_everything(page: Page, court: Court) -> None:
    """Open each exhibit on its own page, as without script, and take the time."""
    page.wait_for_url("**/jury/seats/*")
    seat = page.url
    found = page.eval_on_selector_all(
        "a[href*='/exhibits/']", "all => all.map(a => a.href)"
    )
    assert found
    for link in dict.fromkeys(found):
        if re.search(r"/exhibits/[^/]+$", urlsplit(link).path):
            visit(page, link)
    advance(court, 400)
    visit(page, seat)


def test_the_tour_ends_with_a_verdict(
    loaded: Court, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(width=360, script=False).new_page()
    visit(page, f"{loaded.url}/?lang=en")
    press(page, page.get_by_role("button", name="Be the juror"))
    press(page, page.get_by_role("button", name="Take the seat"))
    read_everything(page, loaded)
    visit(page, f"{page.url}/ballot")
    page.get_by_label("30 % of the price back").check()
    page.locator("input[name=reasons][value^='1:']").first.check()
    press(page, page.get_by_role("button", name="Look it over"))
    press(page, page.get_by_role("button", name="Cast my vote"))
    expect(page).to_have_url(re.compile("/receipt$"))
    press(page, page.get_by_role("button", name="+1 hour"))
    expect(page).to_have_url(re.compile("/receipt$|/outcome$"))
    press(page, page.get_by_role("button", name="Buyer", exact=True))
    expect(page.get_by_text("The verdict is here")).to_be_visible()
    press(page, page.get_by_role("link", name="Read the verdict").first)
    expect(page.get_by_text("$43.50").first).to_be_visible()
