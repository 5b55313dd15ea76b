"""How likely somebody who is called takes a seat, by what earlier calls came to.

It decides how many are called at once, and never who: the drawn order stands, and
nobody is left out for being slow to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

HOURS = 24
# Most people sleep from then until then, whether or not they have told anybody.
_NIGHT_FROM, _NIGHT_UNTIL = 23, 8
# What is known of everybody counts for as much as so many calls of one hour, of one
# juror, and of one juror at one hour.
_EVERYBODY, _OF_HOUR, _OF_JUROR, _OF_BOTH = 30, 30, 6, 6
_LEAST, _MOST = 0.02, 0.95


class Said(StrEnum):
    """What a juror has said of the hour in which a call reaches them."""

    NOTHING = "nothing"
    WITHIN = "within"
    NOW = "now"


# How much likelier than usual that makes a yes, where nothing is known.
_USUAL = {Said.NOTHING: 1.0, Said.WITHIN: 1.3, Said.NOW: 1.9}


@dataclass(frozen=True, slots=True)
class Answers:
    """So many calls that came to an end, and to how many of them people said yes."""

    called: int = 0
    willing: int = 0

    def __add__(self, other: Answers) -> Answers:
        """Both together."""
        return Answers(self.called + other.called, self.willing + other.willing)

    def shrunk(self, towards: float, *, weight: float) -> float:
        """Return the mean of a Beta that began as `weight` calls at `towards`."""
        return (self.willing + weight * towards) / (self.called + weight)


NONE = Answers()


@dataclass(frozen=True, slots=True)
class Turnout:
    """What all calls came to: by hour of the day, and by what was said.

    *usual* is what the policy counts on before anything is known.
    """

    usual: float
    hours: Mapping[int, Answers] = field(default_factory=dict)
    said: Mapping[Said, Answers] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """How many calls this is learned from."""
        return sum(one.called for one in self.hours.values())

    @property
    def overall(self) -> float:
        """The share of all calls that people say yes to."""
        willing = sum(one.willing for one in self.hours.values())
        return Answers(self.known, willing).shrunk(self.usual, weight=_EVERYBODY)

    def typical(self, hour: int) -> float:
        """Say how likely anybody says yes at this hour, of whom nothing is known."""
        of_hour = self.hours.get(hour, NONE)
        return _bounded(of_hour.shrunk(self.overall, weight=_OF_HOUR))

    def chance(
        self, own: Mapping[int, Answers], *, hour: int, said: Said = Said.NOTHING
    ) -> float:
        """Say how likely this juror says yes, whose calls came to `own` by hour.

        The hour's share, as far from it as this juror is at all hours, and then as
        this juror is at this one; each as far as their calls are enough to tell.
        """
        everything = sum(own.values(), NONE)
        expected = sum(one.called * self.typical(at) for at, one in own.items())
        of_juror = (everything.willing + _OF_JUROR) / (expected + _OF_JUROR)
        usual = self.typical(hour) * of_juror * self._told(said)
        return _bounded(own.get(hour, NONE).shrunk(_bounded(usual), weight=_OF_BOTH))

    def _told(self, said: Said) -> float:
        overall = self.overall
        usual = min(1.0, _USUAL[said] * overall)
        return self.said.get(said, NONE).shrunk(usual, weight=_OF_HOUR) / overall


def is_night(hour: int) -> bool:
    """Tell whether most people sleep at this hour of their day."""
    return hour >= _NIGHT_FROM or hour < _NIGHT_UNTIL


def _bounded(chance: float) -> float:
    return min(max(chance, _LEAST), _MOST)
