"""How often control disputes may be read, and what an answer to one counts as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.control import MOST_PERCENT, counts_as, has_room
from jury.domain.fairness.terms import read_fairness
from jury.domain.fields import FieldProblem, Table

LADDER = ("nothing", "share_30", "share_50", "full_refund_keep")


@given(percent=st.integers(0, MOST_PERCENT), read=st.lists(st.booleans(), max_size=300))
def test_at_no_moment_are_controls_more_than_their_share_of_what_was_read(
    percent: int, read: list[bool]
) -> None:
    real = controls = 0
    for wants_control in read:
        if wants_control and has_room(
            real=real, controls=controls, most_percent=percent
        ):
            controls += 1
        else:
            real += 1
        assert controls * 100 <= percent * (real + controls)


@pytest.mark.parametrize(
    ("real", "controls", "percent", "may"),
    [
        (18, 0, 5, False),
        (19, 0, 5, True),
        (37, 1, 5, False),
        (38, 1, 5, True),
        (98, 0, 1, False),
        (99, 0, 1, True),
        (10**6, 0, 0, False),
    ],
)
def test_the_first_comes_when_nineteen_real_ones_were_read_or_later(
    real: int, controls: int, percent: int, may: bool
) -> None:
    assert has_room(real=real, controls=controls, most_percent=percent) is may


@pytest.mark.parametrize(
    ("choice", "answer", "defensible", "counted"),
    [
        ("nothing", "nothing", (), "kept_nothing"),
        ("share_30", "nothing", (), "gave_wrongly"),
        ("share_30", "nothing", ("share_30",), "kept_nothing"),
        ("share_30", "share_30", (), "gave_rightly"),
        ("share_50", "share_30", ("share_50",), "gave_rightly"),
        ("nothing", "share_30", ("share_50",), "gave_nothing"),
        ("full_refund_keep", "share_30", ("share_50",), "gave_other"),
        (None, "share_30", (), None),
    ],
)
def test_an_answer_in_the_range_that_can_be_defended_is_never_held_against_anybody(
    choice: str | None, answer: str, defensible: tuple[str, ...], counted: str | None
) -> None:
    found = counts_as(choice, answer=answer, defensible=defensible, ladder=LADDER)
    assert found == counted


@pytest.mark.parametrize(("percent", "refused"), [(0, 0), (5, 0), (6, 1), (-1, 1)])
def test_the_rulebook_lets_nobody_ask_for_more_than_one_in_twenty(
    percent: int, refused: int
) -> None:
    problems: list[FieldProblem] = []
    source = {"control": {"most_percent": percent}}
    read_fairness(Table(source, path="fairness", problems=problems))
    assert len(problems) == refused


def test_none_are_used_unless_the_rulebook_says_so() -> None:
    problems: list[FieldProblem] = []
    found = read_fairness(Table({}, path="fairness", problems=problems))
    assert (found.control.most_percent, problems) == (0, [])
