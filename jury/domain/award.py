"""The operative part of a verdict: what each side gets, and how that was reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jury.domain.ladder import Basis, Bearer, OfferedRung


@dataclass(frozen=True, slots=True)
class Award:
    """How the held sum is divided: buyer + seller + freight = held."""

    buyer_minor: int
    seller_minor: int
    freight_minor: int = 0
    freight_bearer: Bearer = Bearer.NOBODY
    goods_back: bool = False
    resent: bool = False

    @property
    def held_minor(self) -> int:
        """The whole sum that the award divides."""
        return self.buyer_minor + self.seller_minor + self.freight_minor


class LineCode(StrEnum):
    """What a line of the calculation says."""

    HELD = "held"
    PRICE = "price"
    SHARE = "share"
    FREIGHT_PAID = "freight_paid"
    FIXED = "fixed"
    ASKED = "asked"
    ALL = "all"
    ROUNDING = "rounding"
    CAP = "cap"
    RETURN_FREIGHT = "return_freight"
    BUYER = "buyer"
    SELLER = "seller"


class LineRole(StrEnum):
    """How a line counts: what was given, what adds up, what comes out."""

    GIVEN = "given"
    TERM = "term"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calculation; the terms add up to the buyer's total."""

    code: LineCode
    role: LineRole
    minor: int
    percent: int = 0


def award_for(rung: OfferedRung, held_minor: int) -> Award:
    """Make the award that `rung` stands for; the rung must divide `held_minor`."""
    if rung.held_minor != held_minor:
        raise ValueError("the rung does not divide the held sum")
    return Award(
        buyer_minor=rung.buyer_minor,
        seller_minor=rung.seller_minor,
        freight_minor=rung.freight_minor,
        freight_bearer=rung.freight_bearer,
        goods_back=rung.goods_back,
        resent=rung.resent,
    )


def calculation(
    rung: OfferedRung, *, price_minor: int, freight_minor: int
) -> tuple[Line, ...]:
    """Show how the buyer's sum came about, for the letter.

    The held sum and the price first, then terms that add up to the buyer's total, then
    both totals. A fraction of a minor unit is rounded up, in the buyer's favour.
    """
    given = [Line(LineCode.HELD, LineRole.GIVEN, rung.held_minor)]
    if rung.basis is Basis.SHARE:
        given.append(Line(LineCode.PRICE, LineRole.GIVEN, price_minor))
    terms = _terms(rung, price_minor=price_minor, freight_minor=freight_minor)
    return (
        *given,
        *terms,
        Line(LineCode.BUYER, LineRole.TOTAL, rung.buyer_minor),
        Line(LineCode.SELLER, LineRole.TOTAL, rung.seller_minor),
    )


def _terms(
    rung: OfferedRung, *, price_minor: int, freight_minor: int
) -> tuple[Line, ...]:
    borne = rung.freight_minor if rung.freight_bearer is Bearer.BUYER else 0
    gross = rung.buyer_minor + borne
    terms = _basis(rung, price_minor=price_minor, freight_minor=freight_minor)
    over = sum(term.minor for term in terms) - gross
    if over > 0:
        terms.append(Line(LineCode.CAP, LineRole.TERM, -over))
    if borne:
        terms.append(Line(LineCode.RETURN_FREIGHT, LineRole.TERM, -borne))
    return tuple(terms)


def _basis(rung: OfferedRung, *, price_minor: int, freight_minor: int) -> list[Line]:
    if rung.basis is Basis.SHARE:
        share, rest = divmod(price_minor * rung.percent, 100)
        terms = [Line(LineCode.SHARE, LineRole.TERM, share, rung.percent)]
        return [*terms, Line(LineCode.ROUNDING, LineRole.TERM, 1)] if rest else terms
    if rung.basis is Basis.FREIGHT:
        return [Line(LineCode.FREIGHT_PAID, LineRole.TERM, freight_minor)]
    whole = {
        Basis.FIXED: LineCode.FIXED,
        Basis.ASKED: LineCode.ASKED,
        Basis.HELD: LineCode.ALL,
    }
    if rung.basis in whole:
        borne = rung.freight_minor if rung.freight_bearer is Bearer.BUYER else 0
        return [Line(whole[rung.basis], LineRole.TERM, rung.buyer_minor + borne)]
    return []
