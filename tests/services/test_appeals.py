"""Appeals: who may and when, what follows, and that others decide, finally."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.appeals import IsFinal
from jury.domain.errors import AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.services.proof.log_check import verify_log
from jury.storage.appeals import Appeal, list_appeals
from jury.storage.draws import list_draws, list_summonses
from jury.storage.money.refunds import Enforcement, balances
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict, find_verdict_of
from tests.appeals import (
    GROUND,
    appeal,
    begin_decided,
    decide_as,
    decided_by_staff,
    hear_again,
    pay,
    told,
    waiting,
)
from tests.web.people import small_world
from tests.world import move_clock


def panels(dispute: str) -> list[set[int]]:
    return [
        {one.juror_id for one in list_summonses(draw.id)}
        for draw in list_draws(dispute)
    ]


def test_a_jurys_verdict_is_appealed_heard_anew_and_the_second_is_paid(
    session: Session,
) -> None:
    world, dispute = begin_decided(jurors=80, rung=1)
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
    world, dispute = begin_decided(jurors=80, rung=1)
    appeal(dispute, Side.BUYER)
    hear_again(world, dispute)
    world.decide(dispute, (1,) * 11)
    first, second = find_verdict_of(dispute, 1), find_verdict(dispute)
    assert first is not None
    assert second is not None
    assert (second.rung, second.buyer_minor) == (first.rung, first.buyer_minor)


def test_what_is_decided_on_appeal_cannot_be_appealed(session: Session) -> None:
    world, dispute = begin_decided(jurors=80)
    appeal(dispute, Side.BUYER)
    hear_again(world, dispute)
    world.decide(dispute, (0,) * 11)
    with pytest.raises(IsFinal):
        appeal(dispute, Side.SELLER)
    with pytest.raises(AlreadyDone):
        appeal(dispute, Side.BUYER)


def test_the_database_knows_one_appeal_a_side_from_whichever_round(
    session: Session,
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    given = appeal(dispute, Side.BUYER)
    values = {
        name: getattr(given, name)
        for name in ("dispute_id", "ground", "text", "template", "language", "filed_at")
    }
    nowhere = {"round_number": 0, "side": "seller"}
    for wrong in ({"round_number": 2, "side": "buyer"}, {"side": "buyer"}, nowhere):
        with pytest.raises(IntegrityError), transaction():
            session.add(Appeal(**{"round_number": 1, **values, **wrong}))


def test_both_sides_appeal_and_one_panel_hears_both(session: Session) -> None:
    world, dispute = begin_decided(jurors=80)
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
    world, dispute = begin_decided(jurors=80)
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


# -- What a policy says, time, and what follows --------------------------------------


def test_a_second_round_without_enough_new_people_goes_to_staff(
    session: Session,
) -> None:
    world, dispute = begin_decided(jurors=14)
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
    world, dispute = begin_decided(jurors=6 + 15)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    assert world.draw_of(dispute).seats_wanted == 7


def test_both_sides_are_reminded_once_before_the_window_closes(
    session: Session,
) -> None:
    world, dispute = begin_decided(jurors=80)
    for _hours in range(11):
        move_clock(hours=4)
    for side in Side:
        assert told(dispute, side).count("appeal.reminder") == 1
    move_clock(hours=4)
    assert world.stage(dispute) == "final"


def test_whoever_is_silent_on_appeal_is_reminded_in_other_words(
    session: Session,
) -> None:
    _world, dispute = begin_decided(jurors=80)
    appeal(dispute, Side.SELLER)
    move_clock(hours=18)
    for side in Side:
        assert told(dispute, side)[0] == "addition.reminder"


def test_an_appeal_says_by_when_it_is_decided(session: Session) -> None:
    world, dispute = begin_decided(jurors=80)
    given = appeal(dispute, Side.SELLER)
    hours = 24 + 12 + 24 + 12 + 72
    by = given.filed_at + timedelta(hours=hours)
    assert world.dispute(dispute).decided_by_at == by
    assert world.dispute(dispute).ended_by is None


def test_a_second_round_in_which_nobody_does_anything_reaches_a_person(
    session: Session,
) -> None:
    world, dispute = begin_decided(jurors=80)
    appeal(dispute, Side.SELLER)
    seen = [world.stage(dispute)]
    for _step in range(60):
        move_clock(hours=2)
        if world.stage(dispute) != seen[-1]:
            seen.append(world.stage(dispute))
    assert seen == ["submissions", "screening", "hearing", "referred"]
    assert [one.kind for one in waiting(dispute)] == ["referred"]
