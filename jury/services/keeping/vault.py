"""Files of a dispute, kept and read under its key.

Uploads lie on a disk that others may copy: backups, snapshots, whoever looks after the
machine. Each dispute has a key of its own, so that what was filed in one says nothing
of another, and goes for good with its key. The key is made before the first file.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress

from jury.services.proof import audit
from jury.storage.base import current_session, current_settings
from jury.storage.exhibits import Exhibit
from jury.storage.files import sealing
from jury.storage.files.blobs import keep_blob, keep_blob_of, read_blob, read_pieces
from jury.storage.files.dispute_keys import (
    DisputeKey,
    count_by_version,
    find_dispute_key,
)
from jury.storage.files.master_keys import (
    BadMasterKeys,
    MasterKeys,
    add_first_key,
    read_master_keys,
)
from jury.storage.transaction import transaction


def keep(dispute_id: str, content: bytes) -> str:
    """Keep a file of a dispute, sealed; its name. Not inside a transaction."""
    return keep_blob(content, key_of(dispute_id))


def keep_pieces(dispute_id: str, pieces: Iterable[bytes]) -> str:
    """The same of a file that is too large to be held whole."""
    return keep_blob_of(pieces, key_of(dispute_id))


def read(dispute_id: str, name: str) -> bytes:
    """A file of a dispute; raises Unreadable or BadMasterKeys."""
    row = find_dispute_key(dispute_id)
    return read_blob(name, open_key(row) if row else b"")


def pieces_of(dispute_id: str, *names: str) -> Iterator[bytes]:
    """What lies in these files, one after the other; raises like `read`."""
    row = find_dispute_key(dispute_id)
    key = open_key(row) if row else b""
    opened = [read_pieces(name, key) for name in names]
    return (piece for one in opened for piece in one)


def read_of(exhibit: Exhibit, name: str) -> bytes:
    """One of the files of an exhibit; what is shown must be what was released."""
    content = read(exhibit.dispute_id, name)
    if name == exhibit.shown_blob:
        found = hashlib.sha256(content).hexdigest()
        if found != exhibit.shown_digest:
            raise sealing.Unreadable(name)
    return content


def key_of(dispute_id: str) -> bytes:
    """The key of a dispute, made where there is none yet."""
    if find_dispute_key(dispute_id) is None:
        _make_key(dispute_id)
    return open_key(current_session().get_one(DisputeKey, dispute_id))


def open_key(row: DisputeKey, keys: MasterKeys | None = None) -> bytes:
    """What a row wraps; raises BadMasterKeys."""
    keys = keys or read_master_keys(current_settings())
    version = row.master_version
    if version not in keys.by_version:
        raise BadMasterKeys(f"MASTER_KEYS lacks version {version}, which is needed.")
    try:
        return sealing.unwrap(row.wrapped, keys.by_version[version], row.dispute_id)
    except sealing.Unreadable as error:
        raise BadMasterKeys(
            f"MASTER_KEYS: version {version} is not the key that it was."
        ) from error


def _make_key(dispute_id: str) -> None:
    with transaction(lock=dispute_id) as now:
        if find_dispute_key(dispute_id) is not None:
            return
        keys = _master_keys()
        wrapped = sealing.wrap(
            sealing.new_key(), keys.by_version[keys.newest], dispute_id
        )
        row = DisputeKey(
            dispute_id=dispute_id, master_version=keys.newest, wrapped=wrapped
        )
        current_session().add(row)
        told = {"master_version": keys.newest}
        audit.record(dispute_id, "key.made", told, actor="court", now=now)


def _master_keys() -> MasterKeys:
    """The master keys; the very first use of a sandbox makes its own.

    Never where a key was used before: what is missing then was lost, or is elsewhere.
    """
    settings = current_settings()
    try:
        return read_master_keys(settings)
    except BadMasterKeys:
        if settings.master_keys or not settings.sandbox or count_by_version():
            raise
        # Another process may make it at the same moment: then that is the key.
        with suppress(BadMasterKeys):
            add_first_key(settings)
        return read_master_keys(settings)
