"""When a juror can serve, with a real browser: both widths, both languages."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from jury.services.people.accounts import ensure_user, make_api_key, mint_link
from jury.storage.base import current_session, db
from jury.storage.jurors.availability import JurorLoad
from jury.storage.roster import find_juror
from jury.storage.transaction import transaction
from tests.servers import Court
from tests.web.browsing import Open, assert_fit_for_thumbs, choose, wait_until_there
from tests.world import enrol


@pytest.mark.parametrize(("width", "lang"), [(360, "en"), (1280, "zh-Hans")])
def test_hours_readiness_and_rest_on_one_page(
    live_server: Court, open_context: Open, beside: Flask, width: int, lang: str
) -> None:
    ref = f"hours-{width}"
    with beside.app_context():
        enrol([ref])
        with transaction() as now:
            juror = find_juror(ref)
            assert juror is not None
            current_session().add(JurorLoad(juror_id=juror.id, missed=3, missed_at=now))
            user = ensure_user(ref, locale=lang, now=now)
            _secret, key = make_api_key("hours", ["links:juror"], now=now)
            db.session.flush()
            secret, _link = mint_link(
                user, purpose="juror", next_path="/jury/hours", key_id=key.id, now=now
            )
    page = open_context(width=width, locale=lang).new_page()
    page.goto(f"{live_server.url}/login/{secret}")
    page.click("main form button")
    page.wait_for_url("**/jury/hours")
    wait_until_there(page)
    assert_fit_for_thumbs(page)
    choose(page, "input[name=hours][value='18']")
    page.select_option("select[name=zone]", "Europe/Berlin")
    with page.expect_navigation():
        page.click("form[action$='/hours'] button")
    wait_until_there(page)
    expect(page.locator("input[name=hours][value='18']")).to_be_checked()
    expect(page.locator("select[name=zone]")).to_have_value("Europe/Berlin")
    with page.expect_navigation():
        page.click("form[action$='/excuse'] button")
    wait_until_there(page)
    expect(page.locator("form[action$='/excuse']")).to_have_count(0)
    with page.expect_navigation():
        page.click("form[action$='/ready'] button")
    wait_until_there(page)
    assert_fit_for_thumbs(page)
