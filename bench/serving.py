"""What a juror waits for: casting a ballot and opening the file, beside bare routes."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from bench._hearings import Voter, make_voters
from bench._servers import Request, burst, serving
from bench.measure import ROUNDS, Figure, interleaved, percentile
from config import Config
from jury import create_app
from jury.storage.base import db
from tests import databases

A_ROUND = 40
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def figures() -> Iterator[Figure]:
    """On SQLite, then on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        yield from _figures("SQLite", f"sqlite:///{place / 'court.db'}", place)
    run, lock = databases.begin_run()
    try:
        server = databases.postgres_server(run, durable=True)
        url = databases.make_postgres_database(server, "bench")
        with tempfile.TemporaryDirectory() as folder:
            yield from _figures("PostgreSQL", url, Path(folder))
    finally:
        databases.end_run(run, lock)


def _figures(kind: str, url: str, place: Path) -> Iterator[Figure]:
    config = Config(
        database_url=url, data_dir=place, secret_key="bench" * 8, sandbox=True
    )
    databases.migrate(url, place)
    app = create_app(config)
    wanted = A_ROUND * ROUNDS + 100
    voters = make_voters(app, wanted)
    with app.app_context():
        db.engine.dispose()
    court = {
        "JURY_ENV": "sandbox",
        "DATABASE_URL": url,
        "DATA_DIR": str(place),
        "SECRET_KEY": config.secret_key,
    }
    bare_url = f"sqlite:///{place / 'bare.db'}" if kind == "SQLite" else url
    bare = {"BENCH_DATABASE_URL": bare_url}
    with ExitStack() as servers:
        ports = (
            servers.enter_context(serving("wsgi:app", court)),
            servers.enter_context(serving("bench._yardstick:app", bare)),
        )
        yield from _ballots(kind, ports, voters)


def _ballots(
    kind: str, ports: tuple[int, int], voters: list[Voter]
) -> Iterator[Figure]:
    court, bare = ports
    left = iter(voters)
    insert = Request("POST", "/insert", b"text=" + b"x" * 180, FORM)

    def cast() -> float:
        requests = [_cast(voter) for voter in islice(left, A_ROUND)]
        load = burst(court, requests, clients=8)
        if set(load.statuses) != {303}:
            raise RuntimeError(f"ballots were refused: {sorted(set(load.statuses))}")
        return load.per_second

    def bare_insert() -> float:
        return burst(bare, [insert] * A_ROUND, clients=8).per_second

    bare_insert()
    ours, yardstick = interleaved(cast, bare_insert)
    yield Figure(
        name=f"{kind}: ballots cast a second, beside bare inserts",
        ours=ours,
        yardstick=yardstick,
        unit="/s",
        at_least=0.25,
    )
    yield from _pages(kind, ports, voters)
    yield from _crowd(kind, court, list(left))


def _pages(kind: str, ports: tuple[int, int], voters: list[Voter]) -> Iterator[Figure]:
    court, bare = ports
    reading = [_read(voter) for voter in voters[-100:]]

    def read() -> float:
        return burst(court, reading[:A_ROUND], clients=8).per_second

    def bare_page() -> float:
        return burst(bare, [Request("GET", "/page")] * A_ROUND, clients=8).per_second

    read()
    ours, yardstick = interleaved(read, bare_page)
    yield Figure(
        name=f"{kind}: juror's pages a second, beside bare pages",
        ours=ours,
        yardstick=yardstick,
        unit="/s",
        at_least=0.5,
    )


def _crowd(kind: str, court: int, voters: list[Voter]) -> Iterator[Figure]:
    """Fifty jurors who think for a second, then fifty ballots at one instant."""
    acts = [_read(voter) for voter in voters[:50]] * 4
    load = burst(court, acts, clients=50, pause=1.0)
    yield Figure(
        name=f"{kind}: fifty jurors at work, the slowest in a hundred waits",
        ours=percentile(list(load.waits), 0.99) * 1000,
        unit="ms",
        at_most=400,
    )
    load = burst(court, [_cast(voter) for voter in voters[:50]], clients=50)
    if set(load.statuses) != {303}:
        raise RuntimeError(f"ballots were refused: {sorted(set(load.statuses))}")
    yield Figure(
        name=f"{kind}: fifty ballots at one instant, all counted after",
        ours=load.seconds,
        unit="s",
        at_most=1.5,
    )


def _cast(voter: Voter) -> Request:
    return Request("POST", voter.path, voter.body, {**FORM, "Cookie": voter.cookie})


def _read(voter: Voter) -> Request:
    path = voter.path.removesuffix("/review")
    return Request("GET", path, None, {"Cookie": voter.cookie})
