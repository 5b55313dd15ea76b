"""A moderator with a real browser: the pages of the acts, narrow and wide, twice."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from jury.domain.lifecycle import Side
from jury.services.moderation.saved_reasons import save_reason
from jury.services.people.accounts import add_staff
from jury.storage.base import db
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import list_exhibits
from jury.storage.people import Role, find_staff
from jury.storage.transaction import transaction
from tests.acts.doing import bar_from, strike_first
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    choose,
    come_in_as,
    press,
    sign_in_as,
    visit,
)
from tests.web.people import look_again
from tests.world import World, enrol, make_intake

PASSWORD = "a long password"
REASON = "The number on the bill belongs to another shop."


@pytest.fixture
def world(beside: Flask) -> Iterator[World]:
    with beside.app_context():
        with transaction() as now:
            staff = find_staff("mei") or add_staff(
                "mei", PASSWORD, [Role.MODERATOR], is_demo=False, now=now
            )
            db.session.flush()
            save_reason(REASON, for_all=False, staff_id=staff.id, now=now)
            staff_id = staff.id
        enrol([f"sitter-{number}" for number in range(40)])
        yield World(staff_id)
        db.session.remove()


def look(page: Page, address: str) -> None:
    """Every page at both widths and in both languages."""
    for lang in ("zh-Hans", "en"):
        visit(page, f"{address}?lang={lang}")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            assert_fit_for_everybody(page)


def test_striking_barring_and_judging_what_follows(
    live_server: Court, open_context: Open, world: World
) -> None:
    dispute = world.hear(make_intake(number="acts"))
    decided = world.hear(make_intake(number="late"))
    world.decide(decided, [1] * 5)
    with transaction() as now:
        ada = add_staff("ada", PASSWORD, [Role.MODERATOR], is_demo=False, now=now)
        db.session.flush()
        # Whoever struck it does not answer what becomes of the verdict.
        colleague = World(ada.id)
    strike_first(colleague, decided)
    bar_from(world, dispute, world.summonses(dispute)[-1].juror_id)
    exhibit = list_exhibits(dispute)[0].id
    page, desk = open_context().new_page(), f"{live_server.url}/desk"
    sign_in_as(page, live_server, "mei", PASSWORD)
    look(page, desk)
    look(page, f"{desk}/reasons")
    (task,) = [one.id for one in list_open_tasks_of(decided) if one.kind == "doubt"]
    visit(page, f"{desk}/tasks/{task}")
    press(page, "form[action$='/take'] button")
    look(page, f"{desk}/tasks/{task}")
    look(page, f"{desk}/disputes/{dispute}/bar")
    look(page, f"{desk}/disputes/{dispute}/exhibits/{exhibit}")
    page.click("#strike summary")
    page.select_option("#strike [name=saved]", label=REASON)
    press(page, "#strike button")
    assert page.locator("#strike .error").is_visible()
    assert_fit_for_everybody(page)
    page.check("[name=void]")
    press(page, "#strike button")
    page.wait_for_url(f"**/disputes/{dispute}")
    assert_fit_for_everybody(page)
    look_again()
    assert world.draw_of(dispute).draw_no == 2
    send_back(page, open_context().new_page(), live_server, world)


def send_back(page: Page, side: Page, court: Court, world: World) -> None:
    """A referred dispute goes back to both sides, who read why."""
    dispute = world.escalate(make_intake(number="back", reason="invoice"))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    (task,) = [one.id for one in list_open_tasks_of(dispute)]
    visit(page, f"{court.url}/desk/tasks/{task}")
    press(page, "form[action$='/take'] button")
    look(page, f"{court.url}/desk/tasks/{task}")
    choose(page, "[name=to][value=submissions]")
    page.fill("#back-reason", REASON)
    press(page, "form[action$='/send-back'] button")
    page.wait_for_url(f"**/disputes/{dispute}")
    come_in_as(side, court, dispute, Side.SELLER)
    assert side.get_by_text(REASON).is_visible()
    look(side, side.url)
