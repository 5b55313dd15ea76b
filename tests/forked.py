"""Programs of the court begun as forks of one process that has loaded the court.

Loading takes a process two seconds, and a real court is several. What runs, with which
arguments, environment and output, is as from a shell; only its modules are there
already. `python -m tests.forked ALIVE_FILE` serves until the run of the tests ends.

A warden stands between the two: it waits for the program, says how it ended, and ends
it when whoever asked for it is gone.
"""

import fcntl
import gc
import importlib
import json
import os
import runpy
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from flask import Flask
from sqlalchemy.orm import configure_mappers

from jury.services.people import passwords
from tests import shared

TOP = Path(__file__).parent.parent
# All but wsgi, which makes a court of the environment that it finds.
LOADED = (
    "config",
    "flask.cli",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
    "jury.jobs.scheduler",
    "jury.jobs.worker",
    "jury.trial",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
)
LOOK_SECONDS = 0.05


@dataclass
class Program:
    """A program that runs, seen by whoever asked for it."""

    pid: int
    told: socket.SocketIO
    code: int | None = None

    def terminate(self) -> None:
        """Ask it to end."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End it, and what it started: its warden takes us for gone."""
        self.told.close()
        self.code = -signal.SIGKILL

    def poll(self) -> int | None:
        """Its exit code, once it has ended."""
        return self._code_within(0)

    def wait(self, seconds: float | None = None) -> int:
        """Wait for its end; a program that takes longer is killed."""
        code = self._code_within(seconds)
        if code is None:
            self.kill()
            raise TimeoutError(f"process {self.pid} did not end")
        return code

    def _code_within(self, seconds: float | None) -> int | None:
        if self.code is None and select.select([self.told], [], [], seconds)[0]:
            self.code = int(self.told.readline())
            self.told.close()
        return self.code


def start_server(alive: Path) -> str:
    """Begin the process that loads everything; where it listens."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forked", str(alive)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        # A Ctrl-C is for the tests; it ends when they have ended.
        start_new_session=True,
        cwd=TOP,
    )
    assert server.stdout is not None
    with server.stdout:
        address = server.stdout.readline().decode().strip()
    assert address, "the process that forks programs did not start"
    # It outlives this object on purpose, which would otherwise be warned about.
    server.returncode = 0
    return address


def begin(
    address: str,
    command: Sequence[str],
    environ: Mapping[str, str],
    outputs: tuple[BinaryIO, BinaryIO],
) -> Program:
    """Begin what `python -m` with these words would; output and errors go there."""
    wish = json.dumps({"command": list(command), "environ": dict(environ)})
    with socket.socket(socket.AF_UNIX) as asking:
        asking.connect(address)
        socket.send_fds(asking, [b"!"], [one.fileno() for one in outputs])
        asking.sendall(f"{wish}\n".encode())
        told = asking.makefile("rb", buffering=0)
    return Program(int(told.readline()), told)


def serve(alive: Path) -> str | None:
    """Fork until the run ends: None then, and in each fork the module it is to be."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for name in LOADED:
        importlib.import_module(name)
    passwords._HASHER = shared.QUICK_HASHER
    # What every court would work out again, and come to the same.
    configure_mappers()
    Flask.jinja_options = {"bytecode_cache": shared.templates_in(alive.parent)}
    gc.freeze()
    server = os.getpid()
    # Not in the run's folder: a socket's path is short.
    folder = tempfile.mkdtemp(prefix="jury-forks-", dir="/tmp")
    listening = socket.socket(socket.AF_UNIX)
    try:
        listening.bind(f"{folder}/socket")
        listening.listen()
        print(f"{folder}/socket", flush=True)  # noqa: T201 - read by whoever started us
        while not _has_ended(alive):
            if select.select([listening], [], [], 0.5)[0]:
                asked, _ = listening.accept()
                if os.fork() == 0:
                    listening.close()
                    return _ward(asked)
                asked.close()
        return None
    finally:
        if os.getpid() == server:
            shutil.rmtree(folder, ignore_errors=True)


def _has_ended(alive: Path) -> bool:
    """Whether nobody holds the run's lock any more; buries wardens on the way."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    try:
        with alive.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    return True


def _ward(asked: socket.socket) -> str:
    """Fork the program and see it to its end; returns in the program alone."""
    _, outputs, _, _ = socket.recv_fds(asked, 1, 2)
    with asked.makefile("rb") as file:
        wish = json.loads(file.readline())
    program = os.fork()
    if program == 0:
        asked.close()
        return _become(wish, outputs)
    for output in outputs:
        os.close(output)
    asked.sendall(b"%d\n" % program)
    ended, status = 0, 0
    while not ended:
        # The asker never says more: what can be read is that it is gone.
        if select.select([asked], [], [], LOOK_SECONDS)[0]:
            with suppress(ProcessLookupError):
                os.killpg(program, signal.SIGKILL)
        ended, status = os.waitpid(program, os.WNOHANG)
    with suppress(OSError):
        asked.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _become(wish: dict[str, Any], outputs: Sequence[int]) -> str:
    """Be what was asked for, but for its modules; the module that is to run."""
    os.setsid()
    for standard, output in enumerate(outputs, start=1):
        os.dup2(output, standard)
        os.close(output)
    os.environ.clear()
    os.environ.update(wish["environ"])
    sys.argv = wish["command"]
    return str(sys.argv[0])


if __name__ == "__main__":
    module = serve(Path(sys.argv[1]))
    if module is not None:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
