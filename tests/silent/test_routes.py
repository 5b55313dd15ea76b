"""Who decides beside a jury: an expert, a rule; what sides and programs are told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.api.decisions import VerdictShown
from jury.domain.law.rulebook import OrderFacts, first_rule
from jury.domain.lifecycle import Side
from jury.domain.policy import Policy, Route
from jury.services.appeal import reopen
from jury.services.law.lawbook import lawbook
from jury.services.proof.log_check import verify_log
from jury.services.reading.outside import outside_view
from jury.services.verdict.letter import letter
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import REASON, appeal, decide_as, told, waiting
from tests.silent.acts import QUICK, by_default, claim
from tests.web.people import as_party, as_staff, shows, small_world
from tests.world import World, make_intake

ADMITTED = datetime(2027, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is decided here depends on no database."""
    return sqlite_url


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def policy_of(name: str) -> Policy:
    return next(one for one in lawbook().policies if one.name == name)


@pytest.fixture
def by_expert(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invoices go to an expert."""
    law = lawbook()
    changed = tuple(
        replace(one, route=Route.EXPERT) if one.name == "paperwork" else one
        for one in law.policies
    )
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=changed)
    )


def test_an_expert_has_a_task_with_a_due_time_and_gives_a_reason(
    world: World, by_expert: None
) -> None:
    dispute = world.escalate(make_intake(reason="invoice"))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    (task,) = waiting(dispute)
    assert task.detail == {"cause": "route_expert"}
    assert task.due_at == world.dispute(dispute).stage_closes_at
    assert told(dispute, Side.BUYER)[0] == "dispute.to_expert"
    decide_as(dispute, world.staff_id)
    shown = letter(dispute, "en")
    assert shown is not None
    assert (shown.ended_by, shown.staff_reason) == ("expert", REASON)
    assert shown.split == ()
    assert waiting(dispute) == []
    appeal(dispute, Side.SELLER)
    (again,) = waiting(dispute)
    assert again.detail == {"cause": "appeal"}
    decide_as(dispute, world.staff_id + 1000, 0)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.round_number, verdict.ended_by) == (2, "expert")
    assert verify_log().faults == ()


@pytest.mark.parametrize(
    ("reason", "grade", "hours", "rule"),
    [
        ("seven_day_return", "new", 0, "seven_day_return"),
        ("seven_day_return", "new", 7 * 24, "seven_day_return"),
        ("seven_day_return", "new", 7 * 24 + 1, None),
        ("seven_day_return", "like_new", 24, None),
        ("seven_day_return", "new", None, None),
        ("changed_mind", "new", 24, None),
        ("not_received", "new", None, "no_delivery_proof"),
        ("not_received", "used", None, "no_delivery_proof"),
        ("not_received", "new", 24, None),
    ],
)
def test_the_quick_court_decides_by_what_the_marketplace_told(
    reason: str, grade: str, hours: int | None, rule: str | None
) -> None:
    received = None if hours is None else ADMITTED - timedelta(hours=hours)
    facts = OrderFacts(
        reason=reason,
        filed_by=Side.BUYER,
        grade=grade,
        admitted_at=ADMITTED,
        received_at=received,
    )
    found = first_rule(policy_of("quick").rules, facts)
    assert (found and found.code) == rule


def test_a_return_within_seven_days_is_explained_and_told_with_its_basis(
    app: Flask, world: World
) -> None:
    received = datetime.now(UTC) - timedelta(days=2)
    dispute = claim(
        world,
        pictures=0,
        reason="seven_day_return",
        condition_grade="new",
        received_at=received,
    )
    world.finish_submissions(dispute)
    view = outside_view(dispute)
    assert view.verdict is not None
    shown = VerdictShown.of(view, view.verdict)
    assert (shown.ended_by, shown.basis) == ("rule", "seven_day_return")
    assert (shown.buyer.minor, shown.split) == (18000, None)
    assert view.appeal_until == world.dispute(dispute).stage_closes_at
    page = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/verdict")
    assert shows(page, "within seven days of delivery", "You can appeal once")


def test_with_freight_insurance_the_insurer_pays_such_a_return(world: World) -> None:
    case = make_intake(
        category="freight-insured",
        reason="seven_day_return",
        condition_grade="new",
        received_at=datetime.now(UTC) - timedelta(days=2),
        asked_minor=19200,
    )
    dispute = world.escalate(case)
    world.finish_submissions(dispute)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.basis, verdict.freight_bearer) == ("insured_return", "insurer")
    assert (verdict.buyer_minor, verdict.goods_back) == (19200, True)


@pytest.mark.parametrize(
    ("side", "category", "reason", "said"),
    [
        (Side.SELLER, QUICK, "hidden_defect", "you can lose by silence alone"),
        (Side.BUYER, QUICK, "hidden_defect", "the facts of the order decide"),
        (Side.SELLER, "phones", "invoice", "a moderator decides on what is there"),
        (Side.SELLER, "phones", "hidden_defect", "the jury decides on what is there"),
    ],
)
def test_the_card_says_who_decides_if_a_side_does_nothing(
    app: Flask, world: World, side: Side, category: str, *, reason: str, said: str
) -> None:
    dispute = world.escalate(make_intake(category=category, reason=reason))
    page = as_party(app, dispute, side).get(f"/disputes/{dispute}")
    assert shows(page, said)


def test_whoever_was_silent_may_ask_and_the_record_tells_of_a_reopening(
    app: Flask, world: World
) -> None:
    dispute = by_default(world)
    card = "It was decided without you, since you said nothing."
    page = f"/disputes/{dispute}"
    assert shows(as_party(app, dispute, Side.SELLER).get(page), card)
    assert not shows(as_party(app, dispute, Side.BUYER).get(page), card)
    with transaction(lock=dispute) as now:
        reopen.ask_reopening(dispute, Side.SELLER, text="I was ill.", now=now)
    with transaction(lock=dispute) as now:
        reopen.reopen(
            dispute, reason="A doctor's letter.", staff_id=world.staff_id, now=now
        )
    desk, _id = as_staff(app, "ann", Role.MODERATOR)
    record = desk.get(f"/desk/disputes/{dispute}")
    assert shows(
        record,
        "asks for the dispute to be reopened",
        "reopens the dispute; the decision by default no longer counts",
        "A doctor's letter.",
    )
    assert not shows(record, "had checked the last of it")
