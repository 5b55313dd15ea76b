"""What a dispute costs: jurors' and moderators' minutes, computing and rewards.

Minutes are what was measured of each dispute; what a minute, a vote or an hour of
computing is worth is for whoever asks to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from jury.domain.fairness.intervals import Estimate, Floats, mean
from jury.domain.law.fields import Table, within

_MOST_MINOR = 10**9
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Spent:
    """What one dispute took of people; votes are those that were cast."""

    policy: str
    votes: int
    juror_seconds: int
    staff_seconds: int


@dataclass(frozen=True, slots=True)
class Prices:
    """What a minute, a vote and computing cost, in minor units of one currency.

    *computing_seconds* is what a dispute takes of one processor, all its requests and
    pictures together.
    """

    juror_minute: int = within(0, _MOST_MINOR, default=0)
    staff_minute: int = within(0, _MOST_MINOR, default=100)
    vote_reward: int = within(0, _MOST_MINOR, default=0)
    computing_hour: int = within(0, _MOST_MINOR, default=50)
    computing_seconds: int = within(0, HOUR, default=10)


@dataclass(frozen=True, slots=True)
class CostTerms:
    """Prices, and the currency they are in."""

    currency: str = "CNY"
    prices: Prices = field(default_factory=Prices)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a dispute took and cost on average, each with its interval."""

    votes: Estimate
    juror_minutes: Estimate
    staff_minutes: Estimate
    money: Estimate


def read_cost(table: Table) -> CostTerms:
    """Read the section; what it leaves out is as shipped."""
    currency = table.text("currency", default="CNY")
    values = {one.name: table.declared(one) for one in fields(Prices)}
    table.finish()
    return CostTerms(currency, Prices(**values))


def cost_of(
    spent: Sequence[Spent], prices: Prices, *, chance: np.random.Generator
) -> Cost | None:
    """Return what these disputes took on average; None of none."""
    if not spent:
        return None
    votes = np.array([one.votes for one in spent], dtype=float)
    jurors = np.array([one.juror_seconds for one in spent]) / MINUTE
    staff = np.array([one.staff_seconds for one in spent]) / MINUTE
    return Cost(
        votes=mean(votes, chance=chance),
        juror_minutes=mean(jurors, chance=chance),
        staff_minutes=mean(staff, chance=chance),
        money=mean(_money(votes, jurors, staff, prices=prices), chance=chance),
    )


def costs_by_policy(
    spent: Sequence[Spent], prices: Prices, *, chance: np.random.Generator
) -> dict[str, Cost]:
    """Return the same for each policy, in whatever version, by its name."""
    found: dict[str, Cost] = {}
    for name in sorted({one.policy for one in spent}):
        cost = cost_of(
            [one for one in spent if one.policy == name], prices, chance=chance
        )
        if cost is not None:
            found[name] = cost
    return found


def money_of(one: Spent, prices: Prices) -> float:
    """Return what one dispute cost."""
    votes, jurors, staff = np.array(
        [[one.votes], [one.juror_seconds / MINUTE], [one.staff_seconds / MINUTE]]
    )
    return float(_money(votes, jurors, staff, prices=prices)[0])


def _money(votes: Floats, jurors: Floats, staff: Floats, *, prices: Prices) -> Floats:
    computing = prices.computing_seconds * prices.computing_hour / HOUR
    return np.asarray(
        votes * prices.vote_reward
        + jurors * prices.juror_minute
        + staff * prices.staff_minute
        + computing
    )
