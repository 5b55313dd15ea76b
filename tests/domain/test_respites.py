"""Time given back: each moment once, however what stood still lies over each other."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from jury.domain.respites import Period, owed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def period(since: int, until: int) -> Period:
    return Period(NOON + since * MINUTE, NOON + until * MINUTE)


periods = some.tuples(some.integers(0, 60), some.integers(1, 30)).map(
    lambda drawn: period(drawn[0], drawn[0] + drawn[1])
)


def minutes_of(found: list[Period]) -> set[int]:
    return {
        minute
        for one in found
        for minute in range(100)
        if one.since <= NOON + minute * MINUTE < one.until
    }


@given(periods, some.lists(periods, max_size=5))
def test_what_is_owed_is_what_nothing_was_given_for(
    lost: Period, before: list[Period]
) -> None:
    left = minutes_of([lost]) - minutes_of(before)
    assert owed(lost, before) == len(left) * MINUTE


@given(some.lists(periods, max_size=6))
def test_in_any_order_the_whole_is_given_back_once(found: list[Period]) -> None:
    given_back = [owed(one, found[:no]) for no, one in enumerate(found)]
    assert sum(given_back, timedelta()) == len(minutes_of(found)) * MINUTE
