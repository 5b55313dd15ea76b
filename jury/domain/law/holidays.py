"""Days that do not count: a calendar of holidays, and how it lengthens a window.

On a holiday the clock of a window stands still, from midnight to midnight in the
marketplace's own time zone. A policy names its calendar and the stages that keep it;
a dispute takes both along as they are at admission.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from jury.domain.law.fields import Table
from jury.domain.law.texts import Text
from jury.domain.lifecycle import Stage

_LONGEST = timedelta(days=31)
# The stages that a calendar may lengthen: each of them has a window.
MAY_KEEP = (
    Stage.SUBMISSIONS,
    Stage.SCREENING,
    Stage.HEARING,
    Stage.PRONOUNCED,
    Stage.REFERRED,
)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Holiday:
    """One or more days in a row, the last included, and what they are called."""

    first: date
    last: date
    title: Text

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_holiday` makes this again."""
        return {
            "date": self.first.isoformat(),
            "until": self.last.isoformat(),
            "title": self.title.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Calendar:
    """A file of holidays, in the order of their dates."""

    title: Text
    days: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """The holidays that a policy keeps, in which stages, and in which time zone."""

    calendar: str = ""
    stages: tuple[str, ...] = ()
    zone: str = "UTC"
    days: tuple[Holiday, ...] = ()

    def spans(self, stage: Stage) -> tuple[Span, ...]:
        """Give the times that do not count in a stage, in order, in UTC."""
        return _spans(self.days, self.zone) if stage.value in self.stages else ()

    def between(self, begins: datetime, ends: datetime) -> tuple[Holiday, ...]:
        """Give the holidays that some part of a time falls on."""
        spans = zip(self.days, _spans(self.days, self.zone), strict=True)
        return tuple(
            day for day, (first, last) in spans if first < ends and begins < last
        )

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_holidays` makes this again."""
        return {
            **({"calendar": self.calendar} if self.calendar else {}),
            "stages": list(self.stages),
            "zone": self.zone,
            "days": [day.to_json() for day in self.days],
        }


def end_of(opened_at: datetime, length: timedelta, spans: Iterable[Span]) -> datetime:
    """Say when a window ends that stands still in `spans`, which are in order."""
    end = opened_at + length
    if not length:
        return end
    for begins, ends in spans:
        if begins >= end:
            break
        end += max(ends - max(begins, opened_at), timedelta())
    return end


def read_calendar(table: Table) -> Calendar:
    """Read a calendar file; problems go to the table."""
    calendar = Calendar(
        title=table.words("title"),
        days=tuple(read_holiday(one) for one in table.tables("day")),
    )
    table.finish()
    for place, (one, two) in enumerate(pairwise(calendar.days), start=1):
        if two.first <= one.last:
            table.note(f"day[{place}].date", "must come after the day above it")
    return calendar


def read_holiday(table: Table) -> Holiday:
    """Read one holiday; problems go to the table."""
    first = table.date("date")
    last = table.date("until") if table.has("until") else first
    if last < first:
        table.note("until", "must not be before date")
    if last - first > _LONGEST:
        table.note("until", f"must be within {_LONGEST.days} days")
    holiday = Holiday(first, last, table.words("title"))
    table.finish()
    return holiday


def read_holidays(table: Table) -> Holidays:
    """Read the holidays of a policy; problems go to the table."""
    holidays = Holidays(
        calendar=table.text("calendar") if table.has("calendar") else "",
        stages=table.strings("stages"),
        zone=table.text("zone", default="UTC"),
        days=tuple(read_holiday(one) for one in table.tables("days")),
    )
    table.finish()
    for stage in holidays.stages:
        if stage not in MAY_KEEP:
            table.note("stages", f"{stage} is none of {', '.join(MAY_KEEP)}")
    if bool(holidays.calendar) != bool(holidays.stages):
        table.note("stages", "and calendar go together")
    return holidays


@cache
def _spans(days: Sequence[Holiday], zone: str) -> tuple[Span, ...]:
    here = ZoneInfo(zone)
    return tuple(
        (_midnight(day.first, here), _midnight(day.last + timedelta(days=1), here))
        for day in days
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
