"""Column types that keep a row of the roster narrow: a million are read at once."""

import struct
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SEPARATOR = "|"
_KEY_BYTES = 8


class UtcSeconds(TypeDecorator[datetime]):
    """An aware UTC instant to the second, kept as a whole number."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> int | None:
        return None if value is None else seconds_of(value)

    def process_result_value(
        self,
        value: int | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value, UTC)


class CodeSet(TypeDecorator[frozenset[str]]):
    """A small set of codes, kept as "|a|b|" so that SQL can ask for one of them."""

    impl = String
    cache_ok = True

    def process_bind_param(
        self,
        value: frozenset[str] | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> str | None:
        return None if value is None else packed_codes(value)

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> frozenset[str] | None:
        if value is None:
            return None
        return frozenset(value.strip(SEPARATOR).split(SEPARATOR)) - {""}


class KeySet(TypeDecorator[frozenset[int]]):
    """The ties of one juror beside the juror: eight bytes a key."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(
        self,
        value: frozenset[int] | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> bytes | None:
        return None if value is None else packed_keys(value)

    def process_result_value(
        self,
        value: bytes | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> frozenset[int] | None:
        if value is None:
            return None
        return frozenset(struct.unpack(f"<{len(value) // _KEY_BYTES}q", value))


def packed_keys(keys: Iterable[int]) -> bytes:
    """Return what `KeySet` keeps."""
    listed = sorted(set(keys))
    return struct.pack(f"<{len(listed)}q", *listed)


def seconds_of(moment: datetime) -> int:
    """Return what `UtcSeconds` keeps of a moment; naive times are refused."""
    if moment.tzinfo is None:
        raise ValueError("a naive time reached the database")
    return int(moment.timestamp() // 1)


def packed_codes(codes: Iterable[str]) -> str:
    """Return what `CodeSet` keeps; nothing at all for no codes."""
    listed = sorted(set(codes))
    return f"{SEPARATOR}{SEPARATOR.join(listed)}{SEPARATOR}" if listed else ""


def packed_code(code: str) -> str:
    """Return the part of a packed set that stands for one code."""
    return f"{SEPARATOR}{code}{SEPARATOR}"
