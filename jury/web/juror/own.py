"""A juror's own call, and where they stand with it.

Everything is loaded through the juror's own summons, which `access.juror` demands;
another's answers 404.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jury import clock
from jury.domain.errors import DisputeError, Invalid
from jury.domain.ladder import OfferedRung
from jury.domain.law import Rules
from jury.domain.lifecycle import UNJUDGED
from jury.domain.part_states import SummonsState
from jury.services.hearing.revote import may_change
from jury.services.law.rules import ladder_of, rules_of
from jury.storage.calls import get_call
from jury.storage.disputes import Dispute
from jury.storage.draws import Seat, Summons
from jury.web import access
from jury.web.sessions import take_loaded_call


@dataclass(frozen=True)
class OwnCall:
    """One summons of the signed-in juror, with what it is about."""

    summons: Summons
    dispute: Dispute
    seat: Seat | None

    @property
    def sid(self) -> str:
        """The id that stands in every address of this call."""
        return self.summons.id

    @property
    def state(self) -> SummonsState:
        """What became of the call so far."""
        return SummonsState(self.summons.state)

    @property
    def rules(self) -> Rules:
        """The rules the dispute was admitted under."""
        return rules_of(self.dispute)

    @property
    def ladder(self) -> tuple[OfferedRung, ...]:
        """The rungs of the ballot."""
        return ladder_of(self.dispute)

    @property
    def is_seated(self) -> bool:
        """Tell whether the juror holds a seat and has a vote to cast."""
        return self.state is SummonsState.ACCEPTED or self.may_vote_again

    @cached_property
    def may_vote_again(self) -> bool:
        """Tell whether a vote that is in may be confirmed or changed, once."""
        if self.state is not SummonsState.VOTED or self.seat is None:
            return False
        draw = self.summons.draw
        if draw.confirm_until is None:
            return False
        at = self.dispute.window_time(clock.now())
        is_open = draw.closed_at is None and at < draw.window_ends_at
        return is_open and may_change(draw, self.seat.id, now=at)

    @property
    def has_closed(self) -> bool:
        """Tell whether the poll has closed."""
        return self.summons.draw.closed_at is not None

    @property
    def is_unjudged(self) -> bool:
        """Tell whether the two sides ended the dispute themselves."""
        return self.dispute.ended_by in UNJUDGED

    @property
    def may_read_outcome(self) -> bool:
        """Tell whether the poll has closed and the juror took part in it."""
        took_part = self.state is SummonsState.VOTED or self.summons.opened_at
        return self.has_closed and bool(took_part)

    @property
    def vote_due_at(self) -> datetime | None:
        """Until when the seat is kept. Never the close: that would tell the turnout.

        None while the dispute, and the juror's time with it, stands still.
        """
        stands = self.dispute.stands_since is not None
        if self.may_vote_again and not stands:
            return self.summons.draw.confirm_until
        return None if stands or self.seat is None else self.seat.vote_due_at

    @property
    def seconds_kept(self) -> int:
        """How much time a juror has once the dispute goes on; 0 while time runs."""
        since = self.dispute.stands_since
        if self.summons.draw.is_waiting:
            return 0
        due_at = self.seat.vote_due_at if self.seat else self.summons.reply_due_at
        if since is None or due_at is None:
            return 0
        return max(0, int((due_at - since).total_seconds()))


def get_own_call(sid: str) -> OwnCall:
    """The signed-in juror's own call, which the address names."""
    return OwnCall(*(take_loaded_call() or get_call(sid, access.juror_id())))


def place_of(call: OwnCall) -> str:
    """The page on which this call goes on."""
    if call.is_seated:
        return url_for("juror.reading.read", sid=call.sid)
    if call.state is SummonsState.VOTED:
        page = "outcome.show" if call.has_closed else "voting.show_receipt"
        return url_for(f"juror.{page}", sid=call.sid)
    return url_for("juror.calls.show", sid=call.sid)


def send_home(refusal: DisputeError) -> ResponseReturnValue:
    """What can no longer be shown: say why, on the page that knows the way on."""
    flash(sentence_of(refusal), "time")
    return redirect(url_for("juror.home.show"), 303)


def sentence_of(refusal: DisputeError) -> str:
    """A refusal in the reader's language; of a bad field, what is wrong with it."""
    if isinstance(refusal, Invalid) and refusal.fields:
        return " ".join(gettext(one) for one in refusal.fields.values())
    return str(gettext(refusal.sentence, **refusal.params))
