"""How many seats are open: by the clock, so that calls tell nothing of the votes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.calling.opening import seats_open
from jury.domain.stopping import StoppingKind, StoppingRule

LED = StoppingRule(StoppingKind.MARGIN, margin=5)
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


def opened(rule: StoppingRule, *, minutes: int, seats: int = 17) -> int:
    passed = timedelta(minutes=minutes)
    return seats_open(rule, seats=seats, passed=passed, step=HOUR, window=DAY)


@pytest.mark.parametrize(
    ("minutes", "seats"),
    [(-60, 5), (0, 5), (59, 5), (60, 8), (120, 11), (180, 14), (240, 17), (9999, 17)],
)
def test_a_poll_that_may_stop_for_a_lead_opens_its_seats_by_and_by(
    minutes: int, seats: int
) -> None:
    assert opened(LED, minutes=minutes) == seats


@pytest.mark.parametrize("kind", [StoppingKind.SETTLED, StoppingKind.FIXED])
def test_where_every_seat_is_needed_all_are_open_at_once(kind: StoppingKind) -> None:
    assert opened(StoppingRule(kind), minutes=0) == 17


@given(
    st.integers(1, 20),
    st.integers(1, 20),
    st.integers(0, 200).map(lambda half: 2 * half + 1),
    st.integers(1, 1440),
)
def test_by_the_middle_of_the_window_every_seat_is_open(
    margin: int, minimum: int, seats: int, minutes: int
) -> None:
    rule = StoppingRule(StoppingKind.MARGIN, margin=margin, minimum=minimum)
    step = timedelta(minutes=minutes)

    def open_at(passed: timedelta) -> int:
        return seats_open(rule, seats=seats, passed=passed, step=step, window=DAY)

    assert open_at(timedelta()) == min(seats, max(margin, minimum))
    assert open_at(DAY / 2) == seats
