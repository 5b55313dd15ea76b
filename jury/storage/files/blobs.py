"""Files that are too large for a row: written whole before the row that names them.

Each is sealed under the key of its dispute. Those of before that are read as they are,
until `flask keys seal`.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from jury.domain.errors import DisputeError
from jury.storage.base import current_settings
from jury.storage.files.sealing import (
    MAGIC,
    is_sealed,
    seal,
    seal_pieces,
    size_within,
    unseal,
    unseal_pieces,
)

# Blobs lie in as many folders, by the first two hex digits of their names.
FOLDERS = 256
# What is never held whole is read so many bytes at a time.
_AT_A_TIME = 1 << 20
_NAME = re.compile(r"[0-9a-f]{40}(\.part)?")


def keep_blob(content: bytes, key: bytes) -> str:
    """Write `content` durably, sealed, under a random name and return that name.

    A crash between this and the commit leaves a file nobody names; it is never
    the other way round.
    """
    name = secrets.token_hex(20)
    _write(_path(name), [seal(content, key, name)])
    return name


def keep_blob_of(pieces: Iterable[bytes], key: bytes) -> str:
    """The same of what is too large to be held: it comes, and is sealed, in pieces."""
    name = secrets.token_hex(20)
    _write(_path(name), seal_pieces(pieces, key, name))
    return name


def bring_back_blob(name: str, content: IO[bytes]) -> None:
    """Write durably, under its old name, what an archive kept of it."""
    _write(_path(name), _read_on(content))


def _write(path: Path, content: Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        for piece in content:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


def read_blob(name: str, key: bytes) -> bytes:
    """The content kept under `name`; raises Unreadable."""
    content = _path(name).read_bytes()
    return unseal(content, key, name) if is_sealed(content) else content


def read_pieces(name: str, key: bytes) -> Iterator[bytes]:
    """The same a piece at a time; needs no application once it was called."""
    return _pieces(_path(name), key)


def _pieces(path: Path, key: bytes) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_ours = is_sealed(file.read(len(MAGIC)))
        file.seek(0)
        yield from unseal_pieces(file, key, path.name) if is_ours else _read_on(file)


def _read_on(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_AT_A_TIME):
        yield piece


def content_size(name: str) -> int:
    """How many bytes `read_pieces` gives."""
    path = _path(name)
    with path.open("rb") as file:
        is_ours = is_sealed(file.read(len(MAGIC)))
    kept = path.stat().st_size
    return size_within(kept) if is_ours else kept


def seal_blob(name: str, key: bytes) -> bool:
    """Seal a file that was kept before files were; whether there was anything to do."""
    content = _path(name).read_bytes()
    if is_sealed(content):
        return False
    _write(_path(name), [seal(content, key, name)])
    return True


def blob_path(name: str) -> Path:
    """Where the file kept under `name` lies, if there is one."""
    return _path(name)


def blob_size(name: str) -> int:
    """How many bytes are kept under `name`; none when there is no such file."""
    path = _path(name)
    return path.stat().st_size if path.exists() else 0


def drop_blob(name: str) -> None:
    """Remove what is kept under `name`, if anything is."""
    _path(name).unlink(missing_ok=True)


@contextmanager
def dropped_if_refused(*names: str | None) -> Iterator[None]:
    """Remove these blobs when the use case that was to name them is refused.

    Only then: after any other failure nobody knows whether the commit went through.
    """
    try:
        yield
    except DisputeError:
        for name in names:
            if name:
                drop_blob(name)
        raise


def list_old_blobs(folder: int, *, before: datetime) -> list[str]:
    """The files in one of the FOLDERS that were written before then."""
    place = current_settings().data_dir / "blobs" / f"{folder:02x}"
    found = place.iterdir() if place.is_dir() else ()
    return [
        path.name
        for path in found
        if _NAME.fullmatch(path.name) and path.stat().st_mtime < before.timestamp()
    ]


def drop_files(folder: int, names: Iterable[str]) -> None:
    """Remove these files from one of the FOLDERS, halves of files included."""
    place = current_settings().data_dir / "blobs" / f"{folder:02x}"
    for name in names:
        (place / name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    if not (len(name) == 40 and name.isalnum()):
        raise ValueError("not the name of a blob")
    return current_settings().data_dir / "blobs" / name[:2] / name
