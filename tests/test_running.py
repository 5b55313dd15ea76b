"""How the court runs on one machine: one start, one Ctrl-C, one honest exit code."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests import servers
from tests.servers import TOP

pytestmark = pytest.mark.long


def children(pid: int) -> list[int]:
    """The processes this one started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_one_ctrl_c_stops_the_web_server_and_the_sweeper(
    database_url: str, tmp_path: Path
) -> None:
    court = servers.start(database_url, tmp_path / "court")
    parts = children(court.supervisor.pid)
    assert len(parts) == 2
    assert court.stop() == 0, court.log.read_text()
    assert not any(map(is_running, parts))
    assert "Traceback" not in court.log.read_text()
    with pytest.raises(httpx.ConnectError):
        httpx.get(court.url)


def test_a_part_that_dies_ends_the_court_with_an_error(
    sqlite_url: str, tmp_path: Path
) -> None:
    court = servers.start(sqlite_url, tmp_path / "court")
    os.kill(children(court.supervisor.pid)[1], signal.SIGKILL)
    assert court.supervisor.wait(timeout=40) != 0
    assert "ended by itself" in court.log.read_text()


def test_a_taken_port_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "scripts/run.py"],
            cwd=TOP,
            env={"PATH": os.environ["PATH"], "PORT": port, "DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert run.returncode == 1
    assert f"Port {port} cannot be used" in run.stdout
    assert list(tmp_path.iterdir()) == []
