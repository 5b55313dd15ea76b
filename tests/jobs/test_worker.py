"""Pictures are looked through by workers, of which any may die at any moment."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.domain.lives.redacting import LEASE, MOST_ATTEMPTS, REST, RedactionState
from jury.jobs.worker import slot, work_one
from jury.redaction.pictures import Box
from jury.services.keeping import vault
from jury.services.moderation.tasks import take_task
from jury.services.proof import audit
from jury.services.screening import redact_media
from jury.services.screening.detecting import NotSeen, Redact, Seen
from jury.services.submissions.exhibits import told_digest
from jury.storage.audit import list_entries
from jury.storage.base import current_session, current_settings
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.files.master_keys import BadMasterKeys
from jury.storage.redactions import Redaction, find_progress, get_redaction
from jury.storage.transaction import transaction
from tests.jobs.seers import (
    DOUBT,
    FACE,
    blind,
    breaks,
    lost,
    row_of,
    still_there,
    sure,
    waiting,
)
from tests.world import World, make_intake


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def blobs() -> int:
    folder = current_settings().data_dir / "blobs"
    return sum(path.is_file() for path in folder.rglob("*"))


def test_a_picture_without_doubt_is_shown_covered_and_needs_nobody(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    assert waiting(dispute) == ["screen_exhibit"]
    assert [work_one(sure) for _twice in range(2)] == [True, False]
    row = row_of(dispute, exhibit)
    assert (row.state, row.boxes) == ("released", [vars(FACE.box)])
    assert vault.read_of(row, row.shown_blob or "") != vault.read_of(
        row, row.prepared_blob or ""
    )
    assert waiting(dispute) == []
    (entry,) = list_entries(audit.dispute_chain(dispute), "exhibit.released")
    told = entry.payload
    shown = told_digest(row, row.shown_digest or "")
    assert (told["code"], told["digest"]) == ("detectors", shown)
    world.finish_submissions(dispute)
    world.confirm(dispute, Side.BUYER)


@pytest.mark.parametrize(
    ("redact", "code", "boxes"),
    [
        (still_there, "still_there", [vars(FACE.box), vars(DOUBT.box)]),
        (lost, "doubted", [vars(FACE.box), vars(Box(0, 0, 160, 120))]),
        (blind, "not_seen_through", []),
        (breaks, "broken", []),
    ],
)
def test_what_is_doubted_is_a_persons_with_everything_proposed(
    world: World,
    dispute: str,
    redact: Redact,
    code: str,
    boxes: list[dict[str, int]],
) -> None:
    exhibit = world.file_picture(dispute)
    before = blobs()
    assert work_one(redact)
    row = row_of(dispute, exhibit)
    assert (row.state, row.shown_blob, row.boxes) == ("filed", None, boxes)
    assert waiting(dispute) == ["screen_exhibit"]
    assert (get_redaction(exhibit).state, get_redaction(exhibit).code) == ("left", code)
    assert blobs() == before
    assert not work_one(redact)


def test_a_colleague_who_is_at_it_or_was_quicker_is_not_overruled(
    world: World, dispute: str
) -> None:
    taken, decided, replaced = (world.file_picture(dispute) for _one in range(3))
    task = next(one for one in list_open_tasks_of(dispute) if one.target == taken)
    with transaction(lock=dispute) as now:
        take_task(task.id, world.staff_id, now=now)
    answers = []
    for exhibit in (taken, decided):
        with transaction():
            claimed = redact_media.claim(real=clock.real_now())
        assert claimed is not None
        answers.append((claimed, redact_media.look(claimed, sure)))
        assert claimed.exhibit_id in {taken, decided, replaced}
        del exhibit
    world.release(dispute, decided)
    before = row_of(dispute, decided).shown_digest
    for claimed, answer in answers:
        with transaction(lock=dispute) as now:
            redact_media.finish(claimed, answer, now=now)
    assert row_of(dispute, decided).shown_digest == before
    assert row_of(dispute, taken).state == "filed"


def test_whoever_comes_after_the_lease_changes_nothing(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    real = clock.real_now()
    with transaction():
        slow = redact_media.claim(real=real)
    with transaction():
        assert redact_media.claim(real=real + LEASE - timedelta(seconds=1)) is None
    with transaction():
        quick = redact_media.claim(real=real + LEASE)
    assert slow is not None
    assert quick is not None
    late, answer = (redact_media.look(one, sure) for one in (slow, quick))
    counted = []
    for claimed, found in ((slow, late), (quick, answer), (quick, answer)):
        with transaction(lock=dispute) as now:
            counted.append(redact_media.finish(claimed, found, now=now))
    assert counted == [False, True, False]
    assert row_of(dispute, exhibit).state == "released"


def test_whoever_takes_a_file_up_again_never_tells_less_than_was_told(
    world: World, dispute: str
) -> None:
    exhibit, real = world.file_picture(dispute), clock.real_now()
    for share, later in ((0.5, real), (0.1, real + LEASE), (0.7, real + 2 * LEASE)):
        with transaction():
            claimed = redact_media.claim(real=later)
            assert claimed is not None
            assert redact_media.keep_on(claimed, share, real=later)
        assert get_redaction(exhibit).percent == max(50, int(100 * share))


def test_a_worker_holds_its_file_as_long_as_it_lives(
    world: World, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jury.jobs.worker.BEAT_SECONDS", 0.02)
    exhibit = world.file_picture(dispute)
    held: list[Any] = []

    def takes_long(*given: Any) -> Seen | NotSeen:
        for _look in range(2):
            current_session().rollback()
            held.append(get_redaction(exhibit).lease_until)
            current_session().rollback()
            time.sleep(0.4)
        return sure(*given)

    assert work_one(takes_long)
    assert held[0] < held[1]
    assert row_of(dispute, exhibit).state == "released"


def test_what_ends_every_worker_is_given_up_and_left_to_a_person(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    for attempt in range(MOST_ATTEMPTS):
        with transaction():
            real = clock.real_now() + attempt * LEASE
            assert redact_media.claim(real=real) is not None
    with transaction():
        claimed = redact_media.claim(real=clock.real_now() + MOST_ATTEMPTS * LEASE)
    assert claimed is not None
    answer = redact_media.look(claimed, sure)
    with transaction(lock=dispute) as now:
        assert redact_media.finish(claimed, answer, now=now)
    assert get_redaction(exhibit).code == "gave_up"
    assert waiting(dispute) == ["screen_exhibit"]


def test_a_file_waits_while_the_court_lacks_its_keys(
    world: World, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit, begun = world.file_picture(dispute), clock.real_now()

    def lost(*_: object) -> bytes:
        raise BadMasterKeys

    with monkeypatch.context() as without:
        without.setattr(vault, "read_of", lost)
        for minute in range(MOST_ATTEMPTS + 1):
            at = begun + minute * REST
            without.setattr(clock, "real_now", lambda at=at: at)
            assert [work_one(sure), work_one(sure)] == [False, False]
    assert get_redaction(exhibit).attempts == 0
    monkeypatch.setattr(clock, "real_now", lambda: begun + (MOST_ATTEMPTS + 1) * REST)
    assert work_one(sure)
    assert row_of(dispute, exhibit).state == "released"


@pytest.mark.parametrize("at_once", [1, 2])
def test_no_more_workers_look_at_a_time_than_the_machine_can_bear(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with ExitStack() as at_work:
        taken = [at_work.enter_context(slot(at_once)) for _ in range(at_once + 1)]
        assert taken == [True] * at_once + [False]
    with slot(at_once) as is_free:
        assert is_free


def test_how_far_a_picture_is_can_be_seen(world: World, dispute: str) -> None:
    other = world.escalate(make_intake(number="2"))
    first, second = world.file_picture(other), world.file_picture(dispute)
    seen = find_progress(second)
    assert seen is not None
    assert (seen.before, seen.is_begun) == (1, False)
    with transaction():
        redact_media.claim(real=clock.real_now())
    begun = find_progress(first)
    assert begun is not None
    assert begun.is_begun
    assert begun.state is RedactionState.WAITING
    assert find_progress("exh_none") is None


# A worker that begins with a picture, says so, and never ends.
STUCK = """
import pathlib, sys, time
from config import Config
from jury import create_app
from jury.jobs import worker

def stuck(content, known, written):
    pathlib.Path(sys.argv[1]).touch()
    time.sleep(600)

worker.run(create_app(Config.from_env()), redact=stuck)
"""


def test_the_picture_of_a_killed_worker_is_taken_up_again(
    world: World, dispute: str, database_url: str, tmp_path: Path
) -> None:
    exhibit, mark = world.file_picture(dispute), tmp_path / "begun"
    current_session().rollback()
    its = current_settings()
    dead = subprocess.Popen(
        [sys.executable, "-c", STUCK, str(mark)],
        env={
            **os.environ,
            "JURY_ENV": "sandbox",
            "DATABASE_URL": database_url,
            "DATA_DIR": str(its.data_dir),
            "MASTER_KEYS": its.master_keys,
            "TMPDIR": str(tmp_path),
        },
    )
    try:
        until = time.monotonic() + 60
        while not mark.exists() and time.monotonic() < until:
            assert dead.poll() is None
            time.sleep(0.05)
    finally:
        os.kill(dead.pid, signal.SIGKILL)
        dead.wait()
    assert not work_one(sure)
    assert row_of(dispute, exhibit).state == "filed"
    with transaction():
        passed = clock.real_now() - timedelta(seconds=1)
        current_session().execute(update(Redaction).values(lease_until=passed))
    assert work_one(sure)
    assert row_of(dispute, exhibit).state == "released"
    assert get_redaction(exhibit).attempts == 2
