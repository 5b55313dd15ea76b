"""Somebody who volunteers, and sits the entrance exam through the services."""

import random

from jury.services.exam import sitting
from jury.services.roster.joining import volunteer
from jury.storage.base import current_session
from jury.storage.jurors.exams import list_files
from jury.storage.roster import Juror, find_juror
from jury.storage.transaction import transaction
from tests.world import move_clock

REF = "volunteer-1"


def offer(ref: str = REF, language: str = "zh-Hans") -> int:
    """Volunteer; the juror's id."""
    with transaction() as now:
        return volunteer(ref, language=language, now=now).id


def begin(juror_id: int, seed: int = 1) -> list[str]:
    """Begin a sitting; its mock disputes."""
    with transaction() as now:
        begun = sitting.begin_exam(juror_id, chance=random.Random(seed), now=now)
        sitting_id = begun.id
    current_session().rollback()
    return [one.mock for one in list_files(sitting_id)]


def read(juror_id: int, place: int) -> sitting.OwnFile:
    """Open the file and all its exhibits, and take the time that reading needs."""
    with transaction() as now:
        own = sitting.open_mock(juror_id, place, now=now)
        count, seconds = len(own.mock.shows), own.seconds
    for number in range(1, count + 1):
        with transaction() as now:
            sitting.open_mock_exhibit(juror_id, place, number, now=now)
    move_clock(seconds=seconds + 1, sweep=lambda: None)
    return sitting.own_file(juror_id, place)


def answer(juror_id: int, place: int, *, right: bool) -> None:
    """Read a mock dispute, and answer it as staff did, or otherwise."""
    mock = read(juror_id, place).mock
    wrong = "nothing" if mock.answer != "nothing" else "full_refund_keep"
    if wrong not in mock.choices:
        wrong = "share_50"
    with transaction() as now:
        choice = mock.answer if right else wrong
        sitting.answer_mock(juror_id, place, choice, now=now)


def sit(juror_id: int, marks: str, seed: int = 1) -> list[str]:
    """A whole sitting: a plus for each right answer, a minus for each other one."""
    mocks = begin(juror_id, seed)
    for place, mark in enumerate(marks, start=1):
        answer(juror_id, place, right=mark == "+")
    return mocks


def juror(ref: str = REF) -> Juror:
    """The juror, freshly read."""
    current_session().rollback()
    found = find_juror(ref)
    assert found is not None
    return found
