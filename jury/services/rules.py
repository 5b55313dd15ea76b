"""The rules that one dispute was admitted under, read back from its row."""

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


def ladder_of(dispute: Dispute) -> tuple[OfferedRung, ...]:
    """The rungs of this dispute's ballot, lowest first."""
    return rules_of(dispute).offered(
        price_minor=dispute.price_minor,
        freight_minor=dispute.freight_minor,
        held_minor=dispute.held_minor,
        asked_minor=dispute.asked_minor,
        currency=dispute.currency,
    )
