"""Deciding by hand at the desk: the material, the review, and a colleague's consent."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.submissions.submit import Writing, write_statement
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.courts import begin_decided_by
from tests.played import step
from tests.web.people import as_party, as_staff, look_again, shows
from tests.world import World, make_intake, move_clock

LARGE = {"price_minor": 230000, "held_minor": 231200, "asked_minor": 230000}
TOLD = {"rung": "1", "reason": "The listing called it unopened."}
SAID = {Side.BUYER: "It was opened before.", Side.SELLER: "Nobody asked about it."}


@pytest.fixture
def lin(app: Flask, world: World) -> FlaskClient:
    return as_staff(app, "lin", Role.MODERATOR)[0]


@pytest.fixture
def ada(app: Flask, world: World) -> FlaskClient:
    return as_staff(app, "ada", Role.MODERATOR)[0]


@step
def refer(world: World, **sums: int) -> str:
    """A dispute that both sides spoke to and nobody may judge."""
    dispute = world.escalate(make_intake(**sums))
    for side, said in SAID.items():
        writing = Writing(kind="case", text=said, language="en")
        with transaction(lock=dispute) as now:
            write_statement(dispute, side, writing, now=now)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    return dispute


def take(desk: FlaskClient, dispute: str) -> str:
    """Take the one task that waits; its address."""
    look_again()
    (task,) = list_open_tasks_of(dispute)
    assert desk.post(f"/desk/tasks/{task.id}/take").status_code == 303
    return f"/desk/tasks/{task.id}"


def propose(desk: FlaskClient, dispute: str) -> None:
    place = take(desk, dispute)
    assert desk.post(f"{place}/pronounce", data=TOLD).status_code == 303


def test_whoever_decides_sees_both_sides_the_points_and_the_sums(
    lin: FlaskClient, world: World
) -> None:
    page = lin.get(take(lin, refer(world)))
    assert shows(page, *SAID.values(), "What is contested", "has not answered")
    assert shows(page, "Price CN¥180.00", "Held CN¥192.00", "Asked for CN¥180.00")
    assert shows(page, "If it cannot be made out, the buyer loses.")
    assert not shows(page, "How the jury voted")


def test_a_hung_vote_is_shown_to_whoever_decides(app: Flask, session: Session) -> None:
    _world, dispute = begin_decided_by((None, None, None, None, 0))
    move_clock(hours=25)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = desk.get(take(desk, dispute))
    assert shows(page, "How the jury voted", "could not decide 4")


def test_a_decision_is_looked_over_before_it_is_pronounced(
    lin: FlaskClient, world: World
) -> None:
    dispute = refer(world)
    place = take(lin, dispute)
    review = lin.post(f"{place}/review", data=TOLD)
    assert review.status_code == 200
    assert shows(review, TOLD["reason"], "To the buyer", "it cannot be taken back")
    look_again()
    assert find_verdict(dispute) is None
    back = lin.post(f"{place}/change", data=TOLD)
    assert shows(back, TOLD["reason"], "Decide it yourself")
    assert 'value="1" checked' in back.text
    assert lin.post(f"{place}/pronounce", data=TOLD).status_code == 303
    assert world.stage(dispute) == "pronounced"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rung": "1", "reason": " "}, "Please write something here."),
        ({"reason": "x"}, "Please choose an outcome."),
        ({"rung": "9", "reason": "x"}, "This outcome is not on the ladder."),
        ({"rung": "1", "reason": "x" * 2001}, "This text is too long."),
    ],
)
def test_the_review_says_what_is_missing_and_loses_nothing(
    lin: FlaskClient, world: World, given: dict[str, str], sentence: str
) -> None:
    page = lin.post(f"{take(lin, refer(world))}/review", data=given)
    assert page.status_code == 422
    assert shows(page, sentence, given["reason"])


def test_above_the_limit_a_colleague_reads_the_same_and_consents(
    app: Flask, lin: FlaskClient, ada: FlaskClient, world: World
) -> None:
    dispute = refer(world, **LARGE)
    place = take(lin, dispute)
    review = lin.post(f"{place}/review", data=TOLD)
    assert shows(review, "a colleague must consent first", "Propose it to a colleague")
    done = lin.post(f"{place}/pronounce", data=TOLD, follow_redirects=True)
    assert shows(done, "A colleague must consent to it.")
    assert shows(lin.get("/desk"), "Consent to a colleague's decision")
    place = take(ada, dispute)
    page = ada.get(place)
    assert shows(
        page, "lin decided", TOLD["reason"], *SAID.values(), "Held CN¥2,312.00"
    )
    assert ada.post(f"{place}/consent").status_code == 303
    assert world.stage(dispute) == "pronounced"
    letter = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/verdict")
    assert shows(letter, TOLD["reason"])


def test_the_same_moderator_cannot_consent(lin: FlaskClient, world: World) -> None:
    dispute = refer(world, **LARGE)
    propose(lin, dispute)
    look_again()
    (task,) = list_open_tasks_of(dispute)
    place, why = f"/desk/tasks/{task.id}", "A colleague must look at this"
    page = lin.get(place)
    assert shows(page, why, "you decided it yourself.")
    assert "/consent" not in page.text
    for act in ("consent", "dissent", "take"):
        refused = lin.post(f"{place}/{act}", data={"reason": "x"})
        assert refused.status_code == 403
        assert shows(refused, why)
    look_again()
    assert list_open_tasks_of(dispute)[0].taken_by is None
    assert get_dispute(dispute).stage == "referred"


def test_a_refusal_needs_a_reason_and_opens_the_decision_again(
    lin: FlaskClient, ada: FlaskClient, world: World
) -> None:
    dispute = refer(world, **LARGE)
    propose(lin, dispute)
    place = take(ada, dispute)
    empty = ada.post(f"{place}/dissent", data={"reason": ""})
    assert empty.status_code == 422
    assert shows(empty, "Please write something here.", "lin decided")
    why = "The repair bill is dated before the sale."
    done = ada.post(f"{place}/dissent", data={"reason": why}, follow_redirects=True)
    assert shows(done, "It waits for a decision again.", why)
    page = lin.get(take(lin, dispute))
    assert shows(page, "A colleague did not consent to the first decision.")


def test_a_proposal_that_waits_leaves_no_second_decision(
    lin: FlaskClient, ada: FlaskClient, world: World
) -> None:
    dispute = refer(world, **LARGE)
    place = take(lin, dispute)
    lin.post(f"{place}/pronounce", data=TOLD)
    for act in ("review", "pronounce"):
        assert ada.post(f"{place}/{act}", data=TOLD).status_code == 409
