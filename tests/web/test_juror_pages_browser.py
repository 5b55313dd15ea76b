"""A juror with a real browser: by touch, by keyboard, and without script."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import SummonsState
from jury.services.law.lawbook import lawbook
from jury.services.people.accounts import ensure_user, make_api_key, mint_link
from jury.storage.base import db
from jury.storage.draws import get_summons
from jury.storage.transaction import transaction
from tests.servers import Court
from tests.web import juror_world as world
from tests.web.browsing import (
    SIZES,
    Open,
    assert_fit_at_both_widths,
    assert_fit_for_everybody,
    come_in_as,
    come_in_by,
    hold_back,
    press,
    visit,
    visit_again,
)
from tests.web.juror_acts import call_of, finish_reading, seat_of
from tests.web.juror_world import Called, Hearing
from tests.web.test_less_shown import LESS

BAR = "[data-reading-text]"
SHARES = {"en": "about 50 % of the sum", "zh-Hans": "款项的约 50%"}


@pytest.fixture
def hearing(beside: Flask) -> Iterator[Hearing]:
    with beside.app_context():
        yield world.make_hearing()
        db.session.remove()


def come_in(page: Page, court: Court, juror: Called, path: str) -> None:
    """Follow the link that the marketplace gives, as a user does."""
    with transaction() as now:
        _secret, key = make_api_key("test", ["links:juror"], now=now)
        user = ensure_user(juror.ref, locale="en", now=now)
        db.session.flush()
        secret, _link = mint_link(
            user, purpose="juror", next_path=path, key_id=key.id, now=now
        )
    come_in_by(page, f"{court.url}/login/{secret}")
    page.wait_for_url(f"**{path}")


def let_time_pass(juror: Called) -> None:
    """The reading time is over."""
    with transaction():
        summons = get_summons(juror.sid)
        assert summons.opened_at is not None
        summons.opened_at -= timedelta(seconds=world.READING_SECONDS)


def vote(page: Page) -> None:
    """Choose the middle, say why, look it over and cast it."""
    page.check('input[name="choice"][value="2"]')
    page.check('input[value="2:claim_shown"]')
    page.fill("#sentence", "The bill settles it.")


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_a_juror_reads_and_votes(
    live_server: Court, open_context: Open, hearing: Hearing, width: int, lang: str
) -> None:
    juror = world.call_juror(hearing, f"amy-{width}-{lang}")
    page = open_context(width=width, locale=lang).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    come_in(page, live_server, juror, f"{call_of(juror)}?lang={lang}")
    assert_fit_at_both_widths(page)
    press(page, f'form[action="{call_of(juror, "/accept")}"] button')
    assert_fit_at_both_widths(page)
    for tile in page.locator("a.exhibit-open").all():
        tile.press("Enter")
        expect(tile.locator("[data-seen]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        # Closing gives the focus back; the next key must not come before that.
        expect(tile).to_be_focused()
    expect(page.locator(BAR)).to_have_text(re.compile(r"2\D+2"))
    let_time_pass(juror)
    press(page, "[data-reading-vote]")
    vote(page)
    assert_fit_at_both_widths(page)
    press(page, "button[form=ballot]")
    assert_fit_at_both_widths(page)
    press(page, "form.slip .button:not(a)")
    expect(page.locator(".receipt-code")).to_be_visible()
    assert_fit_at_both_widths(page)
    assert errors == []


def test_a_juror_votes_without_script(
    live_server: Court, open_context: Open, hearing: Hearing
) -> None:
    juror = world.call_juror(hearing, "ben")
    page = open_context(script=False).new_page()
    come_in(page, live_server, juror, "/jury")
    press(page, f'form[action="{call_of(juror, "/accept")}"] button')
    press(page, page.locator("a.exhibit-open").first)
    press(page, page.get_by_role("link", name="Next exhibit"))
    press(page, page.get_by_role("link", name="Back to the file"))
    expect(page.locator(BAR)).to_contain_text("Read 2 of 2")
    press(page, page.get_by_role("link", name="Vote"))
    vote(page)
    press(page, "button[form=ballot]")
    press(page, "form.slip .button:not(a)")
    expect(page.get_by_text("Please read the whole file first.")).to_be_visible()
    let_time_pass(juror)
    press(page, "form.slip .button:not(a)")
    expect(page.locator(".receipt-code")).to_be_visible()
    db.session.rollback()
    assert get_summons(juror.sid).state == SummonsState.VOTED


def test_a_draft_outlives_the_page(
    live_server: Court, open_context: Open, hearing: Hearing
) -> None:
    juror = world.seat_juror(hearing, "cat")
    page = open_context().new_page()
    come_in(page, live_server, juror, seat_of(juror, "/ballot"))
    vote(page)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    visit(page, f"{live_server.url}{seat_of(juror, '/ballot')}")
    expect(page.locator("#sentence")).to_have_value("The bill settles it.")
    expect(page.locator('input[name="choice"][value="2"]')).to_be_checked()


def test_what_is_chosen_before_the_script_comes_is_saved_too(
    live_server: Court, open_context: Open, hearing: Hearing
) -> None:
    juror = world.seat_juror(hearing, "eve")
    page = open_context().new_page()
    come_in(page, live_server, juror, seat_of(juror))
    let_come = hold_back(page, "draft.js")
    page.goto(f"{live_server.url}{seat_of(juror, '/ballot')}", wait_until="commit")
    vote(page)
    let_come()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def test_a_draft_survives_a_stalled_connection(
    live_server: Court, open_context: Open, hearing: Hearing
) -> None:
    juror = world.seat_juror(hearing, "dan")
    context = open_context()
    page = context.new_page()
    come_in(page, live_server, juror, seat_of(juror, "/ballot"))
    context.set_offline(offline=True)
    vote(page)
    expect(page.locator("[data-saved]")).to_contain_text("No connection")
    context.set_offline(offline=False)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    visit_again(page)
    expect(page.locator("#sentence")).to_have_value("The bill settles it.")


@pytest.fixture
def less_hearing(beside: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hearing]:
    law = lawbook()
    less = tuple(replace(policy, shown=LESS) for policy in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=less)
    )
    with beside.app_context():
        yield world.make_hearing()
        db.session.remove()


def test_a_file_without_dates_and_sums_reads_well(
    live_server: Court, open_context: Open, less_hearing: Hearing
) -> None:
    juror = world.seat_juror(less_hearing, "amy")
    page = open_context(width=360).new_page()
    come_in(page, live_server, juror, seat_of(juror))
    finish_reading(less_hearing, juror)
    side = open_context(width=360).new_page()
    preview = f"/disputes/{less_hearing.dispute_id}/preview"
    come_in_as(side, live_server, less_hearing.dispute_id, Side.BUYER, path="/preview")
    for lang, width in (("en", 360), ("zh-Hans", 1280)):
        for one, place in (
            (page, seat_of(juror)),
            (page, seat_of(juror, "/ballot")),
            (side, preview),
        ):
            one.set_viewport_size({"width": width, "height": 800})
            visit(one, f"{live_server.url}{place}?lang={lang}")
            assert_fit_for_everybody(one)
        visit(page, f"{live_server.url}{seat_of(juror, '/ballot')}")
        assert SHARES[lang] in page.inner_text("#choice")
