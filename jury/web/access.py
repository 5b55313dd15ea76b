"""Who may use a route. Every route says so, or the application does not start.

What somebody may not see answers 404, as if it were not there. Somebody who is not
signed in, or came in for something else is led to the marketplace's own log-in.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import Flask, g, request, session
from flask_login import current_user
from werkzeug.wrappers import Response

from jury.domain.errors import NotFound
from jury.storage.disputes import get_party_of
from jury.storage.outside.inbox import Purpose
from jury.storage.people import Role, Staff, User
from jury.storage.roster import find_juror_id
from jury.web.sessions import own_call
from jury.web.ways_in import to_log_in

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[P, R]
Guarded = Callable[P, R | Response]
ATTRIBUTE = "access"


class UndeclaredRoute(Exception):
    """A route does not say who may use it."""


class OtherPurpose(Exception):
    """It is theirs, but the link that let them in was minted for something else."""


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
    return _guard(view, "party", _require_party)


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


def purposes() -> frozenset[Purpose]:
    """What this session was let in for; one that began without a link, for all."""
    return frozenset(map(Purpose, session.get("purposes", list(Purpose))))


def require_purpose(purpose: Purpose) -> None:
    """Raise OtherPurpose unless a link for this purpose let them in.

    A marketplace's program that may mint only jurors' links opens no party's pages.
    """
    if purpose not in purposes():
        raise OtherPurpose


def current_staff() -> Staff:
    """The member of staff of this session; NotFound when it is not."""
    member = current_user._get_current_object()
    if not isinstance(member, Staff):
        raise NotFound
    return member


def juror_id() -> int:
    """The roster id of the signed-in juror."""
    return cast(int, g.juror_id)


def own_dispute_id() -> str | None:
    """The dispute of the juror's own call in the address; a control call has none."""
    return cast("str | None", g.own_dispute_id)


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
            return to_log_in()
        try:
            require()
            return view(*args, **kwargs)
        except OtherPurpose as missing:
            if request.method != "GET":
                raise NotFound from missing
            return to_log_in()

    setattr(guarded, ATTRIBUTE, name)
    return guarded


def _user() -> User:
    person = current_user._get_current_object()
    if not isinstance(person, User):
        raise NotFound
    return person


def _require_party() -> None:
    """Through their own side first: to a stranger there is nothing to log in for."""
    person = _user()
    dispute_id = (request.view_args or {}).get("dispute_id")
    if dispute_id is not None and Purpose.PARTY not in purposes():
        get_party_of(dispute_id, person.id)
    require_purpose(Purpose.PARTY)


def _require_juror() -> None:
    user, sid = _user(), (request.view_args or {}).get("sid")
    if sid is None:
        found = find_juror_id(user.ref)
        if found is None:
            raise NotFound
    else:
        # Through their own call first: to a stranger there is nothing to log in for.
        found, g.own_dispute_id = own_call(user.id, sid)
    require_purpose(Purpose.JUROR)
    g.juror_id = found


def _require_staff(roles: tuple[Role, ...]) -> None:
    if not any(current_staff().has_role(role) for role in roles):
        raise NotFound
