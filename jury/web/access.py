"""Who may use a route. Every route says so, or the application does not start.

What somebody may not see answers 404, as if it were not there. Somebody who is not
signed in is led to the marketplace's own log-in.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from urllib.parse import urlencode

from flask import Flask, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.storage.base import current_settings
from jury.storage.people import Role, Staff, User
from jury.storage.roster import find_juror

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, R]
Guarded = Callable[P, R | Response]
ATTRIBUTE = "access"


class UndeclaredRoute(Exception):
    """A route does not say who may use it."""


def public(view: View[P, R]) -> View[P, R]:
    """Everybody."""
    setattr(view, ATTRIBUTE, "public")
    return view


def signed_in(view: View[P, R]) -> Guarded[P, R]:
    """Everybody who has a session, marketplace user or staff."""
    return _guard(view, "signed in", lambda: None)


def user(view: View[P, R]) -> Guarded[P, R]:
    """Every marketplace user."""
    return _guard(view, "user", lambda: cast(None, _user()))


def party(view: View[P, R]) -> Guarded[P, R]:
    """A marketplace user; the view loads the dispute through their own side."""
    return _guard(view, "party", lambda: cast(None, _user_for("party")))


def juror(view: View[P, R]) -> Guarded[P, R]:
    """A marketplace user who stands on the roster."""
    return _guard(view, "juror", _require_juror)


def staff(*roles: Role) -> Callable[[View[P, R]], Guarded[P, R]]:
    """Staff who hold one of `roles`."""

    def declare(view: View[P, R]) -> Guarded[P, R]:
        name = "staff: " + ", ".join(role.value for role in roles)
        return _guard(view, name, lambda: _require_staff(roles))

    return declare


def current_marketplace_user() -> User:
    """The marketplace user of this session; NotFound when it is staff."""
    return _user()


def current_staff() -> Staff:
    """The member of staff of this session; NotFound when it is not."""
    member = current_user._get_current_object()
    if not isinstance(member, Staff):
        raise NotFound
    return member


def juror_id() -> int:
    """The roster id of the signed-in juror."""
    return cast(int, g.juror_id)


def refuse_undeclared(app: Flask) -> None:
    """Refuse to start with a route that does not say who may use it."""
    silent = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        and not hasattr(app.view_functions[rule.endpoint], ATTRIBUTE)
    ]
    if silent:
        raise UndeclaredRoute(", ".join(sorted(silent)))


def _guard(view: View[P, R], name: str, require: Callable[[], None]) -> Guarded[P, R]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if not current_user.is_authenticated:
            return _to_log_in()
        require()
        return view(*args, **kwargs)

    setattr(guarded, ATTRIBUTE, name)
    return guarded


def _to_log_in() -> Response:
    """Mailed links work without a session: the marketplace signs the user in."""
    address = current_settings().marketplace_login_url
    if request.path.startswith("/desk") or not address:
        return redirect(url_for("accounts.sign_in", next=request.path))
    here = current_settings().public_url + request.full_path.rstrip("?")
    return redirect(f"{address}?{urlencode({'next': here})}")


def _user() -> User:
    person = current_user._get_current_object()
    if not isinstance(person, User):
        raise NotFound
    return person


def _user_for(purpose: str) -> User:
    """The user, if a link for this purpose let them in; else NotFound.

    A marketplace's program that may mint only jurors' links opens no party's pages.
    """
    person = _user()
    if purpose not in session.get("purposes", (purpose,)):
        raise NotFound
    return person


def _require_juror() -> None:
    row = find_juror(_user_for("juror").ref)
    if row is None:
        raise NotFound
    g.juror_id = row.id


def _require_staff(roles: tuple[Role, ...]) -> None:
    if not any(current_staff().has_role(role) for role in roles):
        raise NotFound
