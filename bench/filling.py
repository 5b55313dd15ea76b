"""How the panels of the shipped policies fill, beside waves of a fixed size.

The rules of who is called and when a poll may stop are the real ones; the jurors have
a day's rhythm. `HEARINGS=5000 python -m bench filling` plays more.
"""

import os
from collections.abc import Iterator
from random import Random

from bench.measure import Figure
from jury.domain.calling.filled import Figures, figures_of
from jury.domain.calling.filling import Court, hearings
from jury.domain.calling.rhythm import People, learned
from jury.domain.calling.turnout import Turnout
from jury.domain.stopping import StoppingRule
from jury.services.law.lawbook import lawbook

HEARINGS = int(os.environ.get("HEARINGS", "400"))
# By policy: 9 and 17 seats are balanced, and of 17 a lead of five is enough.
PANELS = {"small": "5 seats", "medium": "9 seats", "large": "17 seats, lead of 5"}
PLAIN_WAVES = 200
MOST_UNSEATED, MOST_HOURS, MOST_HOURS_95 = 5.0, 3.0, 24.0
# How much oftener those who mostly buy come in the evening, and the others by day.
DRIFT = 0.4


def figures() -> Iterator[Figure]:
    """Of a court that knows its people, and of one on its first day."""
    for turnout in (0.3, 0.7):
        people = People(turnout=turnout)
        for known in (Turnout(0.5), learned(people)):
            for name in PANELS:
                yield from _panel(name, people, known)
    yield from _moved()


def _moved() -> Iterator[Figure]:
    """Whom it seats that a court knows when everybody can, beside one that does not."""
    people = People(drift=DRIFT)
    pace = _court("medium", waves=0).pace
    blind, knowing = (
        figures_of(
            hearings(
                Court(seats=9, rule=StoppingRule(), pace=pace, knows=knows),
                people,
                learned(people),
                chances=_chances(),
            )
        )
        for knows in (False, True)
    )
    for what, one, other in (
        ("those who mostly buy", knowing.buyers, blind.buyers),
        ("the new", knowing.new, blind.new),
    ):
        yield Figure(
            name=f"what is known of hours moves the share of {what}",
            ours=100 * abs(one - other),
            unit="points",
            at_most=1,
        )


def _panel(name: str, people: People, known: Turnout) -> Iterator[Figure]:
    day = "learned" if known.known else "first day"
    label = f"{PANELS[name]}, turnout {people.turnout:.0%}, {day}"
    yield from _rows(label, _play(name, people, known), is_ours=True)
    if not known.known:
        plain = _play(name, people, known, waves=PLAIN_WAVES)
        yield from _rows(f"{label}, plain waves", plain, is_ours=False)


def _rows(label: str, found: Figures, *, is_ours: bool) -> Iterator[Figure]:
    rows = (
        ("to verdict, median", found.hours_median, "h", MOST_HOURS),
        ("to verdict, 95 %", found.hours_95, "h", MOST_HOURS_95),
        ("said yes, no seat", 100 * found.unseated, "%", MOST_UNSEATED),
    )
    for what, value, unit, most in rows:
        limit = most if is_ours else None
        yield Figure(name=f"{label}: {what}", ours=value, unit=unit, at_most=limit)


def _play(name: str, people: People, known: Turnout, *, waves: int = 0) -> Figures:
    court = _court(name, waves=waves)
    return figures_of(hearings(court, people, known, chances=_chances()))


def _court(name: str, *, waves: int) -> Court:
    policy = next(one for one in lawbook().policies if one.name == name)
    return Court(
        seats=policy.seats,
        rule=policy.stopping,
        pace=policy.pace,
        waves=waves,
        balanced=bool(policy.panel.balance),
    )


def _chances() -> Iterator[tuple[Random, Random]]:
    for each in range(HEARINGS):
        yield Random(f"{each}"), Random(f"{each}/judges")
