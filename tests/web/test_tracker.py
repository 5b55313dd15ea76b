"""The tracker tells what really happens to a dispute, and happened."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from tests.appeals import decided, decided_by_staff
from tests.money.acts import pronounced
from tests.silent.acts import by_default
from tests.web.people import as_party
from tests.world import World, make_intake

STEP = re.compile(r'class="step step-(\w+)[^>]*>.*?"step-name">([^<]*)<', re.DOTALL)
COVERED, JURY = "Personal details are covered", "The jury reads and votes"
STAFF = "A moderator decides"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page says depends on no database."""
    return sqlite_url


def steps(app: Flask, dispute: str) -> dict[str, str]:
    """How each step stands, by its name on the seller's page."""
    page = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}")
    return {name: state for state, name in STEP.findall(page.get_data(as_text=True))}


def by_rule(world: World) -> str:
    dispute = world.escalate(make_intake(category="quick-court", reason="not_received"))
    world.finish_submissions(dispute)
    return dispute


@pytest.mark.parametrize("decide", [by_default, by_rule])
def test_what_no_jury_heard_is_not_said_to_have_been_heard(
    app: Flask, session: Session, decide: Callable[[World], str]
) -> None:
    found = steps(app, decide(World.begin()))
    assert (found[COVERED], found[JURY]) == ("skipped", "skipped")


@pytest.mark.parametrize("decide", [decided_by_staff, pronounced])
def test_what_a_moderator_decided_alone_says_so(
    app: Flask, session: Session, decide: Callable[[World], str]
) -> None:
    found = steps(app, decide(World.begin(jurors=0)))
    assert (found[COVERED], found[STAFF]) == ("done", "done")
    assert JURY not in found


def test_what_a_jury_decided_says_so(app: Flask, session: Session) -> None:
    found = steps(app, decided(World.begin()))
    assert (found[COVERED], found[JURY]) == ("done", "done")
    assert STAFF not in found


@pytest.mark.parametrize(
    ("reason", "by", "not_by"),
    [("invoice", STAFF, JURY), ("hidden_defect", JURY, STAFF)],
)
def test_who_will_decide_is_said_from_the_beginning(
    app: Flask, session: Session, reason: str, by: str, not_by: str
) -> None:
    dispute = World.begin().escalate(make_intake(reason=reason))
    found = steps(app, dispute)
    assert found[by] == "next"
    assert not_by not in found
