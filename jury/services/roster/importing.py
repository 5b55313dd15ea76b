"""The marketplace delivers its roster: a line a juror, all of it in force or nothing.

Lines are checked while they arrive and kept on disk; only when the last one is good is
anything written, in batches short enough that ballots go on beside them. What a batch
writes counts for nothing before the last small transaction puts the import in force;
an import that breaks off leaves rows that nobody reads, until upkeep removes them.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, islice
from typing import TypeVar

from sqlalchemy import select, update

from jury.domain.errors import N_, Invalid, NotNow
from jury.domain.sortition.rows import row_key
from jury.services.proof import audit
from jury.services.roster.epochs import commit_epoch
from jury.services.roster.lines import FAULTS, Fault, packed_line, read_line
from jury.services.roster.spool import JurorSpool, Spooled, TieSpool
from jury.storage.base import current_session, current_settings
from jury.storage.roster import ImportMode, ImportState, JurorImport
from jury.storage.roster.columns import packed_keys
from jury.storage.roster.staging import (
    keep_staging,
    stage_jurors,
    stage_records,
    stage_ties,
    take_statistics,
)
from jury.storage.transaction import transaction

Row = TypeVar("Row")

CHAIN = "roster"
MOST_FAULTS = 100
# An import that has not been heard of for so long has died.
SILENCE = timedelta(minutes=5)

_TARGET_SECONDS = 0.1
# Who waits for the lock gets it between two batches, and a fair share of the time.
_REST = 0.25
_SHORTEST_REST = 0.003
_SMALLEST = 250
# Fewer lines hardly move what a database reckons with.
_WORTH_COUNTING = 1_000


class BadLines(Invalid):
    """Lines of an import are wrong; names what is wrong with the first hundred."""

    code = "bad_lines"
    sentence = N_("Nothing was imported. Wrong lines: %(count)s.")

    def __init__(self, import_id: int, *, count: int, faults: Sequence[Fault]) -> None:
        super().__init__(
            {f"line {one.line}: {one.field}": FAULTS[one.code] for one in faults},
            count=count,
        )
        self.import_id = import_id
        self.count = count
        self.faults = tuple(faults)


@dataclass(frozen=True)
class ImportReport:
    """What an import did: how many lines, how many of them new jurors."""

    import_id: int
    lines: int
    added: int
    epoch_id: int


@dataclass
class _Reading:
    """How many lines were read, and what was wrong with the first bad ones."""

    lines: int = 0
    bad_lines: int = 0
    faults: list[Fault] = field(default_factory=list)

    def note(self, faults: Sequence[Fault]) -> None:
        self.bad_lines += 1
        if self.bad_lines <= MOST_FAULTS:
            self.faults.extend(faults)


def import_jurors(
    lines: Iterable[bytes], *, mode: ImportMode, actor: str
) -> ImportReport:
    """Put a roster in force, whole, and commit the epoch that follows from it.

    Makes its own transactions, many of them. `replace` withdraws everybody whom it
    does not name. Raises BadLines when any line is wrong, NotNow when another import
    is running; then nothing changes.
    """
    with JurorSpool(current_settings().data_dir) as spool:
        reading = _read(lines, spool)
        if reading.bad_lines:
            raise _refuse(reading, mode=mode, actor=actor)
        import_id = _begin(mode=mode, actor=actor, lines=reading.lines)
        try:
            added = _stage(spool, import_id)
            if reading.lines >= _WORTH_COUNTING:
                _take_statistics(import_id)
            _activate(import_id, added=added, actor=actor)
        except BaseException:
            _give_up(import_id)
            raise
    epoch_id = commit_epoch(actor=actor)
    return ImportReport(import_id, reading.lines, added, epoch_id)


def _read(lines: Iterable[bytes], spool: JurorSpool) -> _Reading:
    reading = _Reading()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        reading.lines += 1
        found = read_line(line, number)
        if isinstance(found, list):
            reading.note(found)
        elif not reading.bad_lines:
            spool.add(row_key(found.ref), number, packed_line(found))
    for number in sorted(spool.repeated_lines()):
        reading.note([Fault(number, "ref", "duplicate")])
    return reading


def _refuse(reading: _Reading, *, mode: ImportMode, actor: str) -> BadLines:
    with transaction() as now:
        failed = JurorImport(
            mode=mode.value,
            state=ImportState.FAILED.value,
            actor=actor,
            lines=reading.lines,
            bad_lines=reading.bad_lines,
            faults=[fault.as_json() for fault in reading.faults],
            begun_at=now,
            heard_at=now,
            failed_at=now,
            swept_at=now,
        )
        current_session().add(failed)
        current_session().flush()
        import_id = failed.id
    return BadLines(import_id, count=reading.bad_lines, faults=reading.faults)


def _begin(*, mode: ImportMode, actor: str, lines: int) -> int:
    with transaction() as now:
        give_up_silent(now=now)
        query = select(JurorImport.id).where(
            JurorImport.state == ImportState.STAGING.value
        )
        if current_session().scalar(query) is not None:
            raise NotNow(N_("Another import is running. Try again when it is done."))
        begun = JurorImport(
            mode=mode.value, actor=actor, lines=lines, begun_at=now, heard_at=now
        )
        current_session().add(begun)
        current_session().flush()
        return begun.id


def give_up_silent(*, now: datetime) -> None:
    """Count every import as failed that has not been heard of for some minutes."""
    current_session().execute(
        update(JurorImport)
        .where(
            JurorImport.state == ImportState.STAGING.value,
            JurorImport.heard_at < now - SILENCE,
        )
        .values(state=ImportState.FAILED.value, failed_at=now)
    )


def _give_up(import_id: int) -> None:
    with transaction() as now:
        current_session().execute(
            update(JurorImport)
            .where(
                JurorImport.id == import_id,
                JurorImport.state == ImportState.STAGING.value,
            )
            .values(state=ImportState.FAILED.value, failed_at=now)
        )


def _stage(spool: JurorSpool, import_id: int) -> int:
    added = 0
    with TieSpool(current_settings().data_dir) as ties:
        pace = _Pace(size=500)
        for batch in pace.batches(chain.from_iterable(spool.sorted_piles())):
            with pace, transaction() as now:
                keep_staging(import_id, now=now)
                ids, new = stage_jurors([one.ref for one in batch], import_id=import_id)
                stage_records(_records(ids, batch, import_id=import_id))
            added += new
            ties.add(list(zip(ids, batch, strict=True)))
        pace = _Pace(size=2000)
        for rows in pace.batches(chain.from_iterable(ties.sorted_piles())):
            with pace, transaction() as now:
                keep_staging(import_id, now=now)
                stage_ties([(*row, import_id) for row in rows])
    return added


def _take_statistics(import_id: int) -> None:
    with transaction() as now:
        keep_staging(import_id, now=now)
        take_statistics()


def _records(
    ids: Sequence[int], batch: Sequence[Spooled], *, import_id: int
) -> list[list[object]]:
    return [
        [juror_id, import_id, *one.record, packed_keys(one.ties)]
        for juror_id, one in zip(ids, batch, strict=True)
    ]


def _activate(import_id: int, *, added: int, actor: str) -> None:
    session = current_session()
    with transaction() as now:
        keep_staging(import_id, now=now)
        done = session.get_one(JurorImport, import_id)
        if done.mode == ImportMode.REPLACE.value:
            session.execute(
                update(JurorImport)
                .where(
                    JurorImport.activated_at.is_not(None),
                    JurorImport.superseded_at.is_(None),
                )
                .values(superseded_at=now)
            )
        done.state, done.activated_at, done.added = ImportState.ACTIVE.value, now, added
        audit.append(
            CHAIN,
            "roster.imported",
            {
                "import": import_id,
                "mode": done.mode,
                "lines": done.lines,
                "added": added,
            },
            actor=actor,
            now=now,
        )


class _Pace:
    """Keeps batches short: the next one's size follows from the last one's time."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._taken = size
        self._began = 0.0

    def batches(self, rows: Iterator[Row]) -> Iterator[list[Row]]:
        """Yield the rows in runs; each is written inside `with` this pace."""
        while batch := list(islice(rows, self._size)):
            self._taken = len(batch)
            yield batch

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        spent = max(time.monotonic() - self._began, 1e-4)
        fitting = self._taken * _TARGET_SECONDS / spent
        # Not all at once: one quick batch says little about the next.
        self._size = int(min(max(fitting, _SMALLEST, self._size / 2), self._size * 1.5))
        time.sleep(max(spent * _REST, _SHORTEST_REST))
