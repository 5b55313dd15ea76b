"""Offers to settle: what may be offered, how long an offer stands, what becomes of it.

An offer names an outcome of the ladder or a sum of the parties' own. Either way it
divides the whole held sum, as a verdict does.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from jury.domain.award import Line, LineCode, calculation
from jury.domain.errors import N_, Invalid
from jury.domain.law.ladder import AS_ASKED, Basis, OfferedRung
from jury.domain.lifecycle import Row, Side, Table, Who

AGREED_SUM = "agreed_sum"
LIFE = timedelta(days=1)
# The last quarter of its life, as with the other reminders.
REMINDER = LIFE / 4
# Each offer is told by mail and push: enough to haggle, too few to pester with.
MOST_A_SIDE = 6


class OfferState(StrEnum):
    """What became of one offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LAPSED = "lapsed"


OFFER = Table(
    "offer",
    (
        Row(
            OfferState.OPEN,
            "accept",
            Who.PARTY,
            N_("the other side agrees, before any verdict"),
            OfferState.ACCEPTED,
        ),
        Row(
            OfferState.OPEN,
            "decline",
            Who.PARTY,
            N_("the other side says no"),
            OfferState.DECLINED,
        ),
        Row(
            OfferState.OPEN,
            "withdraw",
            Who.PARTY,
            N_("whoever made it changes their mind"),
            OfferState.WITHDRAWN,
        ),
        Row(
            OfferState.OPEN,
            "replace",
            Who.PARTY,
            N_("either side makes another offer"),
            OfferState.REPLACED,
        ),
        Row(
            OfferState.OPEN,
            "lapse",
            Who.SWEEP,
            N_("a day has passed, or the dispute was decided or ended first"),
            OfferState.LAPSED,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a side offers: a rung of the ladder, or else a sum to the buyer."""

    rung: str | None = None
    buyer_minor: int = 0


def outcome_of(
    terms: Terms, ladder: Sequence[OfferedRung], held_minor: int
) -> OfferedRung:
    """The outcome that the terms stand for; raises Invalid when there is none."""
    if terms.rung is None:
        return agreed_sum(terms.buyer_minor, held_minor)
    found = next((one for one in ladder if one.code == terms.rung), None)
    if found is None:
        raise Invalid({"terms": N_("This outcome is not on the ladder.")})
    return found


def agreed_sum(buyer_minor: int, held_minor: int) -> OfferedRung:
    """A sum of the parties' own to the buyer; the seller keeps the rest."""
    if buyer_minor < 0:
        raise Invalid({"sum": N_("An amount cannot be negative.")})
    if buyer_minor > held_minor:
        raise Invalid({"sum": N_("This is more than the sum that is held.")})
    rest = held_minor - buyer_minor
    return OfferedRung(AGREED_SUM, buyer_minor, rest, basis=Basis.ASKED)


def given_up(
    ladder: Sequence[OfferedRung], *, filed_by: Side, held_minor: int, asked_minor: int
) -> OfferedRung:
    """What follows when the side that filed gives up.

    A buyer gives up the claim and gets nothing. A seller stops contesting it, so the
    buyer gets what was asked: of both, what would be without the dispute.
    """
    if filed_by is Side.BUYER:
        return ladder[0]
    top = ladder[-1]
    if (top.buyer_minor, top.freight_minor) == (asked_minor, 0):
        return top
    rest = held_minor - asked_minor
    return OfferedRung(AS_ASKED, asked_minor, rest, basis=Basis.ASKED)


def agreed_calculation(
    outcome: OfferedRung, *, price_minor: int, freight_minor: int
) -> tuple[Line, ...]:
    """How both sums come about; an agreed sum is called so, and not as asked."""
    lines = calculation(outcome, price_minor=price_minor, freight_minor=freight_minor)
    if outcome.code != AGREED_SUM:
        return lines
    return tuple(
        replace(line, code=LineCode.AGREED) if line.code is LineCode.ASKED else line
        for line in lines
    )


def read_sum(written: str, *, digits: int) -> int:
    """The minor units of a sum as somebody typed it; raises Invalid with a sentence."""
    text = unicodedata.normalize("NFKC", written)
    text = re.sub(r"[\s¥元]", "", text)
    if not text:
        raise Invalid({"sum": N_("Please write a sum.")})
    whole = re.fullmatch(r"([0-9]{1,12})(?:\.([0-9]*))?", text)
    if whole is None or len(whole[2] or "") > digits:
        raise Invalid({"sum": N_("Write the sum in figures, like the example.")})
    return int(whole[1] + (whole[2] or "").ljust(digits, "0"))
