"""Appeals: who may, when, what follows, and that others decide."""

from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.remedy import Answer, receive_answer
from jury.storage.draws import list_draws, list_summonses
from jury.storage.money import balances
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict, find_verdict_of
from tests.appeals import appeal, hear_again
from tests.world import World, move_clock


def test_a_jurys_verdict_is_appealed_heard_anew_and_the_second_is_paid(
    session: Session,
) -> None:
    world = World.begin(jurors=80)
    dispute = world.hear()
    world.decide(dispute, (1,) * 5)
    assert world.stage(dispute) == "pronounced"
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
    assert world.stage(dispute) == "final"
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result="executed"), actor="key:1", now=now)
    assert world.stage(dispute) == "closed"
    assert balances(dispute) == {
        "marketplace_held": -19200,
        "escrow": 0,
        "seller": 19200,
    }
    panels = [
        {one.juror_id for one in list_summonses(draw.id)}
        for draw in list_draws(dispute)
    ]
    assert len(panels) == 2
    assert not panels[0] & panels[1]
