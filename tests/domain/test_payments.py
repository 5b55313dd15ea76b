"""Payments beside the award: every movement sums to zero, and no payment loops."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.money.payments import (
    MOST_ATTEMPTS,
    Advice,
    Movement,
    advance,
    advice_on,
    compensation,
    may_repeat,
    reversal,
    settle_advance,
)

sums = st.integers(min_value=0, max_value=10**12)


@dataclass(frozen=True)
class Award:
    buyer_minor: int
    seller_minor: int
    freight_minor: int = 0
    deposit_minor: int = 0


def total(*movements: Movement) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in movements:
        for account, minor in one.by_account().items():
            found[account] = found.get(account, 0) + minor
    return found


@given(held=sums, shares=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_reversal_moves_what_is_between_two_divisions_of_the_held_sum(
    held: int, shares: tuple[float, float]
) -> None:
    first, second = (int(held * share) for share in shares)
    before, after = Award(first, held - first), Award(second, held - second)
    moved = reversal(before, after)
    assert before.buyer_minor + moved.buyer == after.buyer_minor
    assert moved.is_empty == (before == after)
    back = total(moved, reversal(after, before))
    assert not any(back.values())


@given(paid=sums, buyer=sums)
def test_an_advance_always_comes_back_whole(paid: int, buyer: int) -> None:
    kept, rest = settle_advance(paid, buyer)
    moved = total(advance(paid), kept, rest)
    assert not any(moved.values())
    assert 0 <= -kept.buyer <= buyer


@given(before=sums, after=sums)
def test_a_compensation_comes_from_the_deposit(before: int, after: int) -> None:
    moved = compensation(before, after)
    assert (moved.buyer, moved.deposit) == (after - before, before - after)


def test_what_does_not_sum_to_zero_is_no_movement() -> None:
    with pytest.raises(ValueError, match="zero"):
        Movement(buyer=1)


@pytest.mark.parametrize(
    ("code", "attempts", "advice"),
    [
        ("no_funds", 1, Advice.AGAIN),
        ("no_funds", MOST_ATTEMPTS, Advice.BY_HAND),
        ("account_closed", 1, Advice.BY_HAND),
        ("something_new", 1, Advice.FIND_OUT),
        ("", 1, Advice.FIND_OUT),
    ],
)
def test_every_code_has_an_advice(code: str, attempts: int, advice: Advice) -> None:
    assert advice_on(code, attempts) is advice


def test_no_instruction_is_repeated_for_ever() -> None:
    assert may_repeat(MOST_ATTEMPTS - 1)
    assert not may_repeat(MOST_ATTEMPTS)
