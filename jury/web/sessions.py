"""Who is signed in: one cookie for marketplace users and staff."""

from urllib.parse import urlsplit

from flask import Flask, session
from flask_login import LoginManager, login_user

from jury import clock
from jury.storage.base import current_session
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
        person = current_session().get(User, int(number))
    else:
        person = current_session().get(Staff, int(number))
    if person is None or str(person.session_version) != version:
        return None
    return None if _has_ended(person) else person


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
