"""The rules that one dispute was admitted under, read back from its row."""

import json
from functools import lru_cache
from typing import cast

from jury.domain.ladder import OfferedRung
from jury.domain.law import Rules
from jury.domain.sortition.canonical import canonical_json
from jury.storage.disputes import Dispute


def rules_of(dispute: Dispute) -> Rules:
    """The frozen rules of a dispute; never those of today's files."""
    return _rules(canonical_json(dispute.policy))


def ladder_of(dispute: Dispute) -> tuple[OfferedRung, ...]:
    """The rungs of this dispute's ballot, lowest first."""
    return rules_of(dispute).offered(
        price_minor=dispute.price_minor,
        freight_minor=dispute.freight_minor,
        held_minor=dispute.held_minor,
        asked_minor=dispute.asked_minor,
        currency=dispute.currency,
    )


@lru_cache(maxsize=2048)
def _rules(frozen: bytes) -> Rules:
    return Rules.from_json(cast(dict[str, object], json.loads(frozen)))
