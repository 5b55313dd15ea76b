"""Made-up jurors with a day's rhythm, and what a court has learned of them.

They are what a pace is tried on: a day with a rhythm, a phone that is looked at sooner
or later, quiet hours.
"""

from __future__ import annotations

from dataclasses import dataclass

from jury.domain.calling.turnout import HOURS, Answers, Turnout

# How ready people are at each hour of a day, about one over the hours awake.
RHYTHM = (0.25,) * 7 + (
    *(0.6, 0.9, 0.9, 0.9, 1.0, 1.3, 1.2, 0.9, 0.9),
    *(0.9, 0.9, 1.1, 1.3, 1.4, 1.4, 1.3, 0.7),
)
# Minutes until people look at their phones, most of them early.
LOOKS = (0, 0, 0, 0, 15, 15, 30, 45, 75)
DAY_MINUTES = HOURS * 60


@dataclass(frozen=True, slots=True)
class People:
    """How the made-up jurors are.

    *says_no* are those of the unwilling who say so. *side* and *new* are the shares who
    mostly buy and who are new here; *drift* makes those who mostly buy come that much
    more often in the evening, and less by day.
    """

    turnout: float = 0.3
    says_no: float = 0.4
    accuracy: float = 0.9
    quiet: float = 0.6
    quiet_from: int = 23 * 60
    quiet_until: int = 8 * 60
    side: float = 0.8
    new: float = 0.3
    drift: float = 0.0

    def wakes_at(self, now: float) -> float:
        """When somebody with quiet hours may be called; all in minutes of days."""
        begins, ends = self.quiet_from, self.quiet_until
        if (now - begins) % DAY_MINUTES < (ends - begins) % DAY_MINUTES:
            return now + (ends - now) % DAY_MINUTES
        return now


def readiness(people: People, hour: int, *, mostly_buys: bool) -> float:
    """How likely somebody says yes at an hour of their day."""
    drift = people.drift if mostly_buys else -people.drift
    if not 18 <= hour < 23:
        drift = -drift
    return min(1.0, people.turnout * RHYTHM[hour] * (1 + drift))


def learned(people: People, *, calls: int = 200) -> Turnout:
    """What a court has learned of such people after so many calls an hour."""
    hours = {}
    for hour in range(HOURS):
        both = [readiness(people, hour, mostly_buys=one) for one in (True, False)]
        share = people.side * both[0] + (1 - people.side) * both[1]
        hours[hour] = Answers(calls, round(calls * share))
    return Turnout(0.5, hours=hours)
