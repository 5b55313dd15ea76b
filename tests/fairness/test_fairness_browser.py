"""The pages on fairness with a real browser: figures with their ranges, a reading."""

from dataclasses import replace

import pytest
from flask import Flask

from jury import clock
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.fairness.changed import replay_change
from jury.services.fairness.past import DISPUTES, begin_past, invent
from jury.services.law import adoption
from jury.services.law.lawbook import lawbook
from jury.services.people.accounts import add_staff
from jury.storage.base import db
from jury.storage.figures.fairness import find_pick
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.fairness.courts import begin_sampled
from tests.servers import Court
from tests.web.browsing import (
    SIZES,
    Open,
    assert_fit_at_both_widths,
    assert_fit_for_everybody,
    press,
    sign_in_as,
    visit,
)

PASSWORD = "a long password"
MORE = ("audits", "shadow", "rules")


def change_rules() -> None:
    """Files say more seats for small sums, and votes that close sooner."""
    stopping = StoppingRule(StoppingKind.MARGIN, margin=3)
    changed = (
        replace(one, seats=7, stopping=stopping) if one.name == "small" else one
        for one in lawbook().policies
    )
    law = replace(lawbook(), policies=tuple(changed))
    replays = replay_change(lawbook(), law)
    with transaction() as now:
        adoption.open_change(law, replays, now=now)


@pytest.fixture(scope="module")
def pick_id(beside: Flask) -> int:
    with beside.app_context():
        with transaction() as now:
            add_staff(
                "lin",
                PASSWORD,
                [Role.MODERATOR, Role.ADMINISTRATOR],
                is_demo=False,
                now=now,
            )
        _world, (dispute,) = begin_sampled()
        figures = invent(disputes=DISPUTES, now=clock.now())
        db.session.rollback()
        with transaction() as now:
            begin_past(figures, now=now)
            adoption.look_at_files({}, now=now)
        change_rules()
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
        assert_fit_at_both_widths(page)
        for name in MORE:
            visit(page, f"{live_server.url}/desk/{name}?lang={lang}")
            assert_fit_for_everybody(page)
        place = f"{live_server.url}/desk/audits/{pick_id}"
        visit(page, place)
        if page.locator("button[data-key=t]").count():
            press(page, "button[data-key=t]")
            page.wait_for_url(place)
        page.locator("textarea[name=reason]").wait_for()
        assert_fit_at_both_widths(page)
        page.context.close()
