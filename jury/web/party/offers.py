"""Offers to settle as the parties' pages take them: sums both ways, and the story."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import format_currency
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import N_, Invalid
from jury.domain.law.ladder import OfferedRung
from jury.domain.lifecycle import Side
from jury.domain.money.currencies import minor_digits
from jury.domain.settlement import (
    AGREED_SUM,
    OfferState,
    Terms,
    agreed_calculation,
    outcome_of,
    read_sum,
)
from jury.services.law.rules import plain_ladder_of
from jury.services.settlement.offer_time import left_of
from jury.services.settlement.settle import outcome_offered
from jury.services.verdict.letter import outcome_title, say_lines
from jury.storage.disputes import Dispute
from jury.storage.offers import Offer, find_open_offer, list_offers
from jury.web.frame import reader_locale
from jury.web.party.own import OwnDispute

Part = dict[str, Any]

# The choice of a sum of one's own, beside the outcomes of the ladder.
OWN_SUM = "sum"


def sums(dispute: Dispute, outcome: OfferedRung) -> Part:
    """An outcome with what it gives to each side, and how that comes about."""
    lines = agreed_calculation(
        outcome, price_minor=dispute.price_minor, freight_minor=dispute.freight_minor
    )
    return {
        "title": _title(dispute, outcome),
        "buyer_minor": outcome.buyer_minor,
        "seller_minor": outcome.seller_minor,
        "freight_minor": outcome.freight_minor,
        "currency": dispute.currency,
        "calculation": say_lines(lines, reader_locale()),
    }


def offer_part(own: OwnDispute, offer: Offer, *, now: datetime) -> Part:
    """One offer: whose it is, what it gives, and how it stands."""
    return {
        **sums(own.dispute, outcome_offered(own.dispute, offer)),
        "id": offer.id,
        "side": offer.side,
        "is_mine": offer.side == own.side.value,
        "is_open": offer.is_open and offer.expires_at > now,
        "made_at": offer.made_at,
        "expires_at": offer.expires_at,
        "left": left_of(own.dispute, offer),
        "became": _became(offer, now=now),
    }


def find_waiting(own: OwnDispute) -> Part | None:
    """The other side's offer that waits for this side's answer."""
    offer, now = find_open_offer(own.id), own.dispute.window_time(clock.now())
    if (
        own.dispute.is_paused
        or offer is None
        or offer.expires_at <= now
        or offer.side == own.side.value
    ):
        return None
    return offer_part(own, offer, now=now)


def story(own: OwnDispute) -> list[Part]:
    """Every offer so far, in the order they were made."""
    now = own.dispute.window_time(clock.now())
    return [offer_part(own, one, now=now) for one in list_offers(own.id)]


def read_terms(dispute: Dispute, form: Mapping[str, str]) -> Terms:
    """What the form offers; raises Invalid with what is wrong with it.

    Who writes a sum and ticks nothing means that sum.
    """
    chosen, written = form.get("terms", ""), form.get("sum", "")
    if chosen == OWN_SUM or (not chosen and written.strip()):
        digits = minor_digits(dispute.currency)
        terms = Terms(None, read_sum(written, digits=digits))
    elif chosen:
        terms = Terms(chosen)
    else:
        raise Invalid({"terms": N_("Choose an outcome, or write a sum.")})
    outcome_of(terms, plain_ladder_of(dispute), dispute.held_minor)
    return terms


def example(currency: str) -> str:
    """A sum as it is typed in this currency."""
    return f"{54:.{minor_digits(currency)}f}"


def waits_for(offer: Offer | None, side: Side, *, now: datetime) -> bool:
    """Whether an offer is open and this side has to answer it."""
    if offer is None or not offer.is_open or offer.expires_at <= now:
        return False
    return offer.side != side.value


def _title(dispute: Dispute, outcome: OfferedRung) -> str:
    """What an offer is called; before both agree, a sum is only a sum."""
    if outcome.code != AGREED_SUM:
        return outcome_title(dispute, outcome.code, reader_locale())
    whole = outcome.buyer_minor / 10 ** minor_digits(dispute.currency)
    return str(_("%(sum)s to the buyer", sum=format_currency(whole, dispute.currency)))


def _became(offer: Offer, *, now: datetime) -> str:
    if offer.is_open and offer.expires_at > now:
        return ""
    if offer.answered_at is not None and offer.answered_at < offer.expires_at:
        ended_first = _("ended with the dispute")
    else:
        ended_first = _("expired")
    words = {
        OfferState.OPEN: _("expired"),
        OfferState.ACCEPTED: _("accepted"),
        OfferState.DECLINED: _("declined"),
        OfferState.WITHDRAWN: _("taken back"),
        OfferState.REPLACED: _("replaced by the next offer"),
        OfferState.LAPSED: ended_first,
    }
    return str(words[OfferState(offer.state)])
