"""The table of a return: every way out, what silence means, how time is measured."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.errors import NotAllowed, NotNow
from jury.domain.lifecycle import Who
from jury.domain.lives.returns import (
    ENDED,
    RETURN,
    Marks,
    ReturnState,
    ReturnWindows,
    segments,
    told_at,
)

T0 = datetime(2026, 3, 1, tzinfo=UTC)
OPEN = [state for state in ReturnState if state not in ENDED]
times = st.integers(0, 10**7).map(lambda number: T0 + timedelta(seconds=number))


@pytest.mark.parametrize(
    ("at", "act", "who", "to"),
    [
        ("due", "send", Who.PARTY, "sent"),
        ("due", "lapse", Who.SWEEP, "lapsed"),
        ("sent", "receive", Who.MARKETPLACE, "received"),
        ("sent", "miss", Who.SWEEP, "missing"),
        ("missing", "decide", Who.MODERATOR, "decided"),
        ("received", "accept by silence", Who.SWEEP, "accepted"),
        ("received", "contest", Who.PARTY, "contested"),
        ("contested", "decide", Who.MODERATOR, "decided"),
        ("decided", "appeal", Who.PARTY, "contested"),
        ("decided", "end for the seller", Who.SWEEP, "refused"),
    ],
)
def test_each_step_leads_on(at: str, act: str, who: Who, to: str) -> None:
    assert RETURN.after(ReturnState(at), act, who) is ReturnState(to)


def test_nothing_leads_on_from_an_end_and_everything_else_has_a_time() -> None:
    assert not [row for row in RETURN.rows if row.at in ENDED]
    assert all(ReturnWindows().of(state) > timedelta() for state in OPEN)
    assert {row.at for row in RETURN.rows} == set(OPEN)


def test_no_party_ends_a_return_that_a_moderator_must_decide() -> None:
    with pytest.raises(NotAllowed):
        RETURN.after(ReturnState.CONTESTED, "decide", Who.PARTY)
    with pytest.raises(NotNow):
        RETURN.after(ReturnState.MISSING, "accept by silence", Who.SWEEP)


def test_five_parts_are_measured_and_what_never_was_is_not() -> None:
    day = timedelta(days=1)
    lapsed = segments(Marks(filed_at=T0, opened_at=T0 + day, ended_at=T0 + 8 * day))
    assert (lapsed.agree, lapsed.send, lapsed.inspect) == (day, None, None)
    whole = segments(
        Marks(
            filed_at=T0,
            opened_at=T0 + day,
            sent_at=T0 + 2 * day,
            received_at=T0 + 4 * day,
            ended_at=T0 + 7 * day,
            paid_at=T0 + 7 * day + timedelta(hours=2),
        )
    )
    parts = (whole.agree, whole.send, whole.travel, whole.inspect, whole.pay)
    assert parts == (day, day, 2 * day, 3 * day, timedelta(hours=2))


@given(said=st.none() | times, before=times, later=st.integers(0, 10**6))
def test_a_courier_cannot_date_a_step_before_the_last_or_after_now(
    said: datetime | None, before: datetime, later: int
) -> None:
    now = before + timedelta(seconds=later)
    assert before <= told_at(said, not_before=before, now=now) <= now
