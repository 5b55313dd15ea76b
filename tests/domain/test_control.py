"""How often control disputes may be read, and what an answer to one counts as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.fairness.terms import read_fairness
from jury.domain.jurors.control import MOST_PERCENT, counts_as, fewest_between, has_room
from jury.domain.law.fields import FieldProblem, Table

LADDER = ("nothing", "share_30", "share_50", "full_refund_keep")


@given(
    percent=st.integers(1, MOST_PERCENT), wishes=st.lists(st.booleans(), max_size=300)
)
def test_among_so_many_files_in_a_row_there_is_never_a_second_one(
    percent: int, wishes: list[bool]
) -> None:
    was_control: list[bool] = []
    real_since = 0
    for wants_control in wishes:
        sends = wants_control and has_room(real_since, most_percent=percent)
        was_control.append(sends)
        real_since = 0 if sends else real_since + 1
    stretch = -(-100 // percent)
    starts = range(max(1, len(was_control) - stretch + 1))
    assert all(sum(was_control[at : at + stretch]) <= 1 for at in starts)
    for until in range(1, len(was_control) + 1):
        assert sum(was_control[:until]) * 100 <= percent * until


@pytest.mark.parametrize(
    ("fewest", "percent"), [(19, 5), (24, 4), (33, 3), (49, 2), (99, 1)]
)
def test_the_next_comes_when_so_many_real_ones_were_read_since(
    fewest: int, percent: int
) -> None:
    assert fewest_between(percent) == fewest
    assert has_room(fewest, most_percent=percent)
    assert not has_room(fewest - 1, most_percent=percent)


def test_none_is_ever_sent_where_the_rulebook_gives_them_no_share() -> None:
    assert not has_room(10**6, most_percent=0)
    assert fewest_between(0) is None


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
