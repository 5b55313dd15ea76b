"""README and docs/integration.md do what they say: each command is run as printed."""

import json
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from tests import databases, servers
from tests.databases import Run
from tests.ports import free_port
from tests.world import make_juror_line

PAGE = (servers.TOP / "docs" / "integration.md").read_text()
README = (servers.TOP / "README.md").read_text()
CURL = Path(__file__).parent / "curl.py"


def blocks(language: str, page: str = PAGE) -> list[str]:
    """A page's blocks in one language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture
def receiver_port() -> int:
    """Where the page's receiver will listen, instead of at 9000."""
    return free_port()


@pytest.fixture
def court(run: Run, tmp_path: Path, receiver_port: int) -> Iterator[servers.Court]:
    """A court set up as the page says, with jurors and a key as `make run` leaves."""
    (exports,) = re.findall(r"export (WEBHOOK_URL=.*)", blocks("console")[0])
    more = dict(one.split("=", 1) for one in exports.split())
    more["WEBHOOK_URL"] = more["WEBHOOK_URL"].replace("9000", str(receiver_port))
    url = databases.make_sqlite_database(run, tmp_path / "jury.db")
    court = servers.start_forked(run, url, tmp_path / "data", more=more)
    key = court.make_key("page")
    (court.data_dir / "simulate-key").write_text(key)
    lines = (make_juror_line(f"j-{number}", language="en") for number in range(40))
    headers = {
        "Authorization": f"Bearer {key}",
        "Idempotency-Key": "roster",
        "Content-Type": "application/x-ndjson",
    }
    httpx.post(
        f"{court.url}/api/v1/jurors:import", headers=headers, content=b"".join(lines)
    ).raise_for_status()
    yield court
    assert court.stop() == 0


def tools(folder: Path) -> str:
    """Where commands are found: our Python first, and a curl on every machine."""
    folder.mkdir()
    (folder / "python3").symlink_to(sys.executable)
    if shutil.which("curl") is None:
        (folder / "curl").write_text(f'#!/bin/sh\nexec {sys.executable} {CURL} "$@"\n')
        (folder / "curl").chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def run_as_printed(page: str, court: servers.Court, port: int, folder: Path) -> str:
    """Run a page's commands one after the other; what they printed."""
    script = "set -eu\n" + "\n".join(blocks("sh", page))
    script = script.replace("9000", str(port))
    script = script.replace("http://127.0.0.1:8000", court.url)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={"PATH": tools(folder / "bin")},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, (done.stdout[-2000:], done.stderr[-2000:])
    # What a reader looks for must not drown in a line for each webhook.
    assert "POST / HTTP" not in done.stdout + done.stderr
    return done.stdout


def test_the_readme_goes_from_escalation_to_what_was_paid(
    court: servers.Court, receiver_port: int, tmp_path: Path
) -> None:
    (tmp_path / "docs").symlink_to(servers.TOP / "docs")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text(
        f'#!/bin/sh\nexec {sys.executable} "$@"\n'
    )
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    told = run_as_printed(README, court, receiver_port, tmp_path)
    last = json.loads(told.splitlines()[-1])
    assert (last["stage"], last["paid_minor"]) == ("closed", 5400)
    assert '`"paid_minor": 5400` and `"stage": "closed"`' in README


def test_the_page_runs_as_printed(
    court: servers.Court, receiver_port: int, tmp_path: Path
) -> None:
    (tmp_path / "receiver.py").write_text(blocks("python")[0])
    told = run_as_printed(PAGE, court, receiver_port, tmp_path)
    events = (tmp_path / "events.log").read_text()
    assert "forged" not in events
    for event in (
        "dispute.admitted",
        "panel.drawn",
        "summons.sent",
        "refund.instructed",
    ):
        assert event in events
    assert '"/asked/minor"' in told
    assert '"state":"acknowledged"' in told
    assert '"buyer":{"minor":5400,"currency":"CNY"}' in told


def test_the_signature_is_checked_as_the_page_says() -> None:
    printed: dict[str, Any] = {}
    exec(blocks("python")[1], printed)  # noqa: S102 - what the page prints
    is_genuine = printed["is_genuine"]
    old, new = ("whsec_" + b64encode(one * 32).decode() for one in (b"o", b"n"))
    body, sent_at = b'{"type": "refund.instructed"}', datetime(2026, 3, 1, tzinfo=UTC)
    headers = {
        "webhook-id": "evt_1",
        "webhook-timestamp": str(int(sent_at.timestamp())),
        "webhook-signature": " ".join(
            Webhook(one).sign("evt_1", sent_at, body.decode()) for one in (old, new)
        ),
    }
    now = sent_at.timestamp() + 60
    assert is_genuine(headers, body, [new], now)
    assert is_genuine(
        headers, body, ["whsec_" + b64encode(b"x" * 32).decode(), old], now
    )
    assert not is_genuine(headers, body + b" ", [new], now)
    assert not is_genuine(headers | {"webhook-id": "evt_2"}, body, [new], now)
    assert not is_genuine(
        headers, body, ["whsec_" + b64encode(b"x" * 32).decode()], now
    )
    assert not is_genuine(headers, body, [new], now + 300)
