"""What a change of policies would have made of polls that were held under them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from jury.domain.fairness.backtest import Poll, Result, Terms, backtest
from jury.domain.law.whole import Law
from jury.domain.policy import Policy
from jury.services.fairness.calibrated import with_evidence
from jury.services.fairness.history import list_polls
from jury.services.fairness.record import Record
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
            both = {"old": old, "new": changed}
            polls = polls_to_replay(both.values(), held_under=old, newest=NEWEST)
            if polls:
                found[old.name] = {
                    name: asdict(replayed(polls, one, orders=ORDERS, seed=SEED))
                    for name, one in both.items()
                }
    return found


def polls_to_replay(
    under: Iterable[Policy],
    *,
    held_under: Policy,
    newest: int | None = None,
    record: Record | None = None,
) -> list[Poll]:
    """The polls held under one policy, weighed where one of these weighs votes.

    Of this court, or of a simulated past.
    """
    weighed = any(with_evidence(one.stopping).weighs for one in under)
    name = held_under.name
    if record is None:
        return list_polls(policies=[name], newest=newest, weighed=weighed)
    held = [one for one in record.held if one.policy_name.partition("/")[0] == name]
    return replace(record, held=held).polls(weighed=weighed)


def replayed(polls: Sequence[Poll], one: Policy, *, orders: int, seed: int) -> Result:
    """Replay polls as a policy would have them."""
    hours = one.windows.hearing.total_seconds() / 3600
    terms = Terms(
        with_evidence(one.stopping),
        seats=one.seats,
        quarters=int(hours * QUARTERS),
    )
    return backtest(polls, terms, chance=np.random.default_rng(seed), orders=orders)
