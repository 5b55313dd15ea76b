"""A real court beside the tests: gunicorn and the sweeper, as `make run` does it.

`start` begins it as an operator does; `start_forked` the same two processes from one
that has loaded the court already, which spares each of them two seconds of processor.
"""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from typing_extensions import override

from jury.services.people.accounts import SCOPES
from scripts import run as as_operator
from tests import forked
from tests.databases import MASTER_KEYS, Run
from tests.ports import free_port

TOP = Path(__file__).parent.parent
START_SECONDS = 60
STOP_SECONDS = 40


@dataclass(frozen=True)
class Court(ABC):
    """A running court; `log` holds what its processes printed."""

    url: str
    database_url: str
    data_dir: Path
    log: Path

    @property
    def environ(self) -> dict[str, str]:
        """The environment it runs in, for commands that must see the same court."""
        return _environ(self.url, self.database_url, self.data_dir)

    @abstractmethod
    def flask(self, *command: str) -> str:
        """Run a `flask` command on this court; its standard output."""

    def make_key(self, label: str) -> str:
        """A key with every scope, made as an operator makes one."""
        scopes = (part for scope in SCOPES for part in ("--scope", scope))
        return self.flask("api-keys", "make", label, *scopes).split()[-1]

    @abstractmethod
    def poll(self) -> int | None:
        """The exit code, if it ended by itself."""

    @abstractmethod
    def stop(self) -> int:
        """End it; the exit code."""


@dataclass(frozen=True)
class Supervised(Court):
    """Begun as an operator begins it."""

    supervisor: "subprocess.Popen[bytes]"

    @override
    def flask(self, *command: str) -> str:
        run = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *command],
            cwd=TOP,
            env=self.environ,
            check=False,
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, f"flask {command[0]} failed:\n{run.stderr[-3000:]}"
        return run.stdout

    @override
    def poll(self) -> int | None:
        return self.supervisor.poll()

    @override
    def stop(self) -> int:
        """One Ctrl-C."""
        self.supervisor.send_signal(signal.SIGINT)
        return self.supervisor.wait(timeout=STOP_SECONDS)


@dataclass(frozen=True)
class Forked(Court):
    """The web server and the sweeper, begun from what is loaded already."""

    forks: str
    parts: Sequence[forked.Program]

    @override
    def flask(self, *command: str) -> str:
        words = ("flask", "--app", "wsgi", *command)
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            outputs = output, errors
            program = forked.begin(self.forks, words, self.environ, outputs)
            code = program.wait()
            said, wrong = (_whole(file) for file in outputs)
        assert code == 0, f"flask {command[0]} failed:\n{wrong[-3000:]}"
        return said

    @override
    def poll(self) -> int | None:
        ended = [code for part in self.parts if (code := part.poll()) is not None]
        return max(ended, key=abs, default=None)

    @override
    def stop(self) -> int:
        for part in self.parts:
            part.terminate()
        return max((part.wait(STOP_SECONDS) for part in self.parts), key=abs)


def start(
    database_url: str, data_dir: Path, *, more: Mapping[str, str] | None = None
) -> Supervised:
    """Start a sandbox court of its own on a free port and wait until it is ready."""
    url, log = _place(data_dir)
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "scripts/run.py", "--parent", str(os.getpid())],
            cwd=TOP,
            env=_environ(url, database_url, data_dir) | dict(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    court = Supervised(url, database_url, data_dir, log, supervisor)
    if not _is_ready_in_time(court):
        # Asked, not killed: what it started must end too, or it goes on in the database
        # that other tests use.
        court.supervisor.terminate()
        court.supervisor.wait(timeout=STOP_SECONDS)
        raise _not_started(court)
    return court


def start_forked(
    run: Run,
    database_url: str,
    data_dir: Path,
    *,
    more: Mapping[str, str] | None = None,
) -> Forked:
    """The same on a migrated database, without a supervisor."""
    forks = run.once("forks", lambda: forked.start_server(run.alive))
    url, log = _place(data_dir)
    environ = _environ(url, database_url, data_dir) | dict(more or {})
    programs = (as_operator.web_server(environ), as_operator.SWEEPER)
    with log.open("wb") as output:
        parts = [
            forked.begin(forks, words, environ, (output, output))
            for _python, _m, *words in programs
        ]
    court = Forked(url, database_url, data_dir, log, forks, parts)
    if not _is_ready_in_time(court):
        for part in parts:
            part.kill()
        raise _not_started(court)
    return court


def _whole(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode()


def _place(data_dir: Path) -> tuple[str, Path]:
    data_dir.mkdir(parents=True, exist_ok=True)
    return f"http://127.0.0.1:{free_port()}", data_dir / "court.log"


def _environ(url: str, database_url: str, data_dir: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(data_dir),
        "LANG": "C.UTF-8",
        "JURY_ENV": "sandbox",
        "PORT": url.rpartition(":")[2],
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data_dir),
        "MASTER_KEYS": str(MASTER_KEYS),
        "DEMO": "off",
        # Pictures wait for a moderator, whatever is installed here.
        "WORKER": "off",
    }


def _is_ready_in_time(court: Court) -> bool:
    until = time.monotonic() + START_SECONDS
    while court.poll() is None and time.monotonic() < until:
        if _is_ready(court.url):
            return True
        time.sleep(0.1)
    return False


def _not_started(court: Court) -> AssertionError:
    return AssertionError(f"the court did not start:\n{court.log.read_text()[-3000:]}")


def _is_ready(url: str) -> bool:
    # Not httpx: it loads all certificates for each call, which takes the very
    # processor time that the court needs to start.
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
