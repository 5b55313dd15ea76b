"""A call to a control dispute, as the pages take it: as any other, until it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.law.ladder import OfferedRung
from jury.domain.law.whole import Rules
from jury.domain.lives.part_states import SummonsState
from jury.services.control import answering
from jury.services.control.file import file_for
from jury.services.control.items import mock_of
from jury.services.control.rules import ladder_of_call, rules_of_call
from jury.services.hearing.poll import Progress, Vote
from jury.services.reading.case_views import CaseFile
from jury.storage.jurors.controls import ControlCall
from jury.web.juror.own import JuryAsked, OwnCall


@dataclass(frozen=True)
class KnownCall(OwnCall):
    """One control call; nothing in it is ever paused, void, asked for or withheld."""

    row: ControlCall

    @property
    def sid(self) -> str:
        return self.row.id

    @property
    def state(self) -> SummonsState:
        return SummonsState(self.row.state)

    @property
    def sent_at(self) -> datetime:
        return self.row.sent_at

    @property
    def reply_due_at(self) -> datetime:
        return self.row.reply_due_at

    @property
    def opened_at(self) -> datetime | None:
        return self.row.opened_at

    @property
    def window_ends_at(self) -> datetime:
        return self.row.window_ends_at

    @property
    def reading_seconds(self) -> int:
        return self.row.reading_seconds

    @property
    def vote_due_at(self) -> datetime | None:
        return self.row.vote_due_at

    @property
    def seconds_kept(self) -> int:
        return 0

    @property
    def rules(self) -> Rules:
        return rules_of_call(self.row)

    @property
    def ladder(self) -> tuple[OfferedRung, ...]:
        return ladder_of_call(self.row)

    @property
    def asked_minor(self) -> int:
        return mock_of(self.row.mock).asked_minor

    @property
    def held_minor(self) -> int:
        return mock_of(self.row.mock).held_minor

    @property
    def currency(self) -> str:
        return self.row.currency

    @property
    def file_key(self) -> tuple[object, ...]:
        return (self.row.id,)

    @property
    def may_vote_again(self) -> bool:
        return False

    @property
    def has_closed(self) -> bool:
        return self.row.told_at is not None

    @property
    def is_void(self) -> bool:
        return False

    @property
    def is_unjudged(self) -> bool:
        return False

    @property
    def never_opened(self) -> bool:
        return False

    @property
    def is_paused(self) -> bool:
        return False

    @property
    def is_waiting(self) -> bool:
        return False

    @property
    def has_jury_asked(self) -> bool:
        return False

    @property
    def may_ask(self) -> bool:
        return answering.may_ask(self.row)

    def is_answerable(self, now: datetime) -> bool:
        return self.state is SummonsState.SENT and now < self.row.reply_due_at

    def case(self, locale: str) -> CaseFile:
        return file_for(self.row, locale)

    def progress(self, now: datetime) -> Progress:
        return answering.progress_of(self.row, now=now)

    def find_draft(self) -> Mapping[str, object]:
        return self.row.draft or {}

    def find_vote(self) -> Vote | None:
        if self.state is not SummonsState.VOTED:
            return None
        return Vote(
            choice=self.row.choice,
            reasons=tuple(self.row.reasons),
            sentence=self.row.sentence,
            language=self.row.vote_language or self.row.language,
        )

    def find_receipt(self) -> str | None:
        has_voted = self.state is SummonsState.VOTED
        return answering.receipt_of(self.row) if has_voted else None

    def find_question(self) -> str | None:
        return self.row.asked

    def find_jury_asked(self) -> JuryAsked | None:
        return None


@dataclass(frozen=True)
class KnownActs:
    """The acts of a juror whom a control call names."""

    sid: str
    juror_id: int

    def accept(self, now: datetime) -> object:
        return answering.accept_control(self.sid, self.juror_id, now=now)

    def note_unseated(self, now: datetime) -> None:
        """There is always a seat."""

    def decline(self, now: datetime) -> None:
        answering.decline_control(self.sid, self.juror_id, now=now)

    def recuse(self, reason: str, now: datetime) -> None:
        answering.recuse_from_control(self.sid, self.juror_id, reason=reason, now=now)

    def open_file(self, now: datetime) -> object:
        return answering.open_control(self.sid, self.juror_id, now=now)

    def save_draft(self, content: Mapping[str, object], now: datetime) -> None:
        answering.save_control_draft(self.sid, self.juror_id, content, now=now)

    def cast(self, vote: Vote, now: datetime) -> object:
        return answering.answer_control(self.sid, self.juror_id, vote, now=now)

    def confirm(self, now: datetime) -> None:
        answering.confirm_control(self.sid, self.juror_id, now=now)

    def ask(self, code: str, now: datetime) -> object:
        return answering.ask_in_control(self.sid, self.juror_id, code, now=now)

    def report(self, target: str, now: datetime) -> None:
        answering.report_in_control(self.sid, self.juror_id, target, now=now)
