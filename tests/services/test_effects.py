"""Advice and shadow, from the escalation to the end: they bind nobody, and say so."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import Side
from jury.domain.policy import Effect
from jury.domain.settlement import Terms
from jury.services.law.lawbook import lawbook
from jury.services.moderation.shadow import (
    Decided,
    NoShadow,
    ReportedOtherwise,
    report_staff_decision,
)
from jury.services.money import ledger
from jury.services.people.accounts import ensure_user
from jury.services.people.invite import Invitation, NoSuchParty, invite
from jury.services.proof.log_check import verify_log
from jury.services.settlement.offers import make_offer
from jury.services.stages import Paused
from jury.services.verdict.letter import letter
from jury.storage.desk.staff_decisions import StaffDecision, find_staff_decision
from jury.storage.disputes import get_party_of, list_disputes_of_user
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.outside.outbox import Event, Notice
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import told
from tests.services.stop_acts import pause_it, resume_it
from tests.web.people import as_party, as_user, shows, small_world
from tests.world import World, make_intake, move_clock


@pytest.fixture
def effect(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Effect:
    """Every policy of this court has this effect."""
    found: Effect = request.param
    law = lawbook()
    changed = tuple(replace(policy, effect=found) for policy in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=changed)
    )
    return found


def types_of(session: Session, dispute: str) -> list[str]:
    session.rollback()
    query = select(Event.type).where(Event.dispute_id == dispute)
    return list(session.scalars(query.order_by(Event.id)))


def call_page(app: Flask, world: World, dispute: str) -> TestResponse:
    """What the first juror who was called reads before taking a seat."""
    summons = world.summonses(dispute)[0]
    ref = get_juror(summons.juror_id).ref
    with transaction() as now:
        ensure_user(ref, locale="en", now=now)
    return as_user(app, ref).get(f"/jury/summons/{summons.id}")


def report(dispute: str, minor: int = 9000, **changed: Any) -> StaffDecision:
    given = {
        "buyer_minor": minor,
        "currency": "CNY",
        "decided_at": get_admitted(dispute),
        "code": "half",
    }
    with transaction(lock=dispute) as now:
        decided = Decided(**(given | changed))
        return report_staff_decision(dispute, decided, actor="key:1", now=now)


def get_admitted(dispute: str) -> Any:
    return World(0).dispute(dispute).admitted_at


@pytest.mark.parametrize("effect", [Effect.ADVICE], indirect=True)
def test_advice_is_given_with_both_sides_and_is_final_at_once(
    app: Flask, session: Session, effect: Effect
) -> None:
    world = World.begin()
    dispute = world.hear()
    buyer, place = as_party(app, dispute, Side.BUYER), f"/disputes/{dispute}"
    assert shows(buyer.get(place), "This court advises", "The verdict, as advice")
    assert not shows(buyer.get(place), "Payment")
    assert shows(call_page(app, world, dispute), "Here the jury advises")
    world.decide(dispute, (1, 1, 1, 2, 0))
    move_clock(minutes=1)
    assert world.stage(dispute) == "closed"
    assert balances(dispute) == {}
    assert get_refund_of(dispute).state == "held"
    assert not [one for one in types_of(session, dispute) if one[:7] == "refund."]
    for side in Side:
        assert told(dispute, side)[0] == "dispute.advised"
    told_in_letter = letter(dispute, "en")
    assert told_in_letter is not None
    assert told_in_letter.money == "untouched"
    assert shows(buyer.get(place), "which decides itself and tells you")
    assert shows(buyer.get(f"{place}/verdict"), "The marketplace decides what follows")
    assert shows(buyer.get(f"{place}/rules"), "None: nothing binds")
    assert ledger.check().faults == ()
    assert verify_log().faults == ()
    with pytest.raises(NoShadow):
        report(dispute)


@pytest.mark.parametrize("effect", [Effect.SHADOW], indirect=True)
def test_a_shadow_runs_beside_staff_without_its_parties(
    app: Flask, session: Session, effect: Effect
) -> None:
    world = World.begin()
    dispute = world.escalate()
    for _stage in ("submissions", "screening"):
        move_clock(seconds=1)
    assert world.stage(dispute) == "hearing"
    world.give_nonce(dispute)
    assert shows(call_page(app, world, dispute), "Staff of the marketplace decide")
    buyer = as_party(app, dispute, Side.BUYER)
    assert buyer.get(f"/disputes/{dispute}").status_code == 404
    first = report(dispute)
    assert report(dispute).reported_at == first.reported_at
    with pytest.raises(ReportedOtherwise):
        report(dispute, minor=1)
    world.decide(dispute, (1, 1, 1, 2, 0))
    move_clock(minutes=1)
    assert world.stage(dispute) == "closed"
    assert find_verdict(dispute) is not None
    kept = find_staff_decision(dispute)
    assert kept is not None
    assert (kept.buyer_minor, kept.before_verdict) == (9000, True)
    assert balances(dispute) == {}
    assert not [one for one in types_of(session, dispute) if one[:7] == "refund."]
    about = select(Notice.kind).where(Notice.dispute_id == dispute)
    assert list(session.scalars(about)) == []
    assert verify_log().faults == ()
    assert ledger.check().faults == ()
    with transaction():
        kept.buyer_minor = 18000
    (fault,) = verify_log().faults
    assert "the decision of staff is not what was reported" in fault
    with transaction():
        session.delete(session.get_one(StaffDecision, dispute))
    (fault,) = verify_log().faults
    assert "the decision of staff is gone" in fault


@pytest.mark.parametrize("effect", [Effect.SHADOW], indirect=True)
def test_to_the_parties_of_a_shadow_there_is_no_such_dispute(
    session: Session, effect: Effect
) -> None:
    dispute = World(0).escalate()
    buyer = World(0).dispute(dispute).party(Side.BUYER)
    assert list_disputes_of_user(buyer.user_id) == []
    with pytest.raises(NotFound):
        get_party_of(dispute, buyer.user_id)
    asked = Invitation(user_ref="buyer-1", purpose="party", locale=None, next_path="")
    with pytest.raises(NoSuchParty), transaction() as now:
        invite(asked, key_id=1, now=now)
    with pytest.raises(NotFound), transaction(lock=dispute) as now:
        make_offer(dispute, Side.BUYER, Terms(rung="nothing"), now=now)


@pytest.mark.parametrize("effect", [Effect.SHADOW], indirect=True)
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"currency": "USD"}, "buyer"),
        ({"buyer_minor": 19201}, "buyer"),
        ({"decided_at": None}, "decided_at"),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    session: Session, effect: Effect, changed: dict[str, Any], field: str
) -> None:
    dispute = World(0).escalate(make_intake(number="7"))
    if "decided_at" in changed:
        changed = {"decided_at": clock.now().replace(year=2999)}
    with pytest.raises(Invalid) as refusal:
        report(dispute, **changed)
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize("effect", [Effect.SHADOW], indirect=True)
def test_while_a_shadow_is_paused_nothing_is_reported_of_it(
    session: Session, effect: Effect
) -> None:
    world = small_world()
    dispute = world.escalate()
    pause_it(world, dispute)
    with pytest.raises(Paused):
        report(dispute)
    resume_it(world, dispute)
    assert report(dispute).before_verdict
