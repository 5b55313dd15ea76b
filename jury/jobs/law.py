"""Files whose rules are not in force: the court goes on without them, and says so."""

import structlog

from jury import clock
from jury.services.fairness.changed import replay_change
from jury.services.law import adoption
from jury.services.law.lawbook import lawbook
from jury.storage.base import current_session
from jury.storage.transaction import transaction

log = structlog.get_logger()


def look_at_rules() -> None:
    """Adopt what ships; put what files say otherwise before the administrators."""
    is_to_look = adoption.is_to_look(clock.now())
    current_session().rollback()
    if not is_to_look:
        return
    replays = replay_change(adoption.law_in_force(lawbook()), lawbook())
    with transaction() as now:
        waiting = adoption.look_at_files(replays, now=now)
        digest = waiting.digest if waiting is not None else ""
    if digest:
        log.critical("rules.not_approved", digest=digest, page="/desk/rules")
