"""What chance a draw gave to everybody on its list, reckoned from its counts alone."""

from dataclasses import dataclass
from fractions import Fraction

Chances = dict[str, list[int]]


@dataclass(frozen=True)
class Reached:
    """How far the lanes of one segment reached.

    *rows* are the different rows named over the roster, *list_rows* those over the
    list of those left; *list_size* is None when the draw did not come to one.
    """

    size: int
    seats: int
    summoned: int
    rows: int
    list_size: int | None
    list_rows: int


def chances(reached: Reached) -> Chances | None:
    """Return the chances of somebody who may sit, as whole numbers; None: of nobody.

    To be called: every row is as likely as any other among those that were named. To be
    seated: as many as the seats, of those called, if all answer alike.
    """
    if not reached.summoned:
        return None
    called = Fraction(reached.rows, reached.size)
    if reached.list_size is not None:
        share = (
            Fraction(reached.list_rows, reached.list_size) if reached.list_size else 1
        )
        called += (1 - called) * share
    seats = min(reached.seats, reached.summoned)
    seated = called * Fraction(seats, reached.summoned)
    return {
        name: [one.numerator, one.denominator]
        for name, one in (("called", called), ("seated", seated))
    }
