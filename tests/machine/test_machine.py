"""Whatever anybody does and whenever, the promises hold and every dispute ends.

`python -m bench machine` plays for thousands of steps, each time other ones.
"""

from pathlib import Path

from jury.domain.lifecycle import Stage
from tests import databases
from tests.databases import Run
from tests.machine.court import open_court
from tests.machine.machine import run as play
from tests.machine.machine import walk
from tests.machine.roads import whole_roads
from tests.machine.tables import ACTS


def test_the_roads_take_every_row_of_the_tables_and_the_promises_hold(
    run: Run, tmp_path: Path
) -> None:
    with databases.sqlite_database(run) as url, open_court(url, tmp_path) as court:
        for road in whole_roads():
            walk(court, road)
        assert court.rows.never() == []


def test_whatever_anybody_does_the_promises_hold_on_sqlite(
    run: Run, tmp_path: Path
) -> None:
    with databases.sqlite_database(run) as url, open_court(url, tmp_path) as court:
        play(court, plays=5, steps=25)
        assert set(court.seen) == {stage.value for stage in Stage}
        met = ACTS.keys() & (set(court.done) | set(court.refused))
        assert len(met) * 3 > len(ACTS) * 2, sorted(ACTS.keys() - met)


def test_whatever_anybody_does_the_promises_hold_on_postgresql(
    postgres_emptier: databases.Emptier, tmp_path: Path
) -> None:
    postgres_emptier.empty()
    with open_court(postgres_emptier.url, tmp_path, postgres_emptier.empty) as court:
        play(court, plays=2, steps=10)
        assert court.done
