"""Master keys: what wraps the keys of disputes, kept where no upload and no row lies.

A file, or what a program prints that asks a key service: one line a key, its version
and 32 bytes in base64. The highest version wraps; the others open what was wrapped
before, until `flask keys rewrap`.
"""

import os
import shlex
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

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
    place = place_of(settings)
    if not place or place.startswith(PROGRAM):
        raise BadMasterKeys("MASTER_KEYS names no file that a key could be written to.")
    path = Path(place)
    if _lies_in(settings.data_dir, path):
        raise BadMasterKeys("MASTER_KEYS must not lie in DATA_DIR.")
    version = read_master_keys(settings).newest + 1 if path.exists() else 1
    how = os.O_APPEND if version > 1 else os.O_CREAT | os.O_EXCL
    try:
        opened = os.open(path, how | os.O_WRONLY, 0o600)
    except OSError as error:
        raise BadMasterKeys(f"{path} cannot be written: {error.strerror}.") from error
    with os.fdopen(opened, "w") as file:
        heading = "" if version > 1 else HEADING
        file.write(f"{heading}{version} {b64encode(new_key()).decode()}\n")
        file.flush()
        os.fsync(file.fileno())
    return path, version


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
