"""A call by the draw of a dispute: its summons and seat, as the pages take them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jury import clock
from jury.domain.law.ladder import OfferedRung
from jury.domain.law.whole import Rules
from jury.domain.lifecycle import UNJUDGED, Side
from jury.domain.lives.part_states import SummonsState
from jury.services.drawing import seats
from jury.services.hearing import asking, ballot_seals, confirming, poll, reporting
from jury.services.hearing.inquiry_view import ask_of
from jury.services.hearing.poll import Progress, Vote
from jury.services.hearing.revote import may_change
from jury.services.law.rules import ladder_of, rules_of
from jury.services.reading.case_views import CaseFile
from jury.services.reading.casefile import for_juror
from jury.storage.disputes import Dispute
from jury.storage.draws import Seat, Summons
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.inquiries import find_inquiry, find_question
from jury.storage.polls import find_ballot_of_seat
from jury.web.juror.own import JuryAsked, OwnCall


@dataclass(frozen=True)
class DrawnCall(OwnCall):
    """One summons, the dispute it is about, and the seat it holds."""

    summons: Summons
    dispute: Dispute
    seat: Seat | None

    @property
    def sid(self) -> str:
        return self.summons.id

    @property
    def state(self) -> SummonsState:
        return SummonsState(self.summons.state)

    @property
    def sent_at(self) -> datetime:
        return self.summons.sent_at

    @property
    def reply_due_at(self) -> datetime:
        return self.summons.reply_due_at

    @property
    def opened_at(self) -> datetime | None:
        return self.summons.opened_at

    @property
    def window_ends_at(self) -> datetime:
        return self.summons.draw.window_ends_at

    @property
    def reading_seconds(self) -> int:
        return self.summons.draw.reading_seconds

    @property
    def vote_due_at(self) -> datetime | None:
        stands = self.dispute.stands_since is not None
        if self.may_vote_again and not stands:
            return self.summons.draw.confirm_until
        return None if stands or self.seat is None else self.seat.vote_due_at

    @property
    def seconds_kept(self) -> int:
        since = self.dispute.stands_since
        if self.summons.draw.is_waiting:
            return 0
        due_at = self.seat.vote_due_at if self.seat else self.summons.reply_due_at
        if since is None or due_at is None:
            return 0
        return max(0, int((due_at - since).total_seconds()))

    @property
    def rules(self) -> Rules:
        return rules_of(self.dispute)

    @property
    def ladder(self) -> tuple[OfferedRung, ...]:
        return ladder_of(self.dispute)

    @property
    def asked_minor(self) -> int:
        return self.dispute.asked_minor

    @property
    def held_minor(self) -> int:
        return self.dispute.held_minor

    @property
    def currency(self) -> str:
        return self.dispute.currency

    @property
    def file_key(self) -> tuple[object, ...]:
        draw = self.summons.draw
        return (draw.dispute_id, draw.id, draw.went_on_at, draw.file_version)

    @cached_property
    def may_vote_again(self) -> bool:
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
        return self.summons.draw.closed_at is not None

    @property
    def is_void(self) -> bool:
        return self.summons.draw.is_void

    @property
    def is_unjudged(self) -> bool:
        return self.dispute.ended_by in UNJUDGED

    @property
    def never_opened(self) -> bool:
        return self.summons.draw.never_opened

    @property
    def is_paused(self) -> bool:
        return self.dispute.is_paused

    @property
    def is_waiting(self) -> bool:
        return self.summons.draw.is_waiting

    @property
    def has_jury_asked(self) -> bool:
        return self.summons.draw.asked_at is not None

    @property
    def may_ask(self) -> bool:
        return asking.may_ask(self.dispute, self.summons)

    def is_answerable(self, now: datetime) -> bool:
        at = self.dispute.window_time(now)
        return self.state is SummonsState.SENT and at < self.summons.reply_due_at

    def case(self, locale: str) -> CaseFile:
        return for_juror(self.summons.id, self.summons.juror_id, locale)

    def progress(self, now: datetime) -> Progress:
        return poll.reading_progress(self.summons, now=now)

    def find_draft(self) -> Mapping[str, object]:
        return poll.find_draft(self.summons.id)

    def find_vote(self) -> Vote | None:
        ballot = find_ballot_of_seat(self.seat.id) if self.seat else None
        if ballot is None:
            return None
        return Vote(
            choice=ballot.choice,
            reasons=tuple(ballot.reasons),
            sentence=ballot.sentence,
            language=ballot.language,
        )

    def find_receipt(self) -> str | None:
        ballot = find_ballot_of_seat(self.seat.id) if self.seat else None
        return ballot_seals.receipt_code(ballot) if ballot else None

    def find_question(self) -> str | None:
        question = find_question(self.summons.id)
        return question.code if question else None

    def find_jury_asked(self) -> JuryAsked | None:
        draw = self.summons.draw
        inquiry = find_inquiry(draw.id) if draw.asked_at else None
        if inquiry is None:
            return None
        return JuryAsked(
            side=Side(inquiry.side),
            ask=ask_of(self.dispute, inquiry),
            waits=draw.is_waiting,
            again=self.may_vote_again,
            until=draw.confirm_until,
        )

    def get_exhibit(self, exhibit_id: str) -> Exhibit:
        return get_exhibit(self.dispute.id, exhibit_id)


@dataclass(frozen=True)
class DrawnActs:
    """The acts of a juror whom a draw named."""

    sid: str
    juror_id: int

    def accept(self, now: datetime) -> object:
        return seats.accept_summons(self.sid, self.juror_id, now=now)

    def note_unseated(self, now: datetime) -> None:
        seats.note_unseated(self.sid, self.juror_id, now=now)

    def decline(self, now: datetime) -> None:
        seats.decline_summons(self.sid, self.juror_id, now=now)

    def recuse(self, reason: str, now: datetime) -> None:
        seats.recuse(self.sid, self.juror_id, reason=reason, now=now)

    def open_file(self, now: datetime) -> object:
        return poll.open_file(self.sid, self.juror_id, now=now)

    def save_draft(self, content: Mapping[str, object], now: datetime) -> None:
        poll.save_draft(self.sid, self.juror_id, content, now=now)

    def cast(self, vote: Vote, now: datetime) -> object:
        return poll.cast_ballot(self.sid, self.juror_id, vote, now=now)

    def confirm(self, now: datetime) -> None:
        confirming.confirm_ballot(self.sid, self.juror_id, now=now)

    def ask(self, code: str, now: datetime) -> object:
        return asking.put_question(self.sid, self.juror_id, code, now=now)

    def report(self, target: str, now: datetime) -> None:
        reporting.report(self.sid, self.juror_id, target, now=now)
