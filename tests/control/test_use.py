"""What staff see of control disputes, and what they never see."""

import pytest
from sqlalchemy.orm import Session

from jury.services.control.use import answers_of, list_use
from jury.storage.jurors.control_counts import ItemCounts
from tests.control import acts
from tests.world import World


@pytest.mark.parametrize(
    ("told", "right", "undecided", "seen"),
    [
        (4, 4, 0, (0, 0, 0)),
        (5, 5, 0, (5, 0, 0)),
        (6, 6, 0, (5, 0, 0)),
        (9, 5, 0, (5, 0, 0)),
        (11, 5, 1, (5, 5, 0)),
        (20, 10, 5, (10, 5, 5)),
    ],
)
def test_no_cell_is_of_fewer_than_five_people_or_grows_by_one(
    told: int, right: int, undecided: int, seen: tuple[int, int, int]
) -> None:
    counts = ItemCounts(sent=told, told=told, right=right, undecided=undecided)
    assert answers_of(counts) == seen


def test_answers_are_counted_once_they_are_told(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.begin(jurors=8)
    acts.use_controls(monkeypatch)
    acts.mark(world)
    for number in range(1, 6):
        juror = acts.juror_id(f"juror-{number}")
        call_id = acts.call(juror)
        assert call_id is not None
        acts.answer(call_id, juror, 0)
    (before,) = list_use()
    acts.tell()
    (after,) = list_use()
    assert (before.sent, before.answers) == (5, (0, 0, 0))
    assert (after.sent, after.answers, after.contested) == (5, (5, 0, 0), 0)
