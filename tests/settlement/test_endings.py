"""What ends the dispute ends the offer: a verdict, or a withdrawal."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.services.settlement.offers import TooLateToSettle
from jury.storage.money.refunds import balances
from tests.courts import begin_hearing
from tests.settlement import acts
from tests.settlement.acts import told
from tests.world import World, make_intake


def test_a_verdict_ends_the_offer_that_stands(session: Session) -> None:
    world, dispute = begin_hearing()
    acts.offer(dispute, Side.SELLER)
    seen = acts.standing(dispute)
    world.decide(dispute, (1, 1, 1, 1, 1))
    assert world.stage(dispute) == "pronounced"
    assert acts.states(dispute) == ["lapsed"]
    with pytest.raises(TooLateToSettle):
        acts.accept(dispute, Side.BUYER, seen)
    assert told("offer.lapsed") == []


@pytest.mark.parametrize(
    ("filed_by", "to_buyer"), [(Side.BUYER, 0), (Side.SELLER, 18000)]
)
def test_who_withdraws_gives_the_other_side_what_it_wanted(
    session: Session, filed_by: Side, to_buyer: int
) -> None:
    world = World.begin(jurors=0)
    reason = "hidden_defect" if filed_by is Side.BUYER else "surplus"
    dispute = world.escalate(make_intake(filed_by=filed_by, reason=reason))
    acts.offer(dispute, Side.SELLER)
    acts.give_up(dispute, filed_by)
    row = world.dispute(dispute)
    assert (row.stage, row.ended_by) == ("final", "withdrawal")
    assert balances(dispute).get("buyer", 0) == to_buyer
    assert balances(dispute)["seller"] == 19200 - to_buyer
    assert acts.states(dispute) == ["lapsed"]
    assert len(told("dispute.withdrawn")) == 2
    assert ledger.check().faults == ()
    assert verify_log().faults == ()
