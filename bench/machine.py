"""A deep run of the machine: thousands of steps on both databases, never the same.

It names every row of the tables of the law that it has not taken.
What breaks a promise is shrunk to the fewest steps and printed; it belongs into
`tests/machine/test_found.py` together with the mend.
"""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.measure import Figure
from tests import databases
from tests.databases import Run
from tests.machine.court import Court, open_court
from tests.machine.coverage import ROWS, Taken
from tests.machine.machine import run
from tests.machine.tables import ACTS

STEPS = 60


@contextmanager
def _on_sqlite(begun: Run, folder: Path) -> Iterator[Court]:
    with databases.sqlite_database(begun) as url, open_court(url, folder) as court:
        yield court


@contextmanager
def _on_postgresql(begun: Run, folder: Path) -> Iterator[Court]:
    server = databases.postgres_server(begun)
    emptier = databases.Emptier.on_new_database(server, "machine")
    with closing(emptier), open_court(emptier.url, folder, emptier.empty) as court:
        yield court


# How many plays on which database; on SQLite one begins sooner.
COURTS = ((_on_sqlite, 250), (_on_postgresql, 50))


def figures() -> Iterator[Figure]:
    """How much was tried; a broken promise ends it with the steps that broke it."""
    tried, done, taken = 0, set[str](), set[Taken]()
    begun, lock = databases.begin_run()
    try:
        for open_on, plays in COURTS:
            with (
                tempfile.TemporaryDirectory(prefix="jury-bench-") as folder,
                open_on(begun, Path(folder)) as court,
            ):
                run(court, plays=plays, steps=STEPS, by_chance=True)
                tried += court.done.total() + court.refused.total()
                done |= set(court.done)
                taken |= set(court.rows.taken)
    finally:
        databases.end_run(begun, lock)
    yield Figure(name="acts that broke no promise", ours=tried, unit="", at_least=5000)
    for row in ROWS:
        if row not in taken:
            print(f"never taken: {': '.join(row)}")
    share = 100 * len(taken) / len(ROWS)
    yield Figure(name="rows of the tables that were taken", ours=share, unit="%")
    share = 100 * len(done & set(ACTS)) / len(ACTS)
    yield Figure(name="kinds of act that were carried out", ours=share, unit="%")
