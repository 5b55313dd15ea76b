"""Stored ballots replayed under a rule that weighs them by how their jurors stood."""

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy.orm import Session

from jury.cli.backtest import backtest_command
from jury.cli.policy_diff import policy_changes
from jury.domain.fairness.backtest import Poll, Terms, replay
from jury.domain.reliability.evidence import Counts
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.fairness.history import list_polls
from jury.services.fairness.weighing import count_votes, weigh
from jury.services.law.lawbook import SHIPPED
from jury.storage.base import current_session
from jury.storage.figures.history import CastBallot
from jury.storage.jurors.reliabilities import JurorReliability
from jury.storage.transaction import transaction
from tests.fairness.courts import begin_closed
from tests.money.acts import reverse_to

BEGAN = datetime(2026, 11, 2, 9, tzinfo=UTC)
OFTEN_RIGHT = (20, 1, 20, 1, 0)
# Three who were often right are enough, and no lead is.
WEIGHTED = StoppingRule(
    StoppingKind.WEIGHTED, margin=9, minimum=3, calibration=Fraction(1)
)


def cast(juror_id: int, choice: int | None, *, draw_id: int = 1) -> CastBallot:
    return CastBallot(
        draw_id,
        f"{draw_id}-{juror_id}",
        choice,
        BEGAN + juror_id * timedelta(minutes=15),
        juror_id,
        "buyer",
    )


@pytest.mark.parametrize(
    ("choices", "counts"),
    [
        ({1: 0, 2: 0}, (2, 0, 0, 0, 0)),
        ({1: 1, 2: 0}, (1, 1, 0, 0, 0)),
        ({1: None, 2: 0}, (1, 0, 0, 0, 0)),
    ],
)
def test_a_jurors_votes_are_counted_beside_what_bound(
    choices: dict[int, int | None], counts: tuple[int, ...]
) -> None:
    ballots = [cast(7, choice, draw_id=draw) for draw, choice in choices.items()]
    assert count_votes(ballots, {1: 0, 2: 0, 3: None}) == {7: counts}


def test_no_ballot_is_weighed_by_what_it_came_to_itself() -> None:
    known = {7: (3, 0, 5, 0, 0)}
    alone = {7: (3, 0, 4, 0, 0)}
    weighed = weigh(cast(7, 1), rungs=2, final=1, known=known)
    assert weighed == weigh(cast(7, 1), rungs=2, final=None, known=alone)
    assert weigh(cast(7, None), rungs=2, final=1, known=known).evidence == ()


@pytest.mark.parametrize(("known", "votes"), [(OFTEN_RIGHT, 3), ((0, 0, 0, 0, 0), 6)])
def test_people_who_were_often_right_are_enough_sooner(
    known: tuple[int, ...], votes: int
) -> None:
    rows = [cast(juror, 1) for juror in range(17)]
    ballots = tuple(
        (at, weigh(row, rungs=2, final=None, known=dict.fromkeys(range(17), known)))
        for at, row in enumerate(rows, 1)
    )
    poll = Poll("fake", 2, 17, ballots, 1)
    found = replay(poll, Terms(WEIGHTED), chance=np.random.default_rng(1))
    assert (found.votes, found.rung) == (votes, 1)


def make_them_good() -> None:
    with transaction():
        for row in current_session().query(JurorReliability):
            row.kept_nothing, row.gave_rightly = 40, 40


def run(*arguments: str) -> tuple[int, str]:
    said = CliRunner().invoke(backtest_command, ["--orders", "2", *arguments])
    return said.exit_code, said.output


def test_a_backtest_weighs_what_was_stored(app: Flask, session: Session) -> None:
    begin_closed()
    make_them_good()
    (poll,) = list_polls(weighed=True)
    good = Counts(40, 0, 39, 0, 0).evidence(1, rungs=poll.rungs)
    assert [one.evidence for _quarter, one in poll.ballots] == [good] * 5
    code, output = run("--stop", "weighted", "--together", "1/8", "--json")
    assert (code, json.loads(output)["all"]["agree_final"]["value"]) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [((), "name --together"), (("--sure", "3/2"), "not between 0 and 1")],
)
def test_what_evidence_is_worth_must_be_known(
    app: Flask, session: Session, arguments: tuple[str, ...], says: str
) -> None:
    code, output = run("--stop", "weighted", *arguments)
    assert code
    assert says in output


def test_a_changed_policy_that_weighs_votes_is_replayed_so(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    begin_closed()
    make_them_good()
    changed = tmp_path / "small.toml"
    text = (SHIPPED / "small.toml").read_text("utf-8")
    rule = 'stop = "weighted"\nminimum = 2\ncalibration = "1"\naudited = 120'
    changed.write_text(f"{text}\n[verdict]\n{rule}\n", "utf-8")
    arguments = ["diff", "small", str(changed), "--orders", "2"]
    said = CliRunner().invoke(policy_changes, arguments)
    assert said.exit_code == 0, said.output
    assert "verdict.stop: settled -> weighted" in said.output
    assert [row.split()[0] for row in said.output.splitlines()[-2:]] == ["old", "new"]


def test_what_is_final_is_what_binds_after_a_change_of_the_award(
    session: Session,
) -> None:
    world, (dispute,) = begin_closed()
    assert [one.final for one in list_polls()] == [1]
    reverse_to(dispute, world.staff_id, rung=0)
    current_session().rollback()
    assert [one.final for one in list_polls()] == [0]
