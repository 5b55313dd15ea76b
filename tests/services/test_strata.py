"""Balanced panels: who is called, who takes which seat, and what when one is short."""

from collections import Counter

import pytest
from sqlalchemy.orm import Session

from jury.domain.jurors.strata import Axis
from jury.domain.lifecycle import Side
from jury.domain.sortition.verification import verify_transcript
from jury.services.drawing import seats
from jury.services.drawing.transcripts import transcript
from jury.services.fairness.kinds import Kinds
from jury.services.proof.log_check import verify_log
from jury.services.roster.epochs import commit_epoch, is_epoch_due
from jury.storage.draws import Summons, list_lanes, list_summonses
from jury.storage.figures.history import list_cast, strata_of, trades_of
from jury.storage.roster import get_juror, list_segments
from jury.storage.transaction import transaction
from tests.appeals import appeal
from tests.balanced import balance, begin_balanced, kind_of, of_kind
from tests.roster_lines import present
from tests.world import World, enrol, move_clock

WHOLE = "zh-Hans/*/active"


def called(world: World, dispute: str) -> Counter[str]:
    return Counter(map(kind_of, list_summonses(world.draw_of(dispute).id)))


def seats_of(world: World, dispute: str) -> dict[str, int]:
    strata = world.draw_of(dispute).strata
    return {one.segment.rpartition("/")[2]: one.seats for one in strata}


def decline(world: World, dispute: str, *summonses: Summons) -> None:
    for one in summonses:
        with transaction(lock=dispute) as now:
            seats.decline_summons(one.id, one.juror_id, now=now)
    move_clock(minutes=1)


def test_each_kind_has_its_seats_and_its_own_order(session: Session) -> None:
    world, dispute = begin_balanced()
    draw, own = world.draw_of(dispute), seats_of(world, dispute)
    assert draw.commitment["balance"] == ["trade"]
    quotas = [(one["key"], one["quota"]) for one in draw.commitment["segments"]]
    assert quotas == [(f"{WHOLE}/buys", 2), (f"{WHOLE}/sells", 2)]
    assert sorted(own.values()) == [2, 3]
    first = called(world, dispute)
    assert all(count <= first[kind] <= 2 * count for kind, count in own.items())
    ranked = [one.juror_id for one in list_summonses(draw.id)]
    lanes = list_lanes(draw.id)
    for segment in {lane.segment for lane in lanes}:
        walked = [one for one in lanes if one.segment == segment]
        numbers = [one.lane_no for one in walked]
        assert numbers == sorted(set(numbers))
        named = [one.juror_id for one in walked if one.outcome == "summoned"]
        assert named == [juror for juror in ranked if juror in named]


def test_the_first_called_are_of_both_kinds(session: Session) -> None:
    world, dispute = begin_balanced()
    first = Counter(map(kind_of, world.summonses(dispute)[:5]))
    assert first == seats_of(world, dispute)


def test_both_forms_of_the_transcript_hold_and_so_does_the_log(
    session: Session,
) -> None:
    world, dispute = begin_balanced()
    world.decide(dispute, (1,) * 4)
    move_clock(hours=1)
    assert world.stage(dispute) == "pronounced"
    for is_auditor in (True, False):
        found = transcript(dispute, 1, is_auditor=is_auditor)
        assert len(found["segments"]) == 2
        assert verify_transcript(found).problem is None
    assert verify_log().faults == ()


def test_a_seat_that_frees_itself_goes_to_the_same_kind(session: Session) -> None:
    world, dispute = begin_balanced()
    before, own = called(world, dispute), seats_of(world, dispute)["sells"]
    decline(world, dispute, *of_kind(world, dispute, "sells"))
    assert len(of_kind(world, dispute, "sells")) >= own
    assert called(world, dispute)["buys"] == before["buys"]


def test_nobody_takes_a_seat_of_the_other_kind(session: Session) -> None:
    world, dispute = begin_balanced(unseated=50)
    own = seats_of(world, dispute)["buys"]
    first, *others, late = of_kind(world, dispute, "buys")[: own + 1]
    for one in others:
        world.seat(dispute, one)
    world.seat(dispute, first)
    with pytest.raises(seats.NoSeatFree), transaction(lock=dispute) as now:
        seats.accept_summons(late.id, late.juror_id, now=now)
    world.seat(dispute, of_kind(world, dispute, "sells")[0])


def test_where_nobody_of_a_kind_is_left_the_others_fill_its_seats(
    session: Session,
) -> None:
    world, dispute = begin_balanced(buyers=24, sellers=7)
    while sellers := of_kind(world, dispute, "sells"):
        assert len(of_kind(world, dispute, "buys")) < 5
        decline(world, dispute, *sellers)
    draw = world.draw_of(dispute)
    assert [one.exhausted for one in draw.strata] == [False, True]
    assert called(world, dispute)["sells"] == 7
    assert len(of_kind(world, dispute, "buys")) >= 5
    world.decide(dispute, (1,) * 5)
    assert world.stage(dispute) == "pronounced"
    assert verify_transcript(transcript(dispute, 1, is_auditor=True)).problem is None


def test_a_list_too_short_for_its_seats_balances_nothing(session: Session) -> None:
    world, dispute = begin_balanced(buyers=24, sellers=5)
    (only,) = world.draw_of(dispute).strata
    assert (only.segment, only.seats) == (WHOLE, 5)
    assert "balance" not in world.draw_of(dispute).commitment


def test_everybody_new_is_balanced_by_trade_alone(session: Session) -> None:
    world, dispute = begin_balanced(axes=(Axis.TRADE, Axis.EXPERIENCE))
    assert world.draw_of(dispute).commitment["balance"] == ["trade"]


def test_an_appeal_is_balanced_too(session: Session) -> None:
    world, dispute = begin_balanced(buyers=50, sellers=50)
    world.decide(dispute, (1,) * 4)
    move_clock(hours=1)
    appeal(dispute, Side.SELLER)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    assert world.draw_of(dispute).round_number == 2
    assert sorted(seats_of(world, dispute).values()) == [5, 6]


def test_an_epoch_is_due_when_a_policy_begins_to_balance(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    World.begin(jurors=0)
    enrol(["a", "b"], trades_as_buyer=3)
    enrol(["c"], trades_as_seller=3)
    assert not is_epoch_due(present())
    balance(monkeypatch, [Axis.EXPERIENCE])
    assert is_epoch_due(present())
    epoch_id = commit_epoch(actor="sweep")
    assert not is_epoch_due(present())
    sizes = {one.key: one.size for one in list_segments(epoch_id)}
    assert sizes == {WHOLE: 3, f"{WHOLE}/new": 3}


def test_meters_know_of_which_kind_a_juror_was_called(session: Session) -> None:
    world, dispute = begin_balanced()
    world.decide(dispute, (1,) * 4)
    enrol([f"buys-{no}" for no in range(24)], trades_as_seller=99)
    cast = list_cast([world.draw_of(dispute).id])
    was = [get_juror(one.juror_id).ref.startswith("buys") for one in cast]
    trades = trades_of({one.juror_id for one in cast})
    kinds = Kinds(cast, trades=trades, lists=strata_of([cast[0].draw_id]))
    assert kinds.mostly_buy().tolist() == was
    assert kinds.experienced().tolist() == [0] * 4


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"seats": 5}, "gives its lists other seats than the lot did"),
        ({"commitment": {"v": "jury-draw/1"}}, "is not what was promised"),
        ({"seed": "00" * 32}, "has another seed than was told"),
    ],
)
def test_the_log_is_held_against_the_lot(
    session: Session, change: dict[str, object], fault: str
) -> None:
    world, dispute = begin_balanced()
    draw = world.draw_of(dispute)
    with transaction():
        changed = draw.strata[0] if "seats" in change else draw
        for name, value in change.items():
            setattr(session.merge(changed), name, value)
    assert any(fault in found for found in verify_log().faults)
