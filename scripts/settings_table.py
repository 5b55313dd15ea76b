"""The table of all settings in docs/operating.md, from the fields of config.Config."""

from dataclasses import Field, fields
from typing import Any

from config import Config

OTHER_NAMES = {"sandbox": "JURY_ENV"}


def settings_table() -> str:
    """A row a setting: its name, what it means, its default, and what is refused."""
    rows = ["| name | meaning | default | refused |", "|---|---|---|---|"]
    for one in fields(Config):
        told = one.metadata
        name = OTHER_NAMES.get(one.name, one.name.upper())
        cells = (f"`{name}`", told["means"], _default(one), told["refused"] or "–")
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _default(one: Field[Any]) -> str:
    if one.metadata["default"]:
        return str(one.metadata["default"])
    return f"`{one.default}`" if one.default or one.default == 0 else "none"
