"""A court for the machine: fresh for every play, with a clock and a chance of its own.

Time stands still but for a tick at each look at it, and chance comes from a seed, so
that a play that broke a promise breaks it again.
"""

import random
import secrets
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import structlog
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import event

from jury import clock, create_app
from jury.domain.lifecycle import Side
from jury.services.law import rules
from jury.services.law.lawbook import lawbook
from jury.services.people import accounts
from jury.services.screening.redact_media import Claim
from jury.storage.audit import HEADS_FILE
from jury.storage.base import current_session, db
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.databases import make_config
from tests.machine.coverage import Rows
from tests.machine.law import with_more_courts
from tests.world import enrol

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TICK = timedelta(milliseconds=1)
JURORS = 40
# One may have decided and another consented, twice: the last two are never barred.
MODERATORS = 4
ADMINISTRATOR = MODERATORS + 1
One = TypeVar("One")


class Crash(Exception):
    """The process died before the database answered its commit."""


class Nothing(Exception):
    """There is nothing that this act could be done to."""


@dataclass(frozen=True)
class Cast:
    """A ballot that was acknowledged to a juror."""

    dispute: str
    summons: str
    receipt: str
    choice: int | None


@dataclass
class Play:
    """What the players remember, to hold it against what the court keeps."""

    disputes: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    cast: list[Cast] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    crashed: bool = False


@dataclass
class Court:
    """One application; every play begins with the same roster and staff."""

    app: Flask
    folder: Path
    file: Path | None
    empty: Callable[[], None]
    seed: int = 0
    real: datetime = BEGIN
    is_dying: bool = False
    has_written: bool = False
    unsaid: int = 0
    play: Play = field(default_factory=Play)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    logged: list[MutableMapping[str, Any]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    rows: Rows = field(default_factory=Rows)
    _chance: random.Random = field(default_factory=random.Random)
    _context: AppContext | None = None
    _prepared: Path | None = None

    def begin(self) -> None:
        """A new play: nobody has done anything yet."""
        self.real, self.is_dying = BEGIN + timedelta(hours=1), False
        self.play, self.has_written = Play(), False
        self._chance.seed(self.seed)
        # What a process knows of a dispute of the play before has the same id.
        rules._KNOWN.clear()
        (self.folder / HEADS_FILE).unlink(missing_ok=True)
        if self.file is not None and self._prepared is not None:
            _remove(self.file)
            shutil.copyfile(self._prepared, self.file)
        self._context = self.app.app_context()
        self._context.push()
        if self._prepared is None:
            self._fill()

    def end(self) -> None:
        """The play is over."""
        db.session.remove()
        db.engine.dispose()
        if self._context is not None:
            self._context.pop()
            self._context = None

    def prepare(self) -> None:
        """Enrol jurors and staff once, where a file can be copied for every play."""
        if self.file is None:
            return
        self.begin()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self.end()
        self._prepared = self.file.with_suffix(".prepared")
        shutil.copyfile(self.file, self._prepared)

    def _fill(self) -> None:
        self.empty()
        self.real = BEGIN
        with transaction() as now:
            for number in range(MODERATORS):
                name = f"moderator-{number}"
                accounts.add_staff(
                    name, "a long password", [Role.MODERATOR], is_demo=False, now=now
                )
            accounts.add_staff(
                "administrator",
                "a long password",
                [Role.ADMINISTRATOR],
                is_demo=False,
                now=now,
            )
        refs = [f"juror-{number}" for number in range(JURORS)]
        enrol(refs, last_active_at=now.isoformat())

    def now(self) -> datetime:
        """The world outside; each look takes a moment."""
        self.real += TICK
        return self.real

    def token_bytes(self, size: int) -> bytes:
        """Chance, repeatable."""
        return self._chance.randbytes(size)

    def token_hex(self, size: int) -> str:
        """Chance, repeatable, in hex digits."""
        return self._chance.randbytes(size).hex()

    def defects(self) -> list[str]:
        """What the log of the processes called critical, but for a crash of ours."""
        found = [one for one in self.logged if one["log_level"] == "critical"]
        self.logged.clear()
        is_ours = "Crash" if self.play.crashed else ""
        return [str(one) for one in found if one.get("kind") != is_ours]

    def die_once(self, _connection: object) -> None:
        """Before a commit: the process dies, if it is about to."""
        self.has_written = True
        if self.is_dying:
            self.is_dying, self.play.crashed = False, True
            raise Crash


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


@contextmanager
def open_court(
    database_url: str, folder: Path, empty: Callable[[], None] = lambda: None
) -> Iterator[Court]:
    """A court on a migrated and empty database, whose clock and chance are ours."""
    app = create_app(make_config(database_url, folder))
    is_file = database_url.startswith("sqlite")
    file = Path(database_url.removeprefix("sqlite:///")) if is_file else None
    court = Court(app, folder, file, empty)
    law = with_more_courts(lawbook())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jury.services.admission.admit.lawbook", lambda: law)
        patch.setattr(clock, "real_now", court.now)
        patch.setattr(secrets, "token_bytes", court.token_bytes)
        patch.setattr(secrets, "token_hex", court.token_hex)
        court.rows.watch(patch)
        with app.app_context():
            event.listen(db.engine, "commit", court.die_once)
        court.prepare()
        with structlog.testing.capture_logs() as court.logged:
            yield court
        if court._context is not None:
            court.end()


@dataclass(frozen=True)
class Hand:
    """Who lays a hand on which dispute; `n` is what they choose among much."""

    court: Court
    dispute: str
    side: Side
    person: int
    n: int

    @property
    def staff_id(self) -> int:
        """One of the moderators."""
        return self.person % MODERATORS + 1

    @contextmanager
    def keeping(self) -> Iterator[datetime]:
        """The transaction of one act."""
        with transaction(lock=self.dispute) as now:
            yield now

    def pick(self, rows: Sequence[One]) -> One:
        """One of them."""
        if not rows:
            raise Nothing
        return rows[self.n % len(rows)]


def fresh() -> None:
    """See what was written last."""
    current_session().rollback()
