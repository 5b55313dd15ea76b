"""Files that are too large for a row: written whole before the row that names them."""

import os
import secrets
from pathlib import Path

from jury.storage.base import current_settings


def keep_blob(content: bytes) -> str:
    """Write `content` durably under a random name and return that name.

    A crash between this and the commit leaves a file nobody names; it is never
    the other way round.
    """
    name = secrets.token_hex(20)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    return name


def read_blob(name: str) -> bytes:
    """The content kept under `name`."""
    return _path(name).read_bytes()


def _path(name: str) -> Path:
    if not (len(name) == 40 and name.isalnum()):
        raise ValueError("not the name of a blob")
    return current_settings().data_dir / "blobs" / name[:2] / name
