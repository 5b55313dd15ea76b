"""Master keys: what wraps the keys of disputes, kept where no upload and no row lies.

A file, or what a program prints that asks a key service: one line a key, its version
and 32 bytes in base64. The highest version wraps; the others open what was wrapped
before, until `flask keys rewrap`.
"""

import errno
import fcntl
import os
import shlex
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from jury.settings import Settings
from jury.storage.files.sealing import KEY_BYTES, new_key

PROGRAM = "exec:"
PATIENCE_SECONDS = 30
HEADING = "# Master keys of this court. Whoever loses them loses every upload.\n"


class BadMasterKeys(Exception):
    """Master keys are missing or cannot be used; the message says which and why."""


@dataclass(frozen=True)
class MasterKeys:
    """The keys there are, by version."""

    # A defect that shows what it held must not show these.
    by_version: Mapping[int, bytes] = field(repr=False)

    @property
    def newest(self) -> int:
        """The version that wraps."""
        return max(self.by_version)


def place_of(settings: Settings) -> str:
    """Where the master keys are; a sandbox has a place for them beside DATA_DIR."""
    if settings.master_keys or not settings.sandbox:
        return settings.master_keys
    return str(settings.data_dir.with_name(f"{settings.data_dir.name}.keys"))


def read_master_keys(settings: Settings) -> MasterKeys:
    """The keys of this court; raises BadMasterKeys."""
    place = place_of(settings)
    if not place:
        raise BadMasterKeys(
            "MASTER_KEYS is missing: name a file outside DATA_DIR, and make it by "
            "`flask --app wsgi keys new`."
        )
    if place.startswith(PROGRAM):
        return _ask(place.removeprefix(PROGRAM))
    return _read_file(settings, Path(place))


def add_master_key(settings: Settings) -> tuple[Path, int]:
    """Write a new key behind those in the file, which may be a new one; its version."""
    path = _file_of(settings)
    if not path.exists() or not path.stat().st_size:
        return add_first_key(settings), 1
    version = read_master_keys(settings).newest + 1
    with _told(path), path.open("a") as file:
        _write(file, _line(version))
    return path, version


def add_first_key(settings: Settings) -> Path:
    """Fill the file, which is new or was left empty; else raises BadMasterKeys."""
    path = _file_of(settings)
    with _told(path):
        opened = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        with os.fdopen(opened, "r+") as file:
            # Of several that begin at once one writes, and the others wait for it.
            fcntl.flock(file, fcntl.LOCK_EX)
            if file.read():
                raise FileExistsError(errno.EEXIST, "there are keys already")
            _write(file, HEADING + _line(1))
    return path


def _file_of(settings: Settings) -> Path:
    place = place_of(settings)
    if not place or place.startswith(PROGRAM):
        raise BadMasterKeys("MASTER_KEYS names no file that a key could be written to.")
    path = Path(place)
    if _lies_in(settings.data_dir, path):
        raise BadMasterKeys("MASTER_KEYS must not lie in DATA_DIR.")
    return path


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadMasterKeys(f"{path} cannot be written: {error.strerror}.") from error


def _write(file: TextIO, text: str) -> None:
    file.write(text)
    file.flush()
    os.fsync(file.fileno())


def _line(version: int) -> str:
    return f"{version} {b64encode(new_key()).decode()}\n"


def _read_file(settings: Settings, path: Path) -> MasterKeys:
    if _lies_in(settings.data_dir, path):
        raise BadMasterKeys(
            "MASTER_KEYS must not lie in DATA_DIR: whoever has the one would have "
            "the other."
        )
    try:
        return _parse(path.read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise BadMasterKeys(f"MASTER_KEYS: {path} cannot be read.") from error


def _lies_in(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


@lru_cache(maxsize=1)
def _ask(command: str) -> MasterKeys:
    """What a program prints, asked once a process."""
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=PATIENCE_SECONDS,
            check=True,
            text=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise BadMasterKeys("MASTER_KEYS: the program gave no keys.") from error
    return _parse(done.stdout)


def _parse(written: str) -> MasterKeys:
    lines = [line.split() for line in written.splitlines()]
    found = [line for line in lines if line and not line[0].startswith("#")]
    try:
        keys = {int(version): b64decode(key, validate=True) for version, key in found}
    except ValueError as error:
        raise BadMasterKeys(
            "MASTER_KEYS: each line must be a version and a key in base64."
        ) from error
    if not keys or len(keys) != len(found):
        raise BadMasterKeys("MASTER_KEYS holds no key, or two of one version.")
    if min(keys) < 1 or any(len(key) != KEY_BYTES for key in keys.values()):
        raise BadMasterKeys(
            f"MASTER_KEYS: versions begin with 1, and a key is {KEY_BYTES} bytes."
        )
    return MasterKeys(keys)
