"""Two sides settle: who may do what at which stage, and what follows."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.errors import (
    AlreadyDone,
    DisputeError,
    Invalid,
    NotAllowed,
    NotNow,
    TooMany,
)
from jury.domain.lifecycle import DISPUTE, Side, Stage
from jury.domain.settlement import MOST_A_SIDE
from jury.jobs import sweeps
from jury.services.money import ledger
from jury.services.money.remedy import Answer, receive_answer
from jury.services.proof.log_check import verify_log
from jury.services.settlement.offers import OfferGone
from jury.storage.base import current_session
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.played import played
from tests.settlement import acts
from tests.settlement.acts import told
from tests.web.people import look_again
from tests.world import World, move_clock

ACTS: dict[str, Callable[[str, Side], object]] = {
    "offer": lambda dispute, side: acts.offer(dispute, side, to_buyer=1),
    "accept": acts.accept,
    "decline": acts.decline,
    "take back": acts.take_back,
    "withdraw": acts.give_up,
}
# Who of the two may do it; the seller made the offer, the buyer filed.
THEIRS = {
    "offer": {Side.BUYER, Side.SELLER},
    "accept": {Side.BUYER},
    "decline": {Side.BUYER},
    "take back": {Side.SELLER},
    "withdraw": {Side.BUYER},
}
OPEN = {row.at for row in DISPUTE.rows if row.act == "settle"}


@played
def brought_to(stage: Stage) -> tuple[World, str]:
    """A dispute at a stage, with an offer of the seller's while one can be made."""
    world = World.begin(jurors=12)
    dispute = world.escalate() if stage is Stage.SUBMISSIONS else ""
    if stage is Stage.SCREENING:
        dispute = world.escalate()
        world.file_picture(dispute)
        world.finish_submissions(dispute)
    dispute = dispute or world.hear()
    if stage in {Stage.PRONOUNCED, Stage.FINAL, Stage.CLOSED}:
        world.decide(dispute, (1, 1, 1, 1, 1))
    if stage is Stage.REFERRED:
        world.decide(dispute, (None,) * 5)
    if stage in {Stage.FINAL, Stage.CLOSED}:
        move_clock(hours=49)
    if stage is Stage.CLOSED:
        pay(dispute)
    assert world.stage(dispute) == stage
    if stage in OPEN:
        acts.offer(dispute, Side.SELLER, to_buyer=4200)
    return world, dispute


def pay(dispute: str) -> None:
    with transaction(lock=dispute) as now:
        receive_answer(
            get_refund_of(dispute).ref,
            Answer(result="executed"),
            actor="key:1",
            now=now,
        )


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("act", list(ACTS))
def test_every_act_at_every_stage_is_done_by_whose_it_is_or_refused(
    session: Session, act: str, stage: Stage
) -> None:
    _world, dispute = brought_to(stage)
    for side in (Side.SELLER, Side.BUYER):
        may = stage in OPEN and side in THEIRS[act]
        if may:
            ACTS[act](dispute, side)
            if act == "offer":
                acts.take_back(dispute, side)
                continue
            break
        refusal: type[DisputeError] = NotAllowed if stage in OPEN else NotNow
        with pytest.raises((refusal, NotAllowed)):
            ACTS[act](dispute, side)


def test_stages_before_a_verdict_are_the_ones_that_can_be_settled() -> None:
    assert {
        Stage.SUBMISSIONS,
        Stage.SCREENING,
        Stage.HEARING,
        Stage.REFERRED,
    } == OPEN


@pytest.mark.parametrize("stage", sorted(OPEN))
def test_accepting_moves_the_money_once_and_by_what_was_accepted(
    session: Session, stage: Stage
) -> None:
    world, dispute = brought_to(stage)
    acts.accept(dispute, Side.BUYER)
    row = world.dispute(dispute)
    assert (row.stage, row.ended_by) == ("final", "settlement")
    assert balances(dispute) == {
        "marketplace_held": -19200,
        "escrow": 0,
        "buyer": 4200,
        "seller": 15000,
    }
    assert list_open_tasks_of(dispute) == []
    pay(dispute)
    sweeps.link_heads()
    assert world.stage(dispute) == "closed"
    assert ledger.check().faults == ()
    assert verify_log().faults == ()


def test_a_rung_of_the_ladder_is_settled_by_its_own_sums(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    acts.offer(dispute, Side.BUYER, rung="share_30")
    acts.accept(dispute, Side.SELLER)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.remedy, verdict.buyer_minor) == ("share_30", 5400)
    assert balances(dispute)["buyer"] == 5400


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"to_buyer": -1}, "sum"),
        ({"to_buyer": 19201}, "sum"),
        ({"rung": "nonsense"}, "terms"),
    ],
)
def test_what_cannot_be_paid_cannot_be_offered(
    session: Session, terms: dict[str, Any], field: str
) -> None:
    dispute = World.begin(jurors=0).escalate()
    with pytest.raises(Invalid) as refused:
        acts.offer(dispute, Side.BUYER, **terms)
    assert list(refused.value.fields) == [field]


@pytest.mark.usefixtures("session")
class TestOffers:
    @pytest.fixture
    def dispute(self) -> str:
        return World.begin(jurors=0).escalate()

    def test_a_counter_offer_replaces_what_stood_and_only_it_can_be_accepted(
        self, dispute: str
    ) -> None:
        first = acts.offer(dispute, Side.SELLER, to_buyer=2000)
        acts.offer(dispute, Side.BUYER, to_buyer=9000)
        assert acts.states(dispute) == ["replaced", "open"]
        with pytest.raises(OfferGone):
            acts.accept(dispute, Side.BUYER, first)
        acts.accept(dispute, Side.SELLER)
        assert balances(dispute)["buyer"] == 9000

    def test_a_better_offer_of_the_same_side_replaces_its_own(
        self, dispute: str
    ) -> None:
        acts.offer(dispute, Side.SELLER, to_buyer=2000)
        acts.offer(dispute, Side.SELLER, to_buyer=3000)
        assert acts.states(dispute) == ["replaced", "open"]

    @pytest.mark.parametrize("side", list(Side))
    def test_the_same_offer_twice_replaces_nothing(
        self, dispute: str, side: Side
    ) -> None:
        acts.offer(dispute, Side.SELLER, to_buyer=2000)
        with pytest.raises(AlreadyDone):
            acts.offer(dispute, side, to_buyer=2000)
        assert acts.states(dispute) == ["open"]

    def test_nobody_pesters_the_other_side_without_end(self, dispute: str) -> None:
        for number in range(MOST_A_SIDE):
            acts.offer(dispute, Side.SELLER, to_buyer=number)
        with pytest.raises(TooMany):
            acts.offer(dispute, Side.SELLER, to_buyer=5000)
        acts.offer(dispute, Side.BUYER, to_buyer=5000)

    def test_after_a_day_an_offer_says_that_it_has_expired(self, dispute: str) -> None:
        acts.offer(dispute, Side.SELLER)
        seen = acts.standing(dispute)
        move_clock(sweep=lambda: None, hours=24)
        with pytest.raises(OfferGone):
            acts.accept(dispute, Side.BUYER, seen)
        move_clock(seconds=1)
        assert acts.states(dispute) == ["lapsed"]
        assert [one.user_id for one in told("offer.lapsed")] == [maker(dispute)]

    def test_an_expired_offer_is_noted_by_the_next_offer_too(
        self, dispute: str
    ) -> None:
        acts.offer(dispute, Side.SELLER)
        move_clock(sweep=lambda: None, hours=25)
        acts.offer(dispute, Side.BUYER)
        assert acts.states(dispute) == ["lapsed", "open"]

    def test_the_other_side_is_reminded_once_and_not_of_what_is_gone(
        self, dispute: str
    ) -> None:
        acts.offer(dispute, Side.SELLER)
        acts.decline(dispute, Side.BUYER)
        assert told("offer.ending") == []
        acts.offer(dispute, Side.SELLER, to_buyer=77)
        move_clock(hours=19)
        assert len(told("offer.ending")) == 1
        assert "offer.ending" in pushed()

    def test_each_act_is_told_to_the_side_that_did_not_do_it(
        self, dispute: str
    ) -> None:
        buyer, seller = (world_user(dispute, side) for side in Side)
        acts.offer(dispute, Side.SELLER)
        acts.decline(dispute, Side.BUYER)
        acts.offer(dispute, Side.SELLER, to_buyer=1)
        acts.take_back(dispute, Side.SELLER)
        for kind, whom in (
            ("offer.made", buyer),
            ("offer.declined", seller),
            ("offer.withdrawn", buyer),
        ):
            assert {one.user_id for one in told(kind)} == {whom}


def pushed() -> list[str]:
    look_again()
    query = select(Event).where(Event.type == "notice.due", Event.position > 0)
    found = current_session().scalars(query)
    return [str(event.payload["kind"]) for event in found]


def world_user(dispute: str, side: Side) -> int:
    return get_dispute(dispute).party(side).user_id


def maker(dispute: str) -> int:
    return world_user(dispute, Side.SELLER)
