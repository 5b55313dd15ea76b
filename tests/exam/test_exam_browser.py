"""The entrance exam with a real browser: on a phone, at a desk, in both languages."""

from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect

from jury.services.exam import sitting
from jury.services.people.accounts import (
    add_staff,
    ensure_user,
    make_api_key,
    mint_link,
)
from jury.services.roster.pool import count_pool_anew
from jury.storage.base import db
from jury.storage.people import Role
from jury.storage.roster import find_juror
from jury.storage.transaction import transaction
from tests.exam import acts
from tests.exam.test_pool import fill_roster, tell
from tests.roster_lines import present
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    assert_fit_for_thumbs,
    choose,
    sign_in_as,
    wait_until_there,
)

PASSWORD = "a long password"
SIZES = [(360, "en"), (1280, "zh-Hans")]


def come_in(page: Page, court: Court, ref: str, lang: str) -> None:
    """A user follows the marketplace's link to become a juror."""
    with transaction() as now:
        _secret, key = make_api_key("test", ["links:juror"], now=now)
        user = ensure_user(ref, locale=lang, now=now)
        user.locale = lang
        db.session.flush()
        secret, _link = mint_link(
            user, purpose="juror", next_path="/jury/volunteer", key_id=key.id, now=now
        )
    page.goto(f"{court.url}/login/{secret}")
    page.click("main form button")
    page.wait_for_url("**/jury/volunteer")
    wait_until_there(page)


def follow(page: Page, selector: str, place: str) -> None:
    page.locator(selector).first.click()
    page.wait_for_url(f"**{place}")
    wait_until_there(page)


def let_time_pass(ref: str, place: int) -> str:
    """The reading time is over; what staff decided in this one."""
    juror = find_juror(ref)
    assert juror is not None
    with transaction():
        own = sitting.own_file(juror.id, place)
        assert own.row.opened_at is not None
        own.row.opened_at -= timedelta(seconds=own.seconds)
        return own.mock.answer


def read_all(page: Page, place: int) -> None:
    count = page.locator(".exhibit-open").count()
    follow(page, ".exhibit-open", f"/exam/{place}/exhibits/1")
    assert_fit_for_thumbs(page)
    for number in range(2, count + 1):
        follow(page, ".bottom-bar a.button", f"/exam/{place}/exhibits/{number}")
    back = f".bottom-bar a[href*='#exhibit-{count}']"
    page.locator(back).click()
    page.wait_for_url(f"**/exam/{place}#exhibit-{count}")
    wait_until_there(page)
    expect(page.locator("[data-seen]:not([hidden])")).to_have_count(count)


def answer(page: Page, ref: str, place: int) -> None:
    assert_fit_for_thumbs(page)
    read_all(page, place)
    decided = let_time_pass(ref, place)
    follow(page, "[data-reading-vote]", f"/exam/{place}/ballot")
    assert_fit_for_thumbs(page)
    choose(page, f"input[value={decided}]")
    follow(page, "button[form=ballot]", f"/jury/exam/{place}")
    assert_fit_for_thumbs(page)


def test_somebody_volunteers_reads_and_passes(
    live_server: Court, beside: Flask, open_context: Open
) -> None:
    with beside.app_context():
        for width, lang in SIZES:
            ref = f"volunteer-{width}"
            page = open_context(width=width, locale=lang).new_page()
            come_in(page, live_server, ref, lang)
            assert_fit_for_thumbs(page)
            follow(page, "main form.form button", "/jury")
            assert_fit_for_thumbs(page)
            follow(page, ".now a.button", "/jury/exam")
            assert_fit_for_thumbs(page)
            follow(page, ".now form button", "/jury/exam/1")
            answer(page, ref, 1)
            for place in range(2, 5):
                acts.answer(acts.juror(ref).id, place, right=True)
            page.goto(f"{live_server.url}/jury/exam")
            assert_fit_for_thumbs(page)
            page.goto(f"{live_server.url}/jury")
            assert_fit_for_thumbs(page)
            page.context.close()
        look_at_pool(live_server, open_context)
        db.session.remove()


def look_at_pool(court: Court, open_context: Open) -> None:
    """The desk's page of who can be drawn."""
    fill_roster()
    count_pool_anew(present())
    tell(sampled=1000)
    with transaction() as now:
        add_staff("auditor", PASSWORD, [Role.AUDITOR], is_demo=False, now=now)
    for width, lang in SIZES:
        page = open_context(width=width, locale=lang).new_page()
        sign_in_as(page, court, "auditor", PASSWORD, "/desk/pool")
        page.goto(f"{court.url}/desk/pool?lang={lang}")
        expect(page.locator("table").first).to_be_visible()
        assert_fit_for_everybody(page)
        page.context.close()
