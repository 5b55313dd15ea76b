"""Restore: an empty court becomes the one in an archive, or stays empty."""

from datetime import datetime
from pathlib import Path

from jury.services.proof import audit
from jury.storage.audit import HEADS_FILE
from jury.storage.base import current_settings
from jury.storage.files import copying
from jury.storage.files.archive import (
    BLOBS,
    BadArchive,
    Manifest,
    read_members,
    verify_archive,
)
from jury.storage.files.blobs import blob_path, bring_back_blob
from jury.storage.transaction import transaction

CHAIN = "court"


def restore(path: Path) -> Manifest:
    """Make this court, which must be empty, the one in the archive.

    The whole archive is compared with its digests before anything is written. What
    is refused, or fails, leaves neither rows nor files behind.
    """
    manifest = verify_archive(path)
    # Where SQLite has nowhere to look, nothing could say that the tables are missing.
    current_settings().data_dir.mkdir(parents=True, exist_ok=True)
    _refuse_another_kind(manifest)
    written: list[Path] = []
    try:
        with transaction() as now:
            copying.lock_all()
            _refuse_not_empty()
            _bring_back(path, manifest, written)
            _record(manifest, now=now)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    return manifest


def _refuse_another_kind(manifest: Manifest) -> None:
    kind, migration = copying.database_kind(), copying.current_migration()
    if manifest.database != kind:
        raise BadArchive(
            f"The archive is of a court on {manifest.database}, and this one is on "
            f"{kind}: restore it to the same kind of database."
        )
    if migration is None:
        raise BadArchive(
            "The database has no tables yet: run `flask --app wsgi db upgrade`."
        )
    if manifest.migration != migration:
        raise BadArchive(
            f"The archive is at migration {manifest.migration} (Jury "
            f"{manifest.version}), and this database is at {migration}: restore it "
            "with the version that made it, and upgrade then."
        )


def _refuse_not_empty() -> None:
    if not copying.is_empty():
        raise BadArchive("The database is not empty: restore into a new one.")
    heads = _heads()
    if heads.exists():
        raise BadArchive(
            f"{heads} exists: move it away and keep it, it is the record of a court."
        )


def _bring_back(path: Path, manifest: Manifest, written: list[Path]) -> None:
    """Everything in the order of the archive; `written` gets the files that are new."""
    for member, file in read_members(path):
        if member.startswith(BLOBS):
            name = member.removeprefix(BLOBS)
            if not blob_path(name).exists():
                written.append(blob_path(name))
            bring_back_blob(name, file)
        elif member == HEADS_FILE:
            written.append(_heads())
            _heads().write_bytes(file.read())
        else:
            copying.copy_in(member, file)
    for name, last in manifest.counters.items():
        copying.set_counter(name, last)


def _record(manifest: Manifest, *, now: datetime) -> None:
    """Let the log say that it goes on from an archive."""
    told = {"made_at": manifest.made_at, "version": manifest.version}
    audit.append(CHAIN, "court.restored", told, actor="operator", now=now)


def _heads() -> Path:
    return current_settings().data_dir / HEADS_FILE
