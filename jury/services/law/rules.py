"""The rules that one dispute was admitted under, read back from its row."""

from datetime import datetime
from typing import Protocol

from jury.domain.law.ladder import OfferedRung, worth_of
from jury.domain.law.money_terms import Stake, compensated, without_deposit
from jury.domain.law.rulebook import OrderFacts
from jury.domain.law.whole import Rules
from jury.domain.lifecycle import Side
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
    paid, rules = paid or dispute, rules_of(dispute)
    offered = rules.offered(
        price_minor=paid.price_minor,
        freight_minor=paid.freight_minor,
        held_minor=dispute.held_minor,
        asked_minor=dispute.asked_minor,
        currency=dispute.currency,
        facts=facts_of(dispute) if rules.policy.floors else None,
    )
    if not rules.policy.compensation:
        return offered
    stake = Stake(
        reason=dispute.reason,
        price_minor=paid.price_minor,
        currency=dispute.currency,
        at_most=min(dispute.compensation_minor, dispute.deposit_minor),
    )
    return compensated(offered, rules.policy.compensation, stake)


def plain_ladder_of(dispute: Dispute) -> tuple[OfferedRung, ...]:
    """The rungs that move the held sum alone: only a jury or staff give more."""
    return without_deposit(ladder_of(dispute))


def facts_of(dispute: Dispute) -> OrderFacts:
    """What the marketplace told of the order of a dispute."""
    received_at = dispute.order_facts.get("received_at")
    return OrderFacts(
        reason=dispute.reason,
        filed_by=Side(dispute.filed_by),
        grade=str(dispute.order_facts.get("condition_grade", "")),
        admitted_at=dispute.admitted_at,
        received_at=datetime.fromisoformat(received_at) if received_at else None,
    )


def rung_for(dispute: Dispute, code: str) -> int:
    """Which rung of the ballot gives a remedy, or the most of it that is asked for."""
    ladder = plain_ladder_of(dispute)
    codes = [one.code for one in ladder]
    if code in codes:
        return codes.index(code)
    worth = worth_of(
        rules_of(dispute).rung(code),
        price_minor=dispute.price_minor,
        freight_minor=dispute.freight_minor,
        held_minor=dispute.held_minor,
        currency=dispute.currency,
    )
    within = [n for n, one in enumerate(ladder) if one.buyer_minor <= worth]
    return max(within, default=0)
