"""How often somebody may knock, counted per process or in a store all processes share.

RATE_LIMIT_STORAGE names the store. Pages count by address (`jury.web.limits`), the
API by key.
"""

import threading

import structlog
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from jury.domain.errors import N_, TooMany
from jury.settings import Settings

log = structlog.get_logger()
limiter = Limiter(get_remote_address, strategy="moving-window")


class TooManyRequests(TooMany):
    """A key was used more often than it may be."""

    code = "too_many_requests"
    sentence = N_("Too many requests. Try again in a minute.")


def init_app(app: Flask) -> None:
    """Count per process, or in the store that RATE_LIMIT_STORAGE names."""
    limiter.init_app(app)
    settings: Settings = app.extensions["jury_settings"]
    # SQLite has one web process; beside PostgreSQL there are usually several.
    is_alone = settings.database_url.startswith("sqlite:")
    is_shared = not settings.rate_limit_storage.startswith("memory:")
    if not (settings.sandbox or is_alone or is_shared):
        _warn_once(app)


def _warn_once(app: Flask) -> None:
    """Say it where the server logs: commands print for programs to read."""
    said = threading.Event()

    @app.before_request
    def warn() -> None:
        if not said.is_set():
            said.set()
            log.warning("limits.counted_per_process", setting="RATE_LIMIT_STORAGE")


def count_use(rate: str, *whose: str, refusal: type[TooMany] = TooManyRequests) -> None:
    """Count one use by `whose`; raises `refusal` beyond `rate`."""
    counter = FixedWindowRateLimiter(limiter.storage)
    if not counter.hit(parse(rate), *whose):
        raise refusal
