"""How a picture is looked through by machines: where that stands, and what follows.

What they are sure of is covered and shown. Whatever they doubt is covered as well, but
a person looks at it first; so does one at what could not be looked through at all.
"""

from datetime import timedelta
from enum import StrEnum

from jury.domain.errors import N_
from jury.domain.tables import Row, Table, Who

# A worker that dies holds its picture for so long, longer than any picture takes.
LEASE = timedelta(minutes=4)
# What breaks every worker that touches it is not tried for ever.
MOST_ATTEMPTS = 3
GAVE_UP, DOUBTED, OVERTAKEN = "gave_up", "doubted", "overtaken"


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
    ),
)
