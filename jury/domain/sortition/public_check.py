"""Checks one segment of a public transcript: lanes and tokens, nothing else."""

from jury.domain.sortition.lanes_check import Ground, Met, check_counts, check_lanes
from jury.domain.sortition.members import Members, Refused
from jury.domain.sortition.reading import (
    TokenEntry,
    read_counts,
    read_list,
    read_token_entry,
)


def check_public_segment(ground: Ground, members: Members) -> set[bytes]:
    """Check one segment; return the tokens of those summoned."""
    counts = read_counts(members)
    entries = [read_token_entry(inner) for inner in members.inners("entries")]
    listed = read_list(members, has_proofs=False)
    lanes = [entry.lane for entry in entries]
    hits = check_lanes(ground, lanes, listed=listed)
    places = [(hit.lane >= ground.list_lane, hit.row) for hit in hits]
    summoned = _check_tokens(places, entries)
    check_counts(
        ground,
        counts,
        met=Met(
            len(summoned),
            len({row for on_list, row in places if not on_list}),
            len({row for on_list, row in places if on_list}),
        ),
        lanes=lanes,
        listed_size=-1 if listed is None else listed.size,
    )
    return summoned


def _check_tokens(
    places: list[tuple[bool, int]], entries: list[TokenEntry]
) -> set[bytes]:
    """Refuse two tokens for one row, one for two, and a second summons."""
    row_of: dict[bytes, tuple[bool, int]] = {}
    token_of: dict[tuple[bool, int], bytes] = {}
    summoned = set()
    for place, entry in zip(places, entries, strict=True):
        if place in token_of and entry.is_summoned:
            raise Refused(f"Lane {entry.lane} summons somebody met before.")
        if row_of.setdefault(entry.token, place) != place:
            raise Refused(f"The token of lane {entry.lane} stands for two rows.")
        if token_of.setdefault(place, entry.token) != entry.token:
            raise Refused(f"The row of lane {entry.lane} has two tokens.")
        if entry.is_summoned:
            summoned.add(entry.token)
    return summoned
