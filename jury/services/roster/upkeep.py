"""Keeping the roster small: what broke off, was overtaken or is not promised any more.

Everything here may stop in the middle and go on another day: what is removed counted
for nothing before.
"""

from datetime import timedelta

from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.services.roster.importing import give_up_silent
from jury.storage.roster.upkeep import (
    delete_epoch,
    delete_jurors,
    delete_pages,
    delete_records,
    delete_ties,
    highest_juror_id,
    list_abandoned_epochs,
    list_unswept_imports,
    list_useless_epochs,
    mark_swept,
)
from jury.storage.transaction import transaction

# Draws judge by what counted when they were committed; none runs for so long.
KEPT = timedelta(days=30)
UNFINISHED = timedelta(hours=1)
_JURORS_A_BATCH = 2_000
_TIES_A_BATCH = 5_000
_PAGES_A_BATCH = 64


def tidy_roster() -> None:
    """Remove leftovers in short transactions of its own; once a day is enough."""
    with transaction() as now:
        give_up_silent(now=now)
        imports = list_unswept_imports(before=now - KEPT)
        useless = list_useless_epochs(before=now - KEPT - _oldest_epoch_used())
        useless += list_abandoned_epochs(before=now - UNFINISHED)
    if imports:
        _tidy_imports(imports)
    for epoch_id in useless:
        _remove_epoch(epoch_id)


def _oldest_epoch_used() -> timedelta:
    ages = [policy.draw.epoch_age_hours for policy in law_in_force(lawbook()).policies]
    return timedelta(hours=max(ages, default=0))


def _tidy_imports(imports: list[int]) -> None:
    for first in range(1, highest_juror_id() + 1, _JURORS_A_BATCH):
        last = first + _JURORS_A_BATCH - 1
        with transaction() as now:
            delete_records(first, last, before=now - KEPT)
            delete_jurors(first, last)
    with transaction():
        place = delete_ties(None, count=_TIES_A_BATCH)
    while place is not None:
        with transaction():
            place = delete_ties(place, count=_TIES_A_BATCH)
    with transaction() as now:
        mark_swept(imports, now=now)


def _remove_epoch(epoch_id: int) -> None:
    more = True
    while more:
        with transaction():
            more = delete_pages(epoch_id, count=_PAGES_A_BATCH)
    with transaction():
        delete_epoch(epoch_id)
