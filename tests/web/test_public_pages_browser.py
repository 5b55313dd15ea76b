"""The public pages in a browser: readable by everybody, never wider than the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.servers import Court
from tests.web.browsing import assert_fit_at_both_widths, press, visit

PAGES = (
    "/",
    "/how",
    "/policies",
    "/policies/quick",
    "/sign-in",
    "/come-in",
    "/login/used",
    "/nowhere",
)
TOO_SMALL = """
    all => all.map(one => [one.innerText.trim(), one.getBoundingClientRect()])
        .filter(([_, box]) => box.height > 0 && box.height < 43.5)
        .map(([words, box]) => `${words}: ${box.height}`)
"""


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_public_pages_are_accessible_and_fit(
    live_server: Court, page: Page, lang: str
) -> None:
    for path in PAGES:
        visit(page, f"{live_server.url}{path}?lang={lang}")
        assert_fit_at_both_widths(page)


@pytest.mark.parametrize("path", ["/", "/how"])
def test_what_is_pressed_on_a_phone_is_as_high_as_a_thumb(
    live_server: Court, page: Page, path: str
) -> None:
    visit(page, f"{live_server.url}{path}?lang=en")
    buttons = page.locator("button, .way a, .demo-bar a, .button")
    assert buttons.evaluate_all(TOO_SMALL) == []


def test_the_clock_moves_without_script(
    live_server: Court, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(script=False).new_page()
    visit(page, f"{live_server.url}/how?lang=en")
    before = page.locator(".demo-who .num").inner_text()
    press(page, page.get_by_role("button", name="+1 day"))
    assert page.url.endswith("/how?lang=en")
    assert page.locator(".demo-who .num").inner_text() != before


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_on_a_phone_the_bar_of_the_demo_is_two_rows_with_the_time(
    live_server: Court, page: Page, lang: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    visit(page, f"{live_server.url}/how?lang={lang}")
    bar = page.locator(".demo-bar").bounding_box()
    assert bar is not None
    assert bar["height"] <= 2 * 44 + 2
    assert page.locator(".demo-time").is_visible()
