"""What a policy asks of a juror, and how much it lets each rank do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from jury.domain.deadlines import in_utc
from jury.domain.jurors.ramp import Rank, rank_of
from jury.domain.law.fields import within

if TYPE_CHECKING:
    from jury.domain.eligibility import JurorFacts


@dataclass(frozen=True, slots=True)
class EligibilityLimits:
    """What the policy asks of a juror, and what it lets each rank do.

    With `exam_volunteers` those who volunteered have passed the entrance exam, with
    `exam_imported` those too whom the marketplace vouches for by importing them.
    """

    adult: bool = True
    verified: bool = True
    account_age_days: int = within(0, 36500, default=90)
    trades_completed: int = within(0, 10**6, default=3)
    credit: int = within(0, 10**6, default=0)
    active_within_days: int = within(1, 36500, default=30)
    same_category: bool = False
    strikes: int = within(0, 100, default=0)
    juries_served: int = within(0, 1000, default=0)
    open_at_once: int = within(1, 100, default=2)
    a_day: int = within(1, 1000, default=5)
    # Whoever let so many calls in a row pass is called no more for so many days; with
    # 0 nobody is left out for that.
    missed_in_a_row: int = within(0, 100, default=0)
    rest_days: int = within(1, 60, default=7)
    # Whoever voted in a hard dispute is not called for so many hours. Hard is what was
    # hung, or took so many seconds to read (0: however long it took).
    break_hours: int = within(0, 336, default=0)
    hard_seconds: int = within(0, 3600, default=0)

    def is_long(self, reading_seconds: int) -> bool:
        """Tell whether a file was so long to read that its jurors take a break."""
        return 0 < self.hard_seconds <= reading_seconds

    exam_volunteers: bool = True
    exam_imported: bool = False
    # The ramp: juries served until somebody is a juror, and until they are experienced.
    juror_after: int = within(0, 1000, default=3)
    experienced_after: int = within(0, 1000, default=10)
    trainees: bool = False
    trainee_open_at_once: int = within(1, 100, default=1)
    trainee_a_day: int = within(1, 1000, default=2)
    experienced_a_day: int = within(1, 1000, default=8)

    def rank(self, juror: JurorFacts) -> Rank:
        """Say how far somebody has come; who is not vouched for begins as a trainee."""
        return rank_of(
            juror.juries_served,
            begins_as_trainee=self.exam_imported or not juror.vouched,
            juror_after=self.juror_after,
            experienced_after=self.experienced_after,
        )

    def most_open(self, rank: Rank) -> int:
        """Say how many summonses of somebody may be open at once."""
        return self.trainee_open_at_once if rank is Rank.TRAINEE else self.open_at_once

    def most_a_day(self, rank: Rank) -> int:
        """Say how often somebody may be called in a day."""
        by_rank = {
            Rank.TRAINEE: self.trainee_a_day,
            Rank.JUROR: self.a_day,
            Rank.EXPERIENCED: self.experienced_a_day,
        }
        return by_rank[rank]

    @property
    def counts_all_service(self) -> bool:
        """Tell whether everybody's service decides, not only that of a few."""
        return self.juries_served > 0 or self.exam_imported

    def lacks_exam(self, juror: JurorFacts) -> bool:
        """Tell whether somebody has still to pass the entrance exam."""
        asked = self.exam_imported if juror.vouched else self.exam_volunteers
        return asked and not juror.passed

    def bounds(self, *, as_of: datetime, summoned_at: datetime | None = None) -> Bounds:
        """Turn the spans of time into instants, for a query that sorts out most."""
        today = in_utc(as_of).date()
        moment = in_utc(summoned_at or as_of)
        return Bounds(
            opened_by=today - timedelta(days=self.account_age_days),
            active_since=moment - timedelta(days=self.active_within_days),
            missed_since=moment - timedelta(days=self.rest_days),
            hard_since=moment - timedelta(hours=self.break_hours),
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """The latest day of opening an account, and the earliest last activity.

    And since when a call that was let pass, or a hard dispute, still counts.
    """

    opened_by: date
    active_since: datetime
    missed_since: datetime
    hard_since: datetime
