"""What a policy says of a panel: what it is drawn from, and the one of an appeal."""

from dataclasses import dataclass

from jury.domain.law.fields import within


@dataclass(frozen=True, slots=True)
class Draw:
    """What a draw is made from.

    With `ties` of 2 nobody sits who is tied to somebody tied to a side.
    """

    epoch_age_hours: int = within(0, 8760, default=0)
    ties: int = within(1, 2, default=1)


@dataclass(frozen=True, slots=True)
class AppealTerms:
    """Whether a verdict may be appealed, once, to a larger panel.

    `juries_served` asks that so many juries were served before by those who hear an
    appeal, as long as enough such people are on the roster.
    """

    allowed: bool = True
    most_seats: int = within(1, 101, default=31)
    juries_served: int = within(0, 1000, default=0)
