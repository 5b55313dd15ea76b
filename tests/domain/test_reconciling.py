"""Every difference between a list of payments and the ledger is named, and no other."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.money.reconciling import SENTENCES, Kind, Listed, compare

PAID = Listed(
    reference="dsp_1:award",
    refund="RF-1",
    state="executed",
    currency="CNY",
    amounts={"buyer": 5400, "seller": 13800, "freight": 0},
)
OTHER = replace(PAID, reference="dsp_2:award", refund="RF-2")


def kinds(theirs: list[Listed], ours: tuple[Listed, ...] = (PAID,)) -> list[Kind]:
    known = {one.reference: one for one in ours}
    return [one.kind for one in compare(known, known, theirs)]


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ([PAID], []),
        ([], [Kind.MISSING_THERE]),
        ([PAID, OTHER], [Kind.MISSING_HERE]),
        ([PAID, PAID], [Kind.TWICE]),
        ([replace(PAID, refund="RF-9")], [Kind.MISSING_HERE]),
        ([replace(PAID, currency="USD")], [Kind.CURRENCY]),
        ([replace(PAID, state="refused")], [Kind.STATE]),
        ([replace(PAID, amounts={"buyer": 5400})], [Kind.AMOUNT]),
        ([replace(PAID, amounts={"buyer": 5400, "seller": 13800})], []),
        (
            [replace(PAID, currency="USD", state="open", amounts={})],
            [Kind.AMOUNT, Kind.CURRENCY, Kind.STATE],
        ),
    ],
)
def test_each_kind_of_difference_is_named(
    theirs: list[Listed], expected: list[Kind]
) -> None:
    assert kinds(theirs) == expected


def test_what_is_not_due_that_day_may_be_missing() -> None:
    assert compare({PAID.reference: PAID}, [], []) == ()


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=6))
def test_a_list_that_is_the_ledger_differs_by_repeats_alone(names: list[str]) -> None:
    theirs = [replace(PAID, reference=name) for name in names]
    ours = tuple(replace(PAID, reference=name) for name in set(names))
    repeated = {name for name in names if names.count(name) > 1}
    assert kinds(theirs, ours) == [Kind.TWICE] * len(repeated)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_says_what_differs(kind: Kind) -> None:
    told: dict[str, Any] = {"ours": "buyer 1", "theirs": "buyer 2"}
    assert SENTENCES[kind] % told
