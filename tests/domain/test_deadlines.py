"""The grid, the close of a settled poll, and the promised date."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.deadlines import (
    bucket,
    decided_by,
    in_utc,
    next_grid,
    poll_closes_at,
    reply_due_at,
)
from tests.domain.builders import NOW, make_policy


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-22T{clock}+00:00")


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        ("09:00:00", "09:00:00", "09:15:00"),
        ("09:14:59.999999", "09:00:00", "09:15:00"),
        ("09:15:00", "09:15:00", "09:30:00"),
    ],
)
def test_the_grid_stands_at_the_quarters_of_the_hour(
    now: str, before: str, after: str
) -> None:
    assert (bucket(at(now)), next_grid(at(now))) == (at(before), at(after))


def test_the_grid_is_the_same_from_every_zone() -> None:
    shanghai = at("09:07:00").astimezone(timezone(timedelta(hours=8)))
    assert next_grid(shanghai) == at("09:15:00")
    assert next_grid(shanghai).tzinfo is UTC


@given(
    st.datetimes(datetime(1960, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis wants naive bounds
    st.sampled_from([1, 5, 15, 60]),
)
def test_now_lies_between_its_bucket_and_the_next_point(
    now: datetime, minutes: int
) -> None:
    before, after = bucket(now, minutes=minutes), next_grid(now, minutes=minutes)
    assert before <= now < after == before + timedelta(minutes=minutes)


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        in_utc(NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("promises", "closes"),
    [
        ([], "09:00:00"),
        (["09:10:00"], "09:10:00"),
        (["09:10:00", "09:25:00"], "09:25:00"),
        (["09:55:00"], "09:30:00"),
        (["08:50:00"], "09:00:00"),
    ],
)
def test_a_settled_poll_waits_for_those_reading_but_half_an_hour_at_most(
    promises: list[str], closes: str
) -> None:
    given_promises = [at(promise) for promise in promises]
    closes_at = poll_closes_at(
        at("09:00:00"), given_promises, window_end=at("20:00:00")
    )
    assert closes_at == at(closes)


def test_a_settled_poll_never_closes_after_its_window() -> None:
    closes_at = poll_closes_at(
        at("09:00:00"), [at("09:25:00")], window_end=at("09:20:00")
    )
    assert closes_at == at("09:20:00")


@pytest.mark.parametrize(("end", "due"), [("20:00", "11:00"), ("10:30", "10:30")])
def test_a_reply_is_due_in_two_hours_or_at_the_windows_end(end: str, due: str) -> None:
    due_at = reply_due_at(at("09:00:00"), minutes=120, window_end=at(f"{end}:00"))
    assert due_at == at(f"{due}:00")


@pytest.mark.parametrize(
    ("route", "hours"), [("jury", 48 + 12 + 24 + 12 + 72), ("staff", 48 + 12 + 72)]
)
def test_the_promised_date_counts_every_window_and_one_extension(
    route: str, hours: int
) -> None:
    policy = make_policy(route=route)
    assert decided_by(policy, NOW) == NOW + timedelta(hours=hours)
