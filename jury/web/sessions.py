"""Who is signed in: one cookie for marketplace users and staff."""

from typing import cast
from urllib.parse import urlsplit

from flask import Flask, g, request, session
from flask_login import LoginManager, login_user

from jury import clock
from jury.domain.errors import NotFound
from jury.storage.base import current_session
from jury.storage.jurors.calls import Call, OwnIds, find_caller, find_reader
from jury.storage.jurors.controls import find_own_control
from jury.storage.people import Staff, User

login_manager = LoginManager()


def init_app(app: Flask) -> None:
    """Read the signed-in person from the cookie on every request."""
    login_manager.init_app(app)
    login_manager.user_loader(_load)


def _load(key: str) -> User | Staff | None:
    kind, _, rest = key.partition(":")
    number, _, version = rest.partition(":")
    if not number.isdecimal():
        return None
    person: User | Staff | None
    if kind == "user":
        person = _load_user(int(number))
    else:
        person = current_session().get(Staff, int(number))
    if person is None or str(person.session_version) != version:
        return None
    return None if _has_ended(person) else person


def _load_user(user_id: int) -> User | None:
    """The user, and in the same statement what of theirs the address is about.

    A juror waits for both at every act; a page has all of the call, and its moment.
    """
    sid = (request.view_args or {}).get("sid")
    # What no database keeps is refused elsewhere; that page is made for them, too.
    if sid is None or not sid.isprintable():
        return current_session().get(User, user_id)
    if request.method != "GET":
        user, g.own_call = find_caller(user_id, sid) or (None, None)
        return user
    reader = find_reader(user_id, sid)
    if reader is None:
        return None
    g.own_call, g.loaded_call, g.moment = reader.own, reader.call, reader.asked_at
    return reader.user


def take_loaded_call() -> Call | None:
    """The call that was loaded with the user, once: an act may change it after."""
    return cast("Call | None", g.pop("loaded_call", None))


def own_call(user_id: int, sid: str) -> OwnIds:
    """What the call in the address is about; NotFound unless it is this user's own."""
    if "own_call" not in g:
        _, g.own_call = find_caller(user_id, sid) or (None, None)
    own = cast("OwnIds | None", g.own_call)
    return own or _own_control(user_id, sid)


def _own_control(user_id: int, sid: str) -> OwnIds:
    found = find_own_control(user_id, sid)
    if found is None:
        raise NotFound
    return OwnIds(found, None)


def _has_ended(person: User | Staff) -> bool:
    """Whether the account is over; the clock is read only where an end is set."""
    if not isinstance(person, Staff) or person.active_until is None:
        return False
    return not person.is_active_at(clock.now())


class _Key:
    """What Flask-Login needs to remember somebody: their session key."""

    is_active = is_authenticated = True

    def __init__(self, key: str) -> None:
        self._key = key

    def get_id(self) -> str:
        """The session key."""
        return self._key


def begin(key: str, *, purpose: str = "") -> None:
    """Start a fresh session, so that an older cookie is worth nothing.

    `purpose` is what a log-in link was minted for; somebody who comes by both kinds
    of link may do both.
    """
    lang = session.get("lang")
    is_same = session.get("_user_id") == key
    purposes = set(session.get("purposes", ())) if is_same else set()
    session.clear()
    if purpose:
        session["purposes"] = sorted(purposes | {purpose})
    if lang:
        session["lang"] = lang
    login_user(_Key(key))


def safe_path(path: str | None) -> str:
    """A path on this server, or nothing: never another host."""
    parts = urlsplit(path or "")
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    is_plain = "\\" not in (path or "") and not (path or "").startswith("//")
    # Browsers drop tabs and line ends before they read an address.
    is_plain = is_plain and (path or "").isprintable()
    return (path or "") if is_ours and is_plain else ""
