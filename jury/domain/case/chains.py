"""The log in a file of a dispute: hash chains, and the lines of the master chain."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jury.domain.sortition.canonical import canonical_json

VERSION = "jury-case/1"
BEGINNING = "0" * 64
ADMITTED, EXPORTED = "dispute.admitted", "case.exported"
LINE = ("chain", "seq", "at", "actor", "action", "payload", "previous")
MASTER = ("seq", "at", "chain", "chain_seq", "chain_hash", "previous")
Case = Mapping[str, Any]


def digest(value: Mapping[str, object]) -> str:
    """The hash of a mapping, the same wherever it is computed."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def whole(value: object) -> int:
    """A whole number, and not what only counts as one; refuses others by ValueError."""
    if type(value) is not int:
        raise ValueError(f"{value!r} is no whole number")
    return value


def entries_of(case: Case, *actions: str) -> list[Case]:
    """The lines of the dispute's own chain with one of these actions, in order."""
    return [one for one in case["log"] if one["action"] in actions]


def faults_of_log(case: Case) -> Iterator[str]:
    """What is wrong with the chains of a file, and with what it says of the dispute."""
    own, chains = f"dispute:{case['dispute']['id']}", {}
    chains[own] = case["log"]
    for draw in case["draws"]:
        if draw["sealed"] is not None:
            chains[draw["chain"]] = draw["sealed"]
    for name, lines in chains.items():
        yield from _faults_of_chain(name, lines)
    if not case["log"] or case["log"][-1]["action"] != EXPORTED:
        yield f"{own}: it does not end with this file"
    yield from _faults_of_admission(case)
    if not isinstance(case["master"], list):
        yield "master: it is not a list of lines"
    for line in case["master"]:
        yield from _faults_of_master(line, chains)


def _faults_of_chain(name: str, lines: Sequence[Case]) -> Iterator[str]:
    seq, previous = 0, BEGINNING
    for line in lines:
        if line["chain"] != name or line["seq"] != seq + 1:
            yield f"{name}: a line before {line['seq']} is missing"
        is_whole = line["hash"] == digest({part: line[part] for part in LINE})
        if line["previous"] != previous or not is_whole:
            yield f"{name}: line {line['seq']} does not match its hash"
        seq, previous = line["seq"], line["hash"]


def _faults_of_admission(case: Case) -> Iterator[str]:
    dispute, admitted = case["dispute"], entries_of(case, ADMITTED)
    told = admitted[0]["payload"] if len(admitted) == 1 else {}
    held = {"minor": dispute["held_minor"], "currency": dispute["currency"]}
    if told.get("held") != held or told.get("effect") != dispute["effect"]:
        yield "the dispute is not the one that was admitted"


def _faults_of_master(
    line: Case, chains: Mapping[str, Sequence[Case]]
) -> Iterator[str]:
    name, at = f"master: line {line['seq']}", line["chain_seq"]
    if line["hash"] != digest({part: line[part] for part in MASTER}):
        yield f"{name} does not match its hash"
    lines = chains.get(line["chain"], ())
    if not 1 <= at <= len(lines) or lines[at - 1]["hash"] != line["chain_hash"]:
        yield f"{name} names another line of {line['chain']}"
