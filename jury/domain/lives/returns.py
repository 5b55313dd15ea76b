"""The return of the goods: who must do what by when, and what silence means.

It runs while a dispute is final, and the held money moves on its last step only. Who
lets a time pass bears it: goods that are not sent stay where they are, and goods that
nobody looked at are accepted. Of a parcel that is lost, empty or swapped a person
decides, with what both sides show.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jury.domain.errors import N_
from jury.domain.law.fields import within
from jury.domain.lifecycle import Row, Side, Table, Who

LAST_DECISION = 2


class ReturnState(StrEnum):
    """Where the goods are on their way back."""

    DUE = "due"
    SENT = "sent"
    MISSING = "missing"
    RECEIVED = "received"
    CONTESTED = "contested"
    DECIDED = "decided"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class ContestGround(StrEnum):
    """What a seller says is wrong with what came back."""

    EMPTY = "empty"
    SWAPPED = "swapped"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"


ENDED = frozenset({ReturnState.ACCEPTED, ReturnState.REFUSED, ReturnState.LAPSED})
# While a person has to decide, both sides may say and show something.
DISPUTED = frozenset({ReturnState.MISSING, ReturnState.CONTESTED})
# Evidence may come from the moment that a parcel is on its way.
SHOWABLE = frozenset({ReturnState.SENT, ReturnState.RECEIVED, *DISPUTED})

RETURN = Table(
    "return",
    (
        Row(
            ReturnState.DUE,
            "send",
            Who.PARTY,
            N_("the buyer hands it to a courier and names the number"),
            ReturnState.SENT,
            or_who=Who.MARKETPLACE,
        ),
        Row(
            ReturnState.DUE,
            "lapse",
            Who.SWEEP,
            N_("not sent in time: the goods stay, and the seller gets the money"),
            ReturnState.LAPSED,
        ),
        Row(
            ReturnState.SENT,
            "receive",
            Who.MARKETPLACE,
            N_("the courier delivered it, or the seller says so"),
            ReturnState.RECEIVED,
            or_who=Who.PARTY,
        ),
        Row(
            ReturnState.SENT,
            "miss",
            Who.SWEEP,
            N_("the time to travel has passed; a moderator finds out"),
            ReturnState.MISSING,
        ),
        Row(
            ReturnState.MISSING,
            "receive",
            Who.MARKETPLACE,
            N_("it arrived after all"),
            ReturnState.RECEIVED,
            or_who=Who.PARTY,
        ),
        Row(
            ReturnState.MISSING,
            "decide",
            Who.MODERATOR,
            N_("who bears the loss, with a written reason"),
            ReturnState.DECIDED,
        ),
        Row(
            ReturnState.RECEIVED,
            "accept",
            Who.PARTY,
            N_("the seller has looked at it"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.RECEIVED,
            "accept by silence",
            Who.SWEEP,
            N_("the seller did not contest it in time"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.RECEIVED,
            "contest",
            Who.PARTY,
            N_("the seller: empty, swapped, damaged or incomplete"),
            ReturnState.CONTESTED,
        ),
        Row(
            ReturnState.CONTESTED,
            "accept",
            Who.PARTY,
            N_("the seller gives in"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.CONTESTED,
            "decide",
            Who.MODERATOR,
            N_("with a written reason, above a limit with a colleague's consent"),
            ReturnState.DECIDED,
        ),
        Row(
            ReturnState.DECIDED,
            "appeal",
            Who.PARTY,
            N_("once, with a reason: another moderator decides"),
            ReturnState.CONTESTED,
        ),
        Row(
            ReturnState.DECIDED,
            "end for the buyer",
            Who.SWEEP,
            N_("the time to appeal has passed: it counts as returned"),
            ReturnState.ACCEPTED,
        ),
        Row(
            ReturnState.DECIDED,
            "end for the seller",
            Who.SWEEP,
            N_("the time to appeal has passed: it does not count as returned"),
            ReturnState.REFUSED,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class ReturnWindows:
    """How long each step of a return may take."""

    send_hours: int = within(1, 1440, default=168)
    travel_hours: int = within(1, 1440, default=240)
    inspect_hours: int = within(1, 1440, default=72)
    decide_hours: int = within(1, 1440, default=72)
    appeal_hours: int = within(1, 1440, default=48)

    def of(self, state: ReturnState) -> timedelta:
        """How long the goods may be in a state; of an ended return there is none."""
        hours = {
            ReturnState.DUE: self.send_hours,
            ReturnState.SENT: self.travel_hours,
            ReturnState.RECEIVED: self.inspect_hours,
            ReturnState.MISSING: self.decide_hours,
            ReturnState.CONTESTED: self.decide_hours,
            ReturnState.DECIDED: self.appeal_hours,
        }
        return timedelta(hours=hours[state])


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """When each step was reached, as far as it was."""

    filed_at: datetime
    opened_at: datetime | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    ended_at: datetime | None = None
    paid_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Segments:
    """How long each part of a return took; None for what has not ended, or never was.

    To agree on it (or be told), to send, to travel, to inspect (with any decision),
    and to pay.
    """

    agree: timedelta | None
    send: timedelta | None
    travel: timedelta | None
    inspect: timedelta | None
    pay: timedelta | None


def segments(marks: Marks) -> Segments:
    """Measure the five parts of a return."""
    return Segments(
        agree=_between(marks.filed_at, marks.opened_at),
        send=_between(marks.opened_at, marks.sent_at),
        travel=_between(marks.sent_at, marks.received_at),
        inspect=_between(marks.received_at, marks.ended_at),
        pay=_between(marks.ended_at, marks.paid_at),
    )


def told_at(said: datetime | None, *, not_before: datetime, now: datetime) -> datetime:
    """When something happened, as a courier says: never before what it follows."""
    return now if said is None else min(max(said, not_before), now)


def end_act(decided_for: Side) -> str:
    """The act by which a decision takes effect."""
    return f"end for the {decided_for.value}"


def _between(begin: datetime | None, end: datetime | None) -> timedelta | None:
    return None if begin is None or end is None else max(end - begin, timedelta())
