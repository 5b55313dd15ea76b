"""What a policy lets jurors see of the order: its dates, its sums, its title.

A listing can be searched for. Its day, its price and its title find it, and with it the
seller. So a policy may say that jurors read days counted from the payment, bands and
shares in place of sums, and a kind of goods in place of a title. Whoever says nothing
shows everything: these are evidence too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from jury.domain.law.fields import Table
from jury.domain.law.matches import Band

_MOST_MINOR = 10**12
# Shares are told in steps of so many per cent; a finer one would tell the sums.
STEP = 5
# Between which a price is told where nothing else says it: from 10.00 on, tenfold.
_TENFOLD = tuple(10**power for power in range(3, 12))
# Of shares that are neither nothing nor the whole, the least and the most told.
UNDER, OVER = 1, 99


class Dates(StrEnum):
    """How a juror reads when something happened."""

    SHOWN = "shown"
    DAYS = "days"  # day 0 is that of the payment


class Sums(StrEnum):
    """How a juror reads what was paid and is asked."""

    SHOWN = "shown"
    BAND = "band"  # the price between two bounds, all else in shares


class Title(StrEnum):
    """How a juror reads what was sold."""

    SHOWN = "shown"
    GENERAL = "general"  # its category and its grade


class Words(StrEnum):
    """Whether a juror reads the text of the listing."""

    SHOWN = "shown"
    WITHHELD = "withheld"


class Said(StrEnum):
    """Whether what people repeat of the order is covered in their texts."""

    SHOWN = "shown"
    COVERED = "covered"  # plain dates, sums, cities, and words of the listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What jurors see of the order; `bounds` by currency, from little to much."""

    dates: Dates = Dates.SHOWN
    sums: Sums = Sums.SHOWN
    title: Title = Title.SHOWN
    listing: Words = Words.SHOWN
    said: Said = Said.SHOWN
    bounds: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether jurors see all of it."""
        return self == SHOWN

    @property
    def counts_days(self) -> bool:
        """Tell whether days stand in place of dates."""
        return self.dates is Dates.DAYS

    @property
    def hides_sums(self) -> bool:
        """Tell whether bands and shares stand in place of sums."""
        return self.sums is Sums.BAND

    def band_of(self, minor: int, currency: str) -> Band:
        """Say between which bounds a sum lies; without any it may be whatever it is."""
        bounds = dict(self.bounds).get(currency, ())
        above = max((one for one in bounds if one < minor), default=0)
        up_to = min((one for one in bounds if one >= minor), default=None)
        return Band(currency, above, up_to)

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_showing` makes this again."""
        return {
            "dates": self.dates.value,
            "sums": self.sums.value,
            "title": self.title.value,
            "listing": self.listing.value,
            "said": self.said.value,
            "bounds": {currency: list(sums) for currency, sums in self.bounds},
        }


SHOWN = Showing()


def in_general(currency: str) -> Showing:
    """Tell the order in general terms only, so that nobody finds its listing."""
    return Showing(
        dates=Dates.DAYS,
        sums=Sums.BAND,
        title=Title.GENERAL,
        listing=Words.WITHHELD,
        said=Said.COVERED,
        bounds=((currency, _TENFOLD),),
    )


def read_showing(table: Table) -> Showing:
    """Read what jurors see; problems go to the table. Nothing said: everything."""
    bounds = table.table("bounds")
    found = Showing(
        dates=table.code("dates", Dates, default=Dates.SHOWN),
        sums=table.code("sums", Sums, default=Sums.SHOWN),
        title=table.code("title", Title, default=Title.SHOWN),
        listing=table.code("listing", Words, default=Words.SHOWN),
        said=table.code("said", Said, default=Said.SHOWN),
        bounds=tuple(
            (currency, bounds.integers(currency, low=1, high=_MOST_MINOR))
            for currency in sorted(bounds.keys())
        ),
    )
    table.finish()
    if found.hides_sums != bool(found.bounds):
        table.note("bounds", "goes with sums in bands, and only with them")
    for currency, sums in found.bounds:
        if any(above >= up_to for above, up_to in pairwise(sums)):
            table.note(f"bounds.{currency}", "must rise")
    if found.title is Title.GENERAL and found.listing is Words.SHOWN:
        table.note("listing", "must be withheld where the title is general")
    return found


def share_of(minor: int, whole_minor: int) -> int:
    """Say a part of a whole in per cent, coarsely; the whole is 100 and nothing is 0.

    What rounds to nothing or to the whole without being it is told as such.
    """
    if minor <= 0 or whole_minor <= 0:
        return 0
    if minor == whole_minor:
        return 100
    percent = STEP * ((200 * minor + STEP * whole_minor) // (2 * STEP * whole_minor))
    if minor < whole_minor:
        return {0: UNDER, 100: OVER}.get(percent, percent)
    return max(percent, 100 + STEP)
