"""Backup: one archive that holds a whole court. The way back is in `restore`.

The order makes an archive whole while the court works. First the heads of the log:
each of them stands in a database that is copied later. Then the database, as of one
moment. Then the files that its rows name: a file is written before the row that names
it and is never changed, so every one is there already.
"""

import tempfile
from datetime import datetime
from pathlib import Path

from jury.storage.audit import HEADS_FILE
from jury.storage.base import current_settings
from jury.storage.exhibits import list_named_blobs
from jury.storage.files import copying
from jury.storage.files.archive import (
    BLOBS,
    ArchiveWriter,
    BadArchive,
    Manifest,
    new_archive,
)
from jury.storage.files.blobs import blob_path
from jury.storage.outside.outbox import last_position
from jury.storage.snapshot import snapshot
from jury.version import VERSION


def back_up(path: Path, *, now: datetime) -> Manifest:
    """Write the archive of this court; raises BadArchive."""
    with new_archive(path) as archive:
        heads = current_settings().data_dir / HEADS_FILE
        if heads.exists():
            archive.add(HEADS_FILE, heads)
        with snapshot():
            migration = copying.current_migration()
            if migration is None:
                raise BadArchive("There is nothing to back up: no database was made.")
            _add_rows(archive, path.parent)
            named, position = list_named_blobs(), last_position()
            counters = copying.read_counters()
        missing = _add_blobs(archive, named)
        manifest = Manifest(
            version=VERSION,
            migration=migration,
            database=copying.database_kind(),
            made_at=now.isoformat(),
            last_position=position,
            counters=counters,
            missing=missing,
            files=archive.files,
        )
        archive.finish(manifest)
    return manifest


def _add_rows(archive: ArchiveWriter, beside: Path) -> None:
    """The rows lie beside the archive for a moment, where only their owner reads."""
    with tempfile.TemporaryDirectory(dir=beside) as folder:
        for member, file in copying.copy_out(Path(folder)):
            archive.add(member, file)
            file.unlink()


def _add_blobs(archive: ArchiveWriter, named: list[str]) -> tuple[str, ...]:
    """Add the files that rows name; returns those that are not there."""
    missing = []
    for name in named:
        try:
            archive.add(BLOBS + name, blob_path(name))
        except FileNotFoundError:
            missing.append(name)
    return tuple(missing)
