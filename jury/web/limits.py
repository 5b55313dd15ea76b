"""How often one address may knock: against guessing, not against use."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, strategy="moving-window")

SIGN_IN = "10 per minute"
REDEEM = "60 per minute"


def init_app(app: Flask) -> None:
    """Count per process, or in the store that RATE_LIMIT_STORAGE names."""
    limiter.init_app(app)
