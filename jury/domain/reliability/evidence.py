"""What a vote says of each rung, given how the juror's earlier votes stood.

Where nothing to the buyer is right a juror says so or errs; where another rung is, they
name it, say nothing, or name a third. People who err together may all err to the same
rung, so that of many rungs this one was named says no more than of two. In decimals,
which round alike everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

_EXACT = Context(prec=28)
# Before any vote somebody is right twice in three times, which is worth three votes; to
# how often they are right in all their votes each kind is drawn by four.
_RIGHT, _VOTES, _SHRUNK = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Counts:
    """How often somebody voted what: the first two where nothing was right."""

    kept_nothing: int = 0
    gave_wrongly: int = 0
    gave_rightly: int = 0
    gave_nothing: int = 0
    gave_other: int = 0

    def evidence(self, choice: int, *, rungs: int) -> tuple[int, ...]:
        """Say how likely this vote is where each rung is right.

        A natural logarithm a rung, in thousandths, as `stopping` weighs them.
        """
        chances = (
            self._chance(choice, right=rung, rungs=rungs) for rung in range(rungs)
        )
        return tuple(map(_thousandths, chances))

    def _chance(self, choice: int, *, right: int, rungs: int) -> Decimal:
        agreed = self.kept_nothing + self.gave_rightly
        voted = agreed + self.gave_wrongly + self.gave_nothing + self.gave_other
        usual = Decimal(agreed + _RIGHT) / (voted + _VOTES)
        if right == 0:
            kept = self.kept_nothing + _SHRUNK * usual
            given = self.gave_wrongly + _SHRUNK * (1 - usual)
            return (kept if choice == 0 else given) / (kept + given)
        named = self.gave_rightly + _SHRUNK * usual
        nothing = self.gave_nothing + _SHRUNK * (1 - usual) / 2
        other = self.gave_other + _SHRUNK * (1 - usual) / 2
        whole = named + nothing + (other if rungs > 2 else 0)
        if choice == right:
            return named / whole
        return (nothing if choice == 0 else other) / whole


@lru_cache(maxsize=4096)
def _thousandths(chance: Decimal) -> int:
    """The logarithm takes longer than all else, and few chances come up, but often."""
    return int((1000 * _EXACT.ln(chance)).to_integral_value())
