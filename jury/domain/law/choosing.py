"""Which policy a dispute is tried under: the most specific one that matches.

A policy that is tried on a share of disputes first names another for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from jury.domain.errors import N_, NotNow
from jury.domain.law.fields import FieldProblem
from jury.domain.law.matches import Band, Miss
from jury.domain.law.rollout import Trial, try_out
from jury.domain.policy import Policy


class NoPolicy(NotNow):
    """No policy covers the dispute; an installation must add one first."""

    code = "no_policy"
    sentence = N_("This court has no rules for such a dispute.")


@dataclass(frozen=True, slots=True)
class Considered:
    """One policy that was looked at; without misses it matched."""

    name: str
    version: int
    specificity: tuple[bool, bool, bool]
    misses: tuple[Miss, ...]
    chosen: bool = False
    trial: Trial | None = None


def choose(
    policies: Sequence[Policy],
    *,
    category: str,
    reason: str,
    amount_minor: int,
    currency: str,
    reference: str | None = None,
) -> tuple[Policy, tuple[Considered, ...]]:
    """Choose the policy for a dispute, and say of each why it was or was not it.

    `amount_minor` is the sum in dispute: what is asked. `reference` decides whether
    the dispute is in a rollout; without it every one is. Raises NoPolicy if none fits.
    """
    missed = [
        (
            policy,
            policy.matches.misses(
                category=category,
                reason=reason,
                amount_minor=amount_minor,
                currency=currency,
            ),
        )
        for policy in policies
    ]
    fitting = [policy for policy, misses in missed if not misses]
    if not fitting:
        raise NoPolicy
    matched = max(fitting, key=lambda policy: policy.matches.specificity)
    trial = None if reference is None else try_out(matched, reference)
    chosen = matched
    if trial is not None and not trial.is_in:
        chosen = next(one for one in policies if one.name == matched.fallback)
    return chosen, tuple(
        Considered(
            policy.name,
            policy.version,
            policy.matches.specificity,
            misses,
            policy is chosen,
            trial if policy is matched or policy is chosen else None,
        )
        for policy, misses in missed
    )


def quarrels(policies: Sequence[Policy]) -> tuple[FieldProblem, ...]:
    """Name what is wrong between policies: equal names, ties, and gaps in amounts."""
    found = []
    for one, two in combinations(policies, 2):
        if one.name == two.name:
            found.append(FieldProblem(one.name, "is the name of two policies"))
        if one.matches.ties_with(two.matches):
            found.append(FieldProblem(f"{one.name}.matches", f"ties with {two.name}"))
    return (*found, *_gaps(policies))


def _gaps(policies: Sequence[Policy]) -> list[FieldProblem]:
    general = [
        policy.matches
        for policy in policies
        if not policy.matches.reasons and not policy.matches.categories
    ]
    if any(not matches.bands for matches in general):
        return []
    named = {band.currency for policy in policies for band in policy.matches.bands}
    bands = [band for matches in general for band in matches.bands]
    if not named:
        return [FieldProblem("matches", "no policy applies to every dispute")]
    return [
        FieldProblem(f"matches.amounts.{currency}", "some amounts have no policy")
        for currency in sorted(named)
        if not _cover(band for band in bands if band.currency == currency)
    ]


def _cover(bands: Iterable[Band]) -> bool:
    reached: int | None = 0
    for band in sorted(bands, key=lambda band: band.above):
        if reached is None or band.above > reached:
            break
        reached = None if band.up_to is None else max(reached, band.up_to)
    return reached is None
