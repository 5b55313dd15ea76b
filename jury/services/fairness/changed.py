"""What a change of policies would have made of polls that were held under them."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from jury.domain.fairness.backtest import Poll, Result, Terms, backtest
from jury.domain.law import Law
from jury.domain.policy import Policy
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.fairness.history import polls_of
from jury.storage.history import list_cast, list_held_polls
from jury.storage.snapshot import snapshot

QUARTERS = 4  # of an hour
# So many of the newest polls of a policy are replayed so often.
NEWEST, ORDERS, SEED = 300, 3, 1


def replay_change(before: Law, after: Law) -> dict[str, Any]:
    """Replay polls of each policy that is another now, under the old and the new."""
    new = {one.name: one for one in after.policies}
    found: dict[str, Any] = {}
    with snapshot():
        for old in before.policies:
            changed = new.get(old.name)
            if changed is None or changed == old:
                continue
            held = list_held_polls(policies=[old.name], newest=NEWEST)
            polls = polls_of(held, list_cast([one.draw_id for one in held]))
            if polls:
                found[old.name] = {
                    name: asdict(replayed(polls, one, orders=ORDERS, seed=SEED))
                    for name, one in (("old", old), ("new", changed))
                }
    return found


def replayed(polls: Sequence[Poll], one: Policy, *, orders: int, seed: int) -> Result:
    """Replay polls as a policy would have them."""
    hours = one.windows.hearing.total_seconds() / 3600
    terms = Terms(
        _without_evidence(one.stopping),
        seats=one.seats,
        quarters=int(hours * QUARTERS),
    )
    return backtest(polls, terms, chance=np.random.default_rng(seed), orders=orders)


def _without_evidence(rule: StoppingRule) -> StoppingRule:
    """Stored ballots do not say how far their jurors could be relied on then."""
    if rule.kind is not StoppingKind.WEIGHTED:
        return rule
    return replace(rule, kind=StoppingKind.MARGIN, calibration=None)
