"""The sweep of a sandbox in which robots do what their scripts say."""

import structlog

from jury.services.playing.robots import play
from jury.storage.base import current_session
from jury.storage.robots import list_scripted

log = structlog.get_logger()


def play_robots() -> int:
    """Let every robot do what it can now; returns how much was done."""
    scripted = list_scripted()
    current_session().rollback()
    return sum(map(_play, scripted))


def _play(dispute_id: str) -> int:
    try:
        return play(dispute_id)
    except Exception as defect:
        kind = type(defect).__name__
        log.critical("robots.defect", dispute=dispute_id, kind=kind)
        current_session().rollback()
        return 0
