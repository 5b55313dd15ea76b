"""A juror's own call, and where they stand with it.

What a call is about differs, and the pages do not: they read an `OwnCall` and act
through `Acts`, whichever of two kinds of call fills them. So nothing on a page, and no
way that an act is refused, tells a control call from a drawn one before it is told.
Everything is loaded through the juror's own call, which `access.juror` demands;
another's answers 404.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from jury.domain.asking import Ask
from jury.domain.errors import DisputeError, Invalid, NotFound
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.whole import Rules
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import SummonsState
from jury.services.hearing.poll import Progress, Vote
from jury.services.reading.case_views import CaseFile
from jury.storage.exhibits import Exhibit


@dataclass(frozen=True)
class JuryAsked:
    """What a jury asked a side for, and whether its poll waits for the answer."""

    side: Side
    ask: Ask
    waits: bool
    again: bool
    until: datetime | None


class OwnCall(ABC):
    """One call of the signed-in juror, with what it is about."""

    @property
    @abstractmethod
    def sid(self) -> str:
        """The id that stands in every address of this call."""

    @property
    @abstractmethod
    def state(self) -> SummonsState:
        """What became of the call so far."""

    @property
    @abstractmethod
    def sent_at(self) -> datetime:
        """When the juror was called."""

    @property
    @abstractmethod
    def reply_due_at(self) -> datetime:
        """Until when the call can be answered."""

    @property
    @abstractmethod
    def opened_at(self) -> datetime | None:
        """Since when the file is read."""

    @property
    @abstractmethod
    def window_ends_at(self) -> datetime:
        """When the vote is over at the latest."""

    @property
    @abstractmethod
    def reading_seconds(self) -> int:
        """How long the file must be read."""

    @property
    @abstractmethod
    def vote_due_at(self) -> datetime | None:
        """Until when the seat is kept. Never the close: that would tell the turnout.

        None while the dispute, and the juror's time with it, stands still.
        """

    @property
    @abstractmethod
    def seconds_kept(self) -> int:
        """How much time a juror has once the dispute goes on; 0 while time runs."""

    @property
    @abstractmethod
    def rules(self) -> Rules:
        """The rules by which it is judged."""

    @property
    @abstractmethod
    def ladder(self) -> tuple[OfferedRung, ...]:
        """The rungs of the ballot."""

    @property
    @abstractmethod
    def asked_minor(self) -> int:
        """The sum that is asked for."""

    @property
    @abstractmethod
    def held_minor(self) -> int:
        """The sum that is held."""

    @property
    @abstractmethod
    def currency(self) -> str:
        """The currency of both."""

    @property
    @abstractmethod
    def file_key(self) -> tuple[object, ...]:
        """What the file's pages are kept under for all who read the same."""

    @property
    @abstractmethod
    def may_vote_again(self) -> bool:
        """Tell whether a vote that is in may be confirmed or changed, once."""

    @property
    @abstractmethod
    def has_closed(self) -> bool:
        """Tell whether the vote is over, and what was decided may be read."""

    @property
    @abstractmethod
    def is_void(self) -> bool:
        """Tell whether no vote of this jury counts."""

    @property
    @abstractmethod
    def is_unjudged(self) -> bool:
        """Tell whether the two sides ended the dispute themselves."""

    @property
    @abstractmethod
    def never_opened(self) -> bool:
        """Tell whether the vote ended and nothing of it was counted."""

    @property
    @abstractmethod
    def is_paused(self) -> bool:
        """Tell whether the dispute stands still."""

    @property
    @abstractmethod
    def is_waiting(self) -> bool:
        """Tell whether the vote waits for evidence."""

    @property
    @abstractmethod
    def has_jury_asked(self) -> bool:
        """Tell whether this jury asked a side for evidence."""

    @property
    @abstractmethod
    def may_ask(self) -> bool:
        """Tell whether this juror may ask, if they have not."""

    @abstractmethod
    def is_answerable(self, now: datetime) -> bool:
        """Tell whether the call waits for an answer."""

    @abstractmethod
    def case(self, locale: str) -> CaseFile:
        """The file; NotFound to whoever never held a seat."""

    @abstractmethod
    def progress(self, now: datetime) -> Progress:
        """What this juror has read, and what is still missing."""

    @abstractmethod
    def find_draft(self) -> Mapping[str, object]:
        """What was filled in before; empty when nothing was kept."""

    @abstractmethod
    def find_vote(self) -> Vote | None:
        """The vote that is in."""

    @abstractmethod
    def find_receipt(self) -> str | None:
        """What stands on the receipt, once a vote is in."""

    @abstractmethod
    def find_question(self) -> str | None:
        """The code of what this juror asked for."""

    @abstractmethod
    def find_jury_asked(self) -> JuryAsked | None:
        """What this juror's jury asked for."""

    def get_exhibit(self, exhibit_id: str) -> Exhibit:
        """An exhibit of the dispute; raises NotFound, as where there is none."""
        raise NotFound(exhibit_id)

    @property
    def is_seated(self) -> bool:
        """Tell whether the juror holds a seat and has a vote to cast."""
        return self.state is SummonsState.ACCEPTED or self.may_vote_again

    @property
    def may_read_outcome(self) -> bool:
        """Tell whether the vote is over and the juror took part in it."""
        took_part = self.state is SummonsState.VOTED or self.opened_at
        return self.has_closed and bool(took_part)


class Acts(Protocol):
    """What a juror does with their own call; refused alike whatever it is about."""

    def accept(self, now: datetime) -> object:
        """Take a seat."""

    def note_unseated(self, now: datetime) -> None:
        """Keep that they said yes and found no seat."""

    def decline(self, now: datetime) -> None:
        """Say no."""

    def recuse(self, reason: str, now: datetime) -> None:
        """Step aside."""

    def open_file(self, now: datetime) -> object:
        """Begin to read."""

    def save_draft(self, content: Mapping[str, object], now: datetime) -> None:
        """Keep what was filled in so far."""

    def cast(self, vote: Vote, now: datetime) -> object:
        """Cast the one vote."""

    def confirm(self, now: datetime) -> None:
        """Cast the same once more."""

    def ask(self, code: str, now: datetime) -> object:
        """Ask for evidence, once."""

    def report(self, target: str, now: datetime) -> None:
        """Say that a text or an exhibit shows who somebody is."""


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
