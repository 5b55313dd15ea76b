"""What every request passes first: texts that can be kept, numbers that fit, and a
database that production may serve from.
"""

import threading
from collections.abc import Iterable
from http import HTTPStatus

import structlog
from flask import Flask, Response, request
from werkzeug.routing import IntegerConverter, Map

from jury.domain.errors import N_, Invalid, NotFound
from jury.services.playing.sandbox import Leftovers, refuse_leftovers
from jury.storage.base import current_session

log = structlog.get_logger()

# What an address may name; every column holds it.
LARGEST = 2**31 - 1
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
UNKEPT = N_("A text holds a character that cannot be kept. Please write it anew.")
# What answers although nobody has looked into the database yet.
WITHOUT_DATABASE = {"health.alive", "health.ready", "static"}


class BoundedInteger(IntegerConverter):
    """A whole number in an address; a larger one is no address of ours."""

    def __init__(self, url_map: Map) -> None:
        """Numbers from 0 to the largest that a column holds."""
        super().__init__(url_map, max=LARGEST)


def init_app(app: Flask) -> None:
    """Put this in front of every view; before any route is registered."""
    app.url_map.converters["int"] = BoundedInteger
    app.before_request(_refuse_unkept)


def watch_for_leftovers(app: Flask) -> None:
    """Serve nobody until the database could be looked into; for production."""
    looked = threading.Event()

    @app.before_request
    def look() -> Response | None:
        if not looked.is_set() and request.endpoint not in WITHOUT_DATABASE:
            if not _is_clean():
                status = HTTPStatus.SERVICE_UNAVAILABLE
                return Response(status.phrase, status, {"Retry-After": "10"})
            looked.set()
        return None


def _is_clean() -> bool:
    try:
        return refuse_leftovers()
    except Leftovers as found:
        log.critical("database.refused", reason=str(found))
        return False
    finally:
        current_session().rollback()


def _refuse_unkept() -> None:
    """No database keeps a NUL in a text, and PostgreSQL fails on it."""
    named = (request.view_args or {}).values()
    if any(isinstance(value, str) and _is_unkept(value) for value in named):
        raise NotFound
    _refuse_fields(request.args.items(multi=True))
    if request.mimetype in FORMS and not request.path.startswith("/api/"):
        _refuse_fields(request.form.items(multi=True))


def _refuse_fields(fields: Iterable[tuple[str, str]]) -> None:
    wrong = {
        name.replace("\0", ""): UNKEPT
        for name, value in fields
        if _is_unkept(name) or _is_unkept(value)
    }
    if wrong:
        raise Invalid(wrong)


def _is_unkept(text: str) -> bool:
    return "\0" in text
