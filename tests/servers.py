"""A real court beside the tests: gunicorn and the sweeper, as `make run` does it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jury.services.accounts import SCOPES
from tests.databases import MASTER_KEYS

TOP = Path(__file__).parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class Court:
    """A running court; `log` holds what its processes printed."""

    url: str
    database_url: str
    data_dir: Path
    log: Path
    supervisor: "subprocess.Popen[bytes]"

    @property
    def environ(self) -> dict[str, str]:
        """The environment it runs in, for commands that must see the same court."""
        return _environ(self.url, self.database_url, self.data_dir)

    def flask(self, *command: str) -> str:
        """Run a `flask` command on this court; its standard output."""
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

    def make_key(self, label: str) -> str:
        """A key with every scope, made as an operator makes one."""
        scopes = (part for scope in SCOPES for part in ("--scope", scope))
        return self.flask("api-keys", "make", label, *scopes).split()[-1]

    def stop(self) -> int:
        """One Ctrl-C; the exit code."""
        self.supervisor.send_signal(signal.SIGINT)
        return self.supervisor.wait(timeout=40)


def start(
    database_url: str, data_dir: Path, *, more: Mapping[str, str] | None = None
) -> Court:
    """Start a sandbox court of its own on a free port and wait until it is ready."""
    url = f"http://127.0.0.1:{_free_port()}"
    data_dir.mkdir(parents=True, exist_ok=True)
    log = data_dir / "court.log"
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "scripts/run.py", "--parent", str(os.getpid())],
            cwd=TOP,
            env=_environ(url, database_url, data_dir) | dict(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    court = Court(url, database_url, data_dir, log, supervisor)
    _wait_until_ready(court)
    return court


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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(court: Court) -> None:
    until = time.monotonic() + START_SECONDS
    while court.supervisor.poll() is None and time.monotonic() < until:
        if _is_ready(court.url):
            return
        time.sleep(0.1)
    # Asked, not killed: what it started must end too, or it goes on in the database
    # that other tests use.
    court.supervisor.terminate()
    court.supervisor.wait(timeout=40)
    raise AssertionError(f"the court did not start:\n{court.log.read_text()[-3000:]}")


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
