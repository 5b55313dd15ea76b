"""What all users of the marketplace are, for the pool of jurors to stand beside."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from flask import Blueprint
from pydantic import Field

from jury.api.fields import MOST_COUNT, Instant, Shown, Strict
from jury.api.keys import caller, keyed
from jury.api.once import fields_at, once
from jury.api.openapi import describe
from jury.domain.jurors.pool import Sort
from jury.services.roster.pool import tell_user_figures

blueprint = Blueprint("api_pool", __name__)

MOST_CODES = 1000
Count = Annotated[int, Field(ge=0, le=MOST_COUNT)]
Some = Annotated[int, Field(ge=1, le=MOST_COUNT)]
Code = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
ByCode = Annotated[dict[Code, Count], Field(max_length=MOST_CODES)]


class ByRole(Strict):
    """How many of the users do what."""

    mostly_buys: Count = 0
    mostly_sells: Count = 0
    both_alike: Count = 0


class ByAge(Strict):
    """How many of the accounts are how old, in years."""

    under_1: Count = 0
    under_3: Count = 0
    under_5: Count = 0
    older: Count = 0


class PoolFigures(Strict):
    """All users, or a sample of them, sorted as the roster is."""

    users: Some
    sampled: Some | None = None
    role: ByRole | None = None
    account_age: ByAge | None = None
    region: ByCode | None = None
    category: ByCode | None = None

    def sorts(self) -> Mapping[Sort, Mapping[str, int]]:
        """The counts, by what people are sorted by."""
        given = {
            Sort.ROLE: self.role.model_dump() if self.role else {},
            Sort.AGE: self.account_age.model_dump() if self.account_age else {},
            Sort.REGION: self.region or {},
            Sort.CATEGORY: self.category or {},
        }
        return {sort: counts for sort, counts in given.items() if counts}


class PoolFiguresTold(Shown):
    """When the figures came; they stand until others do."""

    told_at: Instant


@blueprint.post("/pool-figures")
@describe(takes=PoolFigures, gives=PoolFiguresTold)
@keyed("jurors:write")
@once(PoolFigures)
def tell_figures(asked: PoolFigures, *, now: datetime) -> PoolFiguresTold:
    """Say what all your users are, in place of what you said before.

    The desk shows the pool of jurors beside them.
    """
    with fields_at({one: f"/{one}" for one in ("sampled", *map(str, Sort))}):
        tell_user_figures(
            users=asked.users,
            sampled=asked.sampled,
            sorts=asked.sorts(),
            actor=caller().actor,
            now=now,
        )
    return PoolFiguresTold(told_at=now)
