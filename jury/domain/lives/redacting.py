"""How a picture is looked through by machines: where that stands, and what follows.

What they found is covered, and so are the places that they doubt: whoever filed it may
ask to have one shown. A person looks at it first when it is doubtful as a whole, when
something is still found on the covered picture, or when it could not be looked through.
"""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from jury.domain.errors import N_
from jury.domain.lives.tables import Row, Table, Who

# A worker that dies holds its file for so long; one that lives says so more often.
LEASE = timedelta(minutes=4)
# What could not be looked at because the court lacked its keys is tried again then.
REST = timedelta(minutes=1)
# What breaks every worker that touches it is not tried for ever.
MOST_ATTEMPTS = 3
GAVE_UP, DOUBTED, OVERTAKEN = "gave_up", "doubted", "overtaken"
# Its own side did not want it looked through to the end.
TAKEN_BACK = "taken_back"
BY_POLICY = "by_policy"
# A side wishes more of it covered, which only a person can read.
WISHED = "wished"
# What is doubted because a second look, at the covered picture, found something.
STILL_THERE = "still_there"
# With more of it covered for mere doubt, jurors would judge by what is left.
MOST_DOUBTS = 12
MOST_DOUBTED_PERCENT = 20


class RedactionState(StrEnum):
    """Whether machines have looked through a picture, and what came of it."""

    WAITING = "waiting"
    COVERED = "covered"
    LEFT = "left"


REDACTION = Table(
    "redaction",
    (
        Row(
            RedactionState.WAITING,
            "cover",
            Who.SWEEP,
            N_("nothing on it is in doubt"),
            RedactionState.COVERED,
        ),
        Row(
            RedactionState.WAITING,
            "leave",
            Who.SWEEP,
            N_("something is in doubt, or it could not be looked through"),
            RedactionState.LEFT,
        ),
        Row(
            RedactionState.WAITING,
            "overtake",
            Who.MODERATOR,
            N_("a person was quicker"),
            RedactionState.LEFT,
        ),
        Row(
            RedactionState.WAITING,
            "take back",
            Who.PARTY,
            N_("its side does not want it to be shown"),
            RedactionState.LEFT,
        ),
        Row(
            RedactionState.COVERED,
            "make anew",
            Who.MODERATOR,
            N_("a film gets its sound or loses it"),
            RedactionState.WAITING,
        ),
    ),
)


def why_a_person(doubts: Sequence[tuple[str, int]], *, pixels: int) -> str:
    """Why a person must look at a picture first; empty when nobody has to.

    `doubts` are the kind of each and how many pixels it takes, of so many.
    """
    if any(kind == STILL_THERE for kind, _size in doubts):
        return STILL_THERE
    doubted = sum(size for _kind, size in doubts)
    if len(doubts) > MOST_DOUBTS or doubted * 100 > pixels * MOST_DOUBTED_PERCENT:
        return DOUBTED
    return ""
