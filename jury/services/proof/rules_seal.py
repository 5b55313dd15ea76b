"""The rules of a dispute in its log: named at admission, compared by `verify-log`.

What a dispute is tried under is frozen in its row. The first line of its log holds the
digest of that and the ladder with its sums, so that nobody can change them unnoticed.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jury.domain.case.chains import ADMITTED, digest
from jury.domain.case.rules import told_rung
from jury.domain.sortition.canonical import NotCanonical
from jury.services.law.rules import ladder_of
from jury.services.proof.audit import dispute_chain
from jury.storage.audit import list_entries
from jury.storage.disputes import Dispute
from jury.storage.figures.judged import stream_admissions

PRICE, FREIGHT = "price_minor", "order_freight_minor"


class _Paid(NamedTuple):
    """What a ladder is reckoned from."""

    price_minor: int
    freight_minor: int


def seal_rules(dispute: Dispute) -> dict[str, Any]:
    """What the line of an admission says of the rules and of the ladder."""
    return {"rules": digest(dispute.policy), "ladder": _ladder(dispute)}


def admitted_ladder(dispute: Dispute) -> list[dict[str, object]]:
    """The rungs that were admitted, lowest first, each with its sums.

    Those of today where the log is from before it named them.
    """
    (admitted,) = list_entries(dispute_chain(dispute.id), ADMITTED)
    found: list[dict[str, object]] | None = admitted.payload.get("ladder")
    return found if found is not None else _ladder(dispute)


def _ladder(dispute: Dispute, paid: _Paid | None = None) -> list[dict[str, object]]:
    return [told_rung(rung) for rung in ladder_of(dispute, paid)]


def faults_of_rules() -> Iterator[str]:
    """Which disputes are tried under other rules than the log says."""
    for chain, told, dispute in stream_admissions():
        if dispute is None or chain != dispute_chain(dispute.id):
            yield f"{chain}: the dispute is gone"
        elif "rules" in told and not _are_as_sealed(dispute, told):
            yield f"{chain}: its rules are not those that it was admitted under"


def _are_as_sealed(dispute: Dispute, told: dict[str, Any]) -> bool:
    try:
        if digest(dispute.policy) != told["rules"]:
            return False
        ladder = _ladder(dispute, _paid_at_admission(dispute))
        return bool(ladder == told["ladder"])
    except (NotCanonical, ValueError):
        return False


def _paid_at_admission(dispute: Dispute) -> _Paid:
    """The sums of the order before slips in them were put right; the log has both.

    Raises ValueError when the last that was put right is not what stands in the row.
    """
    paid = _Paid(dispute.price_minor, dispute.freight_minor)
    entries = list_entries(dispute_chain(dispute.id))
    slips = [one.payload for one in entries if {PRICE, FREIGHT} <= one.payload.keys()]
    if not slips:
        return paid
    if paid != _Paid(slips[-1][PRICE][1], slips[-1][FREIGHT][1]):
        raise ValueError("the sums of the order are not those that were put right")
    return _Paid(slips[0][PRICE][0], slips[0][FREIGHT][0])
