"""Estimators against slow plain ones, and what they make of odd votes."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.domain.reliability import (
    METHODS,
    Base,
    Floats,
    OneCoin,
    TwoCoin,
    Votes,
    VotesRefused,
    aggregate,
    digamma,
    fit,
    fit_kinds,
    make_votes,
    nobody_yet,
    reliability,
    standing,
)
from jury.domain.reliability.methods import ensemble
from jury.domain.reliability.models import Model
from jury.domain.reliability.votes import Indices
from tests.domain import plain_votes
from tests.domain.plain_votes import Vote
from tests.domain.planted_crowds import CROWDS

TASKS, JURORS, LABELS = 5, 4, 3
CROWD_KIT = json.loads(Path(__file__).with_name("crowd_kit.json").read_text("utf-8"))
VOTE = st.tuples(
    st.integers(0, TASKS - 1), st.integers(0, JURORS - 1), st.integers(0, LABELS - 1)
)


def votes_of(rows: list[Vote], sizes: tuple[int, int, int] | None = None) -> Votes:
    task, juror, label = np.array(rows).T
    return make_votes(task, juror, label, sizes=sizes)


def planted(seed: int, *, tasks: int = 200) -> tuple[Votes, Indices]:
    """Votes of 20 jurors, nine a task, the first five of whom guess."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, 2, tasks)
    right = np.r_[np.full(5, 0.5), np.full(15, 0.85)]
    task = np.repeat(np.arange(tasks), 9)
    juror = chance.integers(0, 20, task.size)
    is_right = chance.random(task.size) < right[juror]
    return make_votes(task, juror, np.where(is_right, truth[task], 1 - truth[task])), (
        truth
    )


PLAIN: dict[str, Model] = {
    "one": OneCoin(),
    "two": TwoCoin(),
    "own": TwoCoin(Base.OWN),
    "crowd": TwoCoin(Base.CROWD),
}


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(VOTE, min_size=1, max_size=25),
    rounds=st.integers(1, 4),
    worth=st.sampled_from([0, 3.5]),
    flat=st.booleans(),
)
def test_every_model_is_what_plain_loops_come_to(
    rows: list[Vote], rounds: int, worth: float, *, flat: bool
) -> None:
    votes, sizes = votes_of(rows, (TASKS, JURORS, LABELS)), (rows, TASKS, LABELS)
    assert np.allclose(votes.shares().T, plain_votes.shares(*sizes))
    for name, model in PLAIN.items():
        expected = plain_votes.estimate(
            *sizes, model=name, rounds=rounds, flat=flat, worth=worth
        )
        found = fit(votes, model, flat=flat, worth=worth, iterations=rounds)
        assert np.allclose(found.T, expected), name
    expected = plain_votes.kinds(*sizes, rounds=rounds, worth=worth)
    found = fit_kinds(votes, worth=worth, iterations=rounds)
    assert np.allclose(found.T, expected, atol=1e-5)


@pytest.mark.parametrize("labels", [2, 3])
@settings(max_examples=20, deadline=None)
@given(rows=st.lists(VOTE, min_size=1, max_size=60), rounds=st.integers(1, 3))
def test_the_default_is_the_mean_that_is_written_down(
    labels: int, rows: list[Vote], rounds: int
) -> None:
    seen = [(task, juror, label % labels) for task, juror, label in rows]
    expected = plain_votes.ensemble(seen, TASKS, labels, rounds=rounds)
    found = ensemble(votes_of(seen, (TASKS, JURORS, labels)), iterations=rounds)
    assert np.allclose(found.T, expected, atol=1e-5)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=15, deadline=None)
@given(rows=st.lists(VOTE, min_size=1, max_size=30))
def test_beliefs_are_chances_and_neither_order_nor_names_of_jurors_matter(
    method: str, rows: list[Vote]
) -> None:
    sizes = (TASKS, JURORS, LABELS)
    found = aggregate(votes_of(rows, sizes), method)
    assert np.allclose(found.beliefs.sum(axis=0), 1)
    assert (found.beliefs >= 0).all()
    renamed = [(task, JURORS - 1 - juror, label) for task, juror, label in rows[::-1]]
    again = aggregate(votes_of(renamed, sizes), method)
    assert np.allclose(found.beliefs, again.beliefs, atol=1e-6)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("rows", "answers"),
    [
        pytest.param([(0, 0, 1)], [1], id="one vote"),
        pytest.param([(0, 0, 0), (1, 1, 0)], [0, 0], id="one label only"),
        pytest.param([(0, 0, 0), (0, 0, 1)], [0], id="against themselves"),
        pytest.param([(0, 0, 1), (0, 0, 1), (0, 1, 0)], [1], id="twice counts twice"),
        pytest.param([(n, 0, 1) for n in range(9)], [1] * 9, id="one juror"),
    ],
)
def test_odd_votes_have_the_documented_answer(
    method: str, rows: list[Vote], answers: list[int]
) -> None:
    assert aggregate(votes_of(rows), method).answers.tolist() == answers


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (([], [], []), "no votes"),
        (([0], [0], [0, 1]), "a task, a juror and a label"),
        (([0], [-1], [0]), "unknown"),
        (([0.5], [0], [0]), "whole numbers"),
        (([float("nan")], [0], [0]), "whole numbers"),
    ],
)
def test_what_are_no_votes_is_refused(
    columns: tuple[list[float], ...], why: str
) -> None:
    task, juror, label = (np.array(column) for column in columns)
    with pytest.raises(VotesRefused, match=why):
        make_votes(task, juror, label)


def test_a_label_beyond_those_named_is_refused() -> None:
    with pytest.raises(VotesRefused, match="unknown"):
        votes_of([(0, 0, 2)], (1, 1, 2))


def accuracy(found: Floats, truth: object) -> float:
    return float((found.argmax(axis=0) == truth).mean())


@pytest.mark.parametrize("method", ["one-coin", "dawid-skene", "kinds", "ensemble"])
def test_knowing_who_guesses_beats_counting_heads(method: str) -> None:
    votes, truth = planted(1)
    counted = accuracy(aggregate(votes, "majority").beliefs, truth)
    assert accuracy(aggregate(votes, method).beliefs, truth) > counted


@pytest.mark.parametrize("name", CROWDS)
def test_the_default_is_never_far_behind_counting_heads(name: str) -> None:
    """Whoever judges or does not, however rare a label is and few the votes are."""
    crowd, ahead = CROWDS[name], []
    for seed in range(6 if crowd.tasks > 200 else 60):
        votes, truth = crowd.play(seed)
        ours, heads = (
            accuracy(aggregate(votes, method).beliefs, truth)
            for method in ("ensemble", "majority")
        )
        ahead.append(ours - heads)
    assert np.mean(ahead) >= -0.015


@pytest.mark.parametrize("name", CROWD_KIT)
def test_crowd_kit_comes_to_nearly_the_same(name: str) -> None:
    """What crowd-kit 1.4.2 made of these crowds in fifty rounds stands in the file.

    It breaks ties and begins jurors' chances otherwise, so that a few tasks differ.
    """
    votes, truth = CROWDS[name].play(0)
    shares = votes.shares()
    is_clear = (shares == shares.max(axis=0)).sum(axis=0) == 1
    for peer, method, least in (
        ("MajorityVote", "majority", 1.0),
        ("DawidSkene", "dawid-skene", 0.93),
        ("OneCoinDawidSkene", "one-coin", 0.92),
    ):
        theirs = np.array([int(label) for label in CROWD_KIT[name][peer]])
        ours = aggregate(votes, method).answers
        where = is_clear if peer == "MajorityVote" else np.ones_like(is_clear)
        assert (ours == theirs)[where].mean() >= least, peer
        behind = (theirs == truth)[where].mean() - (ours == truth)[where].mean()
        assert behind <= 0.03, peer


def test_few_tasks_teach_nobody_that_one_label_is_always_right() -> None:
    """Three votes on each of a hundred tasks, of which one label is hard to see."""
    votes, _truth = CROWDS["the same, three votes"].play(2)
    share = votes.voted()
    assert np.allclose(share, np.bincount(votes.label) / len(votes.label))
    learned, held = (fit(votes, OneCoin(), worth=worth)[0] for worth in (0, 200))
    assert learned.mean() > 0.85 > held.mean() > share[0]


def test_intervals_hold_the_truth_and_shrink_with_votes() -> None:
    votes, truth = planted(2)
    known = np.stack([truth == 0, truth == 1]).astype(float)
    found = reliability(votes, known)
    right = np.r_[np.full(5, 0.5), np.full(15, 0.85)]
    assert ((found.low < right) & (right < found.high)).sum() >= 18
    new = reliability(votes_of([(0, 0, 0)], (1, 2, 2)), np.array([[1.0], [0.0]]))
    assert (new.high - new.low > (found.high - found.low).max()).all()
    assert ((new.low > 0) & (new.high < 1)).all()


def test_verdicts_one_by_one_come_to_what_all_at_once_do() -> None:
    votes, truth = planted(3, tasks=40)
    known = np.stack([truth == 0, truth == 1]).astype(float)
    kept = nobody_yet(jurors=20, labels=2)
    for task, final in enumerate(truth):
        ours = votes.task == task
        kept.learn(votes.juror[ours].tolist(), votes.label[ours].tolist(), int(final))
    whole = standing(votes, known)
    assert np.allclose(kept.said, whole.said)
    assert np.allclose(kept.logs, whole.logs)


def test_a_panel_is_scored_by_who_votes() -> None:
    votes, truth = planted(4)
    known = np.stack([truth == 0, truth == 1]).astype(float)
    kept = standing(votes, known)
    guessers, others = kept.score([0, 1, 2], [1, 1, 1]), kept.score([7, 8], [0, 0])
    assert others[0] > guessers[1]
    both = kept.score([0, 1, 2, 7, 8], [1, 1, 1, 0, 0])
    assert both[0] > both[1]
    assert np.isclose(both.sum(), 1)
    said = kept.evidence(7, 0)
    assert said == tuple(round(1000 * log) for log in kept.logs[:, 7, 0].tolist())


def test_nobody_known_is_counted_by_heads() -> None:
    chances = nobody_yet(jurors=3, labels=2).score([0, 1, 2], [1, 1, 0])
    assert np.allclose(chances, [1 / 3, 2 / 3])


def test_a_verdict_that_nobody_could_vote_for_is_refused() -> None:
    with pytest.raises(VotesRefused, match="none of those"):
        nobody_yet(jurors=1, labels=2).learn([0], [1], 2)


EULER = 0.5772156649015329


@pytest.mark.parametrize(
    ("x", "value"),
    [(1.0, -EULER), (2.0, 1 - EULER), (0.5, -EULER - 2 * np.log(2))],
)
def test_digamma_at_the_values_that_are_known(x: float, value: float) -> None:
    assert abs(digamma(np.array([x]))[0] - value) < 1e-9


@pytest.mark.parametrize("build", [OneCoin, TwoCoin])
def test_a_juror_who_never_voted_has_chances_too(build: Callable[[], OneCoin]) -> None:
    chances = np.exp(build()(np.zeros((3, 2, 3))))
    assert np.allclose(chances.sum(axis=2), 1)
