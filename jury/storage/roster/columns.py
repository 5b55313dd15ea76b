"""Column types that keep a row of the roster narrow: a million are read at once."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SEPARATOR = "|"


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
