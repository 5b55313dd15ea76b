"""What the sides agree on, and what they do not."""

import pytest

from jury.domain.points import Answer, Point, agreed, contested, points
from tests.domain.builders import make_reason

YES, NO = Answer(yes=True), Answer(yes=False, sentence="It was sent on Monday.")
QUESTIONS = make_reason().questions


def first(filer: Answer | None, other: Answer | None) -> Point:
    said = [{"was_late": one} if one else {} for one in (filer, other)]
    return points(QUESTIONS, filer=said[0], other=said[1])[0]


@pytest.mark.parametrize(
    ("filer", "other", "standing", "unanswered"),
    [
        (YES, YES, "agreed", False),
        (NO, NO, "agreed", False),
        (YES, NO, "contested", False),
        (NO, YES, "contested", False),
        (YES, None, "contested", True),
        (None, YES, "contested", True),
        (None, None, "contested", True),
    ],
)
def test_a_point_is_agreed_only_when_both_say_the_same(
    filer: Answer | None, other: Answer | None, *, standing: str, unanswered: bool
) -> None:
    point = first(filer, other)
    assert point.standing.value == standing
    assert point.is_unanswered is unanswered


def test_points_stand_in_the_order_of_the_questions_with_both_answers() -> None:
    found = points(QUESTIONS, filer={"was_late": YES}, other={"was_late": NO})
    assert [point.question for point in found] == ["was_late", "harm"]
    assert found[0].other == NO
    assert found[0].text == QUESTIONS[0].text


def test_agreed_and_contested_points_are_told_apart() -> None:
    found = points(
        QUESTIONS, filer={"was_late": YES, "harm": YES}, other={"was_late": YES}
    )
    assert [point.question for point in agreed(found)] == ["was_late"]
    assert [point.question for point in contested(found)] == ["harm"]
