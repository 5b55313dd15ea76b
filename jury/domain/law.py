"""The whole law of the court, and the part of it that one dispute takes along.

`Law` is what the TOML files say, checked against each other. `Rules` is what a dispute
is admitted under: policy, reason, ladder and chips, frozen as JSON, so that a changed
file never reaches a running dispute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from jury.domain.award import Line, LineCode
from jury.domain.ballots import CannotDecide, Chip, chips_for, read_chip
from jury.domain.choosing import Considered, choose, quarrels
from jury.domain.eligibility import Code
from jury.domain.errors import N_, Invalid
from jury.domain.fields import FieldProblem, LawInvalid, Table
from jury.domain.floors import floor_checks, least_of, rule_checks
from jury.domain.ladder import (
    AS_ASKED,
    NOTHING,
    OfferedRung,
    Rung,
    not_below,
    offered_rungs,
    read_rung,
)
from jury.domain.policy import Policy, read_policy
from jury.domain.reasons import Group, Reason, read_reason
from jury.domain.rulebook import Floor, OrderFacts
from jury.domain.texts import Text

Coded = TypeVar("Coded", Reason, Rung, Chip)

# Every code that people read, by the section of words.toml that words it.
_WORDED = {
    "group": tuple(Group),
    "eligibility": tuple(Code),
    "cannot_decide": tuple(CannotDecide),
    "calculation": tuple(LineCode),
}


# Earlier versions froze these into disputes; nothing ever depended on them.
RETIRED_FROM_DRAW = frozenset({"by_category", "lanes_a_seat"})
# A dispute that was admitted before there was such a thing goes on without it.
ADDED_TO_WINDOWS = {"extension_on_request_hours": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that governs one dispute from its admission on."""

    policy: Policy
    reason: Reason
    ladder: tuple[Rung, ...]
    as_asked: Rung
    chips: tuple[Chip, ...]

    def rung(self, code: str) -> Rung:
        """Give the remedy that an offered rung stands for."""
        beside = (one.as_rung() for one in self.policy.compensation)
        known = (*beside, *self.ladder, self.as_asked)
        return {rung.code: rung for rung in known}[code]

    def offered(
        self,
        *,
        price_minor: int,
        freight_minor: int,
        held_minor: int,
        asked_minor: int,
        currency: str,
        facts: OrderFacts | None = None,
    ) -> tuple[OfferedRung, ...]:
        """Give the rungs of this dispute's ballot; see `ladder.offered_rungs`.

        Without the facts of an order no floor holds.
        """
        least = least_of(
            self.floors_of(facts),
            self.ladder,
            price_minor=price_minor,
            freight_minor=freight_minor,
            held_minor=held_minor,
            currency=currency,
        )
        offered = offered_rungs(
            self.ladder,
            price_minor=price_minor,
            freight_minor=freight_minor,
            held_minor=held_minor,
            asked_minor=asked_minor,
            currency=currency,
        )
        return not_below(offered, least, price_minor=price_minor)

    def floors_of(self, facts: OrderFacts | None) -> tuple[Floor, ...]:
        """Give the floors that hold for an order."""
        if facts is None:
            return ()
        return tuple(one for one in self.policy.floors if one.when.holds(facts))

    def to_json(self) -> dict[str, object]:
        """Give the mapping that is stored with the dispute."""
        return {
            "policy": self.policy.to_json(),
            "reason": self.reason.to_json(),
            "ladder": [rung.to_json() for rung in self.ladder],
            "as_asked": self.as_asked.to_json(),
            "chips": [chip.to_json() for chip in self.chips],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> Rules:
        """Make the rules again that `to_json` gave."""
        problems: list[FieldProblem] = []
        table = Table(stored, problems=problems)
        policy = table.table("policy")
        policy.retire("draw", RETIRED_FROM_DRAW)
        policy.fill("windows", ADDED_TO_WINDOWS)
        rules = cls(
            policy=read_policy(policy),
            reason=read_reason(table.table("reason")),
            ladder=tuple(read_rung(one) for one in table.tables("ladder")),
            as_asked=read_rung(table.table("as_asked")),
            chips=tuple(read_chip(one) for one in table.tables("chips")),
        )
        table.finish()
        if problems:
            raise LawInvalid(problems)
        return rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All reasons, remedies, chips, policies and the words for codes."""

    reasons: Mapping[str, Reason]
    rungs: Mapping[str, Rung]
    chips: tuple[Chip, ...]
    policies: tuple[Policy, ...]
    words: Mapping[str, Mapping[str, Text]]

    def word(self, section: str, code: str) -> Text:
        """Say a code of `section` (group, eligibility, calculation …) in words."""
        return self.words[section][code]

    def say_line(self, line: Line, locale: str) -> str:
        """Say a line of the calculation in words; its sum stands beside it."""
        words = self.word("calculation", line.code).for_locale(locale)
        return words % {"percent": line.percent}

    def rules_for(
        self, *, category: str, reason: str, amount_minor: int, currency: str
    ) -> tuple[Rules, tuple[Considered, ...]]:
        """Find the rules for a dispute, and why these; `amount_minor` is what is asked.

        Raises Invalid for a reason that is not in the taxonomy, NoPolicy if none fits.
        """
        if reason not in self.reasons:
            raise Invalid({"reason": N_("This reason is not known.")})
        policy, considered = choose(
            self.policies,
            category=category,
            reason=reason,
            amount_minor=amount_minor,
            currency=currency,
        )
        return self.rules(policy, self.reasons[reason]), considered

    def rules(self, policy: Policy, reason: Reason) -> Rules:
        """Take out of the law what a dispute over `reason` under `policy` needs."""
        codes = policy.ladder or reason.ladder
        return Rules(
            policy=policy,
            reason=reason,
            ladder=tuple(self.rungs[code] for code in codes),
            as_asked=self.rungs[AS_ASKED],
            chips=chips_for(self.chips, reason),
        )


def parse_law(
    *, reasons: object, rungs: object, words: object, policies: Mapping[str, object]
) -> Law:
    """Make the law from the files' contents; `policies` are keyed by file name.

    Raises LawInvalid naming every bad field of every file.
    """
    problems: list[FieldProblem] = []
    reason_table = Table(reasons, path="reasons", problems=problems)
    rung_table = Table(rungs, path="rungs", problems=problems)
    word_table = Table(words, path="words", problems=problems)
    law = Law(
        reasons=_by_code(
            reason_table, [read_reason(one) for one in reason_table.tables("reason")]
        ),
        rungs=_by_code(
            rung_table, [read_rung(one) for one in rung_table.tables("rung")]
        ),
        chips=tuple(
            _by_code(
                word_table, [read_chip(one) for one in word_table.tables("chip")]
            ).values()
        ),
        policies=tuple(
            read_policy(Table(source, path=name, problems=problems))
            for name, source in policies.items()
        ),
        words={
            section: _worded(word_table.table(section), codes)
            for section, codes in _WORDED.items()
        },
    )
    for table in (reason_table, rung_table, word_table):
        table.finish()
    problems.extend(_cross_checks(law))
    if problems:
        raise LawInvalid(problems)
    return law


def _by_code(table: Table, found: Sequence[Coded]) -> dict[str, Coded]:
    by_code = {one.code: one for one in found}
    for code in by_code:
        if sum(one.code == code for one in found) > 1:
            table.note("", f"{code} stands twice")
    return by_code


def _worded(table: Table, codes: Sequence[str]) -> dict[str, Text]:
    words = {str(code): table.words(code) for code in codes}
    table.finish()
    return words


def _cross_checks(law: Law) -> list[FieldProblem]:
    found = list(quarrels(law.policies))
    found += [
        FieldProblem("rungs", f"lacks the remedy {code}")
        for code in (NOTHING, AS_ASKED)
        if code not in law.rungs
    ]
    for reason in law.reasons.values():
        found += _ladder_checks(law, reason.ladder, of=reason.code)
        found += _chip_checks(law, reason)
    for policy in law.policies:
        found += rule_checks(policy, law.reasons)
        found += floor_checks(policy, law.reasons, law.rungs)
        if policy.ladder:
            found += _ladder_checks(law, policy.ladder, of=policy.name)
        found += _compensation_checks(law, policy)
        found += [
            FieldProblem(f"{policy.name}.matches.reasons", f"{code} is not a reason")
            for code in policy.matches.reasons
            if code not in law.reasons
        ]
    return found


def _compensation_checks(law: Law, policy: Policy) -> list[FieldProblem]:
    """A compensation is for known reasons, and has a code of its own."""
    found = []
    codes = list(law.rungs)
    for place, one in enumerate(policy.compensation):
        line = f"{policy.name}.compensation[{place}]"
        if one.code in codes:
            found.append(FieldProblem(f"{line}.code", f"{one.code} stands twice"))
        codes.append(one.code)
        found += [
            FieldProblem(f"{line}.reasons", f"{code} is not a reason")
            for code in one.reasons
            if code not in law.reasons
        ]
    return found


def _ladder_checks(law: Law, ladder: Sequence[str], *, of: str) -> list[FieldProblem]:
    field = f"{of}.ladder"
    found = [
        FieldProblem(field, f"{code} is not a remedy")
        for code in ladder
        if code not in law.rungs
    ]
    if len(ladder) < 2 or ladder[0] != NOTHING:
        found.append(FieldProblem(field, "must begin with nothing and go on"))
    return found


def _chip_checks(law: Law, reason: Reason) -> list[FieldProblem]:
    chips = chips_for(law.chips, reason)
    return [
        FieldProblem(f"{reason.code}.chips", f"there is no chip for {which}")
        for rung, which in enumerate(("nothing", "something"))
        if not any(chip.goes_with(rung) for chip in chips)
    ]
