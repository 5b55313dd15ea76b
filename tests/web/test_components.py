"""The parts of the pages, in a real browser: everybody can reach and use them."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask, render_template, request
from flask.testing import FlaskClient
from flask_babel import Babel
from playwright.sync_api import Browser, Page, Route, expect

from jury.web import assets, wording
from jury.web.frame import HEADERS
from tests.architecture.sources import TOP
from tests.web.browsing import violations_of, visit

NOW = datetime(2026, 11, 22, 13, 40, tzinfo=UTC)
SITE = "http://parts.test"
# Every two of width, language and theme meet.
LOOKS = [
    (360, "en", "dark"),
    (360, "zh-Hans", "light"),
    (1280, "en", "light"),
    (1280, "zh-Hans", "dark"),
]
VOTE = "[data-reading-vote]"


def spoken() -> str:
    return request.args.get("lang", "en").replace("-", "_")


def parts() -> FlaskClient:
    """An application that serves the development page and nothing else."""
    app = Flask(
        __name__,
        template_folder=str(TOP / "templates"),
        static_folder=None,
    )
    assets.init_app(app, TOP / "static")
    app.secret_key = "only for these tests"
    Babel(
        app,
        locale_selector=spoken,
        default_translation_directories=str(TOP / "jury/translations/public"),
    )
    wording.init_app(app)
    app.add_url_rule("/", view_func=show)
    app.add_url_rule("/opened", view_func=opened, methods=["POST"])
    return app.test_client()


def show() -> tuple[str, dict[str, str]]:
    page = render_template("components.html", now=NOW, html_lang=request.args["lang"])
    return page, HEADERS


def opened() -> dict[str, int]:
    return {"done": 9, "total": 9, "seconds_left": 0}


def open_parts(browser: Browser, *, width: int, lang: str, theme: str) -> Page:
    client = parts()

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        reply = client.open(
            f"{address.path}?{address.query}", method=route.request.method
        )
        route.fulfill(
            status=reply.status_code, headers=dict(reply.headers), body=reply.data
        )
        reply.close()

    page = browser.new_page(viewport={"width": width, "height": 800})
    page.route("**/*", answer)
    visit(page, f"{SITE}/?lang={lang}&theme={theme}")
    return page


@pytest.mark.parametrize(("width", "lang", "theme"), LOOKS)
def test_everybody_can_use_every_part(
    browser: Browser, width: int, lang: str, theme: str
) -> None:
    page = open_parts(browser, width=width, lang=lang, theme=theme)
    violations = violations_of(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
    assert overflow <= 0


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_every_target_is_large_enough_for_a_thumb(browser: Browser, lang: str) -> None:
    page = open_parts(browser, width=360, lang=lang, theme="light")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             'button, summary, select, input:not([type=checkbox], [type=radio],'
             + ' [type=hidden]), .button, .header-act, .strip a, .chip, .check,'
             + ' .rung > label, .bears a')]
           .filter((part) => part.checkVisibility({visibilityProperty: true}))
           .filter((part) => !part.closest('.visually-hidden, .editor-stage'))
           .map((part) => [part.outerHTML.slice(0, 90),
                           part.getBoundingClientRect().height])
           .filter(([, height]) => height > 1 && height < 43.5)"""
    )
    page.close()
    assert small == []


def test_exhibits_open_by_keys_and_give_the_focus_back(browser: Browser) -> None:
    page = open_parts(browser, width=360, lang="en", theme="light")
    page.locator("#exhibit-2 a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#exhibit-2 [data-seen]")).to_be_visible()
    for key in ("+", "r", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator("[data-viewer-says]")).to_contain_text("Exhibit 1")
    page.keyboard.press("Escape")
    expect(page.locator("#exhibit-1 a")).to_be_focused()
    expect(page.locator(f"{VOTE}:not(.button-quiet)")).to_have_count(1)
    page.close()


def test_boxes_are_drawn_and_removed_by_keys(browser: Browser) -> None:
    page = open_parts(browser, width=1280, lang="en", theme="light")
    boxes = "JSON.parse(document.querySelector('input[name=boxes]').value)"
    page.locator(".editor-box").first.focus()
    for key in ("Delete", "n", "ArrowLeft", "Shift+ArrowDown"):
        page.keyboard.press(key)
    drawn = page.evaluate(boxes)
    page.close()
    assert drawn == [[222, 504, 600, 64], [444, 394, 300, 119]]


def test_boxes_are_drawn_by_pointer(browser: Browser) -> None:
    page = open_parts(browser, width=1280, lang="en", theme="light")
    stage = page.locator("[data-editor-stage]")
    stage.scroll_into_view_if_needed()
    area = stage.locator("img").bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + 0.5 * area["width"], area["y"] + 10)
    page.mouse.down()
    page.mouse.move(area["x"] + 0.75 * area["width"], area["y"] + 90, steps=3)
    page.mouse.up()
    value = page.evaluate("JSON.parse(document.querySelector('[name=boxes]').value)")
    page.close()
    x, _, width, _ = value[-1]
    assert (abs(x - 600) <= 2, abs(width - 300) <= 4) == (True, True)


def test_scripts_say_a_span_of_time_as_the_pages_do(browser: Browser) -> None:
    page = open_parts(browser, width=360, lang="en", theme="light")
    spans = page.evaluate(
        """async () => {
             const { span } = await import('/static/any/js/words.js');
             return [5399, 5400, 5700, 7200].map(span);
           }"""
    )
    page.close()
    assert spans == ["89 minutes", "1 hour 30 minutes", "1 hour 35 minutes", "2 hours"]


def test_the_viewer_says_who_filed_it_when_and_that_it_counts(
    browser: Browser,
) -> None:
    page = open_parts(browser, width=360, lang="en", theme="light")
    page.locator("#exhibit-2 a").click()
    about = page.locator("[data-viewer-about]")
    page.wait_for_selector("[data-viewer-about] .viewer-seen")
    told = about.inner_text()
    page.close()
    assert "Seller" in told or "Buyer" in told
    assert "filed" in told
    assert "opened" in told
