"""How long sides wait and who comes for nothing, played through the pages.

`simulate` plays in a court as `make run` starts it, with people who sleep at night and
of whom three in ten come; the court is on its first day and knows nothing of them.
`python -m bench filling` plays many more hearings, without a court.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measure import Figure
from bench.places import both_databases
from tests import servers

DISPUTES = int(os.environ.get("WAITED", "40"))
JURORS, TURNOUT = 1500, 0.3
_HOURS = {"d": 24.0, "h": 1.0, "min": 1 / 60}
_LINE = re.compile(r"^  (\S.*?)  +(\S.*)$", re.MULTILINE)
_SPAN = re.compile(r"(\d+) (d|h|min)\b")
_SHARE = re.compile(r"(\d+) of (\d+)")


def figures() -> Iterator[Figure]:
    """What the table of one play says."""
    with both_databases() as urls, tempfile.TemporaryDirectory() as folder:
        court = servers.start(urls["sqlite"], Path(folder), more={"WORKER": "on"})
        try:
            said = _played(court)
        finally:
            court.stop()
    middle, most = _hours(said["Hearing to verdict"])
    yield Figure(name="hearing to verdict, median", ours=middle, unit="h", at_most=3)
    yield Figure(name="hearing to verdict, 95 %", ours=most, unit="h", at_most=24)
    middle, _most = _hours(said["Escalation to money, no appeal"])
    yield Figure(name="escalation to money, median", ours=middle, unit="h", at_most=72)
    for name, most in (("Said yes and found no seat", 5), ("Read in vain", 2)):
        some, everybody = map(int, _SHARE.findall(said[name])[0])
        share = 100 * some / everybody
        yield Figure(name=f"{name}, of {everybody}", ours=share, unit="%", at_most=most)


def _played(court: servers.Supervised) -> Mapping[str, str]:
    words = ("--url", court.url, "--key", court.make_key("bench"), "--rhythm")
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "flask", "--app", "wsgi", "simulate", *words),
            *("--disputes", str(DISPUTES), "--jurors", str(JURORS)),
            *("--turnout", str(TURNOUT)),
        ],
        cwd=servers.TOP,
        env=court.environ,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(_LINE.findall(ran.stdout))


def _hours(said: str) -> tuple[float, float]:
    """The median and the longest of 95 in 100, as the table writes them."""
    middle, most = (
        sum(int(number) * _HOURS[unit] for number, unit in _SPAN.findall(part))
        for part in said.split(",")
    )
    return middle, most
