"""Jurors' counts: what they voted beside what became final, on both databases."""

from collections.abc import Mapping, Sequence

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.cli.reliability import count
from jury.services.verdict.reliability import count_everything_anew
from jury.storage.base import current_session
from jury.storage.jurors.reliabilities import COUNTS, JurorReliability
from jury.storage.transaction import transaction
from tests.appeals import pay
from tests.courts import begin_decided_by
from tests.played import played
from tests.world import World, move_clock

Counts = Mapping[str, int]


def counted() -> dict[str, int]:
    """All jurors' counts together, those that are not nothing."""
    current_session().rollback()
    rows = list(current_session().scalars(select(JurorReliability)))
    sums = {name: sum(getattr(one, name) for one in rows) for name in COUNTS}
    return {name: number for name, number in sums.items() if number}


@played
def begin_final(choices: Sequence[int | None]) -> tuple[World, str]:
    world, dispute = begin_decided_by(choices)
    move_clock(hours=49)
    return world, dispute


@pytest.mark.parametrize(
    ("choices", "counts"),
    [
        ((1, 1, 1, 2, 0), {"gave_rightly": 3, "gave_other": 1, "gave_nothing": 1}),
        ((0, 0, 0, 2, None), {"kept_nothing": 3, "gave_wrongly": 1}),
    ],
)
def test_votes_count_when_their_dispute_is_final(
    session: Session, choices: Sequence[int | None], counts: Counts
) -> None:
    world, dispute = begin_decided_by(choices)
    assert counted() == {}
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    assert counted() == counts
    pay(dispute)
    assert counted() == counts


def test_counted_anew_they_are_the_same(session: Session) -> None:
    begin_final((1, 1, 1, 2, 0))
    before = counted()
    with transaction():
        for row in current_session().scalars(select(JurorReliability)):
            row.gave_other += 7
    assert count_everything_anew() == 5
    assert counted() == before
    said = CliRunner().invoke(count)
    assert said.output == "Counted anew: 5 jurors voted on what is final.\n"
