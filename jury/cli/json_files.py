"""Reads files of JSON that people hand in, or refuses them with a sentence."""

import json
from collections.abc import Mapping
from typing import Any

import click

from jury.cli.id_files import read_octets


def read_object(path: str, name: str) -> Mapping[str, Any]:
    """Return the object in a file; *name* says what it should be, as in "transcript".

    JSON that different readers would read differently is refused.
    """
    try:
        value = json.loads(
            read_octets(path),
            object_pairs_hook=_once_each,
            parse_constant=_refuse_number,
        )
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, _Ambiguous) else "It is not JSON."
        raise click.ClickException(f"{path} is no {name}. {why}") from error
    if not isinstance(value, dict):
        raise click.ClickException(f"{path} is no {name}. It is not an object.")
    return value


class _Ambiguous(ValueError):
    """JSON that different readers would read differently."""


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _Ambiguous("A member stands in an object twice.")
    return members


def _refuse_number(text: str) -> object:
    raise _Ambiguous(f"{text} is not a number of JSON.")
