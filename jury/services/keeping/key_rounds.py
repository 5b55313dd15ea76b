"""Keys and files of all disputes, a batch a transaction: rewrapped, and sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from jury.services.keeping import vault
from jury.services.proof import audit
from jury.storage.base import current_session, current_settings
from jury.storage.exhibits import list_named_blobs_of, list_with_exhibits
from jury.storage.files import sealing
from jury.storage.files.blobs import seal_blob
from jury.storage.files.dispute_keys import (
    count_by_version,
    find_one_of,
    list_wrapped_otherwise,
)
from jury.storage.files.master_keys import BadMasterKeys, read_master_keys
from jury.storage.transaction import transaction

CHAIN = "keys"
BATCH = 200


@dataclass(frozen=True)
class Wrapping:
    """How many disputes' keys one master key wraps; `trouble` says why it cannot."""

    version: int
    disputes: int
    trouble: str


def list_wrappings() -> list[Wrapping]:
    """Every master key that is needed or there, and whether it opens what it should."""
    keys, needed = read_master_keys(current_settings()), count_by_version()
    versions = sorted({*keys.by_version, *needed})
    return [Wrapping(one, needed.get(one, 0), _trouble(one)) for one in versions]


def _trouble(version: int) -> str:
    row = find_one_of(version)
    try:
        if row is not None:
            vault.open_key(row)
    except BadMasterKeys as trouble:
        return str(trouble)
    return ""


def rewrap() -> Iterator[int]:
    """Wrap every key with the newest master key; how many, batch by batch."""
    keys = read_master_keys(current_settings())
    while True:
        with transaction() as now:
            rows = list_wrapped_otherwise(keys.newest, limit=BATCH)
            if not rows:
                return
            for row in rows:
                key = vault.open_key(row, keys)
                master = keys.by_version[keys.newest]
                row.wrapped = sealing.wrap(key, master, row.dispute_id)
                row.master_version = keys.newest
            told = {"master_version": keys.newest, "disputes": len(rows)}
            audit.append(CHAIN, "keys.rewrapped", told, actor="operator", now=now)
        yield len(rows)


def seal_all() -> Iterator[int]:
    """Seal what was kept before files were; how many files, dispute by dispute.

    A file is replaced whole by its sealed self, under the same name.
    """
    dispute_ids = list_with_exhibits()
    for dispute_id in dispute_ids:
        names = list_named_blobs_of(dispute_id)
        current_session().rollback()
        key = vault.key_of(dispute_id)
        yield sum(seal_blob(name, key) for name in names)
