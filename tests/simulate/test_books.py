"""The marketplace's own look at the books finds what is wrong with them."""

from typing import Any

import pytest

from jury.cli.simulate.books import faults_of, moved
from jury.cli.simulate.docket import Case

YUAN = "CNY"


def money(minor: int, currency: str = YUAN) -> dict[str, Any]:
    return {"minor": minor, "currency": currency}


def told(buyer: int, seller: int, **more: Any) -> dict[str, Any]:
    given = {
        "enforcement": "d:award",
        "held": money(100),
        "buyer": money(buyer),
        "seller": money(seller),
        "freight": money(0),
    }
    return given | more


def make_case(**changed: Any) -> Case:
    """A dispute that ended well: 30 to the buyer, 70 to the seller."""
    given: dict[str, Any] = {
        "number": 1,
        "refund_ref": "r",
        "held_minor": 100,
        "currency": YUAN,
        "reason": "counterfeit",
        "buyer_is_right": True,
        "id": "d",
        "stage": "closed",
        "verdict": told(30, 70, ended_by="verdict"),
        "instructions": [told(30, 70)],
        "answers": ["executed"],
    }
    return Case(**(given | changed))


def test_a_dispute_that_ended_well_has_no_faults() -> None:
    assert list(faults_of(make_case(), "acknowledged")) == []
    assert moved([make_case()]) == {"buyer": 30, "seller": 70, "freight": 0}


def test_the_same_award_may_be_instructed_again() -> None:
    case = make_case(instructions=[told(30, 70), told(30, 70)])
    assert list(faults_of(case, "acknowledged")) == []


@pytest.mark.parametrize(
    ("changed", "state", "word"),
    [
        ({"instructions": [told(30, 60)]}, "acknowledged", "90 instructed"),
        ({"instructions": [told(40, 60)]}, "acknowledged", "than the verdict's"),
        ({"instructions": []}, "acknowledged", "by 0 awards"),
        (
            {"instructions": [told(30, 70), told(30, 70, enforcement="d:other")]},
            "acknowledged",
            "by 2 awards",
        ),
        ({"answers": []}, "instructed", "its refund record is instructed"),
        ({"answers": ["executed"] * 2}, "acknowledged", "its refund record"),
        ({"stage": "pronounced"}, "held", "before the dispute was closed"),
        (
            {"instructions": [told(30, 70) | {"buyer": money(30, "USD")}]},
            "acknowledged",
            "",
        ),
    ],
)
def test_what_is_wrong_is_named(changed: dict[str, Any], state: str, word: str) -> None:
    faults = list(faults_of(make_case(**changed), state))
    assert faults
    assert any(word in fault for fault in faults)


@pytest.mark.parametrize(
    ("buyer_minor", "ended_by", "right"),
    [(30, "verdict", True), (0, "verdict", False), (30, "staff", None)],
)
def test_a_verdict_is_right_when_it_is_the_jurys_and_true(
    buyer_minor: int, ended_by: str, right: object
) -> None:
    case = make_case(verdict=told(buyer_minor, 70, ended_by=ended_by))
    assert case.is_right is right
