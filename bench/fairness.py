"""Panels with planted truth: which side gains, and whether the meters find a lean.

Four of five jurors mostly buy, and everybody leans ten points to the side that they
mostly are; the meters are tried with five points between the two kinds.
"""

from collections.abc import Iterator
from dataclasses import replace
from time import process_time

import numpy as np

from bench.measure import Figure
from jury.domain.fairness.intervals import Estimate
from jury.domain.fairness.meters import in_group, lean
from jury.domain.fairness.planted import Nature, Played, Terms, play
from jury.domain.jurors.strata import Axis
from jury.domain.stopping import StoppingKind, StoppingRule

PANELS = {
    "5 seats": Terms(5, StoppingRule()),
    "9 seats": Terms(9, StoppingRule()),
    "17 seats": Terms(17, StoppingRule(StoppingKind.MARGIN, margin=5)),
}
TRADE = (Axis.TRADE,)
LEANING = Nature(lazy=0.0)
DISPUTES, TRIALS = 10_000, 10
MEASURED = 2000


def figures() -> Iterator[Figure]:
    """Measure who gains by each draw, and what the meters find."""
    for name, terms in PANELS.items():
        plain = play(LEANING, terms, disputes=DISPUTES, seed=1)
        balanced = play(
            LEANING, replace(terms, balance=TRADE), disputes=DISPUTES, seed=1
        )
        yield Figure(
            name=f"{name}: for buyers beyond the truth, drawn from everybody",
            ours=_gap(plain),
            unit="points",
            at_least=2,
        )
        yield Figure(
            name=f"{name}: the same, balanced by trade",
            ours=abs(_gap(balanced)),
            unit="points",
            at_most=2,
        )
        yield Figure(
            name=f"{name}: verdicts right, balanced against from everybody",
            ours=_right(balanced),
            unit="%",
            yardstick=_right(plain),
            at_least=0.99,
        )
    yield from _meters()


def _meters() -> Iterator[Figure]:
    nature = replace(LEANING, lean=0.025, buyer_files=0.7)
    begun = process_time()
    played = [
        play(
            nature,
            replace(PANELS["9 seats"], balance=TRADE),
            disputes=MEASURED,
            seed=no,
        )
        for no in range(TRIALS)
    ]
    taken = (process_time() - begun) / TRIALS
    for name, found in (
        ("a lean of 5 points", [_lean(one) for one in played]),
        ("favour of 5 points", [_favour(one) for one in played]),
    ):
        sure = [one for one in found if one is not None and one.low > 0]
        yield Figure(
            name=f"of {TRIALS} times {MEASURED:,} disputes, {name} found",
            ours=len(sure),
            unit="times",
            at_least=0.8 * TRIALS,
        )
    yield Figure(
        name=f"hearing {MEASURED:,} disputes of planted truth",
        ours=taken,
        unit="s",
        at_most=5,
    )


def _gap(played: Played) -> float:
    return 100 * played.side_gap(chance=np.random.default_rng(0)).value


def _right(played: Played) -> float:
    found = played.right()
    return 100 * found.value if found else 0.0


def _lean(played: Played) -> Estimate | None:
    return lean(played.ballots, played.crowd.buys[played.ballots.jurors])


def _favour(played: Played) -> Estimate | None:
    ballots = played.ballots
    buys = played.crowd.buys[ballots.jurors].astype(float)
    return in_group(ballots, buys, played.buyer_filed[ballots.disputes])
