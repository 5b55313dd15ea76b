"""How a juror's votes stood with a real browser: both widths, both languages."""

import pytest
from flask import Flask

from jury.services.people.accounts import ensure_user, make_api_key, mint_link
from jury.storage.base import db
from jury.storage.transaction import transaction
from tests.servers import Court
from tests.web.browsing import Open, assert_fit_for_thumbs, come_in_by
from tests.world import enrol


@pytest.mark.parametrize(("width", "lang"), [(360, "en"), (1280, "zh-Hans")])
def test_the_page_of_own_figures_is_fit_for_everybody(
    live_server: Court, open_context: Open, beside: Flask, width: int, lang: str
) -> None:
    ref = f"counted-{width}"
    with beside.app_context():
        enrol([ref])
        with transaction() as now:
            user = ensure_user(ref, locale=lang, now=now)
            _secret, key = make_api_key("figures", ["links:juror"], now=now)
            db.session.flush()
            secret, _link = mint_link(
                user,
                purpose="juror",
                next_path="/jury/figures",
                key_id=key.id,
                now=now,
            )
    page = open_context(width=width, locale=lang).new_page()
    come_in_by(page, f"{live_server.url}/login/{secret}")
    page.wait_for_url("**/jury/figures")
    assert_fit_for_thumbs(page)
