"""Stored ballots with what each says, given how its juror's other votes stood.

A ballot is weighed by its juror's counts without the very dispute that it was cast in:
who is weighed by what their own vote came to is always right.
"""

from collections.abc import Iterable, Mapping

from jury.domain.reliability.evidence import Counts
from jury.domain.stopping import Ballot
from jury.storage.figures.history import CastBallot

Counted = tuple[int, ...]
NOBODY: Counted = (0, 0, 0, 0, 0)


def weigh(
    one: CastBallot, *, rungs: int, final: int | None, known: Mapping[int, Counted]
) -> Ballot:
    """A ballot with its evidence; *final* is what its dispute came to, if anything."""
    if one.choice is None:
        return Ballot(None)
    counts = list(known.get(one.juror_id, NOBODY))
    if final is not None:
        place = _place(one.choice, final)
        counts[place] = max(0, counts[place] - 1)
    return Ballot(one.choice, Counts(*counts).evidence(one.choice, rungs=rungs))


def count_votes(
    cast: Iterable[CastBallot], finals: Mapping[int, int | None]
) -> dict[int, Counted]:
    """Each juror's counts by these ballots alone; *finals* by poll."""
    found: dict[int, list[int]] = {}
    for one in cast:
        final = finals.get(one.draw_id)
        if one.choice is not None and final is not None:
            counts = found.setdefault(one.juror_id, list(NOBODY))
            counts[_place(one.choice, final)] += 1
    return {juror: tuple(counts) for juror, counts in found.items()}


def _place(choice: int, final: int) -> int:
    """Which of a juror's five counts a vote is in, where this rung proved right."""
    if final == 0:
        return 0 if choice == 0 else 1
    if choice == final:
        return 2
    return 3 if choice == 0 else 4
