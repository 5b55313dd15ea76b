"""A court goes into one file and comes out of it whole, or the file is refused."""

import io
import json
import stat
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Config
from jury import create_app
from jury.jobs import sweeps
from jury.storage.base import Base, db
from jury.storage.exhibits import list_named_blobs
from jury.storage.files.blobs import blob_path
from tests import databases
from tests.databases import Run
from tests.world import World, make_intake, move_clock

Members = dict[str, bytes]


def run_command(app: Flask, *arguments: str) -> Result:
    with app.app_context():
        return app.test_cli_runner().invoke(args=list(arguments))


def content_of(app: Flask) -> dict[str, list[str]]:
    """Every row of every table but the log's, which says what was restored."""
    with app.app_context():
        return {
            table.name: sorted(map(repr, db.session.execute(select(table))))
            for table in Base.metadata.sorted_tables
            if not table.name.startswith("audit_head")
        }


@pytest.fixture
def elsewhere(
    config: Config, run: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """An empty court on another database of the same kind, with a folder of its own."""
    if config.database_url.startswith("sqlite"):
        url = databases.make_sqlite_database(run, tmp_path / "elsewhere.db")
    else:
        server: Path = request.getfixturevalue("postgres_server")
        worker: str = request.getfixturevalue("worker")
        url = databases.make_postgres_database(server, f"jury_elsewhere_{worker}")
    app = create_app(
        replace(config, database_url=url, data_dir=tmp_path / "elsewhere" / "data")
    )
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "court.backup"


@pytest.fixture
def played(app: Flask, session: Session, archive: Path) -> Path:
    """A backup of a court with one dispute decided, one heard and one begun."""
    world = World.begin()
    world.decide(world.hear(make_intake(number="1")), (1, 1, 1, 2, 0))
    move_clock(hours=49)
    open_poll = world.hear(make_intake(number="2"))
    juror = world.seat(open_poll, world.summonses(open_poll)[0])
    world.read(open_poll, juror)
    world.vote(open_poll, juror, 1)
    world.file_picture(world.escalate(make_intake(number="3")))
    sweeps.link_heads()
    session.rollback()
    assert run_command(app, "backup", str(archive)).exit_code == 0
    return archive


@pytest.fixture
def begun(app: Flask, session: Session, archive: Path) -> Path:
    """A backup of a court with little in it."""
    world = World.begin(jurors=3)
    world.file_picture(world.escalate())
    sweeps.link_heads()
    session.rollback()
    assert run_command(app, "backup", str(archive)).exit_code == 0
    return archive


def members(archive: Path) -> Members:
    with tarfile.open(archive) as tar:
        files = [(one.name, tar.extractfile(one)) for one in tar]
        return {name: file.read() for name, file in files if file}


def pack(archive: Path, content: Members) -> None:
    with tarfile.open(archive, "w:gz") as tar:
        for name, written in content.items():
            member = tarfile.TarInfo(name)
            member.size = len(written)
            tar.addfile(member, io.BytesIO(written))


def assert_untouched(app: Flask) -> None:
    assert not any(content_of(app).values())
    data_dir: Path = app.extensions["jury_settings"].data_dir
    files = [one.name for one in data_dir.rglob("*") if one.is_file()]
    assert set(files) <= {"write.lock"}


def test_a_court_comes_back_as_it_was(
    app: Flask, played: Path, elsewhere: Flask
) -> None:
    before = content_of(app)
    done = run_command(elsewhere, "restore", str(played))
    assert done.exit_code == 0, done.output
    after = content_of(elsewhere)
    (restored,) = set(after["audit_entry"]) - set(before["audit_entry"])
    assert "court.restored" in restored
    after["audit_entry"].remove(restored)
    assert after == before
    log = run_command(elsewhere, "verify-log")
    assert (log.exit_code, "All 1 heads" in log.output) == (0, True), log.output
    assert run_command(elsewhere, "ledger", "check").exit_code == 0


def test_a_court_that_came_back_goes_on(played: Path, elsewhere: Flask) -> None:
    assert run_command(elsewhere, "restore", str(played)).exit_code == 0
    with elsewhere.app_context():
        world = World(staff_id=1)
        new = world.escalate(make_intake(number="4"))
        world.file_picture(new)
        move_clock(hours=200)
        sweeps.link_heads()
    assert run_command(elsewhere, "verify-log").exit_code == 0
    assert run_command(elsewhere, "ledger", "check").exit_code == 0


def test_only_its_owner_reads_an_archive(app: Flask, begun: Path) -> None:
    assert stat.S_IMODE(begun.stat().st_mode) == 0o600
    assert [one.name for one in begun.parent.glob("court.backup*")] == [begun.name]


def test_no_archive_is_written_over(app: Flask, archive: Path) -> None:
    archive.write_text("the only copy")
    refused = run_command(app, "backup", str(archive))
    assert (refused.exit_code, "exists already" in refused.output) == (1, True)
    assert archive.read_text() == "the only copy"


def test_a_missing_upload_is_said_and_the_rest_is_kept(
    app: Flask, session: Session, archive: Path, elsewhere: Flask
) -> None:
    world = World.begin(jurors=3)
    world.file_picture(world.escalate())
    lost = list_named_blobs()[0]
    blob_path(lost).unlink()
    session.rollback()
    made = run_command(app, "backup", str(archive))
    assert (made.exit_code, lost in made.output) == (1, True)
    assert run_command(elsewhere, "restore", str(archive)).exit_code == 0


def change_a_row(content: Members) -> None:
    name = next(
        name for name in content if name.startswith(("database", "tables/user"))
    )
    content[name] = content[name].replace(b"buyer-1", b"buyer-9")


def leave_out_an_upload(content: Members) -> None:
    del content[next(name for name in content if name.startswith("blobs/"))]


def put_something_in(content: Members) -> None:
    content["blobs/" + "ab" * 20] = b"a picture of nobody's"


def lead_out_of_the_folder(content: Members) -> None:
    content["../escaped"] = b"!"


def say(key: str, value: str) -> Callable[[Members], None]:
    def change(content: Members) -> None:
        told = json.loads(content["manifest.json"])
        content["manifest.json"] = json.dumps(told | {key: value}).encode()

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (change_a_row, "The archive is damaged"),
        (leave_out_an_upload, "The archive is damaged"),
        (put_something_in, "The archive is damaged"),
        (lead_out_of_the_folder, "No backup holds what this does: ../escaped"),
        (lambda content: content.pop("manifest.json"), "it is not whole"),
        (say("format", "jury-backup/9"), "not of the format"),
        (say("migration", "0001"), "at migration 0001"),
        (say("database", "oracle"), "to the same kind of database"),
        (say("surprise", "!"), "manifest cannot be read"),
    ],
)
def test_what_is_not_a_backup_of_this_changes_nothing(
    begun: Path,
    elsewhere: Flask,
    change: Callable[[Members], None],
    sentence: str,
) -> None:
    content = members(begun)
    change(content)
    pack(begun, content)
    refused = run_command(elsewhere, "restore", str(begun))
    assert (refused.exit_code, sentence in refused.output) == (1, True), refused.output
    assert_untouched(elsewhere)


@pytest.mark.parametrize("left", [0, 10, 2000, -200])
def test_a_file_that_was_cut_changes_nothing(
    begun: Path, elsewhere: Flask, left: int
) -> None:
    begun.write_bytes(begun.read_bytes()[:left])
    refused = run_command(elsewhere, "restore", str(begun))
    assert (refused.exit_code, "Error: The archive" in refused.output) == (1, True)
    assert_untouched(elsewhere)


def test_a_court_that_is_not_empty_is_left_alone(app: Flask, begun: Path) -> None:
    before = content_of(app)
    refused = run_command(app, "restore", str(begun))
    assert (refused.exit_code, "not empty" in refused.output) == (1, True)
    assert content_of(app) == before
    with app.app_context():
        assert all(blob_path(name).exists() for name in list_named_blobs())


def test_the_record_of_another_court_is_not_written_over(
    begun: Path, elsewhere: Flask
) -> None:
    heads: Path = elsewhere.extensions["jury_settings"].data_dir / "audit-heads.log"
    heads.parent.mkdir(parents=True)
    heads.write_text("a record\n")
    refused = run_command(elsewhere, "restore", str(begun))
    assert (refused.exit_code, "move it away" in refused.output) == (1, True)
    assert heads.read_text() == "a record\n"


def test_a_backup_is_of_one_moment_while_the_court_works(
    app: Flask, session: Session, archive: Path, elsewhere: Flask
) -> None:
    world = World.begin()
    dispute = world.escalate()
    session.rollback()
    enough = threading.Event()

    def work() -> None:
        with app.app_context():
            number = 2
            while not enough.is_set():
                world.escalate(make_intake(number=str(number)))
                if number < 15:
                    world.file_picture(dispute)
                sweeps.link_heads()
                number += 1
            db.session.remove()

    busy = threading.Thread(target=work)
    busy.start()
    try:
        made = [
            run_command(app, "backup", f"{archive}-{number}") for number in range(4)
        ]
    finally:
        enough.set()
        busy.join()
    assert [one.exit_code for one in made] == [0] * 4
    assert run_command(elsewhere, "restore", f"{archive}-3").exit_code == 0
    log = run_command(elsewhere, "verify-log")
    assert log.exit_code == 0, log.output
    with elsewhere.app_context():
        assert all(blob_path(name).exists() for name in list_named_blobs())


def test_an_archive_holds_no_secret_of_the_deployment(
    config: Config, begun: Path
) -> None:
    held = b"".join(members(begun).values())
    assert config.secret_key.encode() not in held
