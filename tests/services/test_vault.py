"""Uploads lie sealed under a key of their dispute; a master key opens that."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury.services.keeping import key_rounds, vault
from jury.services.moderation.looks import NoReason, refuse_unasked
from jury.services.moderation.tasks import take_task
from jury.services.proof import audit
from jury.storage.audit import list_entries
from jury.storage.base import current_settings
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import get_exhibit, list_named_blobs
from jury.storage.files.blobs import blob_path, drop_blob
from jury.storage.files.dispute_keys import find_dispute_key
from jury.storage.files.master_keys import BadMasterKeys
from jury.storage.files.sealing import MAGIC, Unreadable
from jury.storage.transaction import transaction
from tests.world import World, make_intake, make_picture


@pytest.fixture
def config(config: Config, tmp_path: Path) -> Config:
    """A court whose master keys are its own."""
    return replace(config, master_keys="", data_dir=tmp_path / "data")


@pytest.fixture
def world(config: Config, session: Session) -> World:
    config.data_dir.mkdir()
    return World.begin(jurors=0)


def keys_file() -> Path:
    folder = current_settings().data_dir
    return folder.with_name(f"{folder.name}.keys")


def test_uploads_are_sealed_and_their_digests_are_of_what_came(world: World) -> None:
    dispute, other = (world.escalate(make_intake(number=one)) for one in "12")
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    world.file_picture(other)
    names = list_named_blobs()
    assert len(names) == 5
    for name in names:
        assert blob_path(name).read_bytes().startswith(MAGIC)
    row = get_exhibit(dispute, exhibit)
    assert vault.read(dispute, row.original_blob) == make_picture()
    assert row.shown_blob
    shown = vault.read_of(row, row.shown_blob)
    assert hashlib.sha256(shown).hexdigest() == row.shown_digest
    with pytest.raises(Unreadable):
        vault.read(other, row.original_blob)
    made = list_entries(audit.dispute_chain(dispute), "key.made")
    assert [one.payload for one in made] == [{"master_version": 1}]


def test_jurors_get_what_was_released_or_nothing(world: World) -> None:
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    row = get_exhibit(dispute, exhibit)
    assert row.shown_blob
    drop_blob(row.shown_blob)
    blob_path(row.shown_blob).write_bytes(make_picture("red"))
    with pytest.raises(Unreadable):
        vault.read_of(row, row.shown_blob)


def test_every_key_is_rewrapped_and_the_old_master_key_is_needed_no_more(
    app: Flask, world: World
) -> None:
    dispute = world.escalate()
    row = get_exhibit(dispute, world.file_picture(dispute))
    run = app.test_cli_runner().invoke
    assert run(args=["keys", "new"]).exit_code == 0
    assert run(args=["keys", "list"]).output == "1  1 disputes\n2  0 disputes\n"
    assert run(args=["keys", "rewrap"]).output.startswith("1 rewrapped.")
    assert run(args=["keys", "rewrap"]).output.startswith("0 rewrapped.")
    lines = keys_file().read_text().splitlines()
    keys_file().write_text(lines[-1])
    assert vault.read(dispute, row.original_blob) == make_picture()
    assert [one.payload for one in list_entries("keys")] == [
        {"master_version": 2, "disputes": 1}
    ]
    keys_file().write_text(lines[1])
    failed = run(args=["keys", "list"])
    assert (failed.exit_code, "lacks version 2" in failed.output) == (1, True)


def test_a_lost_or_another_master_key_is_said_and_never_made_anew(
    world: World,
) -> None:
    dispute = world.escalate()
    row = get_exhibit(dispute, world.file_picture(dispute))
    keys_file().write_text("1 " + "A" * 43 + "=")
    with pytest.raises(BadMasterKeys, match="is not the key that it was"):
        vault.read(dispute, row.original_blob)
    keys_file().unlink()
    other = world.escalate(make_intake(number="2"))
    for _try in range(2):
        with pytest.raises(BadMasterKeys):
            vault.key_of(other)
    assert not keys_file().exists()
    assert find_dispute_key(other) is None


def test_what_was_kept_before_files_were_sealed_is_read_and_can_be_sealed(
    world: World,
) -> None:
    dispute = world.escalate()
    row = get_exhibit(dispute, world.file_picture(dispute))
    blob_path(row.original_blob).write_bytes(make_picture())
    assert vault.read(dispute, row.original_blob) == make_picture()
    assert [sum(key_rounds.seal_all()) for _twice in range(2)] == [1, 0]
    assert blob_path(row.original_blob).read_bytes().startswith(MAGIC)
    assert vault.read(dispute, row.original_blob) == make_picture()


def test_taking_its_task_opens_an_original_for_a_while_and_for_nobody_else(
    world: World,
) -> None:
    dispute = world.escalate()
    row = get_exhibit(dispute, world.file_picture(dispute))
    (task,) = list_open_tasks_of(dispute)
    with transaction(lock=dispute) as now:
        with pytest.raises(NoReason):
            refuse_unasked(row, world.staff_id, now=now)
        take_task(task.id, world.staff_id, now=now)
        refuse_unasked(row, world.staff_id, now=now)
        for who, when in ((world.staff_id + 1, now), (world.staff_id, now.max)):
            with pytest.raises(NoReason):
                refuse_unasked(row, who, now=when.replace(tzinfo=now.tzinfo))
    (entry,) = list_entries(audit.dispute_chain(dispute), "original.opened")
    assert entry.payload == {"exhibit": row.id, "code": "task", "task": task.id}
