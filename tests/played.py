"""Courts played once a run, and set up again for each test that begins with them.

To bring a dispute to its verdict takes a hundred transactions, and many tests begin
there. What the first of them played through the services is kept, and laid down for
the next.

`played` is for builders that begin with an empty court. A `step` begins wherever its
test is, as long as that is known: with an empty court, and by nothing but steps since.
Whatever else is committed, by a service, a page or a program, ends that, and from then
on the test plays everything as it stands.
"""

import copy
import dataclasses
import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from flask import Flask, current_app
from sqlalchemy import Engine, event, inspect, or_, select
from sqlalchemy.orm import DeclarativeBase

from config import Config
from jury import clock
from jury.services.admission import admit
from jury.services.law import lawbook
from jury.storage.base import current_session, current_settings, db
from jury.storage.disputes import Dispute
from jury.storage.people import ApiKey, Staff, User
from jury.storage.roster import Juror
from tests import kept

P = ParamSpec("P")
R = TypeVar("R")
# What takes less is done as fast as it would be laid down.
WORTH_SECONDS = 0.015
TRAIL = "trail of the tests"
EMPTY = "empty"


@dataclasses.dataclass
class Trail:
    """How a court came to be what it is; `name` is None once nobody can say."""

    name: str | None = EMPTY
    commits: int = 0
    is_in_step: bool = False


class Unnamed(Exception):
    """An argument that no other test can be known to give as well."""


_commits = [0]


@event.listens_for(Engine, "commit")
def _count(_connection: object) -> None:
    _commits[0] += 1


def begin_trail(app: Flask) -> None:
    """Let steps be laid down in this application, whose court is empty.

    Not for a test that watches what is printed or changes what runs: that plays all
    of it itself.
    """
    app.extensions[TRAIL] = Trail(commits=_commits[0])


def played(build: Callable[P, R]) -> Callable[P, R]:
    """Let a builder of courts play its court once for the same arguments.

    It must begin with an empty court, act on nothing but the database and the files
    of the court, and return values rather than rows.
    """

    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _is_empty():
            return build(*args, **kwargs)
        trail = current_app.extensions.get(TRAIL) or Trail()
        name = _name(build, _place(), args, kwargs)
        return _go(trail, name, lambda: build(*args, **kwargs), 0.0)

    return once


def step(act: Callable[P, R]) -> Callable[P, R]:
    """Let an act be done once for the same arguments on the same court.

    It must act on nothing but the database and the files of the court, and return
    values rather than rows. What it consists of is not kept besides.
    """
    return _step(act, WORTH_SECONDS)


def beginning(act: Callable[P, R]) -> Callable[P, R]:
    """A step that others follow: kept however short it was."""
    return _step(act, 0.0)


def _step(act: Callable[P, R], worth: float) -> Callable[P, R]:
    @wraps(act)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        trail: Trail | None = current_app.extensions.get(TRAIL)
        # Beside others that act at the same time nothing is of one moment.
        is_alone = threading.current_thread() is threading.main_thread()
        if trail is None or trail.is_in_step or not is_alone:
            return act(*args, **kwargs)
        if not (before := _known(trail)):
            return act(*args, **kwargs)
        name = _name(act, before, args, kwargs)
        trail.is_in_step = True
        try:
            return _go(trail, name, lambda: act(*args, **kwargs), worth)
        finally:
            trail.is_in_step = False

    return once


def _go(trail: Trail, name: str | None, act: Callable[[], R], worth: float) -> R:
    """Do it, or lay down what it led to; from there the trail goes on."""
    court = name and kept.find(name)
    if court:
        kept.lay_down(court)
        trail.name, trail.commits = court.name, _commits[0]
        return copy.deepcopy(court.given)  # type: ignore[return-value]
    began = time.process_time()
    given = act()
    if name is None or time.process_time() - began < worth:
        trail.name = None
        return given
    trail.name, trail.commits = kept.keep(name, given).name, _commits[0]
    return given


def _known(trail: Trail) -> str | None:
    """What this court is, unless something else happened to it, or to its rules.

    Only a sandbox's clock can be laid down with the rest, and keys that a court made
    for itself lie beside what is kept.
    """
    is_as_it_was = trail.commits == _commits[0]
    if not is_as_it_was or vars(admit)["lawbook"] is not lawbook.lawbook:
        return None
    if trail.name == EMPTY:
        its = current_settings()
        can_be_kept = its.sandbox and its.master_keys
        trail.name = _place() if can_be_kept and _is_empty() else None
    return trail.name


def _is_empty() -> bool:
    session = current_session()
    firsts = (Staff.id, User.id, ApiKey.id, Juror.id, Dispute.id)
    asked = or_(*(select(first).exists() for first in firsts))
    is_filled = session.scalar(select(asked))
    session.rollback()
    return not is_filled


def _place() -> str:
    """The deployment, but for where its rows and files lie."""
    its = current_settings()
    assert isinstance(its, Config)
    here = dataclasses.replace(its, database_url="", data_dir=Path())
    return repr((db.engine.dialect.name, here))


def _name(
    act: Callable[..., object],
    before: str,
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
) -> str | None:
    """A name for the court that this act leads to from the one before."""
    try:
        said = _said((args, kwargs), clock.now())
    except Unnamed:
        return None
    finally:
        current_session().rollback()
    whole = repr((before, act.__module__, act.__qualname__, said))
    return hashlib.sha256(whole.encode()).hexdigest()[:20]


def _said(value: Any, now: datetime) -> object:
    """The same for what is given alike in another test, at another time."""
    said: object
    match value:
        case datetime():
            said = round((value - now).total_seconds())
        case None | str() | bytes() | int() | float() | Enum() | date() | timedelta():
            said = repr(value)
        case type():
            said = value.__qualname__
        case list() | tuple():
            said = [_said(one, now) for one in value]
        case Mapping():
            said = [_said(pair, now) for pair in value.items()]
        case DeclarativeBase():
            said = type(value).__qualname__, inspect(value).identity
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            fields = [(name, getattr(value, name)) for name in names]
            said = type(value).__qualname__, _said(fields, now)
        case _:
            raise Unnamed
    return said
