"""Of which kind the jurors of past polls were: what they mostly do, and how long."""

from collections.abc import Mapping, Sequence

import numpy as np

from jury.domain.fairness.intervals import Floats
from jury.domain.jurors.strata import KINDS, MANY_JURIES, Axis, kinds_in
from jury.storage.figures.history import CastBallot, Trades

# Neither of two kinds.
NEITHER = 0.5


class Kinds:
    """The kinds of those who cast these ballots.

    A balanced draw called each from the list of a kind, and that is what they were
    then; of others it is what the roster says now, and how many votes came before.
    """

    def __init__(
        self,
        cast: Sequence[CastBallot],
        *,
        trades: Mapping[int, Trades],
        lists: Mapping[tuple[int, int], str],
    ) -> None:
        """Take ballots in the order of their draws; *lists* by draw and juror."""
        self._cast, self._trades = cast, trades
        self._kinds = {place: kinds_in(key) for place, key in lists.items()}

    def mostly_buy(self) -> Floats:
        """1 for each ballot of somebody who mostly buys, 0 of who mostly sells."""
        return np.array([self._buys(one) for one in self._cast])

    def experienced(self) -> Floats:
        """1 for each ballot of somebody who had sat on many juries before."""
        before: dict[int, int] = {}
        found = np.zeros(len(self._cast))
        for at, one in enumerate(self._cast):
            named = self._named(one, Axis.EXPERIENCE)
            served = before.get(one.juror_id, 0)
            found[at] = served >= MANY_JURIES if named is None else named
            before[one.juror_id] = served + 1
        return found

    def _buys(self, one: CastBallot) -> float:
        trades = self._trades.get(one.juror_id, Trades(0, 0))
        if trades.as_buyer == trades.as_seller:
            return NEITHER
        named = self._named(one, Axis.TRADE)
        return float(trades.as_buyer > trades.as_seller if named is None else not named)

    def _named(self, one: CastBallot, axis: Axis) -> bool | None:
        """Whether the list that a juror came from is of the second kind of an axis."""
        kinds = self._kinds.get((one.draw_id, one.juror_id), ())
        return next(
            (kind == KINDS[axis][1] for kind in kinds if kind in KINDS[axis]), None
        )
