"""What a policy allows beside the held sum: compensation, and an advance to the buyer.

A compensation comes from the deposit that the seller left with the marketplace, on top
of everything that is asked of the held sum, and never exceeds that deposit. An advance
is the platform's own money, for a buyer of good standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from jury.domain.law.fields import Table
from jury.domain.law.ladder import Basis, OfferedRung, Rung
from jury.domain.law.texts import Text

_MOST_MINOR = 10**12
Amounts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compensation:
    """One remedy above the price: so many times it, up to a sum, for some reasons."""

    code: str
    reasons: tuple[str, ...]
    times: int
    most: Amounts
    title: Text
    says: Text

    def minor(self, price_minor: int, currency: str, *, at_most: int) -> int:
        """How much it comes to; `at_most` is what is asked and the deposit holds."""
        return min(self.times * price_minor, dict(self.most).get(currency, 0), at_most)

    def as_rung(self) -> Rung:
        """The words it has on a ballot."""
        return Rung(self.code, self.title, self.says, Basis.ASKED)

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_compensation` makes it again."""
        return {
            "code": self.code,
            "reasons": list(self.reasons),
            "times": self.times,
            "most": dict(self.most),
            "title": self.title.to_json(),
            "says": self.says.to_json(),
        }


class When(StrEnum):
    """When an advance is paid."""

    NEVER = "never"
    ADMISSION = "admission"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceTerms:
    """Whether the platform pays the buyer before it is final: when, whom, how much."""

    when: When = When.NEVER
    credit: int = 0
    trades: int = 0
    most: Amounts = ()

    def minor(self, wanted_minor: int, currency: str) -> int:
        """How much is advanced of what is wanted."""
        return min(wanted_minor, dict(self.most).get(currency, 0))

    def suits(self, credit: int | None, trades: int) -> bool:
        """Whether a buyer's standing is good enough; one that is unknown is not."""
        return credit is not None and credit >= self.credit and trades >= self.trades

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_advance` makes it again."""
        return {
            "when": self.when.value,
            "credit": self.credit,
            "trades": self.trades,
            "most": dict(self.most),
        }


NO_ADVANCE = AdvanceTerms()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What a compensation is reckoned from; `at_most` is asked, and is there."""

    reason: str
    price_minor: int
    currency: str
    at_most: int


def compensated(
    offered: Sequence[OfferedRung], terms: Sequence[Compensation], stake: Stake
) -> tuple[OfferedRung, ...]:
    """The ballot with what the policy allows on top of its highest rung.

    Each gives the buyer all that is asked of the held sum, and more from the deposit
    than the one before; where two come to the same, the later stays.
    """
    found: dict[int, str] = {}
    for one in terms:
        if stake.reason in one.reasons:
            minor = one.minor(stake.price_minor, stake.currency, at_most=stake.at_most)
            found[minor] = one.code
    top = offered[-1]
    more = (
        replace(top, code=found[minor], deposit_minor=minor)
        for minor in sorted(found)
        if minor > 0
    )
    return (*offered, *more)


def without_deposit(ladder: Sequence[OfferedRung]) -> tuple[OfferedRung, ...]:
    """The rungs that move the held sum alone: what silence, rules and sides give."""
    return tuple(rung for rung in ladder if rung.deposit_minor == 0)


def read_compensation(table: Table) -> Compensation:
    """Read one compensation; problems go to the table."""
    found = Compensation(
        code=table.text("code"),
        reasons=table.strings("reasons"),
        times=table.integer("times", low=1, high=100),
        most=_amounts(table.table("most")),
        title=table.words("title"),
        says=table.words("says"),
    )
    table.finish()
    if not found.reasons:
        table.note("reasons", "must name at least one reason")
    if not found.most:
        table.note("most", "must name the largest sum in at least one currency")
    return found


def read_advance(table: Table) -> AdvanceTerms:
    """Read the terms of an advance; problems go to the table."""
    found = AdvanceTerms(
        when=table.code("when", When, default=When.NEVER),
        credit=table.integer("credit", low=0, high=10**6, default=0),
        trades=table.integer("trades", low=0, high=10**6, default=0),
        most=_amounts(table.table("most")),
    )
    table.finish()
    if (found.when is When.NEVER) != (not found.most):
        table.note("most", "goes with admission or verdict, and only with them")
    return found


def _amounts(table: Table) -> Amounts:
    amounts = tuple(
        (currency, table.integer(currency, low=1, high=_MOST_MINOR))
        for currency in sorted(table.keys())
    )
    table.finish()
    return amounts
