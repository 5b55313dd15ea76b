"""A whole dispute in one file, `jury-case/1`, checked without a court.

docs/case.md says what stands in it. Nothing here trusts the file: what is missing or of
another form is a fault like any other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jury.domain.case.ballots import faults_of_ballots
from jury.domain.case.chains import VERSION, Case, faults_of_log
from jury.domain.case.draws import faults_of_draws
from jury.domain.case.money import faults_of_money
from jury.domain.case.rules import faults_of_rules, is_bound
from jury.domain.case.verdicts import faults_of_verdicts
from jury.domain.sortition.canonical import NotCanonical, canonical_json

PARTS: tuple[tuple[str, Callable[[Case], Iterator[str]]], ...] = (
    ("log", faults_of_log),
    ("rules", faults_of_rules),
    ("draws", faults_of_draws),
    ("ballots", faults_of_ballots),
    ("verdict", faults_of_verdicts),
    ("money", faults_of_money),
)
CHECKED = (
    "The log of the dispute, and of each poll's calls: no line is missing or changed.",
    "The ladder, and the rules by which polls are counted and closed, are those that"
    " the dispute was admitted under; no poll ended before the time it was promised.",
    "Each draw, as `verify-draw` checks it, is the one that the log promised.",
    "The ballots are those that were sealed before their count.",
    "The verdict is what they come to, by the ladder in this file.",
    "The money moved once, after the decision was final, by the sums it names.",
)
UNCHECKED = (
    "Whether the log is the court's own: compare a line of `master` with a head kept"
    " outside.",
    "How long a window was lengthened by: the file says when it ended.",
    "Polls that were never opened, and the order in which ballots came: they stay"
    " sealed.",
    "What was said and shown: words and exhibits are not in this file.",
)


# Of a dispute that was admitted before the log named its rules.
UNNAMED = "The ladder and the rule of closing: its log names the policy alone."


@dataclass(frozen=True)
class Report:
    """What was checked, what was not, and what does not hold."""

    faults: tuple[str, ...]
    checked: tuple[str, ...] = CHECKED
    unchecked: tuple[str, ...] = UNCHECKED


def verify_case(case: Case) -> Report:
    """Check every part of the file. Never raises on a bad one."""
    if case.get("v") != VERSION:
        return Report((f"This is no file of the form {VERSION}.",))
    try:
        canonical_json(case)
    except NotCanonical as refusal:
        return Report((str(refusal),))
    faults = (fault for name, check in PARTS for fault in _found(name, check, case))
    return Report(tuple(faults), unchecked=_unchecked(case))


def _unchecked(case: Case) -> tuple[str, ...]:
    try:
        return UNCHECKED if is_bound(case) else (*UNCHECKED, UNNAMED)
    except (AttributeError, IndexError, KeyError, TypeError):
        return UNCHECKED


def _found(
    name: str, check: Callable[[Case], Iterator[str]], case: Case
) -> Iterator[str]:
    try:
        for fault in check(case):
            yield f"{name}: {fault}"
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        yield f"{name}: something is missing, or is not of the form {VERSION}"
