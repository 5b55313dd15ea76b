"""The operative part of a verdict: what each side gets, and how that was reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jury.domain.law.ladder import Basis, Bearer, OfferedRung


@dataclass(frozen=True, slots=True)
class Award:
    """How the held sum is divided: buyer + seller + freight = held."""

    buyer_minor: int
    seller_minor: int
    freight_minor: int = 0
    freight_bearer: Bearer = Bearer.NOBODY
    goods_back: bool = False
    resent: bool = False
    instead_minor: int = 0

    @property
    def held_minor(self) -> int:
        """The whole sum that the award divides."""
        return self.buyer_minor + self.seller_minor + self.freight_minor


class LineCode(StrEnum):
    """What a line of the calculation says."""

    HELD = "held"
    PRICE = "price"
    SENT_AGAIN = "sent_again"
    INSTEAD = "instead"
    SHARE = "share"
    FREIGHT_PAID = "freight_paid"
    FREIGHT_BY_BUYER = "freight_by_buyer"
    FREIGHT_BY_SELLER = "freight_by_seller"
    FIXED = "fixed"
    ASKED = "asked"
    AGREED = "agreed"
    ALL = "all"
    ROUNDING = "rounding"
    CAP = "cap"
    RETURN_FREIGHT = "return_freight"
    RETURN_BY_SELLER = "return_by_seller"
    RETURN_BY_PLATFORM = "return_by_platform"
    RETURN_BY_INSURER = "return_by_insurer"
    BUYER = "buyer"
    SELLER = "seller"


class LineRole(StrEnum):
    """How a line counts: what was given, what adds up, what comes out."""

    GIVEN = "given"
    TERM = "term"  # the terms add up to the buyer's total
    REST = "rest"  # the rest adds up to the seller's total
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calculation; a given line of no sum says something only."""

    code: LineCode
    role: LineRole
    minor: int
    percent: int = 0


@dataclass(frozen=True, slots=True)
class _Order:
    """What the buyer paid."""

    price_minor: int
    freight_minor: int


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
        instead_minor=rung.instead_minor,
    )


def instead_of(award: Award) -> Award:
    """What moves when goods are not sent again; a way back is still paid."""
    rest = award.held_minor - award.instead_minor
    freight = min(award.freight_minor, rest)
    return Award(
        buyer_minor=award.instead_minor,
        seller_minor=rest - freight,
        freight_minor=freight,
        freight_bearer=award.freight_bearer,
    )


def calculation(
    rung: OfferedRung, *, price_minor: int, freight_minor: int
) -> tuple[Line, ...]:
    """Show how both sums came about, for the letter.

    What was paid first, then terms that add up to the buyer's total, then what is left
    for the seller as a sum of its own; who bears a freight is said wherever there is
    one. A fraction of a minor unit is rounded up, in the buyer's favour.
    """
    order = _Order(price_minor, freight_minor)
    return (
        *_given(rung, order),
        *_terms(rung, order),
        Line(LineCode.BUYER, LineRole.TOTAL, rung.buyer_minor),
        *_rest(rung),
        Line(LineCode.SELLER, LineRole.TOTAL, rung.seller_minor),
    )


def _given(rung: OfferedRung, order: _Order) -> list[Line]:
    """What the buyer paid, as far as no term says it, and who bears what of it."""
    lines = []
    if rung.resent:
        lines.append(Line(LineCode.SENT_AGAIN, LineRole.GIVEN, 0))
        lines.append(Line(LineCode.INSTEAD, LineRole.GIVEN, rung.instead_minor))
    elif rung.basis is Basis.SHARE:
        lines.append(Line(LineCode.PRICE, LineRole.GIVEN, order.price_minor))
    if order.freight_minor and not _gives_freight_back(rung, order):
        code = _who_bears_the_freight(rung, order)
        lines.append(Line(code, LineRole.GIVEN, order.freight_minor))
    # Not out of the held sum: what it will cost is not known here.
    if rung.freight_bearer in _BEAR_OUTSIDE:
        lines.append(Line(_BEAR_OUTSIDE[rung.freight_bearer], LineRole.GIVEN, 0))
    if rung.freight_bearer is Bearer.SELLER and not rung.freight_minor:
        lines.append(Line(LineCode.RETURN_BY_SELLER, LineRole.GIVEN, 0))
    return lines


_BEAR_OUTSIDE = {
    Bearer.PLATFORM: LineCode.RETURN_BY_PLATFORM,
    Bearer.INSURER: LineCode.RETURN_BY_INSURER,
}


def _gives_freight_back(rung: OfferedRung, order: _Order) -> bool:
    """Whether the freight of the order is a term of the buyer's sum."""
    if rung.resent:
        return False
    if rung.basis is Basis.HELD:
        return rung.held_minor == order.price_minor + order.freight_minor
    return rung.basis is Basis.FREIGHT


def _who_bears_the_freight(rung: OfferedRung, order: _Order) -> LineCode:
    """Whose loss the freight of the order is; of a sum as asked there is no saying."""
    if rung.basis is Basis.ASKED:
        return LineCode.FREIGHT_PAID
    if rung.basis is not Basis.HELD or rung.resent:
        return LineCode.FREIGHT_BY_BUYER
    is_in = rung.held_minor >= order.price_minor + order.freight_minor
    return LineCode.FREIGHT_BY_SELLER if is_in else LineCode.FREIGHT_PAID


def _terms(rung: OfferedRung, order: _Order) -> list[Line]:
    borne = _return_borne_by(Bearer.BUYER, rung)
    terms = _basis(rung, order)
    over = sum(term.minor for term in terms) - (rung.buyer_minor + borne)
    if over > 0:
        terms.append(Line(LineCode.CAP, LineRole.TERM, -over))
    if borne:
        terms.append(Line(LineCode.RETURN_FREIGHT, LineRole.TERM, -borne))
    return terms


def _basis(rung: OfferedRung, order: _Order) -> list[Line]:
    if rung.resent:
        return []
    if rung.basis is Basis.SHARE:
        share, rest = divmod(order.price_minor * rung.percent, 100)
        terms = [Line(LineCode.SHARE, LineRole.TERM, share, rung.percent)]
        return [*terms, Line(LineCode.ROUNDING, LineRole.TERM, 1)] if rest else terms
    if order.freight_minor and _gives_freight_back(rung, order):
        price = Line(LineCode.PRICE, LineRole.TERM, order.price_minor)
        freight = Line(LineCode.FREIGHT_BY_SELLER, LineRole.TERM, order.freight_minor)
        return [price, freight] if rung.basis is Basis.HELD else [freight]
    whole = {
        Basis.FIXED: LineCode.FIXED,
        Basis.ASKED: LineCode.ASKED,
        Basis.HELD: LineCode.ALL,
    }
    if rung.basis in whole:
        gross = rung.buyer_minor + _return_borne_by(Bearer.BUYER, rung)
        return [Line(whole[rung.basis], LineRole.TERM, gross)]
    return []


def _rest(rung: OfferedRung) -> list[Line]:
    """What is held without what goes elsewhere; of nothing left there is no sum."""
    if rung.buyer_minor == rung.held_minor:
        return []
    held = Line(LineCode.HELD, LineRole.REST, rung.held_minor)
    lines = [held, Line(LineCode.BUYER, LineRole.REST, -rung.buyer_minor)]
    for bearer, code in (
        (Bearer.BUYER, LineCode.RETURN_FREIGHT),
        (Bearer.SELLER, LineCode.RETURN_BY_SELLER),
    ):
        if borne := _return_borne_by(bearer, rung):
            lines.append(Line(code, LineRole.REST, -borne))
    return lines


def _return_borne_by(bearer: Bearer, rung: OfferedRung) -> int:
    """What the return costs out of the held sum, if this side bears it."""
    return rung.freight_minor if rung.freight_bearer is bearer else 0
