"""The award and its calculation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.award import Line, LineCode, LineRole, award_for, calculation
from jury.domain.law.ladder import Basis, Bearer, OfferedRung, offered_rungs
from tests.domain.builders import (
    AS_ASKED,
    COUPON,
    EXCHANGE,
    FREIGHT,
    FULL,
    NOTHING,
    RESEND,
    returned,
    share,
)
from tests.domain.test_ladder import ballots


def lines(
    ladder_top: OfferedRung, *, price: int, freight: int
) -> list[tuple[str, int]]:
    shown = calculation(ladder_top, price_minor=price, freight_minor=freight)
    return [(line.code.value, line.minor) for line in shown]


def test_an_award_divides_the_held_sum() -> None:
    rung = OfferedRung("half", 5, 4, 1, Bearer.SELLER, goods_back=True, resent=True)
    award = award_for(rung, 10)
    assert (award.buyer_minor, award.seller_minor, award.freight_minor) == (5, 4, 1)
    assert (award.freight_bearer, award.goods_back, award.resent) == (
        Bearer.SELLER,
        True,
        True,
    )
    assert award.held_minor == 10


def test_a_rung_of_another_held_sum_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="held sum"):
        award_for(OfferedRung("half", 5, 5), 11)


@pytest.mark.parametrize(
    ("rung", "before", "after"),
    [
        (
            OfferedRung("nothing", 0, 112),
            [("freight_by_buyer", 11)],
            [("held", 112), ("buyer", 0)],
        ),
        (
            OfferedRung("share_30", 31, 81, basis=Basis.SHARE, percent=30),
            [("price", 101), ("freight_by_buyer", 11), ("share", 30), ("rounding", 1)],
            [("held", 112), ("buyer", -31)],
        ),
        (
            OfferedRung("share_100", 101, 11, basis=Basis.SHARE, percent=100),
            [("price", 101), ("freight_by_buyer", 11), ("share", 101)],
            [("held", 112), ("buyer", -101)],
        ),
        (
            OfferedRung("freight_only", 11, 101, basis=Basis.FREIGHT),
            [("freight_by_seller", 11)],
            [("held", 112), ("buyer", -11)],
        ),
        (
            OfferedRung("c", 5, 107, basis=Basis.FIXED),
            [("freight_by_buyer", 11), ("fixed", 5)],
            [("held", 112), ("buyer", -5)],
        ),
        (
            OfferedRung("a", 50, 62, basis=Basis.ASKED),
            [("freight_paid", 11), ("asked", 50)],
            [("held", 112), ("buyer", -50)],
        ),
        (
            OfferedRung("full", 112, 0, basis=Basis.HELD),
            [("price", 101), ("freight_by_seller", 11)],
            [],
        ),
        (
            OfferedRung("full", 60, 0, basis=Basis.HELD),
            [("freight_paid", 11), ("all", 60)],
            [],
        ),
        (
            OfferedRung(
                "back", 101, 0, 11, Bearer.BUYER, goods_back=True, basis=Basis.HELD
            ),
            [("price", 101), ("freight_by_seller", 11), ("return_freight", -11)],
            [("held", 112), ("buyer", -101), ("return_freight", -11)],
        ),
        (
            OfferedRung(
                "half_back", 51, 50, 11, Bearer.SELLER, basis=Basis.SHARE, percent=50
            ),
            [("price", 101), ("freight_by_buyer", 11), ("share", 50), ("rounding", 1)],
            [("held", 112), ("buyer", -51), ("return_by_seller", -11)],
        ),
        (
            OfferedRung("back", 112, 0, 0, Bearer.SELLER, basis=Basis.HELD),
            [("return_by_seller", 0), ("price", 101), ("freight_by_seller", 11)],
            [],
        ),
        (
            OfferedRung("back", 112, 0, 0, Bearer.INSURER, basis=Basis.HELD),
            [("return_by_insurer", 0), ("price", 101), ("freight_by_seller", 11)],
            [],
        ),
    ],
)
def test_the_calculation_shows_how_both_sums_came_about(
    rung: OfferedRung, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> None:
    buyer, seller = ("buyer", rung.buyer_minor), ("seller", rung.seller_minor)
    expected = [*before, buyer, *after, seller]
    assert lines(rung, price=101, freight=11) == expected


def test_a_full_refund_of_an_order_without_freight_is_one_line() -> None:
    rung = OfferedRung("full", 101, 0, basis=Basis.HELD)
    totals = [("buyer", 101), ("seller", 0)]
    assert lines(rung, price=101, freight=0) == [("all", 101), *totals]


def test_a_share_of_more_than_is_held_is_cut_and_says_so() -> None:
    rung = OfferedRung("share_70", 50, 0, basis=Basis.SHARE, percent=70)
    assert ("cap", -20) in lines(rung, price=100, freight=0)


@given(ballots())
def test_the_award_of_every_rung_divides_the_held_sum(
    ballot: tuple[tuple[OfferedRung, ...], int, int],
) -> None:
    rungs, held, _ = ballot
    assert all(award_for(rung, held).held_minor == held for rung in rungs)


LADDER = (
    NOTHING,
    COUPON,
    FREIGHT,
    share(30),
    share(33),
    RESEND,
    EXCHANGE,
    *(returned(bearer) for bearer in Bearer),
    FULL,
    AS_ASKED,
)
SUMS = st.integers(0, 10**6)


@given(
    price=SUMS,
    freight=SUMS,
    held=st.none() | st.integers(1, 10**6),
    asked=st.integers(1, 2 * 10**6),
    currency=st.sampled_from(["CNY", "USD", "JPY"]),
)
def test_the_lines_add_up_to_the_award_of_every_rung(
    price: int, freight: int, held: int | None, asked: int, currency: str
) -> None:
    paid = held or max(price + freight, 1)
    for rung in offered_rungs(
        LADDER,
        price_minor=price,
        freight_minor=freight,
        held_minor=paid,
        asked_minor=min(asked, paid),
        currency=currency,
    ):
        shown = calculation(rung, price_minor=price, freight_minor=freight)
        assert total(shown, LineRole.TERM) == rung.buyer_minor
        assert total(shown, LineRole.REST) == rung.seller_minor
        award = award_for(rung, paid)
        assert totals_of(shown) == [award.buyer_minor, award.seller_minor]
        if rung.freight_bearer in {Bearer.BUYER, Bearer.SELLER}:
            assert any(line.code in RETURNS for line in shown) or freight == 0
        if freight:
            assert sum(line.code in FREIGHTS for line in shown) == 1


RETURNS = {LineCode.RETURN_FREIGHT, LineCode.RETURN_BY_SELLER}
FREIGHTS = {
    LineCode.FREIGHT_PAID,
    LineCode.FREIGHT_BY_BUYER,
    LineCode.FREIGHT_BY_SELLER,
}


def total(shown: tuple[Line, ...], role: LineRole) -> int:
    return sum(line.minor for line in shown if line.role is role)


def totals_of(shown: tuple[Line, ...]) -> list[int]:
    return [line.minor for line in shown if line.role is LineRole.TOTAL]
