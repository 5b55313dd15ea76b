"""Appeals: who may and when, what follows, and that others decide, finally."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.appeals import IsFinal
from jury.domain.errors import AlreadyDone, DisputeError, Invalid, NotAllowed, NotNow
from jury.domain.lifecycle import DISPUTE, Side, Stage, Who
from jury.services import referred
from jury.services.hands import HadAHand
from jury.services.log_check import verify_log
from jury.services.remedy import Answer, receive_answer
from jury.services.tasks import take_task
from jury.storage.appeals import Appeal, list_appeals
from jury.storage.disputes import get_dispute
from jury.storage.draws import list_draws, list_summonses
from jury.storage.money import Enforcement, balances
from jury.storage.outbox import list_notices_about
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict, find_verdict_of
from tests.appeals import (
    GROUND,
    appeal,
    decide_as,
    decided,
    decided_by_staff,
    hear_again,
    waiting,
)
from tests.web.people import small_world
from tests.world import World, make_intake, move_clock


def told(dispute: str, side: Side) -> list[str]:
    user_id = get_dispute(dispute).party(side).user_id
    return [one.kind for one in list_notices_about(user_id, dispute)]


def panels(dispute: str) -> list[set[int]]:
    return [
        {one.juror_id for one in list_summonses(draw.id)}
        for draw in list_draws(dispute)
    ]


def pay(dispute: str) -> None:
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result="executed"), actor="key:1", now=now)


def test_a_jurys_verdict_is_appealed_heard_anew_and_the_second_is_paid(
    session: Session,
) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world, rung=1)
    appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "submissions"
    hear_again(world, dispute)
    assert world.draw_of(dispute).seats_wanted == 11
    world.decide(dispute, (0,) * 11)
    assert world.stage(dispute) == "pronounced"
    first, second = find_verdict_of(dispute, 1), find_verdict(dispute)
    assert first is not None
    assert second is not None
    assert (first.rung, second.rung, second.round_number) == (1, 0, 2)
    assert balances(dispute)["escrow"] == 19200
    move_clock(hours=49)
    pay(dispute)
    assert world.stage(dispute) == "closed"
    paid = {"marketplace_held": -19200, "escrow": 0, "seller": 19200}
    assert balances(dispute) == paid
    assert session.get_one(Enforcement, dispute).verdict_id == second.id
    before, after = panels(dispute)
    assert after
    assert not before & after
    assert verify_log().faults == ()


def test_the_appeal_of_a_round_with_the_same_outcome_changes_nothing(
    session: Session,
) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world, rung=1)
    appeal(dispute, Side.BUYER)
    hear_again(world, dispute)
    world.decide(dispute, (1,) * 11)
    first, second = find_verdict_of(dispute, 1), find_verdict(dispute)
    assert first is not None
    assert second is not None
    assert (second.rung, second.buyer_minor) == (first.rung, first.buyer_minor)


def test_what_is_decided_on_appeal_cannot_be_appealed(session: Session) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world)
    appeal(dispute, Side.BUYER)
    hear_again(world, dispute)
    world.decide(dispute, (0,) * 11)
    with pytest.raises(IsFinal):
        appeal(dispute, Side.SELLER)
    with pytest.raises(AlreadyDone):
        appeal(dispute, Side.BUYER)


def test_the_database_knows_no_appeal_from_the_second_round(session: Session) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    given = appeal(dispute, Side.BUYER)
    values = {
        name: getattr(given, name)
        for name in ("dispute_id", "ground", "text", "template", "language", "filed_at")
    }
    for wrong in ({"round_number": 2, "side": "seller"}, {"side": "buyer"}):
        with pytest.raises(IntegrityError), transaction():
            session.add(Appeal(**{"round_number": 1, **values, **wrong}))


def test_both_sides_appeal_and_one_panel_hears_both(session: Session) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    move_clock(hours=23)
    appeal(dispute, Side.BUYER, replace(GROUND, ground="rule"))
    filed = [(one.side, one.ground) for one in list_appeals(dispute)]
    assert filed == [("seller", "overlooked"), ("buyer", "rule")]
    assert world.dispute(dispute).round_number == 2
    assert told(dispute, Side.SELLER)[:1] == ["appeal.joined"]
    assert "appeal.opened" in told(dispute, Side.BUYER)
    hear_again(world, dispute)
    with pytest.raises(AlreadyDone):
        appeal(dispute, Side.BUYER)
    assert len(panels(dispute)) == 2


def test_to_join_is_possible_until_the_short_window_closes(session: Session) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    closes_at = world.dispute(dispute).stage_closes_at
    move_clock(hours=24, sweep=lambda: None)
    with pytest.raises(NotNow):
        appeal(dispute, Side.BUYER)
    with transaction() as now:
        assert closes_at is not None
        assert closes_at <= now


@pytest.mark.parametrize(
    ("wrong", "fields"),
    [
        ({"ground": "unfair"}, {"ground"}),
        ({"ground": ""}, {"ground"}),
        ({"text": "  "}, {"text"}),
        ({"text": "x" * 301}, {"text"}),
        ({"language": "fr"}, {"language"}),
        ({"ground": "x", "text": "", "language": "x"}, {"ground", "text", "language"}),
    ],
)
def test_a_wrong_appeal_changes_nothing(
    session: Session, wrong: dict[str, str], fields: set[str]
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    with pytest.raises(Invalid) as refusal:
        appeal(dispute, Side.BUYER, replace(GROUND, **wrong))
    assert set(refusal.value.fields) == fields
    assert world.stage(dispute) == "pronounced"
    assert world.dispute(dispute).round_number == 1
    assert list_appeals(dispute) == []


def test_an_appeals_sentence_is_covered_before_the_other_side_reads_it(
    session: Session,
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    said = replace(GROUND, text="Call me: 13800138000.")
    kept = appeal(dispute, Side.BUYER, said)
    assert "13800138000" not in kept.template
    assert "13800138000" in kept.text


# -- A moderator's decision ----------------------------------------------------------


def test_a_moderators_decision_goes_to_a_second_moderator(session: Session) -> None:
    world = small_world()
    first, second = world.staff_id, world.staff_id + 1000
    dispute = decided_by_staff(world, rung=1)
    appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "referred"
    (task,) = waiting(dispute)
    assert task.detail == {"cause": "appeal"}
    acts: list[Callable[[], object]] = [
        lambda: decide_as(dispute, first, 0),
        lambda: send_back(dispute, first),
        lambda: take(task.id, dispute, first),
    ]
    for act in acts:
        with pytest.raises(HadAHand):
            act()
    decide_as(dispute, second, 0)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.round_number) == (0, 2)
    assert verdict.pronounced_by == f"staff:{second}"
    with pytest.raises(IsFinal):
        appeal(dispute, Side.BUYER)
    move_clock(hours=49)
    pay(dispute)
    assert balances(dispute)["seller"] == 19200
    assert verify_log().faults == ()


def take(task_id: str, dispute: str, staff_id: int) -> None:
    with transaction(lock=dispute) as now:
        take_task(task_id, staff_id, now=now)


def send_back(dispute: str, staff_id: int) -> None:
    with transaction(lock=dispute) as now:
        referred.send_back(dispute, reason="others", staff_id=staff_id, now=now)


def test_whoever_consented_had_a_hand_in_it_too(session: Session) -> None:
    world = small_world()
    sums = {"price_minor": 230000, "held_minor": 231200, "asked_minor": 230000}
    dispute = world.escalate(make_intake(**sums))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    first, second, third, fourth = (world.staff_id + n for n in (0, 100, 200, 300))
    decide_as(dispute, first)
    agree(dispute, second)
    appeal(dispute, Side.BUYER)
    for barred in (first, second):
        with pytest.raises(HadAHand):
            decide_as(dispute, barred)
    decide_as(dispute, third, 0)
    for barred in (first, second):
        with pytest.raises(HadAHand):
            agree(dispute, barred)
    agree(dispute, fourth)
    assert world.stage(dispute) == "pronounced"


def agree(dispute: str, staff_id: int) -> None:
    with transaction(lock=dispute) as now:
        referred.consent(dispute, staff_id=staff_id, now=now)


def test_the_other_side_may_join_while_a_second_moderator_has_not_decided(
    session: Session,
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    appeal(dispute, Side.SELLER)
    appeal(dispute, Side.BUYER)
    assert [one.side for one in list_appeals(dispute)] == ["seller", "buyer"]
    assert world.stage(dispute) == "referred"
    assert told(dispute, Side.BUYER)[0] == "appeal.referred"


# -- What a policy says, time, and what follows --------------------------------------


def test_a_second_round_without_enough_new_people_goes_to_staff(
    session: Session,
) -> None:
    world = World.begin(jurors=18)
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    assert [one.detail for one in waiting(dispute, "referred")] == [
        {"cause": "too_few_eligible"}
    ]
    decide_as(dispute, world.staff_id, 0)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.round_number, verdict.ended_by) == (2, "staff")
    with pytest.raises(IsFinal):
        appeal(dispute, Side.BUYER)


def test_a_roster_that_is_short_gives_a_panel_as_large_as_it_can(
    session: Session,
) -> None:
    world = World.begin(jurors=10 + 15)
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    assert world.draw_of(dispute).seats_wanted == 7


def test_both_sides_are_reminded_once_before_the_window_closes(
    session: Session,
) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world)
    for _hours in range(11):
        move_clock(hours=4)
    for side in Side:
        assert told(dispute, side).count("appeal.reminder") == 1
    move_clock(hours=4)
    assert world.stage(dispute) == "final"


def test_an_appeal_says_by_when_it_is_decided(session: Session) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world)
    given = appeal(dispute, Side.SELLER)
    hours = 24 + 12 + 24 + 12 + 72
    by = given.filed_at + timedelta(hours=hours)
    assert world.dispute(dispute).decided_by_at == by
    assert world.dispute(dispute).ended_by is None


def test_a_second_round_in_which_nobody_does_anything_reaches_a_person(
    session: Session,
) -> None:
    world = World.begin(jurors=80)
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    seen = [world.stage(dispute)]
    for _step in range(60):
        move_clock(hours=2)
        if world.stage(dispute) != seen[-1]:
            seen.append(world.stage(dispute))
    assert seen == ["submissions", "screening", "hearing", "referred"]
    assert [one.kind for one in waiting(dispute)] == ["referred"]


# -- Every act at every stage, by every role -----------------------------------------

APPEALS = {"appeal": Who.PARTY, "appeal to staff": Who.PARTY, "correct": Who.MODERATOR}


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("act", list(APPEALS))
@pytest.mark.parametrize("who", list(Who))
def test_the_table_lets_nobody_else_do_it_and_at_no_other_stage(
    stage: Stage, act: str, who: Who
) -> None:
    if stage is Stage.PRONOUNCED and APPEALS[act] is who:
        assert DISPUTE.after(stage, act, who) in Stage
        return
    wanted = NotAllowed if stage is Stage.PRONOUNCED else NotNow
    with pytest.raises(wanted):
        DISPUTE.after(stage, act, who)


STAGES = ["submissions", "screening", "hearing", "final", "closed", "referred"]


@pytest.mark.parametrize("stage", STAGES)
def test_at_no_other_stage_a_side_can_appeal(session: Session, stage: str) -> None:
    world = World.begin(jurors=12)
    dispute = bring_to(world, stage)
    assert world.stage(dispute) == stage
    for side in Side:
        with pytest.raises(DisputeError):
            appeal(dispute, side)
    assert list_appeals(dispute) == []
    assert world.stage(dispute) == stage


def bring_to(world: World, stage: str) -> str:
    dispute = world.escalate()
    if stage == "submissions":
        return dispute
    world.finish_submissions(dispute)
    if stage == "screening":
        return dispute
    world.confirm(dispute)
    if stage == "hearing":
        return dispute
    world.give_nonce(dispute)
    if stage == "referred":
        for _step in range(10):
            move_clock(hours=4)
        return dispute
    world.decide(dispute, (1,) * 5)
    move_clock(hours=49)
    if stage == "closed":
        pay(dispute)
    return dispute
