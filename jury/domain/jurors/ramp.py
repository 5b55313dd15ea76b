"""How far a juror has come: by juries served with care, never by how they voted."""

from __future__ import annotations

from enum import StrEnum


class Rank(StrEnum):
    """The three steps of the ramp, the first one first."""

    TRAINEE = "trainee"
    JUROR = "juror"
    EXPERIENCED = "experienced"


def rank_of(
    served: int, *, begins_as_trainee: bool, juror_after: int, experienced_after: int
) -> Rank:
    """Say how far somebody has come.

    A jury is served when the whole file was read and a ballot cast in it, whatever
    the ballot said.
    """
    if begins_as_trainee and served < juror_after:
        return Rank.TRAINEE
    return Rank.EXPERIENCED if served >= experienced_after else Rank.JUROR


def juries_to(
    rank: Rank, served: int, *, juror_after: int, experienced_after: int
) -> int:
    """Say how many juries are still to be served until the rank after this one."""
    goal = juror_after if rank is Rank.TRAINEE else experienced_after
    return max(0, goal - served)
