"""The award and its calculation."""

import pytest
from hypothesis import given

from jury.domain.award import LineCode, LineRole, award_for, calculation
from jury.domain.ladder import Basis, Bearer, OfferedRung, offered_rungs
from tests.domain.builders import COUPON, FREIGHT, FULL, NOTHING, returned, share
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
    ("rung", "expected"),
    [
        (OfferedRung("nothing", 0, 112), [("held", 112)]),
        (
            OfferedRung("share_30", 31, 81, basis=Basis.SHARE, percent=30),
            [("held", 112), ("price", 101), ("share", 30), ("rounding", 1)],
        ),
        (
            OfferedRung("share_100", 101, 11, basis=Basis.SHARE, percent=100),
            [("held", 112), ("price", 101), ("share", 101)],
        ),
        (
            OfferedRung("freight_only", 11, 101, basis=Basis.FREIGHT),
            [("held", 112), ("freight_paid", 11)],
        ),
        (OfferedRung("c", 5, 107, basis=Basis.FIXED), [("held", 112), ("fixed", 5)]),
        (OfferedRung("a", 50, 62, basis=Basis.ASKED), [("held", 112), ("asked", 50)]),
        (OfferedRung("full", 112, 0, basis=Basis.HELD), [("held", 112), ("all", 112)]),
        (
            OfferedRung(
                "back", 101, 0, 11, Bearer.BUYER, goods_back=True, basis=Basis.HELD
            ),
            [("held", 112), ("all", 112), ("return_freight", -11)],
        ),
    ],
)
def test_the_calculation_shows_how_the_buyers_sum_came_about(
    rung: OfferedRung, expected: list[tuple[str, int]]
) -> None:
    totals = [("buyer", rung.buyer_minor), ("seller", rung.seller_minor)]
    assert lines(rung, price=101, freight=11) == expected + totals


def test_a_share_of_more_than_is_held_is_cut_and_says_so() -> None:
    rung = OfferedRung("share_70", 50, 0, basis=Basis.SHARE, percent=70)
    assert ("cap", -20) in lines(rung, price=100, freight=0)


@given(ballots())
def test_the_award_of_every_rung_divides_the_held_sum(
    ballot: tuple[tuple[OfferedRung, ...], int, int],
) -> None:
    rungs, held, _ = ballot
    assert all(award_for(rung, held).held_minor == held for rung in rungs)


@pytest.mark.parametrize("price", [0, 1, 99, 101, 33_333])
@pytest.mark.parametrize("freight", [0, 7, 1_200])
@pytest.mark.parametrize("held", [1, 100, 40_000])
def test_the_terms_add_up_to_the_buyers_total(
    price: int, freight: int, held: int
) -> None:
    ladder = (NOTHING, COUPON, FREIGHT, share(30), returned(Bearer.BUYER), FULL)
    for rung in offered_rungs(
        ladder,
        price_minor=price,
        freight_minor=freight,
        held_minor=held,
        asked_minor=held,
        currency="CNY",
    ):
        shown = calculation(rung, price_minor=price, freight_minor=freight)
        terms = sum(line.minor for line in shown if line.role is LineRole.TERM)
        assert terms == rung.buyer_minor
        assert [line.minor for line in shown if line.code is LineCode.SHARE] in (
            [],
            [price * 30 // 100],
        )
