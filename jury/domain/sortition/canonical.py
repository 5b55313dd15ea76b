"""Bytes that everybody computes alike: tagged hashes and canonical JSON."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

VERSION = "jury-draw/1"
# Whole numbers beyond this are not the same in every language's JSON.
LARGEST_WHOLE = 2**53 - 1
_DEEPEST = 16


class NotCanonical(ValueError):
    """The value has no canonical JSON; the sentence says why."""


def tag(name: str) -> bytes:
    """Return the prefix that keeps hashes of different things apart."""
    return f"{VERSION}/{name}\n".encode()


def tagged_hash(name: str, *parts: bytes) -> bytes:
    """Return SHA-256 over the tag of *name* and the parts, one after another."""
    return hashlib.sha256(tag(name) + b"".join(parts)).digest()


def canonical_json(value: object) -> bytes:
    """Return the one JSON text of *value*, UTF-8, or raise `NotCanonical`.

    It is RFC 8785 for values without fractions whose member names are ASCII.
    """
    _refuse_uncanonical(value, depth=0)
    try:
        return json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("A text holds half a surrogate pair.") from error


def _refuse_uncanonical(value: object, *, depth: int) -> None:
    if depth > _DEEPEST:
        raise NotCanonical(f"It is nested deeper than {_DEEPEST} levels.")
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > LARGEST_WHOLE:
            raise NotCanonical("A number is beyond 2^53 - 1.")
        return
    for inner in _members(value):
        _refuse_uncanonical(inner, depth=depth + 1)


def _members(value: object) -> Sequence[Any]:
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        raise NotCanonical("It holds something other than texts and whole numbers.")
    if not all(isinstance(name, str) and name.isascii() for name in value):
        raise NotCanonical("A member's name is not plain ASCII.")
    return list(value.values())
