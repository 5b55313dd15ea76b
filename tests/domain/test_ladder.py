"""The rungs that a ballot offers, and the sums on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import Invalid
from jury.domain.law.fields import LawInvalid
from jury.domain.law.ladder import (
    Basis,
    Bearer,
    Goods,
    OfferedRung,
    Rung,
    offered_rungs,
)
from jury.domain.law.rung_fields import parse_rung
from tests.domain.builders import (
    AS_ASKED,
    BOTH,
    COUPON,
    EXCHANGE,
    FREIGHT,
    FULL,
    NOTHING,
    RESEND,
    returned,
    share,
)

PLAIN = (NOTHING, FULL)
LONG = (NOTHING, COUPON, FREIGHT, share(30), share(50), share(70), FULL)


def offer(
    ladder: tuple[Rung, ...],
    *,
    price: int = 10_000,
    freight: int = 1_200,
    held: int | None = None,
    asked: int | None = None,
) -> list[tuple[str, int]]:
    held = price + freight if held is None else held
    rungs = offered_rungs(
        ladder,
        price_minor=price,
        freight_minor=freight,
        held_minor=held,
        asked_minor=held if asked is None else asked,
        currency="CNY",
    )
    return [(rung.code, rung.buyer_minor) for rung in rungs]


def test_a_ladder_of_two_is_all_or_nothing() -> None:
    assert offer(PLAIN) == [("nothing", 0), ("full", 11_200)]


def test_every_rung_has_its_sum() -> None:
    assert offer(LONG) == [
        ("nothing", 0),
        ("coupon", 1_000),
        ("freight_only", 1_200),
        ("share_30", 3_000),
        ("share_50", 5_000),
        ("share_70", 7_000),
        ("full", 11_200),
    ]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (11_200, ["nothing", "share_30", "share_50", "full"]),
        (5_000, ["nothing", "share_30", "share_50"]),
        (4_000, ["nothing", "share_30", "as_asked"]),
        (2_000, ["nothing", "as_asked"]),
        (1, ["nothing", "as_asked"]),
    ],
)
def test_nothing_above_the_demand_is_offered_and_the_demand_is_the_top(
    asked: int, codes: list[str]
) -> None:
    rungs = offer((NOTHING, share(30), share(50), FULL), asked=asked)
    assert [code for code, _ in rungs] == codes
    assert rungs[-1][1] == asked


def test_a_ladder_that_ends_below_the_demand_stays_as_it_is() -> None:
    assert offer((NOTHING, COUPON, share(20)))[-1] == ("share_20", 2_000)


def test_a_share_is_rounded_up_to_the_buyer() -> None:
    assert offer((NOTHING, share(30), FULL), price=101, freight=0)[1] == (
        "share_30",
        31,
    )


def test_rungs_of_equal_sums_collapse_into_the_later_one() -> None:
    same = (NOTHING, COUPON, FREIGHT, share(50), FULL)
    assert offer(same, price=1_000, freight=1_000, held=1_000) == [
        ("nothing", 0),
        ("share_50", 500),
        ("full", 1_000),
    ]


def test_rungs_are_put_in_order_of_their_sums() -> None:
    dear = offer((NOTHING, FREIGHT, share(30), FULL), freight=5_000)
    assert [code for code, _ in dear] == ["nothing", "share_30", "freight_only", "full"]


def test_a_fixed_sum_is_left_out_in_a_currency_that_it_does_not_name() -> None:
    rungs = offered_rungs(
        (NOTHING, COUPON, FULL),
        price_minor=10_000,
        freight_minor=0,
        held_minor=10_000,
        asked_minor=10_000,
        currency="EUR",
    )
    assert [rung.code for rung in rungs] == ["nothing", "full"]


def test_a_ladder_that_comes_to_nothing_offers_the_demand() -> None:
    assert offer((NOTHING, FREIGHT), freight=0) == [
        ("nothing", 0),
        ("as_asked", 10_000),
    ]


def test_the_demand_may_itself_be_a_rung() -> None:
    assert offer((NOTHING, AS_ASKED), asked=700) == [("nothing", 0), ("as_asked", 700)]


def test_goods_that_travel_stand_by_what_they_are_worth_to_the_buyer() -> None:
    ladder = (NOTHING, share(50), EXCHANGE, RESEND, returned(Bearer.BUYER), FULL)
    assert offer(ladder) == [
        ("nothing", 0),
        ("share_50", 5_000),
        ("return_buyer", 10_000),
        ("exchange", 0),
        ("resend", 0),
        ("full", 11_200),
    ]


@pytest.mark.parametrize(
    ("bearer", "sums"),
    [
        (Bearer.BUYER, (10_000, 0, 1_200)),
        (Bearer.SELLER, (10_000, 0, 1_200)),
        (Bearer.INSURER, (11_200, 0, 0)),
        (Bearer.NOBODY, (11_200, 0, 0)),
    ],
)
def test_return_freight_comes_out_of_the_share_of_its_bearer(
    bearer: Bearer, sums: tuple[int, int, int]
) -> None:
    ladder = (NOTHING, returned(bearer))
    if bearer is Bearer.SELLER:  # who bears it out of what is left to them
        share_back = Rung(
            "half",
            NOTHING.title,
            NOTHING.says,
            Basis.SHARE,
            100,
            (),
            Goods.RETURN,
            bearer,
        )
        ladder = (NOTHING, share_back)
    top = offered_rungs(
        ladder,
        price_minor=10_000,
        freight_minor=1_200,
        held_minor=11_200,
        asked_minor=11_200,
        currency="CNY",
    )[1]
    assert (top.buyer_minor, top.seller_minor, top.freight_minor) == sums
    assert top.goods_back
    assert top.freight_bearer is bearer


@pytest.mark.parametrize(
    ("sums", "fields"),
    [
        ({"held": 0}, {"held", "asked"}),
        ({"asked": 0}, {"asked"}),
        ({"asked": 11_201}, {"asked"}),
        ({"price": -1, "held": 5}, {"price"}),
        ({"freight": -1, "held": 5}, {"price"}),
    ],
)
def test_sums_that_cannot_be_are_refused_by_name(
    sums: dict[str, int], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        offer(PLAIN, **sums)
    assert set(refusal.value.fields) == fields


rungs_of_any_kind = st.sampled_from(
    [
        COUPON,
        FREIGHT,
        FULL,
        AS_ASKED,
        RESEND,
        EXCHANGE,
        *(share(percent) for percent in (1, 20, 30, 50, 70, 99, 100)),
        *(returned(bearer) for bearer in Bearer),
    ]
)


@st.composite
def ballots(draw: st.DrawFn) -> tuple[tuple[OfferedRung, ...], int, int]:
    held = draw(st.integers(1, 10**7))
    asked = draw(st.integers(1, held))
    ladder = (NOTHING, *draw(st.lists(rungs_of_any_kind, max_size=6)))
    rungs = offered_rungs(
        ladder,
        price_minor=draw(st.integers(0, 10**7)),
        freight_minor=draw(st.integers(0, 10**5)),
        held_minor=held,
        asked_minor=asked,
        currency=draw(st.sampled_from(["CNY", "USD"])),
    )
    return rungs, held, asked


@given(ballots())
def test_every_rung_divides_what_is_held_and_gives_no_more_than_asked(
    ballot: tuple[tuple[OfferedRung, ...], int, int],
) -> None:
    rungs, held, asked = ballot
    assert len(rungs) >= 2
    assert (rungs[0].code, rungs[0].buyer_minor) == ("nothing", 0)
    for rung in rungs:
        assert rung.held_minor == held
        assert 0 <= rung.buyer_minor <= asked
        assert min(rung.seller_minor, rung.freight_minor) >= 0


@given(ballots())
def test_sums_rise_strictly_where_the_goods_stay(
    ballot: tuple[tuple[OfferedRung, ...], int, int],
) -> None:
    sums = [
        rung.buyer_minor for rung in ballot[0] if not (rung.goods_back or rung.resent)
    ]
    assert sums == sorted(set(sums))


@given(ballots())
def test_an_offered_rung_survives_being_stored(
    ballot: tuple[tuple[OfferedRung, ...], int, int],
) -> None:
    for rung in ballot[0]:
        assert OfferedRung.from_json(rung.to_json()) == rung


def test_a_stored_rung_with_a_wrong_field_is_refused() -> None:
    stored = OfferedRung("full", 5, 0).to_json() | {"buyer_minor": -5, "tip": 1}
    with pytest.raises(LawInvalid) as refusal:
        OfferedRung.from_json(stored)
    assert [one.field for one in refusal.value.problems] == ["buyer_minor", "tip"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"basis": "share"}, "percent"),
        ({"basis": "held", "percent": 5}, "percent"),
        ({"basis": "fixed"}, "fixed"),
        ({"basis": "held", "fixed": {"CNY": 5}}, "fixed"),
        ({"basis": "held", "freight_bearer": "buyer"}, "freight_bearer"),
        ({"basis": "gift"}, "basis"),
        ({"basis": "held", "colour": "red"}, "colour"),
    ],
)
def test_a_remedy_that_does_not_add_up_is_refused(
    changed: dict[str, object], field: str
) -> None:
    with pytest.raises(LawInvalid) as refusal:
        parse_rung({"code": "x", "title": BOTH, "says": BOTH} | changed)
    assert [one.field for one in refusal.value.problems] == [field]


@pytest.mark.parametrize("rung", [COUPON, FULL, share(30), returned(Bearer.BUYER)])
def test_a_remedy_survives_being_stored(rung: Rung) -> None:
    assert parse_rung(rung.to_json()) == rung
