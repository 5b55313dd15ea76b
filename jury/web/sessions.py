"""Who is signed in: one cookie for marketplace users and staff."""

from flask import Flask
from flask_login import LoginManager

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
    if kind == "user":
        return current_session().get(User, int(number))
    staff = current_session().get(Staff, int(number))
    return staff if staff and str(staff.session_version) == version else None
