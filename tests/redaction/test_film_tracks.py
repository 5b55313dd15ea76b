"""What was seen in one frame is covered around it in time, where it went."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction.film.covering import draw
from jury.redaction.film.motion import COLUMNS, ROWS, Rect
from jury.redaction.film.shots import Mark, Watched, as_file, from_file
from jury.redaction.film.tracks import Plan, Scene, plan

SCENE = Scene(640, 360, Fraction(10))
HOLD = 4


def watched(
    *marks: Mark, moves: tuple[float, float] = (0, 0), cuts: tuple[int, ...] = (0,)
) -> Watched:
    """Thirty frames, every fifth glanced at, looked at in the first of each shot."""
    grids = np.zeros((30, ROWS, COLUMNS, 2), dtype=np.float16)
    grids[1:] = moves
    return Watched(marks, tuple(range(0, 30, 5)), cuts, cuts, grids)


def seen(frame: int, *, x: int = 300, kind: str = "face", close: bool = False) -> Mark:
    return Mark(frame, kind, (x, 100, 40, 40), "", covered=True, close=close)


def covers(planned: Plan, frame: int, x: float) -> bool:
    """Whether a thing of 40 pixels at x is covered as a whole."""
    thing = Rect(x, 100, 40, 40)
    return any(
        box.x <= x and box.x + box.width >= x + 40 and box.overlap(thing) == 1
        for box in planned.boxes[frame]
    )


def test_a_thing_is_covered_until_it_ought_to_be_seen_again_and_a_little_more() -> None:
    planned = plan([watched(seen(10))], SCENE)
    covered = [frame for frame in range(30) if planned.boxes[frame]]
    assert covered == list(range(5 - HOLD, 15 + HOLD + 1))


def test_what_one_glance_missed_stays_covered() -> None:
    planned = plan([watched(seen(5), seen(20))], SCENE)
    assert all(covers(planned, frame, 300) for frame in range(5, 21))


def test_what_moves_by_itself_is_covered_on_the_way_to_where_it_is_seen_next() -> None:
    planned = plan([watched(seen(5, x=100), seen(15, x=300))], SCENE)
    assert all(covers(planned, f, 100 + (f - 5) * 20) for f in range(5, 16))


def test_nothing_lies_between_two_things_that_are_both_seen_again() -> None:
    both = [seen(frame, x=x) for frame in (5, 10) for x in (100, 300)]
    planned = plan([watched(*both)], SCENE)
    assert not any(covers(planned, frame, 200) for frame in range(30))


@pytest.mark.parametrize("moves", [(30, 0), (-30, 0), (0, 18), (0, -18)])
def test_what_came_in_and_left_between_two_looks_is_covered(
    moves: tuple[float, float],
) -> None:
    film = replace(watched(moves=moves), looks=(0, 29))
    planned = plan([film], SCENE)
    middle = sum(box.area for box in planned.boxes[15])
    assert middle > 0.2 * SCENE.width * SCENE.height
    assert not planned.boxes[0]
    assert not planned.boxes[29]
    assert {told.why for told in planned.review} == {"not_read"}


def test_what_a_later_look_saw_is_not_covered_before_it_for_being_unread() -> None:
    film = replace(watched(moves=(-20, 0)), looks=(0, 15, 29))
    assert not any(plan([film], SCENE).boxes)


def test_a_hand_that_trembles_hides_nothing_from_the_looks() -> None:
    film = replace(watched(), looks=(0, 29))
    film.grids[1::2], film.grids[2::2] = 15, -15
    assert not any(plan([film], SCENE).boxes)


def test_what_a_look_saw_is_covered_in_the_whole_shot() -> None:
    planned = plan([watched(seen(0, kind="phone", close=True))], SCENE)
    assert all(covers(planned, frame, 300) for frame in range(30))


def test_a_look_is_carried_only_to_the_glance_that_sees_the_same_again() -> None:
    again, elsewhere = seen(10, x=305), seen(5, x=450)
    planned = plan([watched(seen(0, close=True), elsewhere, again)], SCENE)
    covered = [frame for frame in range(30) if covers(planned, frame, 300)]
    assert covered == list(range(10 + HOLD + 1))


@pytest.mark.parametrize("speed", [-9.0, 4.0, 9.0])
def test_a_box_moves_with_the_picture_both_ways(speed: float) -> None:
    planned = plan([watched(seen(15), moves=(speed, 0))], SCENE)
    for frame in range(10, 21):
        assert covers(planned, frame, 300 + (frame - 15) * speed)


def test_nothing_is_carried_into_another_shot() -> None:
    planned = plan([watched(seen(10), cuts=(0, 8, 12))], SCENE)
    covered = [frame for frame in range(30) if planned.boxes[frame]]
    assert covered == [8, 9, 10, 11]


def test_a_shot_that_nobody_looked_at_is_covered_and_for_a_person() -> None:
    film = watched(cuts=(0, 8))
    short = Watched(film.marks, film.glances, (0,), film.cuts, film.grids)
    planned = plan([short], SCENE)
    (doubt,) = planned.review
    assert (doubt.why, doubt.start_s, doubt.end_s) == ("not_read", 0.8, 3.0)
    whole = Rect(0, 0, SCENE.width, SCENE.height)
    assert [whole in boxes for boxes in planned.boxes] == [False] * 8 + [True] * 22


def test_what_is_doubted_is_told_and_not_covered() -> None:
    doubt = Mark(0, "text", (10, 10, 50, 20), "hard_to_read", covered=False, close=True)
    planned = plan([watched(doubt)], SCENE)
    assert not any(planned.boxes)
    assert [stretch.why for stretch in planned.review] == ["hard_to_read"]


def test_parts_are_one_film_and_findings_speak_of_its_time() -> None:
    one = watched(seen(29))
    other = Watched((), one.glances, (0,), (), one.grids)
    planned = plan([one, other], SCENE)
    (finding,) = planned.findings
    assert (finding.why, finding.start_s, finding.end_s) == ("face", 2.1, 3.5)


@given(
    st.integers(0, 29),
    st.integers(0, 600),
    st.tuples(st.floats(-30, 30, width=16), st.floats(-30, 30, width=16)),
)
def test_whatever_moves_how_ever_what_was_seen_is_covered_there(
    frame: int, x: int, moves: tuple[float, float]
) -> None:
    planned = plan([watched(seen(frame, x=x), moves=moves)], SCENE)
    assert covers(planned, frame, x)


def test_boxes_are_solid_and_reach_to_whole_blocks() -> None:
    frame = np.full(64 * 48 * 3 // 2, 200, dtype=np.uint8)
    draw(frame, (64, 48), [Rect(9, 9, 10, 10), Rect(60, 40, 30, 30)])
    luma = frame[: 64 * 48].reshape(48, 64)
    colours = frame[64 * 48 :].reshape(2, 24, 32)
    assert (luma[8:24, 8:24] == 16).all()
    assert (luma[40:48, 56:64] == 16).all()
    assert (luma == 16).sum() == 16 * 16 + 8 * 8
    assert (colours[:, 4:12, 4:12] == 128).all()


def test_what_was_seen_is_kept_and_read_again() -> None:
    film = watched(seen(3), moves=(1, 2))
    again = from_file(as_file(film))
    assert (again.marks, again.cuts, again.looks) == (film.marks, film.cuts, film.looks)
    assert (again.grids == film.grids).all()
