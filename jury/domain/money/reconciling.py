"""A day of payments as the marketplace lists it and as the ledger has it, compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jury.domain.errors import N_

EXECUTED = "executed"


class Kind(StrEnum):
    """How a list and the ledger can differ."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT = "amount"
    CURRENCY = "currency"
    STATE = "state"
    TWICE = "twice"


SENTENCES: Mapping[Kind, str] = {
    Kind.MISSING_HERE: N_("The list has a payment that was never instructed."),
    Kind.MISSING_THERE: N_("The list lacks a payment that was answered as paid."),
    Kind.AMOUNT: N_("The sums differ: here %(ours)s, there %(theirs)s."),
    Kind.CURRENCY: N_("The currencies differ: here %(ours)s, there %(theirs)s."),
    Kind.STATE: N_("It stands otherwise: here %(ours)s, there %(theirs)s."),
    Kind.TWICE: N_("The list has this payment %(theirs)s times."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One payment: its key, its refund record, what it moves, and how it stands."""

    reference: str
    refund: str
    state: str
    currency: str
    amounts: Mapping[str, int]

    @property
    def moved(self) -> dict[str, int]:
        """What it moves, without accounts on which nothing does."""
        return {name: minor for name, minor in self.amounts.items() if minor}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs; `ours` and `theirs` say in which way."""

    kind: Kind
    reference: str
    refund: str
    ours: str = ""
    theirs: str = ""

    def to_json(self) -> dict[str, str]:
        """As it is kept and told to programs."""
        return {
            "kind": self.kind.value,
            "reference": self.reference,
            "refund": self.refund,
            "ours": self.ours,
            "theirs": self.theirs,
        }


def compare(
    ours: Mapping[str, Listed], due: Iterable[str], theirs: Sequence[Listed]
) -> tuple[Difference, ...]:
    """Name every difference; `due` are the references that the list must have."""
    counts = Counter(line.reference for line in theirs)
    found: list[Difference] = []
    for line in {one.reference: one for one in theirs}.values():
        if counts[line.reference] > 1:
            found.append(
                _of(line, Kind.TWICE, ours="1", theirs=str(counts[line.reference]))
            )
        known = ours.get(line.reference)
        if known is None or known.refund != line.refund:
            found.append(_of(line, Kind.MISSING_HERE, ours="", theirs=line.state))
        else:
            found += _between(known, line)
    missing = (ours[one] for one in due if one not in counts)
    found += [
        _of(one, Kind.MISSING_THERE, ours=one.state, theirs="") for one in missing
    ]
    return tuple(sorted(found, key=lambda one: (one.reference, one.kind)))


def _between(here: Listed, there: Listed) -> list[Difference]:
    found = []
    if here.currency != there.currency:
        found.append(
            _of(there, Kind.CURRENCY, ours=here.currency, theirs=there.currency)
        )
    if here.moved != there.moved:
        found.append(_of(there, Kind.AMOUNT, ours=_say(here), theirs=_say(there)))
    if here.state != there.state:
        found.append(_of(there, Kind.STATE, ours=here.state, theirs=there.state))
    return found


def _of(line: Listed, kind: Kind, *, ours: str, theirs: str) -> Difference:
    return Difference(
        kind=kind,
        reference=line.reference,
        refund=line.refund,
        ours=ours,
        theirs=theirs,
    )


def _say(line: Listed) -> str:
    moved = sorted(line.moved.items())
    return ", ".join(f"{name} {minor}" for name, minor in moved) or "0"
