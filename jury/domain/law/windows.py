"""How long each stage of a dispute lasts, and how fast jurors are called."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from jury.domain.law.fields import within
from jury.domain.lifecycle import EndedBy, Stage


class Window(StrEnum):
    """A time that a policy gives; `Windows` has the hours of each."""

    SUBMISSIONS = "submissions"
    SCREENING = "screening"
    HEARING = "hearing"
    EXTENSION = "extension"
    PRONOUNCED = "pronounced"
    DEFAULT_PRONOUNCED = "default_pronounced"
    REFERRED = "referred"
    APPEAL_SUBMISSIONS = "appeal_submissions"
    EXTENSION_ON_REQUEST = "extension_on_request"

    @property
    def stage(self) -> Stage:
        """The stage that it is a time of."""
        return _STAGES.get(self) or Stage(self.value)

    @classmethod
    def after(cls, ended_by: str | None) -> "Window":
        """The time between a decision and its being final, by how it came about."""
        by_default = ended_by == EndedBy.DEFAULT.value
        return cls.DEFAULT_PRONOUNCED if by_default else cls.PRONOUNCED


_STAGES = {
    Window.EXTENSION: Stage.HEARING,
    Window.DEFAULT_PRONOUNCED: Stage.PRONOUNCED,
    Window.APPEAL_SUBMISSIONS: Stage.SUBMISSIONS,
    Window.EXTENSION_ON_REQUEST: Stage.SUBMISSIONS,
}


# The share of those who say yes that may find no seat when little time is left.
_AT_THE_END = 0.25


@dataclass(frozen=True, slots=True)
class Windows:
    """How long each stage lasts."""

    submissions_hours: int = within(1, 1440, default=48)
    screening_hours: int = within(1, 1440, default=12)
    hearing_hours: int = within(1, 1440, default=24)
    extension_hours: int = within(1, 1440, default=12)
    pronounced_hours: int = within(1, 1440, default=48)
    default_pronounced_hours: int = within(1, 1440, default=72)
    referred_hours: int = within(1, 1440, default=72)
    appeal_submissions_hours: int = within(1, 1440, default=24)
    # What a side gets once, on request, to put its case; 0: nothing.
    extension_on_request_hours: int = within(0, 240, default=24)

    @property
    def submissions(self) -> timedelta:
        """Time for both sides to put their case."""
        return timedelta(hours=self.submissions_hours)

    @property
    def screening(self) -> timedelta:
        """Time to cover what is personal and to confirm it."""
        return timedelta(hours=self.screening_hours)

    @property
    def hearing(self) -> timedelta:
        """Time for the jury."""
        return timedelta(hours=self.hearing_hours)

    @property
    def extension(self) -> timedelta:
        """Time added once to a poll short of quorum."""
        return timedelta(hours=self.extension_hours)

    @property
    def pronounced(self) -> timedelta:
        """Time between the verdict and its being final."""
        return timedelta(hours=self.pronounced_hours)

    @property
    def default_pronounced(self) -> timedelta:
        """The same after a decision by default."""
        return timedelta(hours=self.default_pronounced_hours)

    def lasts(self, window: Window) -> timedelta:
        """How long one of them is."""
        return timedelta(hours=getattr(self, f"{window}_hours"))

    @property
    def extension_on_request(self) -> timedelta:
        """Time that a side gets, once, when it asks for more to put its case."""
        return timedelta(hours=self.extension_on_request_hours)

    @property
    def referred(self) -> timedelta:
        """Time for staff to decide."""
        return timedelta(hours=self.referred_hours)

    @property
    def appeal_submissions(self) -> timedelta:
        """Time to put the case of an appeal."""
        return timedelta(hours=self.appeal_submissions_hours)


@dataclass(frozen=True, slots=True)
class Pace:
    """How jurors are called and how a settled poll is closed."""

    reply_minutes: int = within(1, 1440, default=120)
    seat_minutes: int = within(5, 1440, default=60)
    over_summoning_percent: int = within(100, 1000, default=200)
    grid_minutes: int = within(1, 60, default=15)
    closing_minutes: int = within(1, 240, default=30)
    nonce_minutes: int = within(1, 240, default=10)
    # Where a rule may stop the vote early, seats open a few at a time, so far apart.
    opening_minutes: int = within(5, 1440, default=60)
    # Of a hundred who say yes, how many may find every seat taken.
    unseated_percent: int = within(0, 100, default=4)

    def wave(self, free_seats: int) -> int:
        """Say how many people must be there for so many free seats to be filled."""
        return -(-free_seats * self.over_summoning_percent // 100)

    @property
    def usual_turnout(self) -> float:
        """Which share of those called is counted on before any call was answered."""
        return 100 / self.over_summoning_percent

    def allowed(self, left: timedelta) -> float:
        """Say which share of those who say yes may find no seat.

        Near the end of the window more may: an empty seat is worse then.
        """
        enough = timedelta(minutes=self.reply_minutes + self.seat_minutes)
        share = self.unseated_percent / 100
        return share if left >= enough else max(share, _AT_THE_END)
