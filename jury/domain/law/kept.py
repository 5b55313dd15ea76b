"""The rules of the court as one mapping: what administrators adopt, and what changes.

Policies, reasons, remedies and chips are in it, and how many must approve of a change;
the words for codes, and what else `fairness.toml` says, decide no dispute and are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from jury.domain.ballots import read_chip
from jury.domain.fairness.terms import ChangeTerms
from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.reasons import read_reason
from jury.domain.law.rung_fields import read_rung
from jury.domain.law.whole import ADDED_TO_WINDOWS, RETIRED_FROM_DRAW, Law
from jury.domain.policy import Policy, read_policy

KINDS = ("policy", "reason", "rung", "chip", "court")


@dataclass(frozen=True, slots=True)
class Change:
    """One figure or text that is another; None where there is none."""

    kind: str
    name: str
    field: str
    before: str | None
    after: str | None


def law_to_json(law: Law) -> dict[str, Any]:
    """Give the mapping that is kept when rules are adopted."""
    return {
        "policy": [one.to_json() for one in law.policies],
        "reason": [one.to_json() for one in law.reasons.values()],
        "rung": [one.to_json() for one in law.rungs.values()],
        "chip": [one.to_json() for one in law.chips],
        "court": [{"name": "change", **asdict(law.fairness.change)}],
    }


def law_from_json(kept: Mapping[str, Any], files: Law) -> Law:
    """Make the law again that was adopted; words are those of the files of today."""
    problems: list[FieldProblem] = []
    table = Table(kept, problems=problems)
    reasons = [read_reason(one) for one in table.tables("reason")]
    rungs = [read_rung(one) for one in table.tables("rung")]
    law = replace(
        files,
        policies=tuple(_policy(one) for one in table.tables("policy")),
        reasons={one.code: one for one in reasons},
        rungs={one.code: one for one in rungs},
        chips=tuple(read_chip(one) for one in table.tables("chip")),
    )
    change = [_change(one) for one in table.tables("court")]
    if change:
        fairness = replace(files.fairness, change=change[0])
        law = replace(law, fairness=fairness)
    table.finish()
    if problems:
        raise LawInvalid(problems)
    return law


def _change(table: Table) -> ChangeTerms:
    table.skip("name")
    terms = ChangeTerms(
        **{one.name: table.declared(one) for one in fields(ChangeTerms)}
    )
    table.finish()
    return terms


def _policy(table: Table) -> Policy:
    table.retire("draw", RETIRED_FROM_DRAW)
    table.fill("windows", ADDED_TO_WINDOWS)
    return read_policy(table)


def digest_of(law: Law) -> str:
    """Name these rules: the same for the same, whatever else the files say."""
    written = json.dumps(law_to_json(law), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def changes(before: Law, after: Law) -> list[Change]:
    """Name everything that is another, in the order of kinds and names."""
    old, new = law_to_json(before), law_to_json(after)
    found: list[Change] = []
    for kind in KINDS:
        was, is_now = _by_name(old[kind]), _by_name(new[kind])
        for name in dict.fromkeys([*was, *is_now]):
            if name not in was or name not in is_now:
                gone, come = ("was there", None), (None, "is new")
                said = gone if name in was else come
                found.append(Change(kind, name, "", *said))
                continue
            found += [
                Change(kind, name, field, one, other)
                for field, one, other in differences(was[name], is_now[name])
            ]
    return found


def differences(
    before: Mapping[str, object], after: Mapping[str, object], under: str = ""
) -> Iterator[tuple[str, str | None, str | None]]:
    """Each field that is another, by its dotted name, with what it was and is."""
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from differences(old, new, f"{under}{name}.")
        elif old != new:
            yield f"{under}{name}", _said(old), _said(new)


def _said(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _by_name(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(one.get("name") or one["code"]): one for one in rows}
