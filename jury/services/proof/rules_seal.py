"""The rules of a dispute in its log: named at admission, compared by `verify-log`.

What a dispute is tried under is frozen in its row. The first line of its log holds the
digest of that and the ladder with its sums, so that nobody can change them unnoticed.
"""

from collections.abc import Iterator
from typing import Any

from jury.domain.case.chains import digest
from jury.domain.case.rules import told_rung
from jury.domain.sortition.canonical import NotCanonical
from jury.services.law.rules import ladder_of
from jury.services.proof.audit import dispute_chain
from jury.storage.disputes import Dispute
from jury.storage.figures.judged import stream_admissions


def seal_rules(dispute: Dispute) -> dict[str, Any]:
    """What the line of an admission says of the rules and of the ladder."""
    return {"rules": digest(dispute.policy), "ladder": told_ladder(dispute)}


def told_ladder(dispute: Dispute) -> list[dict[str, object]]:
    """The rungs of a dispute, lowest first, each with its sums."""
    return [told_rung(rung) for rung in ladder_of(dispute)]


def faults_of_rules() -> Iterator[str]:
    """Which disputes are tried under other rules than the log says."""
    for chain, told, dispute in stream_admissions():
        if dispute is None or chain != dispute_chain(dispute.id):
            yield f"{chain}: the dispute is gone"
        elif "rules" in told and not _are_as_sealed(dispute, told):
            yield f"{chain}: its rules are not those that it was admitted under"


def _are_as_sealed(dispute: Dispute, told: dict[str, Any]) -> bool:
    try:
        found = seal_rules(dispute)
    except (NotCanonical, ValueError):
        return False
    return all(told.get(part) == value for part, value in found.items())
