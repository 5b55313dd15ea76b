"""Stops and pauses with a real browser: every page, both widths, both languages."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.services.people.accounts import add_staff
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    assert_fit_for_thumbs,
    come_in_as,
    press,
    sign_in_as,
    visit,
    visit_again,
)
from tests.world import World, make_intake

PASSWORD = "a long password"
WALKS = [(360, "en", "draws"), (1280, "zh-Hans", "enforcement")]


def stop_and_announce(page: Page, what: str) -> None:
    """The administrator's page: a refusal, a stop, an outage, and all taken back."""
    switch = page.locator("section", has=page.locator(f"#switch-{what}"))
    switch.locator("textarea").fill("a wrong roster")
    press(page, switch.locator("button"))
    expect(switch.locator(".tag-contested")).to_be_visible()
    begins = datetime.now(UTC) + timedelta(days=1)
    page.fill("#begins", begins.strftime("%Y-%m-%dT%H:%M"))
    page.fill("#ends", (begins + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    page.fill("#outage-reason", "new disks")
    press(page, page.locator("form", has=page.locator("#begins")).locator("button"))
    expect(page.locator("[action$='/cancel']")).to_be_visible()
    assert_fit_for_everybody(page)


def set_right(page: Page, what: str) -> None:
    press(page, "[action$='/cancel'] button")
    switch = page.locator("section", has=page.locator(f"#switch-{what}"))
    switch.locator("textarea").fill("it is right again")
    press(page, switch.locator("button"))
    expect(switch.locator(".tag-good")).to_be_visible()


def test_a_court_is_stopped_and_a_dispute_paused(
    open_context: Open, live_server: Court, beside: Flask
) -> None:
    roles = [Role.MODERATOR, Role.ADMINISTRATOR]
    with beside.app_context():
        with transaction() as now:
            kim = add_staff("kim", PASSWORD, roles, is_demo=False, now=now)
        world = World(kim.id)
        disputes = [world.escalate(make_intake(number=f"b{n}")) for n in range(2)]
    for (width, lang, what), dispute in zip(WALKS, disputes, strict=True):
        context = open_context(width=width, locale=lang)
        staff = context.new_page()
        sign_in_as(staff, live_server, "kim", PASSWORD, f"/desk/court?lang={lang}")
        stop_and_announce(staff, what)
        place = f"{live_server.url}/desk/disputes/{dispute}"
        visit(staff, place)
        press(staff, f'a[href$="/{dispute}/pause"]')
        staff.fill("#pause-reason", "in hospital until Monday")
        assert_fit_for_everybody(staff)
        press(staff, "main form button")
        expect(staff.locator(".banner-good")).to_be_visible()
        assert_fit_for_everybody(staff)

        buyer = open_context(width=width, locale=lang).new_page()
        with beside.app_context():
            come_in_as(buyer, live_server, dispute, Side.BUYER, lang=lang)
        expect(buyer.locator(".now")).to_be_visible()
        expect(buyer.locator("main form")).to_have_count(0)
        assert_fit_for_thumbs(buyer)

        visit(staff, f"{place}/pause")
        assert_fit_for_everybody(staff)
        staff.fill("#resume-reason", "is back")
        press(staff, "main form button >> nth=0")
        expect(staff.locator(".banner-good")).to_be_visible()
        visit_again(buyer)
        expect(buyer.locator("#telling")).to_be_visible()
        visit(staff, f"{live_server.url}/desk/court")
        set_right(staff, what)
