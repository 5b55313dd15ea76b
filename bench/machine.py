"""A deep run of the machine: thousands of steps, each time other ones.

What breaks a promise is shrunk to the fewest steps and printed; it belongs into
`tests/machine/test_found.py` together with the mend.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure
from tests import databases
from tests.machine.court import open_court
from tests.machine.machine import run
from tests.machine.tables import ACTS

PLAYS, STEPS = 300, 60


def figures() -> Iterator[Figure]:
    """How much was tried; a broken promise ends it with the steps that broke it."""
    with tempfile.TemporaryDirectory(prefix="jury-bench-") as folder:
        begun, lock = databases.begin_run()
        try:
            with (
                databases.sqlite_database(begun) as url,
                open_court(url, Path(folder)) as court,
            ):
                run(court, plays=PLAYS, steps=STEPS, by_chance=True)
        finally:
            databases.end_run(begun, lock)
    tried = court.done.total() + court.refused.total()
    yield Figure(name="acts that broke no promise", ours=tried, unit="", at_least=5000)
    share = 100 * len(set(court.done) & set(ACTS)) / len(ACTS)
    yield Figure(name="kinds of act that were carried out", ours=share, unit="%")
