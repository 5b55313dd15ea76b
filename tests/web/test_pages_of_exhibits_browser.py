"""A PDF with real browsers: settled by a moderator, and checked by its side.

At both widths and in both languages.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.services.people.accounts import add_staff
from jury.storage.base import current_session, db
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role, find_staff
from jury.storage.transaction import transaction
from tests.jobs.papers import file_pdf
from tests.jobs.seers import still_there
from tests.servers import Court
from tests.web.browsing import (
    Open,
    assert_fit_for_everybody,
    come_in_as,
    press,
    sign_in_as,
    visit,
)
from tests.web.test_desk_pages_browser import PASSWORD
from tests.world import World, make_intake


@pytest.fixture
def world(beside: Flask) -> Iterator[World]:
    with beside.app_context():
        with transaction() as now:
            known = find_staff("lin") or add_staff(
                "lin", PASSWORD, [Role.MODERATOR], is_demo=False, now=now
            )
            db.session.flush()
            staff_id = known.id
        yield World(staff_id)
        db.session.remove()


@pytest.mark.parametrize(("width", "lang"), [(360, "zh-Hans"), (1280, "en")])
def test_pages_are_settled_released_and_seen_by_their_side(
    live_server: Court, open_context: Open, world: World, width: int, lang: str
) -> None:
    dispute = world.escalate(make_intake(number=f"pdf-{width}"))
    exhibit = file_pdf(dispute)
    assert work_one(still_there)
    (task,) = list_open_tasks_of(dispute)
    own, desk = (open_context(width=width, locale=lang).new_page() for _ in "ab")
    place = f"/disputes/{dispute}/exhibits/{exhibit}"
    come_in_as(own, live_server, dispute, Side.BUYER, lang=lang)
    visit(own, f"{live_server.url}{place}?lang={lang}")
    assert_fit_for_everybody(own)
    sign_in_as(desk, live_server, "lin", PASSWORD, f"/desk{place}")
    desk.wait_for_url(f"**/desk{place}")
    visit(desk, f"{live_server.url}/desk{place}?lang={lang}")
    press(desk, f'form[action="/desk/tasks/{task.id}/take"] button')
    visit(desk, f"{live_server.url}/desk{place}")
    for page in ("1", "2"):
        assert desk.locator(".page-strip [aria-current]").count() == 1
        assert desk.locator(f'form[action$="/parts/{page}/cover"]').count() == 1
        assert_fit_for_everybody(desk)
        press(desk, "button[form=cover-page]")
    assert_fit_for_everybody(desk)
    press(desk, "button[form=release]")
    current_session().rollback()
    assert get_exhibit(dispute, exhibit).state == "released"
    visit(own, f"{live_server.url}{place}")
    assert own.locator(".sheet").count() == 2
    assert_fit_for_everybody(own)
    visit(own, f"{live_server.url}/disputes/{dispute}/cover?target={exhibit}")
    own.locator(".sheet .compare").nth(1).click(position={"x": 20, "y": 30})
    own.locator("#part-2 .spot-mark").wait_for()
    assert own.locator("#spot-part").input_value() == "2"
    assert_fit_for_everybody(own)
