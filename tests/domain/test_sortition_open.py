"""Seats that were not open when a poll ended: nobody need be called for them."""

import pytest

from jury.domain.sortition import verify_transcript
from tests.domain.draws import Setup, people
from tests.domain.test_sortition_transcript import FORMS, hold_court, problem


@pytest.mark.parametrize("form", FORMS)
def test_of_a_poll_that_ended_early_only_the_open_seats_need_be_called_for(
    form: str,
) -> None:
    court = hold_court(Setup(seats=17), 7)
    transcript = FORMS[form](court.record(opened=[5]))
    assert transcript["segments"][0]["open"] == 5
    result = verify_transcript(transcript)
    assert result.problem is None
    assert "no more seats were open" in " ".join(result.unchecked)
    # What opened after the last call is not held against the court.
    late = FORMS[form](court.record(opened=[11]))
    assert late["segments"][0]["open"] == 7
    assert "open" not in FORMS[form](hold_court(Setup(), 9).record([3]))["segments"][0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (8, "although others were left"),
        (None, "although others were left"),
        (18, "a whole number from 0 to 17"),
        (-1, "a whole number from 0 to 17"),
        (5.0, "a whole number from 0 to 17"),
        ("5", "a whole number from 0 to 17"),
        (True, "a whole number from 0 to 17"),
    ],
)
def test_open_seats_that_cannot_be_are_refused(
    value: object, fault: str, form: str
) -> None:
    transcript = FORMS[form](hold_court(Setup(seats=17), 7).record(opened=[5]))
    transcript["segments"][0]["open"] = value
    assert fault in (problem(transcript) or "")


@pytest.mark.parametrize("form", FORMS)
def test_a_list_that_ran_out_need_not_fill_its_open_seats(form: str) -> None:
    setup = Setup({"en/*/active": people(3)}, seats=7)
    transcript = FORMS[form](hold_court(setup, 4).record(opened=[5]))
    assert transcript["segments"][0]["open"] == 5
    assert problem(transcript) is None
