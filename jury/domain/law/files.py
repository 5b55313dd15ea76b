"""Makes the law of what its files say, and checks them against each other.

Whoever edits the files wants every mistake at once: each problem names its file and
field as `file.field`, from which the reader of the files finds the line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from jury.domain.asking import Ask, read_ask
from jury.domain.award import LineCode
from jury.domain.ballots import CannotDecide, Chip, chips_for, read_chip
from jury.domain.eligibility import Code
from jury.domain.fairness.terms import read_fairness
from jury.domain.law.ask_checks import ask_checks, point_checks
from jury.domain.law.choosing import quarrels
from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.floors import floor_checks, rule_checks
from jury.domain.law.holidays import Calendar, read_calendar
from jury.domain.law.ladder import AS_ASKED, NOTHING, Rung
from jury.domain.law.reasons import Group, Reason, read_reason
from jury.domain.law.rollout import rollout_checks
from jury.domain.law.rung_fields import read_rung
from jury.domain.law.texts import Text
from jury.domain.law.whole import Law
from jury.domain.policy import Policy, Silence, read_policy

Coded = TypeVar("Coded", Reason, Rung, Chip, Ask)

# Every code that people read, by the section of words.toml that words it.
_WORDED = {
    "group": tuple(Group),
    "eligibility": tuple(Code),
    "cannot_decide": tuple(CannotDecide),
    "calculation": tuple(LineCode),
}


def parse_law(
    *,
    reasons: object,
    rungs: object,
    words: object,
    policies: Mapping[str, object],
    calendars: Mapping[str, object] = MappingProxyType({}),
    beside: Mapping[str, object] = MappingProxyType({}),
) -> Law:
    """Make the law from the files' contents; policies, calendars are by file name.

    `beside` holds those that may be left out, `fairness` and `asks`.
    Raises LawInvalid naming every bad field of every file.
    """
    problems: list[FieldProblem] = []
    reason_table = Table(reasons, path="reasons", problems=problems)
    rung_table = Table(rungs, path="rungs", problems=problems)
    fairness = Table(beside.get("fairness", {}), path="fairness", problems=problems)
    word_table = Table(words, path="words", problems=problems)
    ask_table = Table(beside.get("asks", {}), path="asks", problems=problems)
    known = {
        name: read_calendar(Table(source, path=f"calendars/{name}", problems=problems))
        for name, source in calendars.items()
    }
    all_asks = [read_ask(one) for one in ask_table.tables("ask")]
    all_reasons = [read_reason(one) for one in reason_table.tables("reason")]
    law = Law(
        reasons=_by_code(reason_table, "reason", all_reasons),
        rungs=_by_code(
            rung_table, "rung", [read_rung(one) for one in rung_table.tables("rung")]
        ),
        chips=tuple(
            _by_code(
                word_table,
                "chip",
                [read_chip(one) for one in word_table.tables("chip")],
            ).values()
        ),
        policies=tuple(
            _read_policy(Table(source, path=name, problems=problems), known)
            for name, source in policies.items()
        ),
        fairness=read_fairness(fairness),
        asks=tuple(_by_code(ask_table, "ask", all_asks).values()),
        words={
            section: _worded(word_table.table(section), codes)
            for section, codes in _WORDED.items()
        },
    )
    for table in (reason_table, rung_table, word_table, ask_table):
        table.finish()
    stands_in = {one.code: f"reasons.reason[{n}]" for n, one in enumerate(all_reasons)}
    stands_in |= dict(zip((one.name for one in law.policies), policies, strict=True))
    problems += [_located(one, stands_in) for one in _cross_checks(law)]
    if problems:
        raise LawInvalid(problems)
    return law


def _read_policy(table: Table, calendars: Mapping[str, Calendar]) -> Policy:
    """Read a policy, and the days of the calendar that it names."""
    policy = read_policy(table)
    holidays = policy.holidays
    if holidays.days:
        table.note("holidays.days", "stand in the file of the calendar")
    if not holidays.calendar:
        return policy
    calendar = calendars.get(holidays.calendar)
    if calendar is None:
        table.note("holidays.calendar", f"{holidays.calendar} is not a calendar")
        return policy
    return replace(policy, holidays=replace(holidays, days=calendar.days))


def _by_code(table: Table, name: str, found: Sequence[Coded]) -> dict[str, Coded]:
    by_code: dict[str, Coded] = {}
    for place, one in enumerate(found):
        if one.code in by_code:
            table.note(f"{name}[{place}].code", f"{one.code} stands twice")
        by_code[one.code] = one
    return by_code


def _worded(table: Table, codes: Sequence[str]) -> dict[str, Text]:
    words = {str(code): table.words(code) for code in codes}
    table.finish()
    return words


def _located(problem: FieldProblem, stands_in: Mapping[str, str]) -> FieldProblem:
    """The same problem under the file in which its policy or reason stands."""
    first, dot, rest = problem.field.partition(".")
    return replace(problem, field=stands_in.get(first, first) + dot + rest)


def _cross_checks(law: Law) -> list[FieldProblem]:
    found = [*quarrels(law.policies), *rollout_checks(law.policies)]
    found += point_checks(law.asks, law.reasons)
    found += [
        FieldProblem("rungs", f"lacks the remedy {code}")
        for code in (NOTHING, AS_ASKED)
        if code not in law.rungs
    ]
    for reason in law.reasons.values():
        found += _ladder_checks(law, reason.ladder, of=reason.code)
        found += _chip_checks(law, reason)
    for policy in law.policies:
        found += _effect_checks(policy)
        found += ask_checks(policy, law.reasons, law.asks)
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


def _effect_checks(policy: Policy) -> list[FieldProblem]:
    if policy.moves_money or policy.silence is not Silence.DEFAULT:
        return []
    message = "default goes with the effect binding: nothing is at stake otherwise"
    return [FieldProblem(f"{policy.name}.silence", message)]


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
