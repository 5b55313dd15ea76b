"""What a policy allows beside the held sum, and which mistakes in it are named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.law.fields import FieldProblem, Table
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.money_terms import (
    AdvanceTerms,
    Compensation,
    Stake,
    When,
    compensated,
    read_advance,
    read_compensation,
    without_deposit,
)
from jury.domain.law.texts import Text

WORDS = Text("More", "更多")
SAID = {"en": "More", "zh-Hans": "更多"}
OFFERED = (OfferedRung("nothing", 0, 192), OfferedRung("full_refund_keep", 192, 0))
GIVEN: dict[str, Any] = {
    "code": "ten",
    "reasons": ["counterfeit"],
    "times": 9,
    "most": {"CNY": 1000},
    "title": SAID,
    "says": SAID,
}


def terms(code: str, times: int, most: int = 10**9) -> Compensation:
    return Compensation(
        code=code,
        reasons=("counterfeit",),
        times=times,
        most=(("CNY", most),),
        title=WORDS,
        says=WORDS,
    )


def offered(*given_: Compensation, **changed: Any) -> list[tuple[str, int]]:
    told: dict[str, Any] = {
        "reason": "counterfeit",
        "price_minor": 180,
        "currency": "CNY",
    }
    stake = Stake(**({**told, "at_most": 5000} | changed))
    ladder = compensated(OFFERED, given_, stake)
    assert without_deposit(ladder) == OFFERED
    return [(one.code, one.deposit_minor) for one in ladder[len(OFFERED) :]]


THREE, TEN = terms("three", 2), terms("ten", 9)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [("three", 360), ("ten", 1620)]),
        ({"at_most": 1000}, [("three", 360), ("ten", 1000)]),
        ({"at_most": 300}, [("ten", 300)]),
        ({"at_most": 0}, []),
        ({"reason": "not_received"}, []),
        ({"currency": "USD"}, []),
    ],
)
def test_a_ballot_goes_on_above_the_price_as_far_as_is_asked_and_held(
    changed: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    assert offered(THREE, TEN, **changed) == expected


@given(price=st.integers(0, 10**9), at_most=st.integers(0, 10**9))
def test_no_compensation_exceeds_the_deposit_the_ask_or_the_cap(
    price: int, at_most: int
) -> None:
    found = offered(
        terms("a", 1, most=700), terms("b", 9), price_minor=price, at_most=at_most
    )
    sums = [minor for _code, minor in found]
    assert sums == sorted(set(sums))
    assert all(0 < minor <= min(at_most, 9 * price) for minor in sums)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"times": 0}, "times"),
        ({"reasons": []}, "reasons"),
        ({"most": {}}, "most"),
        ({"most": {"CNY": 0}}, "most.CNY"),
        ({"share": 5}, "share"),
    ],
)
def test_a_wrong_compensation_is_named(changed: dict[str, Any], field: str) -> None:
    problems: list[FieldProblem] = []
    read_compensation(Table({**GIVEN, **changed}, problems=problems))
    assert [one.field for one in problems] == [field]


@pytest.mark.parametrize(
    ("given_", "fields"),
    [
        ({}, []),
        ({"when": "verdict", "most": {"CNY": 5}}, []),
        ({"when": "verdict"}, ["most"]),
        ({"most": {"CNY": 5}}, ["most"]),
        ({"when": "tomorrow", "most": {"CNY": 5}}, ["when", "most"]),
        ({"when": "admission", "most": {"CNY": 5}, "credit": -1}, ["credit"]),
    ],
)
def test_wrong_terms_of_an_advance_are_named(
    given_: dict[str, Any], fields: list[str]
) -> None:
    problems: list[FieldProblem] = []
    found = read_advance(Table(given_, problems=problems))
    assert [one.field for one in problems] == fields
    if not fields:
        again = read_advance(Table(found.to_json(), problems=problems))
        assert (again, problems) == (found, [])


@pytest.mark.parametrize(
    ("credit", "trades", "suits"),
    [(700, 10, True), (699, 10, False), (700, 9, False), (None, 99, False)],
)
def test_only_a_buyer_of_good_standing_gets_an_advance(
    credit: int | None, trades: int, *, suits: bool
) -> None:
    found = AdvanceTerms(
        when=When.ADMISSION, credit=700, trades=10, most=(("CNY", 50),)
    )
    assert found.suits(credit, trades) is suits
    assert (found.minor(70, "CNY"), found.minor(30, "CNY")) == (50, 30)
    assert found.minor(70, "USD") == 0
