"""What a ballot may say, and everything that is wrong with one that says otherwise."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from jury.domain.errors import N_, Invalid
from jury.domain.law.fields import Table, within
from jury.domain.law.reasons import Group, Reason
from jury.domain.law.texts import Text

Choice = int | None
CANNOT_DECIDE: Final = None
_UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}  # controls, lone surrogates, line breaks


class CannotDecide(StrEnum):
    """Why a juror cannot decide."""

    MISSING_EVIDENCE = "missing_evidence"
    BOTH_PLAUSIBLE = "both_plausible"
    OUTSIDE_MY_KNOWLEDGE = "outside_my_knowledge"


class Leaning(StrEnum):
    """With which rungs a chip is offered."""

    NOTHING = "nothing"  # rung 0
    SOMETHING = "something"  # any rung above it
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Chip:
    """A reason tag that a juror may give, with the rungs and groups it goes with."""

    code: str
    text: Text
    leaning: Leaning
    groups: tuple[Group, ...] = ()
    reasons: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `read_chip` makes this chip again."""
        return {
            "code": self.code,
            **self.text.to_json(),
            "leaning": self.leaning.value,
            "groups": [group.value for group in self.groups],
            "reasons": list(self.reasons),
        }

    def is_for(self, reason: Reason) -> bool:
        """Tell whether the chip is offered in disputes over `reason`."""
        if not self.groups and not self.reasons:
            return True
        return reason.group in self.groups or reason.code in self.reasons

    def goes_with(self, rung: int) -> bool:
        """Tell whether the chip is offered beside `rung`."""
        if self.leaning is Leaning.ANY:
            return True
        return (self.leaning is Leaning.NOTHING) == (rung == 0)


@dataclass(frozen=True, slots=True)
class BallotLimits:
    """How much a ballot must and may say."""

    least_chips: int = within(0, 3, default=1)
    most_chips: int = within(1, 10, default=3)
    sentence_characters: int = within(0, 1000, default=140)


LIMITS = BallotLimits()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a juror is about to say."""

    choice: Choice
    chips: tuple[str, ...] = ()
    cannot_decide: str | None = None
    sentence: str = ""


def chips_for(
    chips: Sequence[Chip], reason: Reason, *, rung: int | None = None
) -> tuple[Chip, ...]:
    """Give the chips offered for `reason`, and beside `rung` if one is named."""
    return tuple(
        chip
        for chip in chips
        if chip.is_for(reason) and (rung is None or chip.goes_with(rung))
    )


def problems(
    draft: Draft, *, rungs: int, chips: Sequence[Chip], limits: BallotLimits = LIMITS
) -> dict[str, str]:
    """Name everything wrong with `draft`, by field; `chips` are the reason's own."""
    if draft.choice is CANNOT_DECIDE:
        found = _undecided_problems(draft)
    elif not 0 <= draft.choice < rungs:
        found = {"choice": N_("This outcome is not on the ballot.")}
    else:
        fitting = {chip.code for chip in chips if chip.goes_with(draft.choice)}
        found = _chip_problems(draft, fitting, limits)
    if len(draft.sentence) > limits.sentence_characters:
        found["sentence"] = N_("The sentence is too long.")
    elif any(unicodedata.category(sign) in _UNWRITABLE for sign in draft.sentence):
        found["sentence"] = N_("Please write one line, without control characters.")
    return found


def refuse_invalid(
    draft: Draft, *, rungs: int, chips: Sequence[Chip], limits: BallotLimits = LIMITS
) -> None:
    """Raise Invalid naming every problem with `draft`, if there is one."""
    found = problems(draft, rungs=rungs, chips=chips, limits=limits)
    if found:
        raise Invalid(found)


def read_chip(table: Table) -> Chip:
    """Read one chip; problems go to the table."""
    known = {group.value: group for group in Group}
    groups = table.strings("groups")
    for name in sorted(set(groups) - set(known)):
        table.note("groups", f"{name} is not a group of reasons")
    chip = Chip(
        code=table.text("code"),
        text=table.own_words(),
        leaning=table.code("leaning", Leaning),
        groups=tuple(known[name] for name in groups if name in known),
        reasons=table.strings("reasons"),
    )
    table.finish()
    return chip


def _undecided_problems(draft: Draft) -> dict[str, str]:
    found = {}
    if draft.cannot_decide not in set(CannotDecide):
        found["cannot_decide"] = N_("Please say why you cannot decide.")
    if draft.chips:
        found["chips"] = N_("These reasons go with an outcome.")
    return found


def _chip_problems(
    draft: Draft, fitting: Collection[str], limits: BallotLimits
) -> dict[str, str]:
    found = {}
    if draft.cannot_decide is not None:
        found["cannot_decide"] = N_("You have chosen an outcome.")
    if not set(draft.chips) <= set(fitting):
        found["chips"] = N_("These reasons do not go with this outcome.")
    elif len(set(draft.chips)) < len(draft.chips):
        found["chips"] = N_("Please give each reason once.")
    elif len(draft.chips) < limits.least_chips:
        found["chips"] = N_("Please give at least one reason.")
    elif len(draft.chips) > limits.most_chips:
        found["chips"] = N_("Please choose fewer reasons.")
    return found
