"""Two transactions of which the second begins before the first commits."""

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import Flask

from jury.storage.base import current_session
from jury.storage.transaction import transaction

Made = TypeVar("Made")


def side_by_side(
    app: Flask, act: Callable[[datetime], Made]
) -> tuple[Made | Exception, Made | Exception]:
    """What the first got, and the second; a refusal is what it was refused with."""
    got: list[Made | Exception] = []

    def second() -> None:
        try:
            with app.app_context(), transaction() as now:
                got.append(act(now))
        except Exception as refusal:
            got.append(refusal)

    other = threading.Thread(target=second)
    with transaction() as now:
        first = act(now)
        current_session().flush()
        other.start()
        # On PostgreSQL it waits at the row by then; on SQLite for its turn.
        other.join(timeout=0.7)
    other.join()
    return first, got[0]
