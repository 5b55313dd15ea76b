"""Holidays: a window stands still on them, and every promised date still holds."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.domain.deadlines import decided_after, decided_by, window_end
from jury.domain.law.fields import FieldProblem, Table
from jury.domain.law.holidays import Holiday, Holidays, end_of, read_calendar
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Stage
from jury.domain.policy import Policy, from_json
from tests.domain.builders import BOTH, WORDS, make_policy

ALL = ("submissions", "screening", "hearing", "pronounced", "referred")
NATIONAL_DAY = Holiday(date(2027, 10, 1), date(2027, 10, 3), WORDS)


def keeping(
    *days: Holiday, zone: str = "Asia/Shanghai", stages: tuple[str, ...] = ALL
) -> Policy:
    return make_policy(
        holidays=Holidays(
            calendar="here", stages=stages, zone=zone, days=days
        ).to_json()
    )


def at(text: str, zone: str = "Asia/Shanghai") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("opened", "closes"),
    [
        ("2027-09-28 09:00", "2027-09-30 09:00"),
        ("2027-09-29 00:00", "2027-10-01 00:00"),
        ("2027-09-29 09:00", "2027-10-04 09:00"),
        ("2027-10-01 00:00", "2027-10-06 00:00"),
        ("2027-10-02 15:00", "2027-10-06 00:00"),
        ("2027-10-03 23:59", "2027-10-06 00:00"),
        ("2027-10-04 00:00", "2027-10-06 00:00"),
    ],
)
def test_two_days_stand_still_from_midnight_to_midnight(
    opened: str, closes: str
) -> None:
    policy = keeping(NATIONAL_DAY)
    assert window_end(policy, Window.SUBMISSIONS, at(opened)) == at(closes)


def test_midnight_is_where_the_marketplace_is() -> None:
    policy = keeping(NATIONAL_DAY, zone="America/New_York")
    opened = at("2027-09-30 23:00", "America/New_York")
    closes = window_end(policy, Window.SCREENING, opened)
    assert closes == at("2027-10-04 11:00", "America/New_York")
    assert closes.tzinfo is UTC


def test_only_the_stages_that_are_named_stand_still() -> None:
    policy = keeping(NATIONAL_DAY, stages=("submissions",))
    opened = at("2027-10-02 09:00")
    assert window_end(policy, Window.HEARING, opened) - opened == timedelta(hours=24)
    for window in (Window.APPEAL_SUBMISSIONS, Window.EXTENSION_ON_REQUEST):
        assert window_end(policy, window, opened) == at("2027-10-05 00:00")


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Holiday, ...]:
    """Holidays of a year, in order and apart."""
    days: list[Holiday] = []
    after = date(2027, 1, 1)
    for _ in range(draw(st.integers(0, 6))):
        first = after + timedelta(days=draw(st.integers(0, 20)))
        last = first + timedelta(days=draw(st.integers(0, 8)))
        days.append(Holiday(first, last, WORDS))
        after = last + timedelta(days=1)
    return tuple(days)


moments = st.datetimes(
    datetime(2027, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2027, 6, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    timezones=st.just(UTC),
)
zones = st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York", "Asia/Kathmandu"])


@settings(max_examples=60)
@given(calendars(), moments, st.integers(0, 200), zones)
def test_no_window_is_shorter_for_holidays_or_ends_on_one(
    days: tuple[Holiday, ...], opened: datetime, hours: int, zone: str
) -> None:
    spans = Holidays(stages=ALL, zone=zone, days=days).spans(Stage.HEARING)
    length = timedelta(hours=hours)
    closes = end_of(opened, length, spans)
    assert closes >= opened + length
    still = sum(
        (max(timedelta(), min(closes, e) - max(opened, b)) for b, e in spans),
        timedelta(),
    )
    assert closes - opened - still == length or not hours
    assert not hours or not any(begins < closes < ends for begins, ends in spans)


@settings(max_examples=60)
@given(calendars(), moments, st.integers(0, 5000), zones)
def test_who_begins_earlier_never_ends_later(
    days: tuple[Holiday, ...], opened: datetime, minutes: int, zone: str
) -> None:
    policy = keeping(*days, zone=zone)
    later = opened + timedelta(minutes=minutes)
    for window in (Window.SUBMISSIONS, Window.HEARING):
        assert window_end(policy, window, opened) <= window_end(policy, window, later)


@settings(max_examples=60)
@given(
    calendars(),
    moments,
    st.lists(st.integers(0, 100), min_size=4, max_size=4),
    st.lists(st.sampled_from(ALL), unique=True, min_size=1),
)
def test_it_is_decided_by_the_promised_date_however_fast_each_stage_ends(
    days: tuple[Holiday, ...],
    admitted: datetime,
    percents: list[int],
    stages: list[str],
) -> None:
    policy = keeping(*days, stages=tuple(stages))
    promised = decided_by(policy, admitted)
    ends = {
        Window.SUBMISSIONS: Stage.SUBMISSIONS,
        Window.SCREENING: Stage.SCREENING,
        Window.HEARING: Stage.HEARING,
        Window.EXTENSION: None,
    }
    now = admitted
    for (window, stage), percent in zip(ends.items(), percents, strict=True):
        closes = window_end(policy, window, now)
        if stage is not None:
            assert decided_after(policy, stage, closes) <= promised
        now += (closes - now) * percent / 100
    assert window_end(policy, Window.REFERRED, now) <= promised
    assert promised >= decided_by(make_policy(), admitted)


def test_a_dispute_takes_its_holidays_along() -> None:
    policy = keeping(NATIONAL_DAY)
    assert from_json(json.loads(json.dumps(policy.to_json()))) == policy
    older = make_policy().to_json()
    del older["holidays"]
    assert from_json(older) == make_policy()


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ({"date": "soon"}, {"date": "2027-02-01"}, "day[0].date"),
        ({"date": "2027-01-02", "until": "2027-01-01"}, {}, "day[0].until"),
        ({"date": "2027-01-02", "until": "2027-05-01"}, {}, "day[0].until"),
        ({"date": "2027-01-02"}, {"date": "2027-01-02"}, "day[1].date"),
        ({"date": "2027-01-02", "name": "x"}, {}, "day[0].name"),
    ],
)
def test_a_calendar_with_a_mistake_is_refused(
    first: dict[str, str], second: dict[str, str], field: str
) -> None:
    problems: list[FieldProblem] = []
    days = [{**one, "title": BOTH} for one in (first, second) if one]
    read_calendar(Table({"title": BOTH, "day": days}, problems=problems))
    assert field in [problem.field for problem in problems]
