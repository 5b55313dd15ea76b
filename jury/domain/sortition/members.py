"""Reads members out of a transcript's JSON, or refuses it with a sentence."""

from collections.abc import Mapping
from typing import cast

from jury.domain.sortition.canonical import LARGEST_WHOLE

_LONGEST = 500


class Refused(Exception):
    """The transcript does not hold; the sentence says why."""


class Members:
    """One JSON object of a transcript. Members that nobody asks for are ignored."""

    def __init__(self, source: object, where: str) -> None:
        if not isinstance(source, Mapping):
            raise Refused(f"{where} must be an object.")
        self._source: Mapping[object, object] = source
        self.where = where

    def has(self, name: str) -> bool:
        """Tell whether the member is there and not null."""
        return self._source.get(name) is not None

    def is_null(self, name: str) -> bool:
        """Tell whether the member, which must be there, is null."""
        return self._take(name) is None

    def whole(self, name: str, low: int = 0, high: int = LARGEST_WHOLE) -> int:
        """Read a whole number between *low* and *high*."""
        value = self._take(name)
        if type(value) is not int or not low <= value <= high:
            raise Refused(
                f"{self._named(name)} must be a whole number from {low} to {high}."
            )
        return value

    def wholes(self, name: str) -> list[int]:
        """Read a list of whole numbers."""
        values = self._list(name)
        if any(type(value) is not int or value < 0 for value in values):
            raise Refused(f"{self._named(name)} must be a list of whole numbers.")
        return cast(list[int], values)

    def text(self, name: str) -> str:
        """Read a text that is neither empty nor endless."""
        return _read_text(self._take(name), self._named(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of such texts."""
        where = self._named(name)
        return tuple(_read_text(value, where) for value in self._list(name))

    def choice(self, name: str, *choices: str) -> str:
        """Read one of the given words."""
        value = self._take(name)
        if not isinstance(value, str) or value not in choices:
            raise Refused(f"{self._named(name)} must be {' or '.join(choices)}.")
        return value

    def flag(self, name: str) -> bool:
        """Read true or false."""
        value = self._take(name)
        if not isinstance(value, bool):
            raise Refused(f"{self._named(name)} must be true or false.")
        return value

    def octets(self, name: str, size: int) -> bytes:
        """Read *size* bytes, written in lower-case hex digits."""
        return read_octets(self._take(name), self._named(name), size)

    def packed(self, name: str, unit: int) -> bytes:
        """Read bytes, written in hex, whose number is a multiple of *unit*."""
        return read_octets(self._take(name), self._named(name), None, unit=unit)

    def octets_list(self, name: str, size: int) -> tuple[bytes, ...]:
        """Read a list of hex texts of *size* bytes each."""
        values = self._list(name)
        found = tuple(_octets(value) for value in values)
        for at, octets in enumerate(found):
            if octets is None or len(octets) != size:
                read_octets(values[at], f"{self._named(name)}[{at}]", size)
        return cast(tuple[bytes, ...], found)

    def inner(self, name: str) -> "Members":
        """Read an object."""
        return Members(self._take(name), self._named(name))

    def inners(self, name: str) -> list["Members"]:
        """Read a list of objects."""
        return [
            Members(value, f"{self._named(name)}[{at}]")
            for at, value in enumerate(self._list(name))
        ]

    def source(self) -> dict[str, object]:
        """Return all members as they stand, unknown ones included."""
        return {str(name): value for name, value in self._source.items()}

    def _list(self, name: str) -> list[object]:
        value = self._take(name)
        if not isinstance(value, list):
            raise Refused(f"{self._named(name)} must be a list.")
        return value

    def _take(self, name: str) -> object:
        if name not in self._source:
            raise Refused(f"{self._named(name)} is missing.")
        return self._source[name]

    def _named(self, name: str) -> str:
        return f"{self.where}.{name}"


def _read_text(value: object, where: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        raise Refused(f"{where} must be a text of at most {_LONGEST} characters.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Refused(f"{where} holds half a surrogate pair.")
    return value


def read_octets(value: object, where: str, size: int | None, *, unit: int = 1) -> bytes:
    """Read bytes from lower-case hex digits."""
    octets = _octets(value)
    if octets is None:
        raise Refused(f"{where} must be written in pairs of lower-case hex digits.")
    if size is not None and len(octets) != size:
        raise Refused(f"{where} must have {2 * size} hex digits.")
    if len(octets) % unit:
        raise Refused(f"{where} must be a multiple of {2 * unit} hex digits long.")
    return octets


def _octets(value: object) -> bytes | None:
    """Read bytes from lower-case hex digits; None where it is anything else."""
    if not isinstance(value, str):
        return None
    try:
        octets = bytes.fromhex(value)
    except ValueError:
        return None
    # Spaces and capitals are read as well, and there is one way to write bytes.
    return octets if octets.hex() == value else None
