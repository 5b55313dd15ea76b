"""Figures in money: what disputes cost by policy, and a shadow court beside staff."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from jury.domain.fairness.beside import Beside, compare
from jury.domain.fairness.cost import Spent, cost_of, costs_by_policy
from jury.services.law.lawbook import lawbook

# Under this name stands what all policies cost together.
ALL = ""


def costs(spent: Sequence[Spent], *, chance: np.random.Generator) -> dict[str, Any]:
    """What a dispute costs under each policy and altogether, as it is kept."""
    prices = lawbook().fairness.cost.prices
    whole = cost_of(spent, prices, chance=chance)
    if whole is None:
        return {}
    found = {ALL: whole, **costs_by_policy(spent, prices, chance=chance)}
    return {name: asdict(one) for name, one in found.items()}


def beside(
    found: Sequence[Beside], *, chance: np.random.Generator
) -> dict[str, Any] | None:
    """A shadow court beside staff, as it is kept; None without one."""
    if not found:
        return None
    return asdict(compare(found, lawbook().fairness.cost.prices, chance=chance))
