"""Who calls: a program of the marketplace, known by its key and what that may do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import g, request
from werkzeug.exceptions import Unauthorized

from jury import clock
from jury.domain.errors import N_, NotAllowed
from jury.limits import count_use
from jury.services.people import accounts

P = ParamSpec("P")
R = TypeVar("R")

EACH_KEY = "6000 per minute"
ATTRIBUTE = "access"
SCHEME = "bearer "


class MissingScope(NotAllowed):
    """The key is good, but not for this."""

    code = "missing_scope"
    sentence = N_("This key may not do that. It needs the scope %(scope)s.")


@dataclass(frozen=True)
class Caller:
    """The key of the running request."""

    key_id: int
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        """How the audit log names it."""
        return f"key:{self.key_id}"

    def require(self, *scopes: str) -> None:
        """Raise MissingScope unless the key has one of these."""
        if not self.scopes & set(scopes):
            raise MissingScope(scope=" / ".join(scopes))


def keyed(*scopes: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let in programs whose key has one of `scopes`."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            caller = _authenticate()
            count_use(EACH_KEY, "key", str(caller.key_id))
            caller.require(*scopes)
            g.caller = caller
            return view(*args, **kwargs)

        setattr(guarded, ATTRIBUTE, "key: " + ", ".join(scopes))
        return guarded

    return declare


def caller() -> Caller:
    """The program that makes the running request."""
    return cast(Caller, g.caller)


def _authenticate() -> Caller:
    written = request.headers.get("Authorization", "")
    if not written.lower().startswith(SCHEME):
        raise Unauthorized
    secret = written[len(SCHEME) :].strip()
    key = accounts.authenticate_key(secret, now=clock.now())
    if key is None:
        raise Unauthorized
    return Caller(key.id, frozenset(key.scopes))
