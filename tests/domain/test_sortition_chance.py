"""The chance that a draw gave everybody: told, and reckoned again by whoever checks."""

from dataclasses import replace

import pytest

from jury.domain.sortition import (
    full_transcript,
    public_transcript,
    verify_transcript,
)
from jury.domain.sortition.chance import Reached, chances
from tests.domain.draws import Setup

FORMS = {"full": full_transcript, "public": public_transcript}


@pytest.mark.parametrize(
    ("reached", "called", "seated"),
    [
        (Reached(1000, 5, 10, 20, None, 0), [1, 50], [1, 100]),
        (Reached(1000, 5, 4, 20, None, 0), [1, 50], [1, 50]),
        (Reached(100, 1, 2, 50, 10, 2), [3, 5], [3, 10]),
        (Reached(100, 3, 3, 50, 0, 0), [1, 1], [1, 1]),
    ],
)
def test_the_chances_follow_from_the_counts(
    reached: Reached, called: list[int], seated: list[int]
) -> None:
    assert chances(reached) == {"called": called, "seated": seated}


def test_chances_are_told_of_a_draw_only_where_somebody_was_called() -> None:
    assert chances(Reached(10, 1, 0, 10, None, 0)) is None


@pytest.mark.parametrize("form", FORMS)
def test_a_chance_that_does_not_follow_is_refused(form: str) -> None:
    transcript = FORMS[form](replace(Setup().draw(), tells_chances=True))
    (segment,) = transcript["segments"]
    assert segment["chance"] == {"called": [3, 1000], "seated": [3, 1000]}
    assert verify_transcript(transcript).problem is None
    segment["chance"]["seated"] = [4, 1000]
    assert "are not those of its counts" in (
        verify_transcript(transcript).problem or ""
    )
