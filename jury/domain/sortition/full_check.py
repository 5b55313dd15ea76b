"""Checks one segment of a full transcript: every row, proof and reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from operator import ge

from jury.domain.sortition.lanes_check import Ground, Met, check_counts, check_lanes
from jury.domain.sortition.members import Members, Refused
from jury.domain.sortition.merkle_sum import BLOCK_ROWS, KEY_BYTES, Proof, root_of
from jury.domain.sortition.reading import (
    read_counts,
    read_entry,
    read_list,
    read_proofs,
)
from jury.domain.sortition.record import EXCLUDED, REPEAT, Entry, ListRecord
from jury.domain.sortition.rows import row_key
from jury.domain.sortition.stream import Hit


@dataclass(frozen=True)
class Seen:
    """What a segment's entries came to."""

    summoned: frozenset[bytes]
    skips: Counter[str]
    is_named: frozenset[bool]
    proofs: int
    list_size: int | None


def check_full_segment(
    ground: Ground, members: Members, *, excluded: frozenset[bytes]
) -> Seen:
    """Check one segment wholly; return what its entries came to."""
    counts = read_counts(members)
    entries = [read_entry(inner) for inner in members.inners("entries")]
    proofs = read_proofs(members)
    listed = read_list(members, has_proofs=True)
    lanes = [entry.lane for entry in entries]
    hits = check_lanes(ground, lanes, listed=listed)
    _check_rows(ground, entries, hits)
    keys = _proven_keys(
        proofs, {entry.row for entry in entries}, ground.committed.size,
        root=ground.committed.root, where=f"segment {ground.committed.key}",
    )  # fmt: skip
    _check_people(entries, keys)
    met = _check_outcomes(entries, excluded)
    if listed is not None:
        _check_listed(ground, entries, listed=listed, excluded=excluded)
    size = None if listed is None else listed.size
    check_counts(
        ground, counts, met=met, lanes=lanes, listed_size=-1 if size is None else size
    )
    return _seen(entries, proofs=len(proofs), list_size=size)


def _seen(entries: list[Entry], *, proofs: int, list_size: int | None) -> Seen:
    return Seen(
        frozenset(entry.key for entry in entries if entry.code is None),
        Counter(entry.code for entry in entries if entry.code is not None),
        frozenset(entry.ref is not None for entry in entries),
        proofs,
        list_size,
    )


def _check_rows(ground: Ground, entries: list[Entry], hits: list[Hit]) -> None:
    for entry, hit in zip(entries, hits, strict=True):
        on_list = hit.lane >= ground.list_lane
        if on_list != (entry.list_row is not None):
            raise Refused(
                f"Lane {hit.lane} is wrong about whether it goes over the list."
            )
        if hit.row != (entry.list_row if on_list else entry.row):
            raise Refused(f"Lane {hit.lane} names row {hit.row}, not the row given.")


def _proven_keys(
    proofs: tuple[Proof, ...], rows: set[int], size: int, *, root: bytes, where: str
) -> dict[int, bytes]:
    """Return the key of each row; refuse missing, needless and false proofs."""
    if [proof.block for proof in proofs] != sorted({row // BLOCK_ROWS for row in rows}):
        raise Refused(f"The proofs of {where} are not those of the rows it names.")
    keys: dict[int, bytes] = {}
    for proof in proofs:
        if root_of(proof, size=size) != root:
            raise Refused(
                f"Block {proof.block} of {where} does not lead to the committed root."
            )
        keys.update(enumerate(_split(proof.keys), proof.block * BLOCK_ROWS))
    # Their blocks come in order, so that the rows do.
    ordered = list(keys.values())
    if any(map(ge, ordered, islice(ordered, 1, None))):
        raise Refused(f"The rows of {where} are not in ascending order.")
    if not rows <= keys.keys():
        raise Refused(f"An entry of {where} names a row beyond its end.")
    return {row: keys[row] for row in rows}


def _split(keys: bytes) -> Iterable[bytes]:
    return [keys[at : at + KEY_BYTES] for at in range(0, len(keys), KEY_BYTES)]


def _check_people(entries: list[Entry], keys: dict[int, bytes]) -> None:
    for entry in entries:
        if keys[entry.row] != entry.key:
            raise Refused(f"Lane {entry.lane} gives another key than its row has.")
        if entry.ref is not None and row_key(entry.ref) != entry.key:
            raise Refused(f"Lane {entry.lane} names a person whose key is another.")


def _check_outcomes(entries: list[Entry], excluded: frozenset[bytes]) -> Met:
    """Refuse a summons that was not due, and a skip that says something else."""
    met: set[int] = set()
    for entry in entries:
        due = None
        if entry.row in met:
            due = REPEAT
        elif entry.key in excluded:
            due = EXCLUDED
        if due is None and entry.code in {REPEAT, EXCLUDED}:
            raise Refused(f"Lane {entry.lane} is skipped as {entry.code}, but is not.")
        if due is not None and entry.code != due:
            raise Refused(f"Lane {entry.lane} is not skipped as {due}.")
        met.add(entry.row)
    return Met(
        sum(entry.code is None for entry in entries),
        len({entry.row for entry in entries if entry.list_row is None}),
        len({entry.list_row for entry in entries} - {None}),
    )


def _check_listed(
    ground: Ground,
    entries: list[Entry],
    *,
    listed: ListRecord,
    excluded: frozenset[bytes],
) -> None:
    """Check that the list holds rows left over, in row order, and no others."""
    where = f"the list of segment {ground.committed.key}"
    on_list = [
        (entry.list_row, entry.key) for entry in entries if entry.list_row is not None
    ]
    keys = _proven_keys(
        listed.proofs,
        {row for row, _ in on_list},
        listed.size,
        root=listed.root,
        where=where,
    )
    if any(keys[row] != key for row, key in on_list):
        raise Refused(f"A lane gives another key than {where} has at its place.")
    met = {entry.key for entry in entries if entry.list_row is None}
    shown = {key for proof in listed.proofs for key in _split(proof.keys)}
    if shown & met or shown & excluded:
        raise Refused(f"Somebody on {where} was met before or is excluded.")
