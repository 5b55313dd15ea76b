"""Ties to two hops: the keys of people who are themselves tied to a side.

Whoever shares such a key is tied to somebody tied to a side. What many share – a parcel
station's address, the network of an office – says little of any two of them: it still
bars directly, but nobody is followed along it.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ColumnExpressionArgument,
    exists,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from jury.storage.base import current_session
from jury.storage.roster.people import is_current
from jury.storage.roster.tables import JurorRecord, JurorTie

# A key that more people than this share is followed no further.
MOST_SHARERS = 50
# However many ties a side has, no more keys than this are followed.
MOST_KEYS = 2_000
# What one compound statement may hold on every database.
_MOST_AT_ONCE = 400


def list_further_ties(ties: Collection[int]) -> frozenset[int]:
    """The keys held by those jurors who share one of these keys with a side."""
    few = _shared_by_few(sorted(ties)[:_MOST_AT_ONCE])
    if not few:
        return frozenset()
    query = (
        select(JurorRecord.ties)
        .join(
            JurorTie,
            (JurorTie.juror_id == JurorRecord.juror_id)
            & (JurorTie.import_id == JurorRecord.import_id),
        )
        .where(
            JurorTie.tie_key.in_(few),
            JurorTie.of_person.is_(False),
            is_current(JurorTie.juror_id, JurorTie.import_id, as_of=None),
        )
    )
    held = {key for keys in current_session().scalars(query) for key in keys or ()}
    return frozenset(islice(_few_of(sorted(held)), MOST_KEYS))


def _few_of(keys: Sequence[int]) -> Iterator[int]:
    """Those along which anybody is followed, as many at once as a statement holds."""
    for start in range(0, len(keys), _MOST_AT_ONCE):
        yield from _shared_by_few(keys[start : start + _MOST_AT_ONCE])


def _shared_by_few(ties: Collection[int]) -> list[int]:
    """Those of the keys along which anybody is followed."""
    if not ties:
        return []
    asked = union_all(
        *(select(literal(key, BigInteger).label("tie_key")) for key in ties)
    ).subquery()
    query = select(asked.c.tie_key).where(~_is_shared_by_many(asked.c.tie_key))
    return sorted(current_session().scalars(query))


def _is_shared_by_many(key: ColumnExpressionArgument[int]) -> ColumnElement[bool]:
    """Whether one more than the cap share it; counted no further than that."""
    sharer = aliased(JurorTie)
    # Not DISTINCT: SQLite leaves it out of EXISTS, and would count older rows too.
    beyond = (
        select(sharer.juror_id)
        .where(sharer.tie_key == key, sharer.of_person.is_(False))
        .group_by(sharer.juror_id)
        .offset(MOST_SHARERS)
        .limit(1)
    )
    return exists(beyond)
