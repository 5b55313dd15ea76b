"""Which disputes a policy is for: categories, reasons, and bands of amounts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jury.domain.law.fields import Table

_MOST_MINOR = 10**12


class Miss(StrEnum):
    """Why a policy does not apply."""

    CATEGORY = "category"
    REASON = "reason"
    CURRENCY = "currency"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Band:
    """Amounts above one bound and up to another, in one currency."""

    currency: str
    above: int = 0
    up_to: int | None = None

    def holds(self, amount_minor: int) -> bool:
        """Tell whether the amount lies in the band."""
        return self.above < amount_minor and (
            self.up_to is None or amount_minor <= self.up_to
        )

    def overlaps(self, other: Band) -> bool:
        """Tell whether some amount lies in both."""
        ends = [band.up_to for band in (self, other) if band.up_to is not None]
        floor = max(self.above, other.above)
        return self.currency == other.currency and all(floor < end for end in ends)


@dataclass(frozen=True, slots=True)
class Matches:
    """What a policy applies to; an empty part applies to everything."""

    categories: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def specificity(self) -> tuple[bool, bool, bool]:
        """Rank: naming the reason beats the category, and that beats the amount."""
        return bool(self.reasons), bool(self.categories), bool(self.bands)

    def misses(
        self, *, category: str, reason: str, amount_minor: int, currency: str
    ) -> tuple[Miss, ...]:
        """Give every part in which a dispute lies outside; none means it matches."""
        found = []
        if self.categories and category not in self.categories:
            found.append(Miss.CATEGORY)
        if self.reasons and reason not in self.reasons:
            found.append(Miss.REASON)
        bands = [band for band in self.bands if band.currency == currency]
        if self.bands and not bands:
            found.append(Miss.CURRENCY)
        elif bands and not any(band.holds(amount_minor) for band in bands):
            found.append(Miss.AMOUNT)
        return tuple(found)

    def ties_with(self, other: Matches) -> bool:
        """Tell whether some dispute lies in both, and neither is more specific."""
        return (
            self.specificity == other.specificity
            and _meet(self.categories, other.categories)
            and _meet(self.reasons, other.reasons)
            and (
                not self.bands
                or any(one.overlaps(two) for one in self.bands for two in other.bands)
            )
        )

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_matches` makes this again."""
        return {
            "categories": list(self.categories),
            "reasons": list(self.reasons),
            "amounts": {band.currency: _band_json(band) for band in self.bands},
        }


def read_matches(table: Table) -> Matches:
    """Read what a policy applies to; problems go to the table."""
    amounts = table.table("amounts")
    bands = tuple(
        _band(currency, amounts.table(currency)) for currency in sorted(amounts.keys())
    )
    matches = Matches(table.strings("categories"), table.strings("reasons"), bands)
    table.finish()
    return matches


def _band(currency: str, table: Table) -> Band:
    above = table.integer("above", low=0, high=_MOST_MINOR, default=0)
    up_to = None
    if table.has("up_to"):
        up_to = table.integer("up_to", low=1, high=_MOST_MINOR)
        if up_to <= above:
            table.note("up_to", "must be more than above")
    if len(currency) != 3 or not currency.isupper():
        table.note("", "must be an ISO 4217 code such as CNY")
    table.finish()
    return Band(currency, above, up_to)


def _band_json(band: Band) -> dict[str, int]:
    ends = {} if band.up_to is None else {"up_to": band.up_to}
    return {"above": band.above, **ends}


def _meet(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    return not one or bool(set(one) & set(two))
