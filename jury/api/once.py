"""POST done once: one transaction for the change, its answer, and the key it came by.

A view that is declared `once` gets its checked body and the present moment, runs
inside the transaction, and returns what is answered. The answer is kept under the
Idempotency-Key in that same transaction and given again, byte for byte, to a repeat.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol, TypeVar, cast

from flask import Response, request
from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError, OperationalError

from jury.api.fields import Strict
from jury.api.keys import caller
from jury.api.requests import read_body
from jury.domain.errors import N_, DisputeError, Invalid
from jury.domain.sortition.canonical import canonical_json
from jury.services.idempotency import (
    Answer,
    Claim,
    claim_key,
    find_answer,
    has_answer,
    keep_answer,
)
from jury.storage.transaction import transaction

Body = TypeVar("Body", bound=Strict)
View = Callable[..., "BaseModel | Secret"]
Lock = Callable[..., str]

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST_KEY = 255
VISIBLE = re.compile(r"[!-~]+")
TRIES = 3


class KeyMissing(DisputeError):
    """A POST came without a usable Idempotency-Key."""

    code = "idempotency_key_missing"
    sentence = N_(
        "Send an Idempotency-Key of 1 to 255 visible ASCII characters with every POST."
    )


class KeyTooLong(DisputeError):
    """A POST came with an Idempotency-Key that is not kept whole."""

    code = "idempotency_key_too_long"
    sentence = N_("An Idempotency-Key has at most 255 characters.")


@dataclass(frozen=True)
class Secret:
    """An answer that is shown once: a repeat gets `kept` instead."""

    shown: BaseModel
    kept: BaseModel


class _Declare(Protocol):
    def __call__(self, view: View) -> Callable[..., Response]: ...


def once(
    takes: type[Body],
    *,
    read: Callable[[], Body] | None = None,
    prepare: Callable[[Body], Any] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
    lock: Lock | None = None,
) -> _Declare:
    """Read the body, run the view in one transaction, keep and give its answer.

    `read` reads what may come otherwise than as JSON. `prepare` does with the body what
    takes long and needs no transaction; the view gets its result. `lock` finds the
    dispute that the addressed thing belongs to.
    """

    def declare(view: View) -> Callable[..., Response]:
        @wraps(view)
        def answered(**path: str) -> Response:
            key = idempotency_key()
            body = read() if read else read_body(takes)
            claim = Claim(caller().key_id, key, _digest(body))
            about = lock(**path) if lock else None
            asked = prepare(body) if prepare else body

            def act() -> Answer:
                return _act(view, claim, (asked, path), lock=about, status=status)

            return respond(_until_alone(act))

        return answered

    return declare


def once_after(takes: type[Body]) -> _Declare:
    """As `once`, for a view that makes its own transactions.

    Its answer is kept after the last of them: a repeat of what broke off runs again.
    """

    def declare(view: View) -> Callable[..., Response]:
        @wraps(view)
        def answered(**path: str) -> Response:
            key = idempotency_key()
            body = read_body(takes)
            claim = Claim(caller().key_id, key, _digest(body))
            if has_answer(claim.key_id, key):
                return respond(find_answer(claim))
            made = cast(BaseModel, view(body, **path))
            return respond(keep(claim, Answer(HTTPStatus.OK, made.model_dump_json())))

        return answered

    return declare


def keep(claim: Claim, answer: Answer) -> Answer:
    """Keep an answer in a transaction of its own; the one kept first counts."""
    with transaction() as now:
        kept = claim_key(claim, now=now)
        if kept is None:
            keep_answer(claim, answer)
    return kept or answer


@contextmanager
def fields_at(places: Mapping[str, str]) -> Iterator[None]:
    """Name the bad fields of a refusal by where they stand in the request."""
    try:
        yield
    except Invalid as refusal:
        moved = {places.get(name, name): why for name, why in refusal.fields.items()}
        raise Invalid(moved, refusal.sentence, **refusal.params) from refusal


def idempotency_key() -> str:
    """The key of the running request; raises KeyMissing or KeyTooLong."""
    key = request.headers.get(HEADER, "")
    if len(key) > LONGEST_KEY:
        raise KeyTooLong
    if not VISIBLE.fullmatch(key):
        raise KeyMissing
    return key


def respond(answer: Answer) -> Response:
    """An answer as it goes out, and whether it was given before."""
    response = Response(
        answer.body, status=answer.status, content_type="application/json"
    )
    response.headers[REPLAYED] = "true" if answer.is_repeat else "false"
    return response


def _act(
    view: View,
    claim: Claim,
    called_with: tuple[Any, Mapping[str, str]],
    *,
    lock: str | None,
    status: HTTPStatus,
) -> Answer:
    asked, path = called_with
    with transaction(lock=lock) as now:
        kept = claim_key(claim, now=now)
        if kept is not None:
            return kept
        made = view(asked, now=now, **path)
        shown, to_keep = (
            (made.shown, made.kept) if isinstance(made, Secret) else (made, made)
        )
        keep_answer(claim, Answer(status, to_keep.model_dump_json()))
        return Answer(status, shown.model_dump_json())


def _until_alone(act: Callable[[], Answer]) -> Answer:
    """Run again what met another's unfinished row: now that row can be seen."""
    for _try in range(TRIES - 1):
        try:
            return act()
        except IntegrityError:
            continue
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) not in {"40P01", "40001"}:
                raise
    return act()


def _digest(body: BaseModel) -> str:
    """Tells requests apart by what they ask, not by how their JSON is spaced."""
    asked = [request.method, request.full_path, body.model_dump(mode="json")]
    return hashlib.sha256(canonical_json(asked)).hexdigest()
