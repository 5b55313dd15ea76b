"""Control calls: sent by lot, and ended and told when their time has come."""

import random
from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from jury import clock
from jury.services.control.afterwards import end_due_controls
from jury.services.control.calling import call_to_control, choose_for_control
from jury.services.standstill import outage
from jury.storage.base import current_session
from jury.storage.jurors.controls import has_due_calls
from jury.storage.transaction import transaction


def send_controls() -> None:
    """Call a few people to control disputes, each in a transaction of its own."""
    chance = random.SystemRandom()
    chosen = choose_for_control(chance=chance)
    current_session().rollback()
    for juror_id in chosen:
        # Another sweeper called the same person at this moment.
        with suppress(IntegrityError), transaction() as now:
            if outage.may_sweep(real=clock.real_now(), now=now):
                call_to_control(juror_id, chance=chance, now=now)


def end_controls() -> None:
    """Expire, revoke and tell what is due; an outage is given back first."""
    while has_due_calls(now=clock.now()):
        current_session().rollback()
        with transaction() as now:
            may_sweep = outage.may_sweep(real=clock.real_now(), now=now)
            if not may_sweep or not end_due_controls(now=now):
                # Another sweeper is at them, or nobody may be.
                break
    current_session().rollback()
