"""An appeal with a real browser: read, reached and filed, also without script."""

from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask

from jury.domain.lifecycle import Side
from jury.storage.appeals import list_appeals
from jury.storage.base import db
from tests.appeals import appeal, decide_as
from tests.servers import Court
from tests.web.browsing import (
    SIZES,
    Open,
    assert_fit_for_thumbs_at_both_widths,
    choose,
    come_in_as,
    press,
    visit,
)
from tests.web.people import look_again
from tests.world import World, make_intake

NUMBERS = count(1)


@pytest.fixture(scope="module")
def world(beside: Flask) -> World:
    with beside.app_context():
        return World.begin(jurors=0)


@pytest.fixture
def dispute(beside: Flask, world: World) -> Iterator[str]:
    """A dispute that a moderator has decided."""
    with beside.app_context():
        made = world.escalate(make_intake(number=f"a{next(NUMBERS)}"))
        world.finish_submissions(made)
        world.confirm(made)
        decide_as(made, world.staff_id)
        yield made
        db.session.remove()


@pytest.mark.parametrize(("width", "lang"), SIZES)
def test_the_pages_of_an_appeal_can_be_read_and_used(
    live_server: Court, open_context: Open, dispute: str, width: int, lang: str
) -> None:
    page = open_context(width=width, locale=lang).new_page()
    come_in_as(page, live_server, dispute, Side.SELLER, lang=lang)
    here = f"{live_server.url}/disputes/{dispute}"
    for place in ("", "/verdict", "/appeal", "/slip"):
        visit(page, here + place)
        assert_fit_for_thumbs_at_both_widths(page)
    appeal(dispute, Side.BUYER)
    for place in ("", "/verdict", "/appeal"):
        visit(page, here + place)
        assert_fit_for_thumbs_at_both_widths(page)


def test_an_appeal_is_filed_without_script(
    live_server: Court, open_context: Open, dispute: str
) -> None:
    page = open_context(script=False).new_page()
    come_in_as(page, live_server, dispute, Side.SELLER)
    press(page, "a:text-is('Appeal')")
    choose(page, "input[value=misread]")
    page.fill("textarea[name=text]", "The bill is of another phone.")
    press(page, "text=Appeal now")
    page.wait_for_url(f"**/disputes/{dispute}")
    look_again()
    assert [one.ground for one in list_appeals(dispute)] == ["misread"]
