"""SUBMISSIONS: how much may be filed, and that a refusal leaves nothing behind."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import DisputeError, Invalid, NotNow, TooMany
from jury.domain.lifecycle import Side
from jury.jobs.sweeps import keep_house
from jury.redaction.pictures import Box
from jury.services.keeping.orphans import remove_orphans
from jury.services.proof import audit
from jury.services.screening import disclose
from jury.services.submissions import exhibits, prepare
from jury.storage.audit import list_entries
from jury.storage.base import current_session, current_settings
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import Exhibit, get_exhibit, list_exhibits
from jury.storage.files.blobs import blob_size, dropped_if_refused, keep_blob
from jury.storage.outside.outbox import Event
from jury.storage.redactions import find_redaction
from jury.storage.transaction import transaction
from tests.world import World, make_picture

KEY = b"k" * 32
VOICE = b"#!AMR\n" + bytes(200)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def blobs() -> set[str]:
    folder = current_settings().data_dir / "blobs"
    return {path.name for path in folder.rglob("*") if path.is_file()}


def plan(**changed: Any) -> exhibits.Plan:
    fields: dict[str, Any] = {"caption": "维修单", "language": "zh-Hans", "point_no": 1}
    return exhibits.Plan(**fields | changed)


def file(
    dispute: str, side: Side = Side.BUYER, content: bytes = PDF, **changed: Any
) -> str:
    """File as the page does: what was prepared goes when filing is refused."""
    upload = prepare.prepare_upload(dispute, content)
    filing = exhibits.Filing(upload=upload, **vars(plan(**changed)))
    with (
        dropped_if_refused(upload.original_blob, upload.prepared_blob),
        transaction(lock=dispute) as now,
    ):
        return exhibits.file_exhibit(dispute, side, filing, now=now).id


def refused_before(dispute: str, *, size: int = 1, **changed: Any) -> DisputeError:
    """What is refused before anybody looks at the file."""
    with pytest.raises(DisputeError) as refusal:
        exhibits.refuse_filing(
            dispute, Side.BUYER, plan(**changed), size=size, now=clock.now()
        )
    current_session().rollback()
    return refusal.value


def make_wrong_point(_: str) -> dict[str, Any]:
    return {"point_no": 99}


def make_foreign(dispute: str) -> dict[str, Any]:
    return {"replaces": file(dispute, Side.SELLER)}


def make_superseded(dispute: str) -> dict[str, Any]:
    first = file(dispute)
    file(dispute, replaces=first)
    return {"replaces": first}


def make_often_corrected(dispute: str) -> dict[str, Any]:
    last = file(dispute)
    with transaction(lock=dispute):
        get_exhibit(dispute, last).version = 30
    return {"replaces": last}


def make_many(dispute: str) -> dict[str, Any]:
    for _ in range(20):
        file(dispute)
    return {}


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (make_wrong_point, Invalid),
        (make_foreign, Invalid),
        (make_superseded, NotNow),
        (make_often_corrected, TooMany),
        (make_many, TooMany),
    ],
)
def test_what_cannot_be_filed_is_refused_before_and_leaves_no_file(
    dispute: str,
    make: Callable[[str], dict[str, Any]],
    kind: type[DisputeError],
) -> None:
    wrong, before = make(dispute), blobs()
    assert isinstance(refused_before(dispute, **wrong), kind)
    with pytest.raises(kind):
        file(dispute, **wrong)
    assert blobs() == before


def test_a_side_may_not_keep_more_than_its_bytes(
    world: World, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.file_picture(dispute)
    file(dispute, Side.SELLER)
    (own, _others) = list_exhibits(dispute)
    kept = sum(map(blob_size, (own.original_blob, own.prepared_blob or "")))
    most = kept + 10
    monkeypatch.setattr(exhibits, "MOST_BYTES_A_SIDE", most)
    assert isinstance(refused_before(dispute, size=11), TooMany)
    exhibits.refuse_filing(dispute, Side.BUYER, plan(), size=10, now=clock.now())


def test_a_file_that_jurors_cannot_be_shown_waits_for_a_moderator(
    world: World, dispute: str
) -> None:
    exhibit_id = file(dispute)
    (task,) = list_open_tasks_of(dispute)
    assert (task.kind, task.target) == ("screen_exhibit", exhibit_id)
    with transaction(lock=dispute) as now:
        disclose.withhold_exhibit(
            dispute,
            exhibit_id,
            code="pdf_not_shown",
            reason="",
            staff_id=world.staff_id,
            now=now,
        )
    exhibit = get_exhibit(dispute, exhibit_id)
    assert (exhibit.state, exhibit.withheld_code) == ("withheld", "pdf_not_shown")
    assert list_open_tasks_of(dispute) == []


def test_a_recording_is_kept_withheld_and_put_before_a_moderator(
    world: World, dispute: str
) -> None:
    exhibit_id = file(dispute, content=VOICE)
    exhibit = get_exhibit(dispute, exhibit_id)
    assert (exhibit.kind, exhibit.media_type) == ("audio", "audio/amr")
    assert find_redaction(exhibit_id) is None
    (task,) = list_open_tasks_of(dispute)
    assert (task.kind, task.target) == ("screen_exhibit", exhibit_id)
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        disclose.release_exhibit(
            dispute, exhibit_id, covered=None, staff_id=world.staff_id, now=now
        )
    with transaction(lock=dispute) as now:
        disclose.withhold_exhibit(
            dispute,
            exhibit_id,
            code="audio_not_shown",
            reason="",
            staff_id=world.staff_id,
            now=now,
        )
    withheld = get_exhibit(dispute, exhibit_id)
    assert (withheld.state, withheld.withheld_code) == ("withheld", "audio_not_shown")


def test_nobody_who_has_the_same_file_knows_it_again_in_what_is_told(
    world: World, dispute: str
) -> None:
    exhibit_id = world.file_picture(dispute)
    world.release(dispute, exhibit_id)
    row, secret = get_exhibit(dispute, exhibit_id), get_dispute(dispute).secret
    chain = list_entries(audit.dispute_chain(dispute))
    rows = current_session().scalars(select(Event.payload))
    told = str([one.payload for one in chain]) + str(list(rows))
    for digest in (row.original_digest, row.shown_digest or ""):
        assert digest not in told
        assert told.count(audit.salted_digest(secret, digest)) == 2


@pytest.mark.parametrize(
    ("content", "code"), [(PDF, "pdf_not_shown"), (VOICE, "audio_not_shown")]
)
def test_what_nobody_looked_at_is_withheld_for_what_it_is(
    world: World, dispute: str, content: bytes, code: str
) -> None:
    exhibit_id = file(dispute, content=content)
    world.finish_submissions(dispute)
    closes_at = get_dispute(dispute).stage_closes_at
    assert closes_at is not None
    with transaction(lock=dispute):
        disclose.close_screening(dispute, now=closes_at)
    assert get_exhibit(dispute, exhibit_id).withheld_code == code


@pytest.fixture
def covered(dispute: str) -> prepare.Covered:
    exhibit_id = file(dispute, content=make_picture())
    return prepare.cover_picture(dispute, exhibit_id, [Box(0, 0, 9, 9)])


def release(world: World, dispute: str, covered: prepare.Covered) -> Exhibit:
    (exhibit,) = list_exhibits(dispute)
    with (
        dropped_if_refused(covered.shown_blob),
        transaction(lock=dispute) as now,
    ):
        return disclose.release_exhibit(
            dispute, exhibit.id, covered=covered, staff_id=world.staff_id, now=now
        )


def test_a_picture_is_covered_before_the_transaction(
    world: World, dispute: str, covered: prepare.Covered
) -> None:
    assert covered.shown_blob in blobs()
    assert release(world, dispute, covered).shown_blob == covered.shown_blob


def test_a_picture_that_was_replaced_meanwhile_is_not_released(
    world: World, dispute: str, covered: prepare.Covered
) -> None:
    (old,) = list_exhibits(dispute)
    new = file(dispute, content=make_picture("red"), replaces=old.id)
    with pytest.raises(NotNow):
        release(world, dispute, covered)
    assert covered.shown_blob not in blobs()
    assert get_exhibit(dispute, new).state == "filed"


def every_folder() -> Iterator[datetime]:
    now = clock.real_now()
    return (now + timedelta(minutes=minute) for minute in range(256))


def old(path: Path, *, hours: int) -> None:
    at = (clock.real_now() - timedelta(hours=hours)).timestamp()
    os.utime(path, (at, at))


def test_files_that_no_row_names_go_after_a_day(world: World, dispute: str) -> None:
    world.release(dispute, world.file_picture(dispute))
    named, orphans = blobs(), [keep_blob(b"orphan", KEY) for _ in range(3)]
    folder = current_settings().data_dir / "blobs"
    half = folder / orphans[0][:2] / f"{orphans[0]}.part"
    half.write_bytes(b"half")
    for path in folder.rglob("*"):
        old(path, hours=30)
    fresh = keep_blob(b"fresh", KEY)
    old(folder / fresh[:2] / fresh, hours=18)
    assert sum(remove_orphans(real=real) for real in every_folder()) == 4
    assert blobs() == named | {fresh}


def test_keeping_house_removes_orphans(world: World) -> None:
    folder = current_settings().data_dir / "blobs"
    minute = int(clock.real_now().timestamp() // 60)
    orphans = [f"{(minute + more) % 256:02x}" + "0" * 38 for more in (0, 1)]
    for name in orphans:
        (folder / name[:2]).mkdir(parents=True, exist_ok=True)
        (folder / name[:2] / name).write_bytes(b"orphan")
        old(folder / name[:2] / name, hours=30)
    keep_house()
    assert not set(orphans) <= blobs()
