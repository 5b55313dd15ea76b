"""A film over a bad line: it stops, is gone on with after a reload, and is filed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from jury.domain.lifecycle import Side
from jury.domain.uploading import PIECE_BYTES
from jury.storage.base import current_session, db
from jury.storage.exhibits import list_exhibits
from tests.redaction.films import make_heavy
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_thumbs,
    come_in_as,
    press,
    visit_again,
)
from tests.world import World, make_intake

SAID = {
    "zh-Hans": ("连接已断开", "从 40 % 处继续上传 film.mp4", "处暂停"),
    "en": (
        "No connection. It goes on by itself from 40 %",
        "Go on with film.mp4 at 40 %",
        "Paused",
    ),
}


@pytest.fixture(scope="module")
def world(beside: Flask) -> World:
    with beside.app_context():
        return World.begin(jurors=0)


@pytest.fixture
def court(beside: Flask, world: World) -> Iterator[World]:
    with beside.app_context():
        yield world
        db.session.remove()


def let_through(page: Page, pieces: int) -> None:
    """The line breaks after so many pieces, and stays broken."""
    left = [pieces]

    def pass_or_break(route: Route) -> None:
        if route.request.method != "PATCH" or left[0] > 0:
            left[0] -= route.request.method == "PATCH"
            route.continue_()
        else:
            route.abort("connectionreset")

    page.route("**/uploads/*", pass_or_break)


@pytest.mark.parametrize(("width", "lang"), [(360, "zh-Hans"), (1280, "en")])
def test_a_film_is_gone_on_with_after_the_line_broke_and_the_page_was_left(
    live_server: Court,
    open_context: Open,
    court: World,
    tmp_path: Path,
    width: int,
    lang: str,
) -> None:
    film = make_heavy(tmp_path / "film.mp4", size=5 * PIECE_BYTES // 2)
    waits, begun, paused = SAID[lang]
    dispute = court.escalate(make_intake(number=f"film-{width}"))
    page = open_context(width=width, locale=lang).new_page()
    come_in_as(page, live_server, dispute, Side.BUYER, lang=lang, path="/exhibits")
    says, acts = page.locator("[data-upload-says]"), page.locator("[data-upload-acts]")
    let_through(page, 1)
    page.set_input_files("#file", film)
    page.fill("#caption", "The crack, filmed")
    page.click("form[data-upload] .acts > .button:not([type=button])")
    expect(says).to_contain_text(waits)
    acts.locator("[data-upload-pause]").click()
    expect(says).to_contain_text(paused)
    assert_fit_for_thumbs(page)
    visit_again(page)
    expect(page.locator("[data-upload-begun]")).to_contain_text(begun)
    expect(page.locator("#caption")).to_have_value("The crack, filmed")
    assert_fit_for_thumbs(page)
    page.unroute("**/uploads/*")
    page.set_input_files("#file", film)
    press(page, "form[data-upload] .acts > .button:not([type=button])")
    page.wait_for_url("**filed=video**")
    current_session().rollback()
    (exhibit,) = list_exhibits(dispute)
    assert exhibit.kind == "video"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_why_a_file_cannot_be_used_stands_beside_it(
    live_server: Court, open_context: Open, court: World, tmp_path: Path
) -> None:
    dispute = court.escalate(make_intake(number="odd"))
    page = open_context(width=360, locale="en").new_page()
    come_in_as(page, live_server, dispute, Side.BUYER, lang="en", path="/exhibits")
    page.fill("#caption", "The crack")
    for name, size in (("small.jpg", 600), ("large.jpg", PIECE_BYTES + 1)):
        (tmp_path / name).write_bytes(b"no picture" * (size // 10 + 1))
        page.set_input_files("#file", tmp_path / name)
        page.click("form[data-upload] .acts > .button:not([type=button])")
        said = page.locator("[data-upload-says]")
        expect(said).to_contain_text("This kind of file cannot be used.")
        expect(page.locator("[data-upload-state] progress")).to_be_hidden()
        expect(page.locator("#caption")).to_have_value("The crack")
