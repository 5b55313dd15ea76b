"""How many are called: so that seats fill, and few say yes for nothing."""

from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.calling.calls import Caller, Filling, Out, Wave
from jury.domain.calling.turnout import Answers, Turnout

KNOWN = Turnout(0.3, hours={12: Answers(4000, 1200)})


def called(caller: Caller, chance: float = 0.3, *, asleep: bool = False) -> int:
    """How many go out one after the other."""
    for number in range(1000):
        if not caller.wants(chance):
            return number
        caller.add(chance, asleep=asleep)
    raise AssertionError("it never ends")


def _out_to(chance: Random) -> Out:
    asleep = chance.random() < 0.1
    return Out(chance.uniform(0.02, 0.95), answered=False, asleep=asleep)


def filling(free: int, **given: float) -> Filling:
    return Filling(free, given.get("allowed", 0.05), int(given.get("unseated", 0)))


@given(st.integers(0, 4), st.lists(st.floats(0, 1), max_size=7))
def test_those_who_find_no_seat_are_counted_exactly(
    free: int, chances: list[float]
) -> None:
    wave = Wave(free)
    for chance in chances:
        wave.add(chance)
    worlds = product((0, 1), repeat=len(chances))
    unseated = sum(
        max(0, sum(world) - free)
        * prod(p if yes else 1 - p for p, yes in zip(chances, world, strict=True))
        for world in worlds
    )
    assert wave.unseated == pytest.approx(unseated, abs=1e-9)
    assert wave.expected == pytest.approx(sum(chances))


def test_without_a_free_seat_nobody_is_called() -> None:
    assert called(Caller(filling(0), KNOWN, ())) == 0


@pytest.mark.parametrize("free", range(1, 18))
def test_at_least_as_many_are_out_as_seats_are_free(free: int) -> None:
    strict = filling(free, allowed=0, unseated=99)
    assert called(Caller(strict, KNOWN, ())) == free


def test_the_more_seats_the_nearer_to_the_mean() -> None:
    needed = [called(Caller(filling(free), KNOWN, ())) / free for free in (1, 5, 17)]
    assert needed == sorted(needed)
    assert 1.5 < needed[1] < needed[2] < 1 / 0.3


def test_calls_that_are_out_count_in_full() -> None:
    out = [Out(0.3, answered=False)] * 8
    none, few = (called(Caller(filling(5), KNOWN, calls)) for calls in ([], out))
    assert none == few + 8


@given(
    st.integers(1, 17),
    st.sampled_from((0.0, 0.04, 0.25)),
    st.integers(0, 8),
    st.floats(0.1, 0.9),
    st.randoms(use_true_random=False),
)
def test_a_seat_that_is_taken_never_brings_a_call(
    free: int, allowed: float, declined: int, usual: float, chance: Random
) -> None:
    """And time alone does not: else the calls that go out would tell the turnout."""
    turnout = Turnout(usual)
    out = [Out(usual, answered=True)] * declined
    before = Caller(filling(free, allowed=allowed), turnout, out)
    while before.wants(usual):
        one = _out_to(chance)
        before.add(one.chance, asleep=one.asleep)
        out.append(one)
    sent = range(declined, len(out))
    seated = chance.sample(sent, min(chance.randint(1, free), len(sent)))
    for call in seated:
        out[call] = Out(out[call].chance, answered=True, willing=True)
    left = filling(free - len(seated), allowed=allowed)
    assert not Caller(left, turnout, out).wants(usual)


@pytest.mark.parametrize("sure", [0.5, 0.8, 0.95, 1.0])
@pytest.mark.parametrize("allowed", [0.0, 0.04, 0.25])
@pytest.mark.parametrize("usual", [0.2, 0.25, 0.375, 0.6])
def test_who_nearly_always_comes_brings_no_call_by_coming(
    usual: float, allowed: float, sure: float
) -> None:
    turnout = Turnout(usual)
    for free in range(1, 18):
        out = [Out(sure, answered=False)]
        caller = Caller(filling(free, allowed=allowed), turnout, out)
        others = called(caller, usual)
        out = [Out(sure, answered=True, willing=True)]
        out += [Out(usual, answered=False)] * others
        left = filling(free - 1, allowed=allowed)
        assert not Caller(left, turnout, out).wants(usual)


def test_a_poll_that_few_answer_calls_more_and_an_eager_one_fewer() -> None:
    fresh = Turnout(0.5)
    silent = [Out(0.5, answered=True)] * 10
    eager = [Out(0.5, answered=True, willing=True)] * 10
    numbers = [called(Caller(filling(5), fresh, out), 0.5) for out in (eager, silent)]
    assert numbers[0] < called(Caller(filling(5), fresh, ()), 0.5) < numbers[1]


def test_whoever_found_no_seat_leaves_less_to_be_risked() -> None:
    seated = [Out(0.3, answered=True, willing=True)] * 8
    numbers = [
        called(Caller(filling(1, unseated=unseated), KNOWN, seated))
        for unseated in (0, 1)
    ]
    assert numbers[0] > numbers[1] >= 1


def test_those_who_sleep_are_called_for_the_morning_but_not_all_there_are() -> None:
    asleep = [Out(0.3, answered=False, asleep=True)] * 8
    assert called(Caller(filling(5), KNOWN, asleep)) == called(
        Caller(filling(5), KNOWN, ())
    )
    assert called(Caller(filling(5), KNOWN, ()), asleep=True) < 25


@given(st.integers(1, 9), st.floats(0.02, 0.95), st.integers(0, 12))
def test_looking_several_up_together_never_calls_more(
    free: int, chance: float, out: int
) -> None:
    sent = [Out(chance, answered=False)] * out
    caller = Caller(filling(free), KNOWN, sent)
    for _call in range(caller.surely(chance)):
        if not caller.wants(chance):
            assert caller.surely(chance) == 1
            return
        caller.add(chance, asleep=False)
