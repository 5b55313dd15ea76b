"""Who is in the pool of jurors, beside all users: counted after every new roster.

The marketplace may say what all its users are; without that the pool stands alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, Invalid
from jury.domain.jurors.pool import Cell, Sort, beside
from jury.services.money.reconcile import court_zone
from jury.services.proof import audit
from jury.storage.jurors.pools import (
    find_pool,
    find_user_figures,
    keep_pool,
    keep_user_figures,
)
from jury.storage.roster import find_epoch_before
from jury.storage.roster.counts import count_pool
from jury.storage.snapshot import snapshot
from jury.storage.transaction import transaction

CHAIN = "roster"


@dataclass(frozen=True)
class PoolBesideUsers:
    """The pool as it was last counted, and what was last said of all users."""

    made_at: datetime
    jurors: int
    told_at: datetime | None
    users: int
    sampled: int | None
    sorts: Mapping[Sort, list[Cell]]


def count_pool_anew(now: datetime) -> bool:
    """Count the roster if a new one was committed since; tells whether it was.

    Reads alone, and keeps what it found in a short transaction of its own.
    """
    last, epoch = find_pool(), find_epoch_before(now)
    is_new = epoch is not None and (
        last is None or (epoch.committed_at or now) > last.made_at
    )
    if not is_new:
        return False
    with snapshot():
        counts = count_pool(now.astimezone(court_zone()).date())
    with transaction() as kept_at:
        day = kept_at.astimezone(court_zone()).date().isoformat()
        keep_pool(day, counts, now=kept_at)
    return True


def tell_user_figures(
    *,
    users: int,
    sampled: int | None,
    sorts: Mapping[Sort, Mapping[str, int]],
    actor: str,
    now: datetime,
) -> None:
    """Keep what the marketplace says of all its users, in place of the earlier."""
    asked = users if sampled is None else sampled
    if asked > users:
        raise Invalid({"sampled": N_("No more can be sampled than there are users.")})
    wrong = {
        sort.value: N_("These are more people than there are.")
        for sort, counts in sorts.items()
        if _most(counts, is_partition=sort.is_partition) > asked
    }
    if wrong:
        raise Invalid(wrong)
    figures = {sort.value: dict(counts) for sort, counts in sorts.items()}
    keep_user_figures({"users": users, "sampled": sampled, "sorts": figures}, now=now)
    told = {"users": users, "sampled": sampled, "sorts": sorted(figures)}
    audit.append(CHAIN, "pool.users_told", told, actor=actor, now=now)


def pool_beside_users() -> PoolBesideUsers | None:
    """What the desk shows; None before the roster was counted."""
    reading, told = find_pool(), find_user_figures()
    if reading is None:
        return None
    said = told.figures if told else {"users": 0, "sampled": None, "sorts": {}}
    whole = sum(reading.counts[Sort.ROLE.value].values())
    asked = said["sampled"] or said["users"]
    return PoolBesideUsers(
        made_at=reading.made_at,
        jurors=whole,
        told_at=told.told_at if told else None,
        users=said["users"],
        sampled=said["sampled"],
        sorts={
            sort: beside(
                reading.counts[sort.value],
                whole,
                said["sorts"].get(sort.value, {}),
                asked=asked,
                sampled=said["sampled"] is not None,
                is_partition=sort.is_partition,
            )
            for sort in Sort
        },
    )


def _most(counts: Mapping[str, int], *, is_partition: bool) -> int:
    values = counts.values()
    return sum(values) if is_partition else max(values, default=0)
