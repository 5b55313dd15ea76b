"""What a dispute takes of a processor, with all its requests, sweeps and pictures.

A court as `make run` starts it plays disputes by `simulate`; its processes are asked
what they took, less what they take when nothing happens. `computing_seconds` in
`fairness.toml`, by which `cost` reckons, is at least that.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.measure import Figure
from bench.places import both_databases
from jury.services.law.lawbook import SHIPPED, load_law
from tests import servers

DISPUTES = int(os.environ.get("PLAYED", "60"))
JURORS = 1000
IDLE_SECONDS = 10
_TICKS = os.sysconf("SC_CLK_TCK")
# Where in /proc/PID/stat, behind the name, the parent and the ticks stand.
_PARENT, _USER, _SYSTEM = 1, 11, 12


def figures() -> Iterator[Figure]:
    """On SQLite, then on PostgreSQL, whose own processes are not counted."""
    shipped = load_law(SHIPPED).fairness.cost.prices.computing_seconds
    with both_databases() as urls, tempfile.TemporaryDirectory() as folder:
        for kind, url in urls.items():
            yield Figure(
                name=f"{kind}: computing a dispute, by what cost reckons",
                ours=_of_a_dispute(url, Path(folder) / kind),
                unit="s",
                yardstick=shipped,
                at_most=1,
            )


def _of_a_dispute(url: str, folder: Path) -> float:
    court = servers.start(url, folder, more={"WORKER": "on"})
    try:
        idle = _taken_by(court, lambda: time.sleep(IDLE_SECONDS))
        begun = time.monotonic()
        played = _taken_by(court, lambda: _play(court))
        passed = time.monotonic() - begun
        return (played - idle / IDLE_SECONDS * passed) / DISPUTES
    finally:
        court.stop()


def _play(court: servers.Supervised) -> None:
    words = ("--url", court.url, "--key", court.make_key("bench"))
    subprocess.run(
        [
            *(sys.executable, "-m", "flask", "--app", "wsgi", "simulate", *words),
            *("--disputes", str(DISPUTES), "--jurors", str(JURORS)),
        ],
        cwd=servers.TOP,
        env=court.environ,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _taken_by(court: servers.Supervised, act: Callable[[], None]) -> float:
    """How many seconds of processor the court's processes take during an act."""
    before = _taken(court.supervisor.pid)
    act()
    return _taken(court.supervisor.pid) - before


def _taken(supervisor: int) -> float:
    """What all processes took that descend from this one and still run."""
    parents, ticks = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents[pid] = int(told[_PARENT])
        ticks[pid] = int(told[_USER]) + int(told[_SYSTEM])
    ours = {supervisor}
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks.get(pid, 0) for pid in ours) / _TICKS
