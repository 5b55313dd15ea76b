"""JSON for the marketplace, under /api/v1."""

from apiflask import APIFlask
from flask_wtf import CSRFProtect


def init_app(app: APIFlask, csrf: CSRFProtect) -> None:
    """Register the API; bearer keys, not cookies, so no form token is asked for."""
    del app, csrf
