"""The table of who may do what where, from the answers that the tests expect."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

# Who calls, as the groups of the table are headed; the rest is the API's.
HEADINGS: Mapping[str, str] = {
    "party": "Buyer and seller",
    "juror": "Jurors",
    "desk": "Staff",
    "inbox": "Everybody who is signed in",
    "api": "The marketplace's programs, by the scope of their key",
}


def roles_table(table: Path) -> str:
    """One list a group: an act, and for whom it goes through at which places."""
    groups: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    for endpoint, line in tomllib.loads(table.read_text()).items():
        group = endpoint.partition(".")[0].partition("_")[0]
        groups[group] += [f"**{line.pop('says')}**", "", *_rows(line), ""]
    parts = [
        f"## {HEADINGS[group]}\n\n" + "\n".join(lines).strip()
        for group, lines in groups.items()
        if lines
    ]
    return "\n\n".join(parts)


def _rows(line: Mapping[str, list[str]]) -> list[str]:
    return [f"- {who}: {'; '.join(places)}" for who, places in line.items()]
