"""Two worlds that differ in one thing alone: empty courts with the same randomness.

The clock stands still but for what the test moves, and whatever one place in the code
takes from chance depends on nothing but how often that place has asked.
"""

import hashlib
import inspect
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from config import Config
from jury import clock, create_app
from jury.domain.deadlines import next_grid
from jury.services.law import rules
from jury.storage.base import db
from tests import databases, shared
from tests.databases import Emptier, Run

Twins = Callable[[], AbstractContextManager[Flask]]
ASKERS = 4


def make_outgoing(url: str, place: Path) -> Config:
    """A sandbox that has somebody to send webhooks and mails to."""
    return replace(
        databases.make_config(url, place),
        webhook_url="http://127.0.0.1:9/hook",
        webhook_secrets=("whsec_" + "c2VjcmV0" * 4,),
        smtp_host="127.0.0.1",
        smtp_tls="none",
    )


class SameChance:
    """Stands for `secrets`: the n-th wish of one place always gets the same answer."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._asked: Counter[tuple[str, ...]] = Counter()

    def token_bytes(self, size: int = 32) -> bytes:
        """As `secrets.token_bytes`."""
        who = tuple(_callers())
        self._asked[who] += 1
        wish = f"{who}{self._asked[who]}".encode()
        return hashlib.shake_256(wish).digest(size)

    def token_hex(self, size: int = 32) -> str:
        """As `secrets.token_hex`."""
        return self.token_bytes(size).hex()


def _callers() -> Iterator[str]:
    frame = inspect.currentframe()
    for _own in range(2):
        frame = frame.f_back if frame else None
    left = ASKERS
    while frame is not None and left:
        if "/jury/" in frame.f_code.co_filename:
            yield f"{frame.f_code.co_filename}:{frame.f_lineno}"
            left -= 1
        frame = frame.f_back


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def twins(
    request: pytest.FixtureRequest,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Twins:
    """Each call begins the same empty court once more, five minutes before the grid."""
    begun_at = next_grid(datetime.now(UTC), minutes=15) + timedelta(minutes=10)
    numbers = count()
    for name in ("now", "of_server"):
        monkeypatch.setattr(clock, name, lambda *_: begun_at + clock._offset())

    def address(place: Path) -> str:
        if request.param == "sqlite":
            return databases.make_sqlite_database(run, place / "jury.db")
        emptier: Emptier = request.getfixturevalue("postgres_emptier")
        emptier.empty()
        return emptier.url

    @contextmanager
    def begin() -> Iterator[Flask]:
        place = tmp_path / str(next(numbers))
        place.mkdir()
        chance = SameChance()
        monkeypatch.setattr(secrets, "token_bytes", chance.token_bytes)
        monkeypatch.setattr(secrets, "token_hex", chance.token_hex)
        rules._KNOWN.clear()
        app = create_app(make_outgoing(address(place), place))
        shared.share_templates(app, run)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()

    return begin
