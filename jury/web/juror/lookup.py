"""Whichever kind of call an address names: the juror's own, and their acts with it."""

from dataclasses import dataclass

from jury.domain.lifecycle import UNJUDGED
from jury.services.control.items import find_mock
from jury.storage.jurors.calls import get_call
from jury.storage.jurors.controls import ControlCall, get_control_call, list_calls_of
from jury.storage.jurors.service_records import Served, list_served
from jury.web import access
from jury.web.juror.drawn import DrawnActs, DrawnCall
from jury.web.juror.known import KnownActs, KnownCall
from jury.web.juror.own import Acts, OwnCall
from jury.web.sessions import take_loaded_call

MOST_LISTED = 30


@dataclass(frozen=True)
class Listed:
    """One call in a list of somebody's: the remedy once known, or that none came."""

    call: OwnCall
    remedy: str | None
    is_unjudged: bool


def get_own_call(sid: str) -> OwnCall:
    """The signed-in juror's own call, which the address names."""
    loaded = take_loaded_call()
    if loaded is not None:
        return DrawnCall(*loaded)
    if access.own_dispute_id() is None:
        return KnownCall(get_control_call(sid, access.juror_id()))
    return DrawnCall(*get_call(sid, access.juror_id()))


def acts_of(sid: str) -> Acts:
    """What the signed-in juror may do with the call which the address names."""
    if access.own_dispute_id() is None:
        return KnownActs(sid, access.juror_id())
    return DrawnActs(sid, access.juror_id())


def list_own_calls() -> list[Listed]:
    """The signed-in juror's calls, newest first."""
    juror_id = access.juror_id()
    every = [_drawn(one) for one in list_served(juror_id, limit=MOST_LISTED)]
    every += [_known(one) for one in list_calls_of(juror_id, limit=MOST_LISTED)]
    every.sort(key=lambda one: one.call.sid)
    every.sort(key=lambda one: one.call.sent_at, reverse=True)
    return every[:MOST_LISTED]


def _drawn(one: Served) -> Listed:
    verdict = one.verdict
    return Listed(
        DrawnCall(one.summons, one.dispute, one.seat),
        remedy=verdict.remedy if verdict else None,
        is_unjudged=verdict is not None and verdict.ended_by in UNJUDGED,
    )


def _known(row: ControlCall) -> Listed:
    mock = find_mock(row.mock) if row.told_at else None
    return Listed(KnownCall(row), mock.answer if mock else None, is_unjudged=False)
