"""The reference of events says what is really emitted: every type and every field."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.api.event_reference import EVENTS
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.appeal import slips
from jury.services.drawing import seats
from jury.services.money import remedy
from jury.services.screening import disclose
from jury.services.submissions import submit
from jury.storage.desk.stops import Stopped
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from tests import appeals
from tests.acts.doing import answer_doubt, bar_from, strike_first, take_back
from tests.api.test_rebuilding import beside_staff
from tests.money import acts as money
from tests.money.test_beside import GOOD, a_fake
from tests.returning import acts as returning
from tests.services import asking_acts
from tests.services.stop_acts import lift, pause_it, resume_it, stop
from tests.settlement import acts
from tests.silence import fall_silent
from tests.world import World, make_intake, move_clock


def understood(type_: str, data: dict[str, Any]) -> dict[str, Any]:
    """What the reference makes of an event's data: fields it lacks are gone."""
    model = EVENTS[type_].data.model_validate(data)
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


@pytest.mark.parametrize("type_", EVENTS)
def test_an_example_is_what_the_reference_says(type_: str) -> None:
    example = dict(EVENTS[type_].example)
    assert understood(type_, example) == example


def emitted(session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
    session.rollback()
    for event in session.scalars(select(Event).order_by(Event.id)):
        yield event.type, event.payload


def answer(number: str, result: str, code: str = "") -> None:
    with transaction() as now:
        given = remedy.Answer(result=result, code=code)
        remedy.receive_answer(f"RF-{number}", given, actor="key:1", now=now)


def play_a_hearing_with_every_call(world: World) -> None:
    """A juror declines, one steps aside, one sleeps, one reads too long; five vote."""
    dispute = world.hear(make_intake(number="1"))
    declines, recuses, reads = world.summonses(dispute)[:3]
    with transaction(lock=dispute) as now:
        seats.decline_summons(declines.id, declines.juror_id, now=now)
    with transaction(lock=dispute) as now:
        seats.recuse(recuses.id, recuses.juror_id, reason="know_a_party", now=now)
    world.seat(dispute, reads)
    move_clock(hours=3)
    world.decide(dispute, (1, 1, 1, 2, 0))
    move_clock(hours=49)
    answer("1", "unknown")
    answer("1", "executed")


def play_what_staff_decide(world: World) -> None:
    """A side writes, a file is withheld, nobody votes, and the money is refused."""
    dispute = world.escalate(make_intake(number="2"))
    writing = submit.Writing(kind="case", text="It was never opened.", language="en")
    with transaction(lock=dispute) as now:
        submit.write_statement(dispute, Side.SELLER, writing, now=now)
    exhibit = world.file_picture(dispute)
    fall_silent(timedelta(hours=3))
    sweeps.advance_disputes()
    world.finish_submissions(dispute)
    with transaction(lock=dispute) as now:
        disclose.withhold_exhibit(
            dispute,
            exhibit,
            code="unrelated",
            reason="another phone",
            staff_id=world.staff_id,
            now=now,
        )
    world.confirm(dispute)
    world.give_nonce(dispute)
    move_clock(hours=25)
    move_clock(hours=13)
    assert world.stage(dispute) == "referred"
    appeals.decide_as(dispute, world.staff_id)


def play_beside_staff(world: World) -> None:
    beside_staff(world, lambda _dispute: None, number="beside")


def play_a_refused_payment(world: World) -> None:
    dispute = world.hear(make_intake(number="3"))
    world.decide(dispute, (1, 1, 1, 2, 0))
    move_clock(hours=49)
    answer("3", "refused", "account_closed")


def play_offers(world: World) -> None:
    """Offers are declined, replaced, taken back, forgotten, accepted; one gives up."""
    dispute = world.escalate(make_intake(number="4"))
    acts.offer(dispute, Side.BUYER)
    acts.decline(dispute, Side.SELLER)
    acts.offer(dispute, Side.BUYER, to_buyer=6000)
    acts.offer(dispute, Side.BUYER, rung="share_30")
    acts.take_back(dispute, Side.BUYER)
    acts.offer(dispute, Side.SELLER)
    move_clock(hours=25)
    acts.offer(dispute, Side.SELLER)
    acts.accept(dispute, Side.BUYER)
    other = world.escalate(make_intake(number="5"))
    acts.give_up(other, Side.BUYER)


def play_what_stands_still(world: World) -> None:
    """A dispute is paused, goes on, and is given up while payments are stopped."""
    dispute = world.escalate(make_intake(number="27"))
    pause_it(world, dispute)
    resume_it(world, dispute)
    stop(Stopped.ENFORCEMENT)
    acts.give_up(dispute, Side.BUYER)
    lift(Stopped.ENFORCEMENT)
    sweeps.advance_disputes()


def play_a_question_of_the_jury(world: World) -> None:
    """Jurors ask, and the buyer answers."""
    dispute, _jurors = asking_acts.waiting(world, number="28")
    asking_acts.answer(dispute)


def play_an_appeal(world: World) -> None:
    """A slip is put right, and both sides appeal."""
    dispute = appeals.decided(world, number="6")
    right = slips.Sums(price_minor=16000, freight_minor=1200)
    name = slips.Name(place="item", wrong="二手手机", right="二手相机")
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute, right, reason="The order.", staff_id=world.staff_id, now=now
        )
    with transaction(lock=dispute) as now:
        slips.correct_name(dispute, name, staff_id=world.staff_id, now=now)
    appeals.appeal(dispute, Side.BUYER)
    appeals.appeal(dispute, Side.SELLER)


def _struck_late(world: World, number: str) -> str:
    dispute = world.hear(make_intake(number=number))
    world.decide(dispute, (1, 1, 1, 2, 0))
    strike_first(world, dispute)
    return dispute


def play_a_second_thought(world: World) -> None:
    dispute = world.escalate(make_intake(number="10"))
    world.release(dispute, world.file_picture(dispute))
    take_back(world, dispute)


def play_a_void_vote(world: World) -> None:
    """A juror may not judge, and then what the jury has before it is forged."""
    dispute = world.hear(make_intake(number="7"))
    second = returning.add_moderator("another")
    answer_doubt(_struck_late(world, "8"), second, stands=True)
    answer_doubt(_struck_late(world, "9"), second, stands=False)
    bar_from(world, dispute, world.summonses(dispute)[0].juror_id)
    strike_first(world, dispute)


def play_returns(world: World) -> None:
    """One is sent too late, one is lost, one is contested, and decided twice."""
    late, lost, empty, fine = (
        returning.agreed(world, number=f"r{n}") for n in range(4)
    )
    for dispute in (empty, fine):
        returning.deliver(dispute)
    returning.accept(fine)
    returning.contest(empty)
    returning.rule(empty, world.staff_id, Side.SELLER)
    returning.appeal(empty, Side.BUYER)
    returning.rule(empty, returning.add_moderator("colleague"), Side.SELLER)
    returning.send(lost)
    move_clock(hours=241)
    assert returning.row_of(late).state == "lapsed"


def play_goods_sent_again(world: World) -> None:
    """One never leaves, one is lost, one is kept, and one contested for either side."""

    def again(number: str) -> str:
        return returning.agreed(
            world, f"g{number}", returning.RESEND, reason="wrong_address"
        )

    never, lost, kept, empty, fine = (again(str(n)) for n in range(5))
    returning.send(lost, Side.SELLER)
    for dispute in (kept, empty, fine):
        returning.send(dispute, Side.SELLER)
        returning.courier(dispute, "delivered", is_resend=True)
    returning.accept(kept, Side.BUYER)
    for dispute, side in ((empty, Side.BUYER), (fine, Side.SELLER)):
        returning.contest(dispute, side=Side.BUYER)
        returning.rule(dispute, world.staff_id, side)
    move_clock(hours=241)
    assert returning.row_of(lost).state == "missing"
    assert returning.row_of(never).state == "lapsed"


def play_money_after_the_verdict(world: World) -> None:
    """An award is changed, paid by hand, changed again, and that is given up."""
    dispute = money.paid(world, number="17")
    second = money.colleague()
    money.reverse_to(dispute, world.staff_id, rung=0)
    money.answer(dispute, "refused", kind="reversal:1", code="no_funds")
    money.by_proof(dispute, world.staff_id, f"{dispute}:reversal:1")
    money.reverse_to(dispute, world.staff_id, rung=1, number=2)
    money.answer(dispute, "refused", kind="reversal:2", code="no_funds")
    money.write_off(dispute, world.staff_id, second, f"{dispute}:reversal:2")


def play_a_deposit_and_advances(world: World) -> None:
    """One buyer is advanced the money and wins ten times; another one loses."""
    for number, rung in (("18", 4), ("19", 0)):
        case = a_fake(GOOD)
        named = make_intake(number=number)
        case = replace(
            case,
            order_ref=named.order_ref,
            refund_ref=named.refund_ref,
            parties={
                side: replace(party, ref=named.parties[side].ref, person_key="")
                for side, party in case.parties.items()
            },
            language="en",
        )
        dispute = world.escalate(case)
        world.finish_submissions(dispute)
        world.confirm(dispute)
        assert world.stage(dispute) == "referred"
        appeals.decide_as(dispute, world.staff_id, rung)
    move_clock(hours=49)


# Which fields an event has is said in the code; test_events.py reads them from both.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_event_and_field_that_is_emitted_stands_in_the_reference(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    play_a_hearing_with_every_call(world)
    play_what_staff_decide(world)
    play_beside_staff(world)
    play_a_refused_payment(world)
    play_offers(world)
    play_an_appeal(world)
    play_what_stands_still(world)
    play_a_question_of_the_jury(world)
    play_a_void_vote(world)
    play_a_second_thought(world)
    play_returns(world)
    play_goods_sent_again(world)
    play_money_after_the_verdict(world)
    play_a_deposit_and_advances(world)
    told = list(emitted(session))
    unknown = {type_ for type_, _data in told} - EVENTS.keys()
    assert not unknown, "they are not in jury/api/event_reference.py"
    for type_, data in told:
        assert understood(type_, data) == data, type_
    never = EVENTS.keys() - {type_ for type_, _data in told}
    assert not never, "no play of this test emits them"
