"""Offers: what they divide, how a sum is read, and what giving up means in money."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.award import LineCode, LineRole
from jury.domain.errors import Invalid, NotAllowed, NotNow
from jury.domain.law.ladder import NOTHING, Basis, OfferedRung
from jury.domain.lifecycle import Side, Who
from jury.domain.settlement import (
    AGREED_SUM,
    OFFER,
    OfferState,
    Terms,
    agreed_calculation,
    agreed_sum,
    given_up,
    outcome_of,
    read_sum,
)

HELD = st.integers(1, 10**12)
ACTS = {
    "accept": (Who.PARTY, OfferState.ACCEPTED),
    "decline": (Who.PARTY, OfferState.DECLINED),
    "withdraw": (Who.PARTY, OfferState.WITHDRAWN),
    "replace": (Who.PARTY, OfferState.REPLACED),
    "lapse": (Who.SWEEP, OfferState.LAPSED),
}
LADDER = (
    OfferedRung(NOTHING, 0, 19200),
    OfferedRung("share_30", 5400, 13800, basis=Basis.SHARE, percent=30),
    OfferedRung("full", 18000, 1200, basis=Basis.ASKED),
)


@pytest.mark.parametrize("state", list(OfferState))
@pytest.mark.parametrize("act", list(ACTS))
def test_only_an_open_offer_changes_and_then_once(state: OfferState, act: str) -> None:
    who, after = ACTS[act]
    if state is OfferState.OPEN:
        assert OFFER.after(state, act, who) is after
        with pytest.raises(NotAllowed):
            OFFER.after(state, act, Who.JUROR)
    else:
        with pytest.raises(NotNow):
            OFFER.after(state, act, who)


@given(held=HELD, share=st.integers(0, 10**12))
def test_an_agreed_sum_divides_exactly_what_is_held(held: int, share: int) -> None:
    buyer = share % (held + 1)
    outcome = agreed_sum(buyer, held)
    assert (outcome.buyer_minor, outcome.held_minor) == (buyer, held)
    assert outcome.seller_minor >= 0


@given(held=HELD, over=st.integers(1, 10**12))
def test_no_more_than_is_held_and_no_less_than_nothing_is_offered(
    held: int, over: int
) -> None:
    for buyer in (held + over, -over):
        with pytest.raises(Invalid) as refused:
            agreed_sum(buyer, held)
        assert list(refused.value.fields) == ["sum"]


@given(held=HELD, share=st.integers(0, 10**12), freight=st.integers(0, 10**6))
def test_the_calculation_of_an_agreed_sum_adds_up_on_both_sides(
    held: int, share: int, freight: int
) -> None:
    outcome = agreed_sum(share % (held + 1), held)
    lines = agreed_calculation(outcome, price_minor=held, freight_minor=freight)
    terms = sum(line.minor for line in lines if line.role is LineRole.TERM)
    rest = sum(line.minor for line in lines if line.role is LineRole.REST)
    assert terms == outcome.buyer_minor
    assert rest == outcome.seller_minor
    codes = {line.code for line in lines}
    assert LineCode.AGREED in codes
    assert LineCode.ASKED not in codes


@pytest.mark.parametrize("rung", LADDER, ids=lambda rung: rung.code)
def test_any_outcome_of_the_ladder_can_be_offered(rung: OfferedRung) -> None:
    assert outcome_of(Terms(rung.code), LADDER, 19200) is rung


def test_an_outcome_that_is_not_on_the_ladder_cannot() -> None:
    for code in ("share_50", AGREED_SUM, ""):
        with pytest.raises(Invalid):
            outcome_of(Terms(code), LADDER, 19200)


@pytest.mark.parametrize(
    ("filed_by", "asked", "to_buyer"),
    [
        (Side.BUYER, 18000, 0),
        (Side.SELLER, 18000, 18000),
        (Side.SELLER, 17000, 17000),
        (Side.SELLER, 19200, 19200),
    ],
)
def test_giving_up_leaves_what_would_be_without_the_dispute(
    filed_by: Side, asked: int, to_buyer: int
) -> None:
    outcome = given_up(LADDER, filed_by=filed_by, held_minor=19200, asked_minor=asked)
    assert (outcome.buyer_minor, outcome.held_minor) == (to_buyer, 19200)
    assert not outcome.goods_back


@given(minor=st.integers(0, 10**12 - 1), digits=st.integers(0, 3))
def test_a_sum_is_read_as_it_is_written(minor: int, digits: int) -> None:
    written = f"{Decimal(minor).scaleb(-digits):f}"
    assert read_sum(written, digits=digits) == minor


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("54", 5400),
        ("54.5", 5450),
        ("54.", 5400),
        (" 54.50 ", 5450),
        ("¥54", 5400),
        ("￥ 54.50", 5450),
        ("54元", 5400),
        ("５４．５０", 5450),
        ("0", 0),
        ("1 000", 100000),
    ],
)
def test_a_sum_may_be_written_as_people_write_it(written: str, minor: int) -> None:
    assert read_sum(written, digits=2) == minor


@pytest.mark.parametrize(
    "written",
    ["", " ", "abc", "-5", "54,5", "1,000", "5.555", ".5", "5e3", "٥", "1" * 13, "½"],
)
def test_what_is_no_sum_gets_a_sentence(written: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_sum(written, digits=2)
    assert list(refused.value.fields) == ["sum"]


@given(text=st.text(max_size=40), digits=st.integers(0, 3))
def test_whatever_is_typed_is_a_sum_or_refused(text: str, digits: int) -> None:
    with suppress(Invalid):
        assert 0 <= read_sum(text, digits=digits) < 10**15
