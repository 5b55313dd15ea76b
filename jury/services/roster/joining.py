"""Joining the roster by oneself, pausing, and coming back.

Whoever volunteers waits until the marketplace's data about them arrive by an import;
whoever pauses is called no more from that moment on.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, NotFound
from jury.domain.sortition.rows import row_key
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.roster import Juror, find_identity, find_juror, find_record

CHAIN = "roster"


def volunteer(
    user_ref: str, *, language: str, categories: Iterable[str] = (), now: datetime
) -> Juror:
    """Ask to be a juror; asking again changes what is offered.

    Raises AlreadyDone for somebody whom the marketplace has enrolled.
    """
    juror = find_identity(user_ref)
    if juror is None:
        juror = Juror(ref=user_ref, row_key=row_key(user_ref), volunteered_at=now)
        current_session().add(juror)
    elif find_record(juror.id, as_of=now) is not None:
        raise AlreadyDone(N_("You are on the jury list already."))
    juror.volunteered_at = juror.volunteered_at or now
    juror.volunteered_language = language
    juror.volunteered_categories = frozenset(categories)
    try:
        current_session().flush()
    except IntegrityError as twice:
        raise AlreadyDone(N_("You are on the jury list already.")) from twice
    _record(juror, "juror.volunteered", now=now)
    return juror


def opt_out(user_ref: str, *, now: datetime) -> Juror:
    """Be called no more until further notice; calls already made can be declined."""
    juror = _get(user_ref)
    if juror.paused_at is not None:
        raise AlreadyDone(N_("You are not being called at present."))
    juror.paused_at = now
    _record(juror, "juror.paused", now=now)
    return juror


def opt_in(user_ref: str, *, now: datetime) -> Juror:
    """Be called again; counts from the next time that the roster is committed."""
    juror = _get(user_ref)
    if juror.paused_at is None:
        raise AlreadyDone(N_("You can be called already."))
    juror.paused_at = None
    _record(juror, "juror.resumed", now=now)
    return juror


def _get(user_ref: str) -> Juror:
    juror = find_juror(user_ref)
    if juror is None:
        raise NotFound
    return juror


def _record(juror: Juror, action: str, *, now: datetime) -> None:
    audit.append(CHAIN, action, {"juror": juror.id}, actor="juror", now=now)
