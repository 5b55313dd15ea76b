"""Strata: panels balanced between people who mostly buy and who mostly sell, and so on.

A policy names what its panels are balanced between. Each kind of people is a list of
its own in the epoch, with its own seats and its own stream of the same lot: the seats
of a kind are exact, and inside a kind everybody has the same chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product, takewhile
from typing import TypeVar

from jury.domain.law.fields import Table

Item = TypeVar("Item")
# Whoever voted on so many juries is experienced.
MANY_JURIES = 5


class Axis(StrEnum):
    """What a panel may be balanced between; two kinds of people each."""

    TRADE = "trade"
    EXPERIENCE = "experience"


KINDS: Mapping[Axis, tuple[str, str]] = {
    Axis.TRADE: ("buys", "sells"),
    Axis.EXPERIENCE: ("new", "experienced"),
}
_BETWEEN_KINDS = "."


@dataclass(frozen=True, slots=True)
class Panel:
    """The figures of `[panel]`; whoever says nothing draws from everybody at once.

    What stands first in `balance` is given up last where people are short.
    """

    balance: tuple[Axis, ...] = ()

    def to_json(self) -> dict[str, list[str]]:
        """As it is frozen into a dispute."""
        return {"balance": [axis.value for axis in self.balance]}

    @property
    def strata(self) -> int:
        """How many kinds of people the seats are shared between."""
        return 1 << len(self.balance)

    def tries(self, *, without: Iterable[Axis] = ()) -> list[tuple[Axis, ...]]:
        """Give what to balance between, and what instead where people are short."""
        left = tuple(axis for axis in self.balance if axis not in set(without))
        return [_in_order(left[:many]) for many in range(len(left), 0, -1)]


UNBALANCED = Panel()


def read_panel(table: Table) -> Panel:
    """Read the table; problems go to it."""
    named = table.strings("balance")
    known = [Axis(name) for name in named if name in set(Axis)]
    if len(known) < len(named):
        table.note("balance", f"must name some of {', '.join(Axis)}")
    table.finish()
    return Panel(tuple(dict.fromkeys(known)))


def balances_of(panels: Iterable[Panel]) -> list[tuple[Axis, ...]]:
    """Give every way in which these panels may be balanced, for an epoch to list.

    On appeal experience is asked of everybody and so balances nothing.
    """
    found = {
        one
        for panel in panels
        for one in (*panel.tries(), *panel.tries(without=[Axis.EXPERIENCE]))
    }
    return sorted(found)


def stratum_keys(whole: str, balance: Sequence[Axis]) -> list[str]:
    """Give the names of the lists into which the list *whole* falls, in order."""
    if not balance:
        return [whole]
    cells = product(*(KINDS[axis] for axis in balance))
    return [f"{whole}/{_BETWEEN_KINDS.join(cell)}" for cell in cells]


def kinds_in(key: str) -> tuple[str, ...]:
    """Give the kinds of people that a list is of; none for a list of everybody."""
    _language, _category, _status, *kinds = key.split("/")
    return tuple(kinds[0].split(_BETWEEN_KINDS)) if kinds else ()


def mostly_buys(bought: int, sold: int, row_key: bytes) -> bool:
    """Tell whether somebody is of those who mostly buy.

    Whoever did both equally often, or nothing that anybody told, is put by the last bit
    of their key, so that such people lean neither list to one side.
    """
    return bought > sold or (bought == sold and row_key[-1] % 2 == 0)


def choose_strata(
    tries: Iterable[Sequence[Axis]],
    sizes: Mapping[str, int],
    *,
    whole: str,
    seats: int,
    enough: Callable[[int], int],
) -> tuple[tuple[Axis, ...], list[str]]:
    """Say what a panel is balanced between, and the lists that it is drawn from.

    The first of the *tries* whose lists are all on the epoch and long enough for the
    seats that may be theirs; where none is, everybody together. Only the sizes that
    were published before count, so that anybody can see why.
    """
    for balance in tries:
        keys = stratum_keys(whole, balance)
        most = -(-seats // len(keys))
        if all(sizes.get(key, 0) >= enough(most) for key in keys):
            return tuple(balance), keys
    return (), [whole]


@dataclass(frozen=True, slots=True)
class Bench:
    """The seats of one stratum: how many, taken, and asked for by open calls.

    *is_short* says that nobody is left in it who could be called.
    """

    key: str
    seats: int
    taken: int = 0
    called: int = 0
    is_short: bool = False


def seats_to_fill(benches: Sequence[Bench], *, opened: int) -> list[int]:
    """Say how many seats each stratum may fill by now, when so many are open in all.

    Seats open in turn, so that few are balanced too. What a stratum that is short can
    never fill goes to the nearest that is not: one that shares its first kinds.
    """
    rooms = _opened(benches, opened)
    for at, bench in enumerate(benches):
        spare = rooms[at] - bench.taken - bench.called
        if not bench.is_short or spare <= 0:
            continue
        rooms[at] -= spare
        for _seat in range(spare):
            rooms[_heir(benches, rooms, at)] += 1
    return rooms


def in_turns(lists: Iterable[Sequence[Item]]) -> list[Item]:
    """Lay lists into one another, each spread evenly, so that few hold some of all."""
    turns = [
        ((2 * nth + 1) / (2 * len(items)), at, item)
        for at, items in enumerate(lists)
        for nth, item in enumerate(items)
    ]
    return [item for _turn, _at, item in sorted(turns, key=lambda turn: turn[:2])]


def _opened(benches: Sequence[Bench], opened: int) -> list[int]:
    """Share the open seats out."""
    turns = in_turns([at] * bench.seats for at, bench in enumerate(benches))
    return [turns[:opened].count(at) for at in range(len(benches))]


def _heir(benches: Sequence[Bench], rooms: Sequence[int], at: int) -> int:
    """Whose a seat becomes: of the nearest kind that can be called, with fewest."""
    own = kinds_in(benches[at].key)

    def distance(other: int) -> tuple[int, int, int]:
        pairs = zip(own, kinds_in(benches[other].key), strict=False)
        alike = takewhile(lambda pair: pair[0] == pair[1], pairs)
        return -sum(1 for _pair in alike), rooms[other], other

    others = [other for other, one in enumerate(benches) if not one.is_short]
    return min(others, key=distance, default=at)


def _in_order(axes: Iterable[Axis]) -> tuple[Axis, ...]:
    """Name lists alike, whatever a policy would rather give up."""
    named = set(axes)
    return tuple(axis for axis in Axis if axis in named)
