"""The pages of money after the verdict with a real browser: read, used, and fit."""

import pytest
from flask import Flask

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.money import reconcile
from jury.services.money.reconciliation_lines import PaymentLine
from jury.services.people.accounts import add_staff
from jury.storage.base import db
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import decide_as
from tests.money.acts import answer, reverse_to
from tests.money.test_beside import GOOD, TEN, THREE, a_fake
from tests.servers import Court
from tests.web.browsing import (
    SIZES,
    Open,
    assert_fit_for_everybody,
    assert_fit_for_thumbs_at_both_widths,
    come_in_as,
    sign_in_as,
    visit,
)
from tests.world import World, move_clock

PASSWORD = "a long password"


@pytest.fixture(scope="module")
def dispute(beside: Flask) -> str:
    """A fake: advanced, ten times awarded, changed to three; one payment is stuck."""
    with beside.app_context():
        with transaction() as now:
            lin = add_staff("lin", PASSWORD, [Role.MODERATOR], is_demo=False, now=now)
            db.session.flush()
            world = World(lin.id)
        made = world.escalate(a_fake(GOOD))
        world.finish_submissions(made)
        world.confirm(made)
        decide_as(made, world.staff_id, TEN)
        move_clock(hours=49)
        answer(made)
        reverse_to(made, world.staff_id, THREE)
        answer(made, "refused", kind="compensation:1", code="account_closed")
        _compare(made)
        db.session.remove()
    return made


def _compare(dispute: str) -> None:
    line = PaymentLine(
        reference=f"{dispute}:award",
        refund="RF-1",
        state="executed",
        currency="CNY",
        buyer=1,
    )
    day = clock.now().astimezone(reconcile.court_zone()).date()
    with transaction() as now:
        reconcile.reconcile(day, [line.listed()], actor="key:1", now=now)


def test_the_pages_of_money_can_be_read_and_used(
    live_server: Court, open_context: Open, beside: Flask, dispute: str
) -> None:
    with beside.app_context():
        stuck = [
            task.id
            for task in list_open_tasks_of(dispute)
            if task.kind == "refund_answer"
        ]
        db.session.remove()
    for width, lang in SIZES:
        desk = open_context(width=width, locale=lang).new_page()
        sign_in_as(desk, live_server, "lin", PASSWORD)
        places = [f"tasks/{one}" for one in stuck]
        places += [
            "",
            "reconciliations",
            f"disputes/{dispute}",
            f"disputes/{dispute}/award",
        ]
        for place in places:
            here = f"{live_server.url}/desk/{place}".rstrip("/")
            visit(desk, f"{here}?lang={lang}")
            assert_fit_for_everybody(desk)
        desk.context.close()
        side = open_context(width=width, locale=lang).new_page()
        with beside.app_context():
            come_in_as(side, live_server, dispute, Side.BUYER, lang=lang)
            db.session.remove()
        for place in ("", "/verdict"):
            visit(side, f"{live_server.url}/disputes/{dispute}{place}")
            assert_fit_for_thumbs_at_both_widths(side)
            # Three times the price: what the deposit adds is told on both.
            assert "360.00" in side.inner_text("main")
