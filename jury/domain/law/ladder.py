"""The ladder of complete remedies that a ballot offers, from nothing upwards.

The catalogue says how each rung's sum is found; `offered_rungs` turns a reason's
ladder into the sums of one dispute. All sums stay inside what is held:
buyer + seller + freight = held on every rung.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from jury.domain.errors import N_, Invalid
from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.texts import Text

NOTHING = "nothing"
AS_ASKED = "as_asked"
MOST_MINOR = 10**12


class Basis(StrEnum):
    """What a rung's sum is taken from."""

    NOTHING = "nothing"
    SHARE = "share"  # a percentage of the price, rounded up to the buyer
    FREIGHT = "freight"  # the freight that the buyer paid
    FIXED = "fixed"  # a sum by currency
    HELD = "held"  # everything that is held
    ASKED = "asked"  # what the buyer asks


class Goods(StrEnum):
    """What happens to the goods."""

    STAY = "stay"
    RETURN = "return"
    RESENT = "resent"
    EXCHANGED = "exchanged"


_SENT_AGAIN = frozenset({Goods.RESENT, Goods.EXCHANGED})
# Of two remedies of equal worth, the one that asks less of the buyer is the higher.
_GOODS_ORDER = (Goods.RETURN, Goods.EXCHANGED, Goods.RESENT, Goods.STAY)


class Bearer(StrEnum):
    """Who bears the freight of a return."""

    NOBODY = "nobody"
    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"
    INSURER = "insurer"


@dataclass(frozen=True, slots=True)
class Rung:
    """One remedy of the catalogue, before any sum is known.

    Of goods that are sent to the buyer again the basis says what the buyer gets when
    they are not: a share, or else what was asked.
    """

    code: str
    title: Text
    says: Text
    basis: Basis
    percent: int = 0
    fixed: tuple[tuple[str, int], ...] = ()
    goods: Goods = Goods.STAY
    freight_bearer: Bearer = Bearer.NOBODY

    def to_json(self) -> dict[str, object]:
        """Give the mapping from which `parse_rung` makes this rung again."""
        return {
            "code": self.code,
            "title": self.title.to_json(),
            "says": self.says.to_json(),
            "basis": self.basis.value,
            "percent": self.percent,
            "fixed": dict(self.fixed),
            "goods": self.goods.value,
            "freight_bearer": self.freight_bearer.value,
        }


@dataclass(frozen=True, slots=True)
class OfferedRung:
    """One rung on the ballot of one dispute, with its sums in minor units.

    `freight_minor` is the return freight paid out of the held sum, already taken from
    the share of the side that bears it.
    """

    code: str
    buyer_minor: int
    seller_minor: int
    freight_minor: int = 0
    freight_bearer: Bearer = Bearer.NOBODY
    goods_back: bool = False
    resent: bool = False
    basis: Basis = Basis.NOTHING
    percent: int = 0
    # What the buyer gets of the held sum when nothing is sent again.
    instead_minor: int = 0
    # On top of the held sum: what the buyer gets from the seller's deposit.
    deposit_minor: int = 0

    @property
    def held_minor(self) -> int:
        """What the rung divides: always the whole held sum."""
        return self.buyer_minor + self.seller_minor + self.freight_minor

    def to_json(self) -> dict[str, object]:
        """Give the mapping that `from_json` turns into the same rung."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> OfferedRung:
        """Make the rung again that `to_json` gave."""
        problems: list[FieldProblem] = []
        table = Table(stored, problems=problems)
        rung = cls(
            code=table.text("code"),
            buyer_minor=table.integer("buyer_minor", low=0, high=MOST_MINOR),
            seller_minor=table.integer("seller_minor", low=0, high=MOST_MINOR),
            freight_minor=table.integer("freight_minor", low=0, high=MOST_MINOR),
            freight_bearer=table.code("freight_bearer", Bearer),
            goods_back=table.flag("goods_back"),
            resent=table.flag("resent"),
            basis=table.code("basis", Basis),
            percent=table.integer("percent", low=0, high=100),
            instead_minor=table.integer(
                "instead_minor", low=0, high=MOST_MINOR, default=0
            ),
            deposit_minor=table.integer(
                "deposit_minor", low=0, high=MOST_MINOR, default=0
            ),
        )
        table.finish()
        if problems:
            raise LawInvalid(problems)
        return rung


@dataclass(frozen=True, slots=True)
class _Stake:
    """The sums of one dispute."""

    price_minor: int
    freight_minor: int
    held_minor: int
    asked_minor: int
    currency: str

    def __post_init__(self) -> None:
        wrong = {}
        if self.price_minor < 0 or self.freight_minor < 0:
            wrong["price"] = N_("An amount cannot be negative.")
        if self.held_minor <= 0:
            wrong["held"] = N_("There must be an amount held.")
        if not 0 < self.asked_minor <= self.held_minor:
            wrong["asked"] = N_("Ask for more than nothing, and for no more than held.")
        if wrong:
            raise Invalid(wrong)


def offered_rungs(
    ladder: Sequence[Rung],
    *,
    price_minor: int,
    freight_minor: int,
    held_minor: int,
    asked_minor: int,
    currency: str = "CNY",
) -> tuple[OfferedRung, ...]:
    """Turn a ladder into the rungs that one ballot offers, lowest first.

    `asked_minor` is the buyer's demand, whoever filed. Rung 0 gives the buyer nothing.
    A rung worth more than is asked is left out, and when that cuts the ladder short of
    the demand, the demand itself becomes its top. What the buyer ends up with rises
    strictly: where two rungs come to the same, the later on the ladder stays. There
    are always at least two. Raises Invalid when the sums cannot be.
    """
    stake = _Stake(price_minor, freight_minor, held_minor, asked_minor, currency)
    worths = [(_worth(rung, stake), rung) for rung in ladder]
    within = {
        (worth, _GOODS_ORDER.index(rung.goods)): rung
        for worth, rung in worths
        if 0 < worth <= asked_minor
    }
    offered = [_offer(within[key], stake) for key in sorted(within)]
    # Only goods that stay reach the demand: asked was for money, not for a parcel.
    kept = _GOODS_ORDER.index(Goods.STAY)
    reached = max((worth for worth, goods in within if goods == kept), default=0)
    is_cut = any(worth > asked_minor for worth, _ in worths)
    if not within or (is_cut and reached < asked_minor):
        rest = held_minor - asked_minor
        offered.append(OfferedRung(AS_ASKED, asked_minor, rest, basis=Basis.ASKED))
    return (OfferedRung(NOTHING, 0, held_minor), *offered)


def not_below(
    offered: Sequence[OfferedRung], least_minor: int, *, price_minor: int
) -> tuple[OfferedRung, ...]:
    """Leave out what is worth less to the buyer than the law allows.

    The highest rung always stays: nobody is given more than they ask.
    """

    def worth(rung: OfferedRung) -> int:
        if not rung.resent:
            return rung.buyer_minor
        is_part = rung.basis is Basis.SHARE
        return rung.instead_minor if is_part else min(price_minor, rung.held_minor)

    least = min(least_minor, max(map(worth, offered)))
    return tuple(rung for rung in offered if worth(rung) >= least)


def worth_of(
    rung: Rung, *, price_minor: int, freight_minor: int, held_minor: int, currency: str
) -> int:
    """Say what a remedy of the catalogue is worth to the buyer in one dispute."""
    stake = _Stake(price_minor, freight_minor, held_minor, held_minor, currency)
    return _worth(rung, stake)


def _worth(rung: Rung, stake: _Stake) -> int:
    """What the buyer ends up with of what they paid: money, or goods sent again."""
    if rung.goods not in _SENT_AGAIN:
        return _offer(rung, stake).buyer_minor
    whole = stake.price_minor
    worth = _gross(rung, stake) if rung.basis is Basis.SHARE else whole
    return min(worth, stake.held_minor)


def _offer(rung: Rung, stake: _Stake) -> OfferedRung:
    is_sent = rung.goods in _SENT_AGAIN
    buyer = 0 if is_sent else min(_gross(rung, stake), stake.held_minor)
    seller = stake.held_minor - buyer
    freight = 0
    # Whoever sends pays the courier: only a way back is paid out of what is held.
    bearer = Bearer.NOBODY if rung.goods is Goods.RESENT else rung.freight_bearer
    if bearer is Bearer.BUYER:
        freight = min(stake.freight_minor, buyer)
        buyer -= freight
    elif bearer is Bearer.SELLER:
        freight = min(stake.freight_minor, seller)
        seller -= freight
    return OfferedRung(
        code=rung.code,
        buyer_minor=buyer,
        seller_minor=seller,
        freight_minor=freight,
        freight_bearer=bearer,
        goods_back=rung.goods in {Goods.RETURN, Goods.EXCHANGED},
        resent=is_sent,
        basis=rung.basis,
        percent=rung.percent,
        instead_minor=_instead(rung, stake) if is_sent else 0,
    )


def _instead(rung: Rung, stake: _Stake) -> int:
    """What a buyer gets to whom the goods are not sent again."""
    sum_ = _gross(rung, stake) if rung.basis is Basis.SHARE else stake.asked_minor
    return min(sum_, stake.held_minor)


def _gross(rung: Rung, stake: _Stake) -> int:
    """What the rung gives the buyer before any return freight."""
    return {
        Basis.NOTHING: 0,
        Basis.SHARE: -(-stake.price_minor * rung.percent // 100),
        Basis.FREIGHT: stake.freight_minor,
        Basis.FIXED: dict(rung.fixed).get(stake.currency, 0),
        Basis.HELD: stake.held_minor,
        Basis.ASKED: stake.asked_minor,
    }[rung.basis]
