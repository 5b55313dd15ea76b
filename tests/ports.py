"""Ports for what the tests start, each given to one process of this machine at a time.

Whoever asks the kernel for any port, and lets go of it to pass its number on, may see
it given away before it is used: then one court answers where another is asked.
"""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TextIO

from scripts.run import is_free

# Below those that the kernel gives to whoever asks for any.
PORTS = range(20_000, 32_000)
_held: list[TextIO] = []


def free_port() -> int:
    """A port on which nobody listens, and that is ours until this process ends."""
    folder = Path(tempfile.gettempdir()) / f"jury-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    first = os.getpid() * 97
    for number in range(len(PORTS)):
        port = PORTS[(first + number) % len(PORTS)]
        if _claim(folder / str(port)) and is_free(port):
            return port
    raise AssertionError(f"no port from {PORTS[0]} to {PORTS[-1]} is free")


def _claim(file: Path) -> bool:
    claim = file.open("w")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claim.close()
        return False
    _held.append(claim)
    return True
