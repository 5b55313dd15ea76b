"""Where a person has spoken about a picture, no worker has the last word on it."""

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.redaction.pictures import Box
from jury.services.screening import disclose, redact_media
from jury.services.screening.uncovering import doubts_of
from jury.services.submissions import prepare
from jury.storage.base import current_session
from jury.storage.exhibits import get_exhibit
from jury.storage.redactions import get_redaction
from jury.storage.transaction import transaction
from tests.jobs.seers import FACE, row_of, sure, unsure, waiting
from tests.services.screening_acts import ask
from tests.services.stop_acts import pause_it, resume_it
from tests.world import World


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def release(world: World, dispute: str, exhibit: str, *boxes: Box) -> None:
    covered = prepare.cover_picture(dispute, exhibit, boxes)
    with transaction(lock=dispute) as now:
        disclose.release_exhibit(
            dispute, exhibit, covered=covered, staff_id=world.staff_id, now=now
        )


def reopen(world: World, dispute: str, exhibit: str) -> None:
    with transaction(lock=dispute) as now:
        disclose.reopen_exhibit(
            dispute, exhibit, reason="The name.", staff_id=world.staff_id, now=now
        )


def test_a_wish_made_while_a_picture_waits_is_read_by_a_person(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    ask(dispute, Side.BUYER, exhibit, "the reflection in the window")
    assert work_one(sure)
    row = row_of(dispute, exhibit)
    assert (row.state, row.boxes) == ("filed", [vars(FACE.box)])
    assert get_redaction(exhibit).code == "wished"
    assert sorted(waiting(dispute)) == ["cover", "screen_exhibit"]


def test_a_picture_that_a_person_opens_again_is_not_released_by_a_worker(
    world: World, dispute: str
) -> None:
    exhibit, drawn = world.file_picture(dispute), Box(200, 100, 50, 50)
    with transaction():
        late = redact_media.claim(real=clock.real_now())
    assert late is not None
    answer = redact_media.look(late, sure)
    release(world, dispute, exhibit, drawn)
    reopen(world, dispute, exhibit)
    with transaction(lock=dispute) as now:
        assert not redact_media.finish(late, answer, now=now)
    assert not work_one(sure)
    row = row_of(dispute, exhibit)
    assert (row.state, row.boxes) == ("filed", [vars(drawn)])


def test_places_keep_their_names_only_while_nobody_moved_a_box(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    assert work_one(unsure)
    assert list(doubts_of(get_exhibit(dispute, exhibit))) == ["2"]
    reopen(world, dispute, exhibit)
    release(world, dispute, exhibit, Box(0, 0, 9, 9), Box(9, 9, 9, 9))
    current_session().rollback()
    assert doubts_of(get_exhibit(dispute, exhibit)) == {}


def test_what_was_looked_through_in_a_pause_is_looked_through_after_it(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    with transaction():
        early = redact_media.claim(real=clock.real_now())
    assert early is not None
    answer = redact_media.look(early, sure)
    pause_it(world, dispute)
    with transaction(lock=dispute) as now:
        assert not redact_media.finish(early, answer, now=now)
    assert not work_one(sure)
    assert get_redaction(exhibit).state == "waiting"
    resume_it(world, dispute)
    assert work_one(sure)
    assert (row_of(dispute, exhibit).state, waiting(dispute)) == ("released", [])
