"""A second jury shares nobody with the first, whoever is on the roster."""

import random
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.domain.sortition.verification import verify_transcript
from jury.services.admission import admit
from jury.services.drawing.transcripts import transcript
from jury.services.law import lawbook
from jury.services.moderation.send_back import send_back
from jury.services.roster.importing import import_jurors
from jury.storage.draws import Draw, list_draws, list_summonses
from jury.storage.roster import ImportMode, find_record
from jury.storage.transaction import transaction
from tests.appeals import appeal, begin_decided, decided, hear_again
from tests.world import World, make_intake, make_juror_line, move_clock


def called(draw: Draw) -> set[int]:
    return {one.juror_id for one in list_summonses(draw.id)}


def persons(draw: Draw) -> set[int]:
    found = (find_record(one, as_of=clock.now()) for one in called(draw))
    keys = {known[0].person_key for known in found if known}
    return {key for key in keys if key is not None}


def let_time_pass(hours: int) -> None:
    for _hour in range(hours):
        move_clock(hours=1)


@pytest.mark.parametrize("seed", range(3))
def test_no_draw_of_the_second_round_meets_anybody_of_the_first(
    session: Session, seed: int
) -> None:
    chance = random.Random(seed)
    world = World.begin(jurors=0)
    # Many people stand on the roster twice: they are one person each.
    lines = [
        make_juror_line(f"u-{number}", person_key=f"p-{chance.randrange(40)}")
        for number in range(56)
    ]
    import_jurors(lines, mode=ImportMode.UPDATE, actor="key:1")
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    let_time_pass(chance.randrange(4))
    if world.stage(dispute) == "referred":
        with transaction(lock=dispute) as now:
            send_back(dispute, reason="x", staff_id=world.staff_id, now=now)
    draws = list_draws(dispute)
    first = [draw for draw in draws if draw.round_number == 1]
    second = [draw for draw in draws if draw.round_number == 2]
    assert second
    for before in first:
        for after in second:
            assert not called(before) & called(after)
            assert not persons(before) & persons(after)


def test_the_transcripts_of_both_rounds_verify(session: Session) -> None:
    world, dispute = begin_decided(jurors=60)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    world.decide(dispute, (1,) * 11)
    for number in (1, 2):
        for is_auditor in (True, False):
            found = transcript(dispute, 1, is_auditor=is_auditor, round_number=number)
            assert found["commitment"]["round_number"] == number
            assert verify_transcript(found).problem is None


def change_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on one juror decides first, and three on appeal who served before."""
    law = lawbook.lawbook()
    policies = tuple(
        replace(one, seats=1, appeal=replace(one.appeal, juries_served=1))
        for one in law.policies
    )
    changed = replace(law, policies=policies)
    monkeypatch.setattr(admit, "lawbook", lambda: changed)


def decided_by_one(world: World, number: str) -> str:
    dispute = world.hear(make_intake(number=number))
    world.decide(dispute, (1,))
    assert world.stage(dispute) == "pronounced"
    return dispute


def second_draw(world: World, dispute: str) -> Draw:
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    return list_draws(dispute)[-1]


def test_without_enough_people_who_served_anybody_may_be_called(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.begin()
    change_law(monkeypatch)
    draw = second_draw(world, decided_by_one(world, "1"))
    assert (draw.juries_served, draw.seats_wanted) == (0, 3)


def test_where_enough_have_served_only_they_are_called(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, served = World.begin(), set[int]()
    for number in range(3):
        draw = list_draws(decided(world, number=f"other-{number}"))[0]
        called_here = list_summonses(draw.id)
        served |= {one.juror_id for one in called_here if one.state == "voted"}
    change_law(monkeypatch)
    draw = second_draw(world, decided_by_one(world, "1"))
    assert (draw.juries_served, draw.seats_wanted) == (1, 3)
    assert called(draw)
    assert called(draw) <= served
