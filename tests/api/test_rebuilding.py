"""GET /events is enough to know all that GET /disputes/{id} says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.api.event_reference import EVENTS
from jury.domain.lifecycle import Side
from jury.domain.policy import Effect
from jury.jobs import sweeps
from jury.services.appeal import reopen, slips
from jury.services.moderation import shadow, strike
from jury.services.moderation.grounds import Ground
from jury.services.money.remedy import Answer, instruct_again, receive_answer
from jury.services.submissions import extend
from jury.services.verdict import doubt
from jury.storage.exhibits import list_exhibits
from jury.storage.transaction import transaction
from tests import appeals
from tests.acts.doing import strike_first
from tests.api.program import Program
from tests.api.rebuilding import RETURN, rebuilt
from tests.money import acts as money
from tests.money.test_beside import GOOD, NOTHING, TEN, a_fake, decided
from tests.policies import every_policy
from tests.returning import acts as returning
from tests.services import stop_acts
from tests.settlement import acts
from tests.settlement import test_offers_that_wait as offers_that_wait
from tests.silence import fall_silent
from tests.silent import acts as silent
from tests.world import World, make_intake, move_clock

Steps = Callable[[World, Callable[[str], None]], None]


def answer(result: str, code: str = "") -> None:
    with transaction() as now:
        given = Answer(result=result, code=code)
        receive_answer("RF-1", given, actor="key:1", now=now)


def heard_and_paid(world: World, look: Callable[[str], None]) -> None:
    """Refused, overdue, unknown, and paid at last."""
    dispute = world.hear(make_intake())
    look(dispute)
    world.decide(dispute, (1, 1, 1, 2, None))
    right = slips.Sums(price_minor=16000, freight_minor=1200)
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute, right, reason="The order.", staff_id=world.staff_id, now=now
        )
    look(dispute)
    move_clock(hours=49)
    look(dispute)
    answer("refused", "account_closed")
    look(dispute)
    with transaction(lock=dispute) as now:
        instruct_again(dispute, reason="Mended.", staff_id=world.staff_id, now=now)
    move_clock(hours=25)
    look(dispute)
    answer("unknown")
    look(dispute)
    answer("executed")
    look(dispute)


def appealed_and_corrected(world: World, look: Callable[[str], None]) -> None:
    """A second jury, after an outage and more time for a side."""
    dispute = world.escalate()
    with transaction(lock=dispute) as now:
        extend.extend_submissions(dispute, Side.SELLER, now=now)
    fall_silent(timedelta(hours=3))
    sweeps.advance_disputes()
    look(dispute)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    move_clock(hours=28)
    look(dispute)
    move_clock(hours=13)
    look(dispute)
    appeals.decide_as(dispute, world.staff_id)
    look(dispute)
    appeals.appeal(dispute, Side.BUYER)
    look(dispute)


def appealed_twice(world: World, look: Callable[[str], None]) -> None:
    """Both sides appeal the verdict of a jury; the second round is settled."""
    dispute = appeals.decided(world)
    appeals.appeal(dispute, Side.SELLER)
    appeals.appeal(dispute, Side.BUYER)
    look(dispute)
    acts.offer(dispute, Side.BUYER)
    acts.decline(dispute, Side.SELLER)
    look(dispute)
    acts.offer(dispute, Side.BUYER, to_buyer=6000)
    fall_silent(timedelta(hours=1))
    sweeps.advance_disputes()
    look(dispute)
    acts.accept(dispute, Side.SELLER)
    look(dispute)


def corrected_and_doubted(world: World, look: Callable[[str], None]) -> None:
    """A slip is put right late; evidence is struck, and the verdict stands."""
    dispute = appeals.decided(world)
    move_clock(hours=40)
    sums = slips.Sums(price_minor=16000, freight_minor=1200)
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute, sums, reason="The bill.", staff_id=world.staff_id, now=now
        )
    look(dispute)
    (exhibit,) = list_exhibits(dispute)
    ground = Ground("forged", "The seal is drawn.")
    with transaction(lock=dispute) as now:
        strike.strike_exhibit(
            dispute, exhibit.id, ground=ground, staff_id=world.staff_id, now=now
        )
    look(dispute)
    move_clock(hours=73)
    look(dispute)
    colleague = money.colleague()
    with transaction(lock=dispute) as now:
        doubt.let_stand(dispute, reason="It does.", staff_id=colleague, now=now)
    look(dispute)


def reopened(world: World, look: Callable[[str], None]) -> None:
    """A side that said nothing had good cause, and is heard."""
    dispute = silent.by_default(world)
    look(dispute)
    with transaction(lock=dispute) as now:
        reopen.ask_reopening(dispute, Side.SELLER, text="I was ill.", now=now)
    with transaction(lock=dispute) as now:
        reopen.reopen(dispute, reason="So it was.", staff_id=world.staff_id, now=now)
    look(dispute)


def contested(world: World, look: Callable[[str], None]) -> None:
    """The parcel is contested, ruled on, appealed, and ruled on by somebody else."""
    dispute = returning.agreed(world)
    returning.deliver(dispute)
    returning.contest(dispute)
    look(dispute)
    returning.rule(dispute, world.staff_id, Side.SELLER)
    look(dispute)
    returning.appeal(dispute, Side.BUYER)
    look(dispute)
    returning.rule(dispute, returning.add_moderator("other"), Side.BUYER)
    look(dispute)


def decided_by_rule(world: World, look: Callable[[str], None]) -> None:
    """No delivery can be shown; nobody needs to judge that."""
    dispute = world.escalate(make_intake(category="quick-court", reason="not_received"))
    world.finish_submissions(dispute)
    look(dispute)


def sent_back(world: World, look: Callable[[str], None]) -> None:
    """The goods go back; how the parcel is called is in the API alone."""
    dispute = returning.agreed(world)
    look(dispute)
    returning.deliver(dispute)
    look(dispute)
    returning.accept(dispute)
    look(dispute)


def exchanged(world: World, look: Callable[[str], None]) -> None:
    """The goods go back, and others to the buyer."""
    dispute = returning.agreed(world, rung=returning.EXCHANGE, reason="wrong_item")
    returning.deliver(dispute)
    returning.accept(dispute)
    look(dispute)
    returning.send(dispute, Side.SELLER)
    returning.courier(dispute, "delivered", is_resend=True)
    returning.accept(dispute, Side.BUYER)
    look(dispute)


def paused_on_its_way_back(world: World, look: Callable[[str], None]) -> None:
    """Time stands still and is given back: before an answer, and before a parcel."""
    dispute = world.escalate(make_intake(asked_minor=19200))
    acts.offer(dispute, Side.SELLER, rung=returning.BACK)
    stop_acts.pause_it(world, dispute)
    look(dispute)
    move_clock(hours=5)
    stop_acts.resume_it(world, dispute)
    look(dispute)
    acts.accept(dispute, Side.BUYER)
    fall_silent(timedelta(hours=2))
    sweeps.advance_disputes()
    look(dispute)


def offered_while_it_waits(world: World, look: Callable[[str], None]) -> None:
    """Draws are stopped, the vote is void meanwhile, and time is given back twice."""
    dispute = offers_that_wait.waiting(world)
    acts.offer(dispute, Side.SELLER)
    look(dispute)
    move_clock(hours=5)
    strike_first(world, dispute)
    look(dispute)
    move_clock(hours=5)
    offers_that_wait.go_on()
    look(dispute)


def paid_beside_the_award(world: World, look: Callable[[str], None]) -> None:
    """An advance, a deposit, a change of the award; one payment is given up."""
    dispute = decided(world, a_fake(GOOD, language="en"), TEN)
    look(dispute)
    money.answer(dispute, "unknown", kind="advance:1")
    move_clock(hours=49)
    look(dispute)
    money.answer(dispute)
    money.answer(dispute, "refused", kind="advance:1", code="account_closed")
    colleague = money.colleague()
    money.write_off(dispute, world.staff_id, colleague, f"{dispute}:advance:1")
    look(dispute)
    money.answer(dispute, kind="advance:2")
    money.reverse_to(dispute, world.staff_id, NOTHING)
    move_clock(hours=25)
    look(dispute)
    money.by_proof(dispute, world.staff_id, f"{dispute}:compensation:1")
    look(dispute)


def beside_staff(world: World, look: Callable[[str], None], number: str = "1") -> None:
    """A shadow, and what staff decided meanwhile."""
    with every_policy(effect=Effect.SHADOW):
        dispute = world.escalate(make_intake(number=number))
    with transaction(lock=dispute) as now:
        decided_ = shadow.Decided(buyer_minor=5400, currency="CNY", decided_at=now)
        shadow.report_staff_decision(dispute, decided_, actor="key:1", now=now)
    look(dispute)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: what is told does not depend on it."""
    return sqlite_url


@pytest.mark.parametrize(
    "story",
    [
        heard_and_paid,
        appealed_and_corrected,
        appealed_twice,
        corrected_and_doubted,
        reopened,
        contested,
        decided_by_rule,
        sent_back,
        exchanged,
        paused_on_its_way_back,
        offered_while_it_waits,
        paid_beside_the_award,
        beside_staff,
    ],
)
def test_a_disputes_whole_state_is_rebuilt_from_its_events(
    app: Flask, program: Program, session: Session, story: Steps
) -> None:
    looked = 0

    def look(dispute: str) -> None:
        nonlocal looked
        looked += 1
        sweeps.number_events()
        page = program.get("/events?limit=500").get_json()["items"]
        events = [one for one in page if one["dispute"] == dispute]
        assert [one["sequence"] for one in events] == list(range(1, len(events) + 1))
        shown = program.get(f"/disputes/{dispute}").get_json()
        del shown["links"]
        for way in ("goods_return", "goods_resend"):
            row = shown[way]
            shown[way] = row and {one: row[one] for one in RETURN}
        assert rebuilt(events) == shown
        assert [one["type"] for one in events if not is_described(one)] == []

    story(World.begin(), look)
    assert looked


def is_described(event: dict[str, Any]) -> bool:
    """Whether the reference of events names every field."""
    model = EVENTS[event["type"]].data.model_validate(event["data"])
    told = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return bool(told == event["data"])
