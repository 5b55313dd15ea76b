"""What a policy lets jurors see of the order, and which mistakes in it are named."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.law.fields import FieldProblem, Table
from jury.domain.law.showing import SHOWN, STEP, read_showing, share_of
from jury.domain.law.whole import Rules
from jury.domain.policy import parse_policy
from jury.services.law.lawbook import lawbook
from tests.domain.builders import make_policy, policy_source

LINKABLE = {
    "dates": "days",
    "sums": "band",
    "title": "general",
    "listing": "withheld",
    "said": "covered",
    "bounds": {"CNY": [10000, 50000]},
}


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({}, []),
        (LINKABLE, []),
        ({"dates": "weeks"}, ["shown.dates"]),
        ({"sums": "band"}, ["shown.bounds"]),
        ({"bounds": {"CNY": [100]}}, ["shown.bounds"]),
        (LINKABLE | {"bounds": {"CNY": [5, 5]}}, ["shown.bounds.CNY"]),
        (LINKABLE | {"bounds": {"CNY": ["5"]}}, ["shown.bounds.CNY"]),
        (LINKABLE | {"listing": "shown"}, ["shown.listing"]),
        ({"faces": "shown"}, ["shown.faces"]),
    ],
)
def test_wrong_terms_of_what_is_shown_are_named(
    said: dict[str, Any], fields: list[str]
) -> None:
    problems: list[FieldProblem] = []
    found = read_showing(Table(said, path="shown", problems=problems))
    assert [one.field for one in problems] == fields
    if not fields:
        again = read_showing(Table(found.to_json(), problems=problems))
        assert (again, problems) == (found, [])


def test_a_policy_that_says_nothing_shows_the_order_as_it_is() -> None:
    assert make_policy().shown == SHOWN
    assert all(policy.shown.is_whole for policy in lawbook().policies)


def test_a_dispute_from_before_there_was_a_choice_reads_as_it_did() -> None:
    law = lawbook()
    rules = law.rules(law.policies[0], law.reasons["hidden_defect"])
    stored: dict[str, Any] = rules.to_json()
    del stored["policy"]["shown"]
    assert Rules.from_json(stored) == rules


def test_what_is_shown_is_frozen_with_the_policy() -> None:
    policy = parse_policy(policy_source(shown=LINKABLE))
    assert parse_policy(policy.to_json()) == policy
    assert policy.shown.to_json() == LINKABLE


@pytest.mark.parametrize(
    ("minor", "ends"),
    [
        (1, (0, 10000)),
        (10000, (0, 10000)),
        (10001, (10000, 50000)),
        (50001, (50000, None)),
    ],
)
def test_a_sum_lies_between_two_bounds(
    minor: int, ends: tuple[int, int | None]
) -> None:
    shown = make_policy(shown=LINKABLE).shown
    band = shown.band_of(minor, "CNY")
    assert (band.above, band.up_to) == ends
    unnamed = shown.band_of(minor, "USD")
    assert (unnamed.above, unnamed.up_to) == (0, None)


@given(part=st.integers(0, 10**9), whole=st.integers(1, 10**9))
def test_a_share_tells_no_more_than_its_step(part: int, whole: int) -> None:
    share = share_of(part, whole)
    assert (share == 0) is (part == 0)
    assert (share == 100) is (part == whole)
    assert share in {1, 99} or share % STEP == 0
    if 0 < part < whole:
        assert abs(share - 100 * part / whole) <= STEP / 2
