"""An archive of a whole court: a compressed tar whose last member names all others.

Nothing is unpacked by the names that stand in it: a member is one of those that a
backup writes, or the archive is refused.
"""

import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Self

from jury.storage.audit import HEADS_FILE

FORMAT = "jury-backup/1"
MANIFEST = "manifest.json"
SQLITE_FILE = "database.sqlite3"
BLOBS = "blobs/"
MEMBER = re.compile(
    "|".join(map(re.escape, (MANIFEST, HEADS_FILE, SQLITE_FILE)))
    + rf"|tables/[a-z_]+\.copy|{BLOBS}[0-9a-f]{{40}}"
)
LONGEST_MANIFEST = 1 << 30
CHUNK = 1 << 20


class BadArchive(Exception):
    """An archive cannot be written, read or restored; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What an archive says of itself; `files` maps each member to its SHA-256.

    `missing` are blobs that rows name and that were not in the data folder;
    `counters` are the last numbers that PostgreSQL's sequences gave.
    """

    format: str = FORMAT
    version: str
    migration: str
    database: str
    made_at: str
    last_position: int
    counters: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, written: bytes) -> Self:
        """The manifest in an archive; refuses one that this code does not know."""
        try:
            told = json.loads(written)
            if told["format"] != FORMAT:
                raise BadArchive(f"The archive is not of the format {FORMAT}.")
            return cls(**told)
        except (ValueError, TypeError, KeyError) as error:
            raise BadArchive("The archive's manifest cannot be read.") from error

    def write(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        """Nothing is read yet."""
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        content = self._file.read(size)
        self._hash.update(content)
        return content

    @property
    def hex(self) -> str:
        """The digest of what was read so far."""
        return self._hash.hexdigest()


class ArchiveWriter:
    """Takes the members of an archive, and remembers their digests."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        """Nothing is in it yet."""
        self._tar = tar
        self.files: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Add a file as it is now; raises FileNotFoundError."""
        with path.open("rb") as file:
            self.files[name] = self._add(name, file, os.fstat(file.fileno()).st_size)

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest: an archive without one is not whole."""
        written = manifest.write()
        self._add(MANIFEST, io.BytesIO(written), len(written))

    def _add(self, name: str, file: IO[bytes], size: int) -> str:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashing = _Hashing(file)
        self._tar.addfile(member, hashing)
        return hashing.hex


@contextmanager
def new_archive(path: Path) -> Iterator[ArchiveWriter]:
    """Write a new archive that only its owner reads; it has its name when it is whole.

    Never over an older one: that may be the only copy of a court.
    """
    part = path.with_name(f"{path.name}.part")
    if path.exists():
        raise BadArchive(f"{path} exists already: choose another name.")
    try:
        opened = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as error:
        raise BadArchive(f"{part} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(opened, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar:
                yield ArchiveWriter(tar)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def verify_archive(path: Path) -> Manifest:
    """Read an archive to its end and compare every digest; raises BadArchive."""
    try:
        found, written = _read_through(path)
    except FileNotFoundError as error:
        raise BadArchive(f"{path} does not exist.") from error
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise BadArchive("The archive is damaged: it cannot be read.") from error
    if not written:
        raise BadArchive("The archive has no manifest: it is not whole.")
    manifest = Manifest.read(written)
    for name in sorted(found.keys() | manifest.files.keys()):
        if found.get(name) != manifest.files.get(name):
            raise BadArchive(f"The archive is damaged: {name} is not what it was.")
    return manifest


def read_members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The members of a verified archive but for its manifest, in order."""
    return ((name, file) for name, file in _read(path) if name != MANIFEST)


def _read_through(path: Path) -> tuple[dict[str, str], bytes]:
    """The digest of every member, and the manifest."""
    found: dict[str, str] = {}
    written = b""
    for name, file in _read(path):
        if name == MANIFEST:
            written = file.read(LONGEST_MANIFEST)
            continue
        hashing = _Hashing(file)
        while hashing.read(CHUNK):
            pass
        found[name] = hashing.hex
    return found, written


def _read(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(path, mode="r|gz") as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file is None or not MEMBER.fullmatch(member.name):
                raise BadArchive(f"No backup holds what this does: {member.name}.")
            yield member.name, file
