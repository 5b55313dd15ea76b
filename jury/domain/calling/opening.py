"""How many of a panel's seats are open: by the clock alone, never by what was voted.

Under a rule that may stop early not every seat is likely to be needed, so they open a
few at a time while the poll goes on. Were further seats opened by turnout or votes, the
calls would tell of them.
"""

from __future__ import annotations

from datetime import timedelta

from jury.domain.stopping import StoppingKind, StoppingRule

_AT_ONCE = frozenset({StoppingKind.SETTLED, StoppingKind.FIXED})


def seats_open(
    rule: StoppingRule,
    *,
    seats: int,
    passed: timedelta,
    step: timedelta,
    window: timedelta,
) -> int:
    """Say how many seats are open when so much of the window has passed.

    First the fewest on which the poll could stop, then half as many again each *step*;
    all of them by the middle of the window, however many there are.
    """
    first = min(seats, max(rule.minimum, rule.margin))
    if rule.kind in _AT_ONCE or first == seats:
        return seats
    if 2 * passed >= window:
        return seats
    more = -(-first // 2)
    steps = -(-(seats - first) // more)
    each = min(step, window / (2 * steps))
    return min(seats, first + more * max(0, passed // each))
