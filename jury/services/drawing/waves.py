"""How many of the next in drawn order a hearing calls now, and when each is told.

The order is the lot's alone. What is known of those who come next says only when
enough of them are out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from jury.domain.calling.calls import Caller, Filling, Out
from jury.domain.calling.turnout import Said, Turnout
from jury.domain.lives.part_states import SummonsState
from jury.services.law.rules import rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.answers import has_answered, is_willing, list_answers
from jury.storage.jurors.availability import get_turnout
from jury.storage.roster import Contact, Juror, end_of_quiet, list_contacts

_THOUSAND = 1000


@dataclass(frozen=True)
class Called:
    """Somebody about to be summoned: when it reaches them, and what is expected.

    `begins_at` is when their time to reply begins; `hour` is that of their own day.
    """

    juror: Juror
    contact: Contact | None
    begins_at: datetime
    hour: int | None
    said: Said
    chance: float

    @property
    def likely(self) -> int:
        """The chance of a yes, of a thousand."""
        return round(self.chance * _THOUSAND)


class Wave:
    """The calls that one sweep adds to those that are out."""

    def __init__(
        self,
        dispute: Dispute,
        draw: Draw,
        summonses: Iterable[Summons],
        *,
        free: int,
        now: datetime,
    ) -> None:
        """Take stock of the calls that are out and of the seats that are free."""
        pace = rules_of(dispute).policy.pace
        known = list(summonses)
        # Whether the stream ended before enough were called.
        self.came_short = False
        self._draw, self._now = draw, now
        self._turnout = get_turnout(pace.usual_turnout)
        filling = Filling(
            free=free,
            allowed=pace.allowed(draw.window_ends_at - now),
            unseated=sum(one.unseated_at is not None for one in known),
        )
        out = [_out(one, self._turnout, now=now) for one in known]
        self._caller = Caller(filling, self._turnout, out)

    def call(self, stream: Iterator[Juror]) -> Iterator[Called]:
        """Take from the stream, in its order, until enough are out."""
        while self._caller.wants(self._turnout.overall):
            number = self._caller.surely(self._turnout.overall)
            few = list(islice(stream, number))
            yield from self._judge(few)
            if len(few) < number:
                self.came_short = True
                return

    def _judge(self, jurors: Sequence[Juror]) -> Iterator[Called]:
        ids = [juror.id for juror in jurors]
        contacts = list_contacts(ids, now=self._now)
        answers = list_answers(ids, now=self._now)
        for juror in jurors:
            contact = contacts.get(juror.id)
            begins_at, hour, said = self._now, None, Said.NOTHING
            if contact is not None:
                begins_at = end_of_quiet(contact, now=self._now)
                hour, said = contact.hour(begins_at), said_of(contact, begins_at)
            chance = self._turnout.overall
            if hour is not None:
                own = answers.get(juror.id, {})
                chance = self._turnout.chance(own, hour=hour, said=said)
            begins_at = min(begins_at, self._draw.window_ends_at)
            self._caller.add(chance, asleep=begins_at > self._now)
            yield Called(juror, contact, begins_at, hour, said, chance)


def said_of(contact: Contact, at: datetime) -> Said:
    """What somebody has said of the hour in which a call reaches them."""
    if contact.is_ready(at):
        return Said.NOW
    return Said.WITHIN if contact.hours else Said.NOTHING


def _out(summons: Summons, turnout: Turnout, *, now: datetime) -> Out:
    likely = summons.likely
    return Out(
        chance=turnout.overall if likely is None else likely / _THOUSAND,
        answered=has_answered(summons) or summons.state != SummonsState.SENT.value,
        willing=is_willing(summons),
        asleep=(summons.begins_at or summons.sent_at) > now,
    )
