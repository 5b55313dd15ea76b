"""What browser tests share: how a side comes in, and what each page promises."""

import time
from collections.abc import Callable, Iterator

from playwright.sync_api import BrowserContext, Error, Locator, Page, Route, expect

from jury.domain.lifecycle import Side
from jury.services.people.accounts import make_api_key, mint_link
from jury.storage.base import db
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from tests.servers import Court
from tests.web.axe import Violation, violations_in

Open = Callable[..., BrowserContext]
# Each language once, on a phone and at a desk; `at_both_widths` looks at the others.
SIZES = [(360, "zh-Hans"), (1280, "en")]
WIDTHS = (360, 1280)
# A machine that does much else at the same time is slow, and no page is wrong for it.
PATIENCE_SECONDS = 30
# What a thumb may miss; links in the midst of a sentence are as high as the sentence.
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, .side a, button')]
  .filter((one) => one.checkVisibility() && !one.closest('.visually-hidden'))
  .filter((one) => getComputedStyle(one.parentElement).display !== 'inline')
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, box]) => box.height && box.height < 44).map(([words]) => words)"""
IS_CUT_OFF = """() => {
  const page = document.documentElement;
  return page.scrollWidth > page.clientWidth;
}"""


def visit(page: Page, address: str) -> None:
    """Go to an address, until its page and what that loads are there."""
    page.goto(address)
    wait_until_there(page)


def visit_again(page: Page) -> None:
    """Load the page anew."""
    page.reload()
    wait_until_there(page)


def press(page: Page, control: str | Locator) -> None:
    """Press what leads to another page, or to this one anew, until that is there.

    What the court keeps of it is kept by then. A mere click may return before the
    browser has so much as asked. Of several it is the first.
    """
    pressed = page.locator(control).first if isinstance(control, str) else control
    with page.expect_navigation():
        pressed.click()
    wait_until_there(page)


def wait_until_there(page: Page) -> None:
    """The page and its scripts: nobody is faster than both; a test could be."""
    page.wait_for_load_state()
    page.wait_for_function(
        """() => !matchMedia("(scripting: enabled)").matches
            || !document.querySelector("script[src*='/js/main']")
            || document.documentElement.dataset.scripts === "started" """
    )


def come_in_as(
    page: Page,
    court: Court,
    dispute: str,
    side: Side,
    *,
    lang: str | None = "en",
    path: str = "",
) -> None:
    """A side follows the link that the marketplace gives; `lang` None: its own."""
    place = f"/disputes/{dispute}{path}"
    with transaction() as now:
        user = get_dispute(dispute).party(side).user
        user.locale = lang or user.locale
        _secret, key = make_api_key("test", ["links:party"], now=now)
        db.session.flush()
        secret, _link = mint_link(
            user, purpose="party", next_path=place, key_id=key.id, now=now
        )
    come_in_by(page, f"{court.url}/login/{secret}")
    page.wait_for_url(f"**{place}")


def come_in_by(page: Page, link: str) -> None:
    """Follow the marketplace's link and press its button."""
    visit(page, link)
    button = page.locator("main form button")
    assert button.count(), f"no way in at {page.url}: {page.inner_text('body')}"
    press(page, button.first)


def sign_in_as(
    page: Page, court: Court, name: str, password: str, path: str = "/desk"
) -> None:
    """Staff come with a name and a password, and the page they came for is there."""
    visit(page, f"{court.url}/sign-in?next={path}")
    page.fill("[name=name]", name)
    page.fill("[name=password]", password)
    press(page, "main form button")
    assert "/sign-in" not in page.url


def choose(page: Page, control: str) -> None:
    """Tap what a control wears, as a thumb does: once nothing lies over it."""
    page.locator(f"label:has({control})").click()
    expect(page.locator(control)).to_be_checked()


def hold_back(page: Page, script: str) -> Callable[[], None]:
    """Keep a script from coming; what lets it come when it has been asked for."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    def let_come() -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not held and time.monotonic() < until:
            page.wait_for_timeout(20)
        held.pop().continue_()

    page.route(f"**/{script}*", hold)
    return let_come


def violations_of(page: Page) -> list[Violation]:
    """What axe finds; asked again where the page was just left for the next one."""
    wait_until_there(page)
    try:
        return violations_in(page)
    except Error:
        # A page that waits for the court loads itself anew.
        wait_until_there(page)
        return violations_in(page)


def at_both_widths(page: Page) -> Iterator[None]:
    """Let a page be looked at on a phone and at a desk; it is as wide as before then.

    What is wide and what is narrow is for the style sheets alone: the court does not
    know, so a page need not be asked for twice.
    """
    own = page.viewport_size
    assert own is not None
    for width in sorted(WIDTHS, key=lambda one: one != own["width"]):
        page.set_viewport_size({"width": width, "height": 800})
        yield
    page.set_viewport_size(own)


def assert_fit_for_everybody(page: Page) -> None:
    """Nobody is kept out, nothing is cut off at the side."""
    found = violations_of(page)
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], page.url
    assert not page.evaluate(IS_CUT_OFF), page.url


def assert_fit_for_thumbs(page: Page) -> None:
    """The same, and everything is large enough to be touched."""
    assert_fit_for_everybody(page)
    assert page.evaluate(SMALL_TARGETS) == [], page.url


def assert_fit_at_both_widths(page: Page) -> None:
    """A page that is there is fit for everybody, on a phone and at a desk."""
    for _width in at_both_widths(page):
        assert_fit_for_everybody(page)


def assert_fit_for_thumbs_at_both_widths(page: Page) -> None:
    """The same, and everything is large enough to be touched."""
    for _width in at_both_widths(page):
        assert_fit_for_thumbs(page)
