"""A shadow court against staff: how far both decide alike, and what each takes.

Neither is taken for the truth. Where staff knew the verdict when they decided, that
they agree says little, so those who cannot have known are counted apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jury.domain.fairness.cost import Prices, Spent, money_of
from jury.domain.fairness.intervals import Estimate, mean, share

MINUTE, HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Beside:
    """A dispute that staff decided and a shadow court heard.

    *court_minor* is what the buyer would have got; None where no jury decided. Seconds
    count from the admission; *is_blind* tells that staff decided before the verdict.
    """

    held_minor: int
    court_minor: int | None
    staff_minor: int
    court_seconds: float
    staff_seconds: float
    is_blind: bool
    spent: Spent


@dataclass(frozen=True, slots=True)
class ShadowReport:
    """Everything that is compared, each figure with its interval; None of nothing.

    *agree* is the same sum, *same_side* more than half of what is held or not; the
    gaps are the court less staff, of money as a share of what is held.
    """

    disputes: int
    undecided: Estimate | None
    agree: Estimate | None
    same_side: Estimate | None
    blind: Estimate | None
    blind_agree: Estimate | None
    money_gap: Estimate | None
    money_apart: Estimate | None
    court_hours: Estimate | None
    staff_hours: Estimate | None
    hours_gap: Estimate | None
    votes: Estimate | None
    juror_minutes: Estimate | None
    moderator_minutes: Estimate | None
    cost: Estimate | None


def compare(
    found: Sequence[Beside], prices: Prices, *, chance: np.random.Generator
) -> ShadowReport:
    """Compare what a shadow court and staff decided of the same disputes."""

    def mean_of(values: Sequence[float]) -> Estimate | None:
        return mean(np.array(values, dtype=float), chance=chance) if values else None

    decided = [one for one in found if one.court_minor is not None]
    blind = [one for one in decided if one.is_blind]
    gaps = [_gap(one) for one in decided]
    return ShadowReport(
        disputes=len(found),
        undecided=share(len(found) - len(decided), len(found)),
        agree=share(sum(map(_agrees, decided)), len(decided)),
        same_side=share(sum(map(_is_same_side, decided)), len(decided)),
        blind=share(len(blind), len(decided)),
        blind_agree=share(sum(map(_agrees, blind)), len(blind)),
        money_gap=mean_of(gaps),
        money_apart=mean_of([abs(gap) for gap in gaps]),
        court_hours=mean_of([one.court_seconds / HOUR for one in decided]),
        staff_hours=mean_of([one.staff_seconds / HOUR for one in decided]),
        hours_gap=mean_of(
            [(one.court_seconds - one.staff_seconds) / HOUR for one in decided]
        ),
        votes=mean_of([one.spent.votes for one in found]),
        juror_minutes=mean_of([one.spent.juror_seconds / MINUTE for one in found]),
        moderator_minutes=mean_of([one.spent.staff_seconds / MINUTE for one in found]),
        cost=mean_of([money_of(one.spent, prices) for one in found]),
    )


def _agrees(one: Beside) -> bool:
    return one.court_minor == one.staff_minor


def _is_same_side(one: Beside) -> bool:
    return _is_for_buyer(one.court_minor or 0, one) == _is_for_buyer(
        one.staff_minor, one
    )


def _is_for_buyer(minor: int, one: Beside) -> bool:
    return 2 * minor > one.held_minor


def _gap(one: Beside) -> float:
    return ((one.court_minor or 0) - one.staff_minor) / one.held_minor
