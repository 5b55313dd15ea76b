"""Whether the court is alive and ready, for machines that watch it."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError

from jury.storage.base import current_session
from jury.storage.desk.stops import list_stops
from jury.storage.health import find_heartbeat
from jury.web import access

blueprint = Blueprint("health", __name__)

SWEEPER_SILENCE = timedelta(minutes=2)


@blueprint.get("/healthz")
@access.public
def alive() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@access.public
def ready() -> tuple[Response, int]:
    """The database answers, its tables are today's, and the sweeper was heard."""
    stopped: list[str] = []
    checks = {"database": False, "migrations": False, "sweeper": False}
    try:
        checks["migrations"] = _is_migrated()
        checks["database"] = True
        if checks["migrations"]:
            stopped = sorted(one.what for one in list_stops())
        beat = find_heartbeat("sweeper")
        now = datetime.now(UTC)
        checks["sweeper"] = beat is not None and now - beat.heard_at < SWEEPER_SILENCE
    except SQLAlchemyError:
        current_session().rollback()
    is_ready = all(checks.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    word = "ok" if is_ready else "not ready"
    return jsonify(status=word, checks=checks, stopped=stopped), status


def _is_migrated() -> bool:
    connection = current_session().connection()
    at = MigrationContext.configure(connection).get_current_revision()
    folder = current_app.extensions["migrate"].directory
    return at == ScriptDirectory(folder).get_current_head()
