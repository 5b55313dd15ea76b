"""The marketplace checks the court's books against its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from jury.cli.simulate.docket import Case

SHARES = ("buyer", "seller", "freight")


def faults_of(case: Case, state: str) -> Iterator[str]:
    """What is wrong with the money of one dispute; `state` is its refund record's."""
    if case.stage != "closed":
        if case.instructions or state != "held":
            yield f"dispute {case.id}: money moved before the dispute was closed"
        return
    awards = {told["enforcement"] for told in case.instructions}
    if len(awards) != 1:
        yield f"dispute {case.id}: it was instructed by {len(awards)} awards"
    if state != "acknowledged" or case.answers.count("executed") != 1:
        yield f"dispute {case.id}: closed, but its refund record is {state}"
    for told in case.instructions:
        yield from _wrong_sums(case, told)


def _wrong_sums(case: Case, told: Mapping[str, Any]) -> Iterator[str]:
    total = sum(told[share]["minor"] for share in SHARES)
    if {total, told["held"]["minor"]} != {case.held_minor}:
        yield f"dispute {case.id}: {total} instructed of {case.held_minor} held"
    if any(told[share]["currency"] != case.currency for share in SHARES):
        yield f"dispute {case.id}: another currency was instructed"
    if case.verdict and any(told[one] != case.verdict[one] for one in SHARES):
        yield f"dispute {case.id}: another sum than the verdict's was instructed"


def moved(cases: list[Case]) -> dict[str, int]:
    """How much was paid, by side."""
    told = [case.instructions[-1] for case in cases if case.instructions]
    return {share: sum(one[share]["minor"] for one in told) for share in SHARES}
