"""The roster at its full size: importing it, drawing from it, ballots meanwhile.

`JURORS=100000 python -m bench roster` measures a smaller one.
"""

import os
import random
import resource
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from flask import Flask

from bench.measure import ROUNDS, Figure, interleaved, percentile, seconds
from bench.places import both_databases, court_on
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.services.drawing.lanes import candidates, make_lots
from jury.services.roster.importing import import_jurors
from jury.storage.base import db
from jury.storage.disputes import get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.health import beat
from jury.storage.roster import ImportMode
from jury.storage.transaction import transaction
from tests.world import World, make_intake

MANY = int(os.environ.get("JURORS", "1000000"))
FEW = 10_000
SUMMONSES = 34
MOST_SECONDS = 180 * MANY / 1_000_000
MOST_MEMORY = 150.0
# Trades are spread evenly over 0..1999, so a limit lets any share through.
HALF, ONE_IN_100, ONE_IN_1000 = 1000, 1980, 1998
# A sum for which the panel is drawn from two lists.
MEDIUM = {"price_minor": 90_000, "held_minor": 91_200, "asked_minor": 90_000}


class _Undo(Exception):
    """Undoes what a measured draw has written."""


@dataclass
class Beside:
    """What somebody who writes little and often lives through beside an import."""

    app: Flask
    waits: list[float] = field(default_factory=list)
    peak: int = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Write something small every fiftieth of a second, and watch the memory."""
        done = threading.Event()
        thread = threading.Thread(target=self._run, args=[done])
        thread.start()
        yield
        done.set()
        thread.join()

    def _run(self, done: threading.Event) -> None:
        with self.app.app_context():
            while not done.wait(0.02):
                self.waits.append(seconds(_write_little))
                self.peak = max(self.peak, memory())
            db.session.remove()


def figures() -> Iterator[Figure]:
    """Measure on each database in a process of its own, so that memory is its own."""
    with both_databases() as few, both_databases() as many:
        for kind in few:
            with get_context("spawn").Pool(1) as process:
                yield from process.apply(_measure, [kind, few[kind], many[kind]])


def _measure(kind: str, few_url: str, many_url: str) -> list[Figure]:
    with ExitStack() as stack:
        few, many = court_on(stack, few_url), court_on(stack, many_url)
        with few.app_context():
            import_jurors(lines(FEW), mode=ImportMode.UPDATE, actor="bench")
        return [*_importing(kind, many), *_drawing(kind, few, many)]


def lines(count: int) -> Iterator[bytes]:
    """A roster with six ties each, as a marketplace would send it."""
    chance = random.Random(count)
    active = (datetime.now(UTC) - timedelta(hours=5)).isoformat(timespec="seconds")
    for no in range(count):
        ties = ",".join(f'"device:{chance.getrandbits(60):x}"' for _ in range(6))
        yield (
            f'{{"ref":"juror-{no:07d}","language":"zh-Hans","adult":true,'
            '"verified":true,"account_opened_on":"2020-01-02",'
            f'"trades_completed":{chance.randrange(2000)},"trades_as_buyer":6,'
            f'"trades_as_seller":6,"credit":{chance.randrange(1000)},'
            f'"last_active_at":"{active}","categories":["phones","shoes"],'
            f'"person_key":"p{no}","tie_keys":[{ties}],'
            f'"email":"juror{no}@example.org","timezone":"Asia/Shanghai",'
            '"quiet_from":"22:00","quiet_until":"08:00"}'
        ).encode()


def memory() -> int:
    """The bytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def _importing(kind: str, app: Flask) -> Iterator[Figure]:
    beside, before = Beside(app), memory()
    with app.app_context(), beside.running():
        taken = seconds(
            lambda: import_jurors(lines(MANY), mode=ImportMode.REPLACE, actor="bench")
        )
    yield Figure(
        name=f"{kind}: importing {MANY:,} jurors with six ties each",
        ours=taken,
        unit="s",
        at_most=MOST_SECONDS,
    )
    yield Figure(
        name=f"{kind}: memory that this takes",
        ours=(beside.peak - before) / 1e6,
        unit="MB",
        at_most=MOST_MEMORY,
    )
    yield Figure(
        name=f"{kind}: p99 of small transactions meanwhile",
        ours=percentile(beside.waits, 0.99) * 1e3,
        unit="ms",
        at_most=400,
    )


def _drawing(kind: str, few: Flask, many: Flask) -> Iterator[Figure]:
    from_few, from_many = _hearing(few), _hearing(many)
    # A draw takes a twentieth of a second: one disk write more decides seven of them.
    ours, yardstick = interleaved(
        lambda: from_many(HALF), lambda: from_few(HALF), rounds=3 * ROUNDS
    )
    yield Figure(
        name=f"{kind}: {SUMMONSES} of {MANY:,}, half eligible, against {FEW:,}",
        ours=ours,
        unit="s",
        yardstick=yardstick,
        at_most=1.5,
    )
    for name, trades in (("100", ONE_IN_100), ("1,000", ONE_IN_1000)):
        yield Figure(
            name=f"{kind}: {SUMMONSES} of {MANY:,}, one in {name} eligible",
            ours=from_many(trades),
            unit="s",
            at_most=1,
        )


def _hearing(app: Flask) -> Callable[[int], float]:
    """Bring a dispute to a balanced draw; return what times more along its streams."""
    with app.app_context():
        world = World.begin(jurors=20)
        dispute_id = world.hear(make_intake(**MEDIUM))
        db.session.remove()

    def draw(trades: int) -> float:
        with app.app_context():
            begun = time.perf_counter()
            _draw(dispute_id, trades)
            return time.perf_counter() - begun

    return draw


def _draw(dispute_id: str, trades: int) -> None:
    limits = EligibilityLimits(trades_completed=trades)
    with suppress(_Undo), transaction(lock=dispute_id) as now:
        draw = find_open_draw(dispute_id)
        assert draw is not None
        lots = make_lots(get_dispute(dispute_id), draw).values()
        wanted = SUMMONSES // len(lots)
        for lot in lots:
            changed = replace(lot, policy=replace(lot.policy, eligibility=limits))
            assert len(list(islice(candidates(changed, now=now), wanted))) == wanted
        raise _Undo


def _write_little() -> None:
    with transaction() as now:
        beat("bench", now=now)
