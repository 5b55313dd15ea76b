"""How likely a yes is, by hour and by juror."""

from hypothesis import given
from hypothesis import strategies as st

from jury.domain.calling.turnout import HOURS, Answers, Said, Turnout, is_night

FEW = Answers(100, 30)
# Thirty of a hundred, except in the evening.
KNOWN = Turnout(0.5, hours=dict.fromkeys(range(23), FEW) | {20: Answers(400, 320)})


def some(called: int, share: float) -> Answers:
    return Answers(called, round(called * share))


ANSWERS = st.builds(some, st.integers(0, 500), st.floats(0, 1))
BY_HOUR = st.dictionaries(st.integers(0, HOURS - 1), ANSWERS, max_size=6)


def test_where_nothing_is_known_the_policy_is_believed() -> None:
    fresh = Turnout(0.5)
    assert fresh.overall == fresh.typical(3) == fresh.chance({}, hour=3) == 0.5


def test_the_night_is_from_eleven_to_eight() -> None:
    assert [hour for hour in range(HOURS) if is_night(hour)] == [*range(8), 23]


def test_every_hour_has_its_own_turnout_and_an_unknown_one_that_of_all() -> None:
    assert KNOWN.typical(20) > 0.7
    assert KNOWN.typical(9) < 0.35
    assert KNOWN.typical(23) == KNOWN.overall


def test_few_calls_of_a_juror_say_little_and_many_say_all() -> None:
    once, often = ({9: Answers(n, 0)} for n in (1, 60))
    assert 0.2 < KNOWN.chance(once, hour=9) < KNOWN.typical(9)
    assert KNOWN.chance(often, hour=9) < 0.06


def test_a_juror_who_comes_at_one_hour_is_likelier_to_at_others_too() -> None:
    eager = {9: Answers(20, 18)}
    assert KNOWN.chance(eager, hour=12) > 1.5 * KNOWN.typical(12)


def test_whoever_is_ready_now_is_likelier_to_come_unless_experience_denies_it() -> None:
    chances = [KNOWN.chance({}, hour=9, said=said) for said in Said]
    assert chances == sorted(chances)
    denied = Turnout(0.5, hours=KNOWN.hours, said={Said.NOW: Answers(500, 100)})
    assert denied.chance({}, hour=9, said=Said.NOW) < denied.typical(9)


@given(BY_HOUR, BY_HOUR, st.integers(0, HOURS - 1), st.sampled_from(Said))
def test_every_chance_is_one(
    hours: dict[int, Answers], own: dict[int, Answers], hour: int, said: Said
) -> None:
    turnout = Turnout(0.3, hours=hours)
    assert 0 < turnout.chance(own, hour=hour, said=said) < 1
    willing = own | {hour: own.get(hour, Answers()) + Answers(50, 50)}
    unwilling = own | {hour: own.get(hour, Answers()) + Answers(50, 0)}
    chances = [
        turnout.chance(one, hour=hour, said=said) for one in (unwilling, willing)
    ]
    assert chances == sorted(chances)
