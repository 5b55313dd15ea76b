"""The pages on fairness with a real browser: figures with their ranges, a reading."""

from typing import Any

import pytest
from flask import Flask

from jury.services.accounts import add_staff
from jury.services.fairness import meters
from jury.storage.base import db
from jury.storage.fairness import find_pick
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.fairness.courts import begin_sampled
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    press,
    sign_in_as,
    visit,
)

PASSWORD = "a long password"
SIZES = [(360, "en"), (360, "zh-Hans"), (1280, "en"), (1280, "zh-Hans")]


def figure(value: float, low: float, high: float) -> dict[str, float]:
    return {"value": value, "low": low, "high": high, "count": 2000}


FIGURES: dict[str, Any] = {
    "polls": 2114,
    "meters": {
        "for_buyers": figure(0.58, 0.55, 0.61),
        "by_filer": figure(0.06, -0.01, 0.13),
        "language:zh-Hans": figure(0.01, -0.02, 0.04),
        "mostly_buy": figure(0.049, 0.031, 0.067),
        "buyer_first": figure(-0.004, -0.014, 0.006),
    },
    "curve": [
        {
            "rule": rule,
            "votes": figure(votes, votes - 0.3, votes + 0.3),
            "agree": figure(agree, agree - 0.01, agree + 0.01),
        }
        for rule, votes, agree in (
            ("margin:2", 4.9, 0.93),
            ("margin:4", 7.2, 0.97),
            ("settled", 11.2, 0.99),
            ("fixed", 17.0, 0.99),
        )
    ],
}


@pytest.fixture(scope="module")
def pick_id(beside: Flask) -> int:
    with beside.app_context():
        with transaction() as now:
            add_staff("lin", PASSWORD, [Role.MODERATOR], is_demo=False, now=now)
        _world, (dispute,) = begin_sampled()
        with transaction() as now:
            meters.keep(FIGURES, now=now)
        pick = find_pick(dispute)
        assert pick is not None
        found = pick.id
        db.session.remove()
    return found


def test_figures_and_readings_fit_every_screen(
    live_server: Court, open_context: Open, pick_id: int
) -> None:
    for width, lang in SIZES:
        page = open_context(width=width, locale=lang).new_page()
        sign_in_as(page, live_server, "lin", PASSWORD)
        visit(page, f"{live_server.url}/desk/fairness?lang={lang}")
        assert_fit_for_everybody(page)
        place = f"{live_server.url}/desk/audits/{pick_id}"
        visit(page, place)
        if page.locator("button[data-key=t]").count():
            press(page, "button[data-key=t]")
            page.wait_for_url(place)
        page.locator("textarea[name=reason]").wait_for()
        assert_fit_for_everybody(page)
        page.context.close()
