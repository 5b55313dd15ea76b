"""The rules that one dispute was admitted under, read back from its row."""

from typing import Protocol

from jury.domain.ladder import OfferedRung
from jury.domain.law import Rules
from jury.storage.disputes import Dispute

MOST_KNOWN = 2000
# A dispute's rules are written once, at admission, and never again.
_KNOWN: dict[str, Rules] = {}


def rules_of(dispute: Dispute) -> Rules:
    """The frozen rules of a dispute; never those of today's files."""
    known = _KNOWN.get(dispute.id)
    if known is None:
        known = Rules.from_json(dispute.policy)
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[dispute.id] = known
    return known


class Paid(Protocol):
    """What a ladder is reckoned from: the price of the order and its freight."""

    @property
    def price_minor(self) -> int: ...
    @property
    def freight_minor(self) -> int: ...


def ladder_of(dispute: Dispute, paid: Paid | None = None) -> tuple[OfferedRung, ...]:
    """The rungs of this dispute's ballot, lowest first; as if `paid`, when given."""
    paid = paid or dispute
    return rules_of(dispute).offered(
        price_minor=paid.price_minor,
        freight_minor=paid.freight_minor,
        held_minor=dispute.held_minor,
        asked_minor=dispute.asked_minor,
        currency=dispute.currency,
    )
