"""How often somebody may knock, counted per process or in a store all processes share.

RATE_LIMIT_STORAGE names the store. Pages count by address (`jury.web.limits`), the
API by key.
"""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from limits.strategies import FixedWindowRateLimiter

from jury.domain.errors import N_, TooMany

limiter = Limiter(get_remote_address, strategy="moving-window")


class TooManyRequests(TooMany):
    """A key was used more often than it may be."""

    code = "too_many_requests"
    sentence = N_("Too many requests. Try again in a minute.")


def init_app(app: Flask) -> None:
    """Count per process, or in the store that RATE_LIMIT_STORAGE names."""
    limiter.init_app(app)


def count_use(rate: str, *whose: str) -> None:
    """Count one use by `whose`; raises TooManyRequests beyond `rate`."""
    counter = FixedWindowRateLimiter(limiter.storage)
    if not counter.hit(parse(rate), *whose):
        raise TooManyRequests
