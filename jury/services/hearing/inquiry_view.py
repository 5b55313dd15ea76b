"""What a jury asked for and what came of it, for whoever may read it."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.asking import Ask
from jury.domain.lifecycle import Side
from jury.domain.lives.inquiries import InquiryState
from jury.domain.lives.part_states import ExhibitState
from jury.services.law.rules import rules_of
from jury.storage.disputes import Dispute
from jury.storage.exhibits import Exhibit, list_exhibits
from jury.storage.inquiries import Inquiry, list_inquiries


@dataclass(frozen=True)
class InquiryView:
    """One question of a jury: what was asked, of whom, and what came of it.

    `shown` and `withheld` count the pieces of evidence that were filed in answer.
    """

    number: int
    side: str
    what: str
    hint: str
    state: str
    asked_at: datetime
    due_at: datetime
    source: str
    shown: int
    withheld: int

    @property
    def is_open(self) -> bool:
        """Whether the poll still waits for it."""
        return self.state in {InquiryState.ASKED, InquiryState.ANSWERED}

    @property
    def is_unanswered(self) -> bool:
        """Whether its time passed without a word."""
        return self.state == InquiryState.UNANSWERED and not self.shown


def kind_of(inquiry: Inquiry) -> str:
    """As what the words of an answer are kept."""
    return f"evidence:{inquiry.number}"


def source_of(inquiry: Inquiry) -> str:
    """Where the covered words of an answer stand."""
    return f"statement:{inquiry.side}:{kind_of(inquiry)}"


def ask_of(dispute: Dispute, inquiry: Inquiry) -> Ask:
    """The line of the form that was asked for."""
    return rules_of(dispute).ask(inquiry.code)


def list_filed_for(inquiry: Inquiry) -> list[Exhibit]:
    """What its side filed in answer: nothing else is filed while a poll waits."""
    until = inquiry.ended_at
    return [
        one
        for one in list_exhibits(inquiry.dispute_id)
        if one.side == inquiry.side
        and one.filed_at >= inquiry.asked_at
        and (until is None or one.filed_at <= until)
    ]


def inquiries_of(dispute: Dispute, locale: str) -> tuple[InquiryView, ...]:
    """All that juries asked for in a dispute, oldest first; not what was dropped."""
    return tuple(
        view_of(dispute, one, locale)
        for one in list_inquiries(dispute.id)
        if one.state != InquiryState.DROPPED.value
    )


def view_of(dispute: Dispute, inquiry: Inquiry, locale: str) -> InquiryView:
    """One of them in the reader's language."""
    ask, filed = ask_of(dispute, inquiry), list_filed_for(inquiry)
    shown = sum(one.state == ExhibitState.RELEASED.value for one in filed)
    return InquiryView(
        number=inquiry.number,
        side=Side(inquiry.side).value,
        what=ask.text.for_locale(locale),
        hint=ask.hint.for_locale(locale),
        state=inquiry.state,
        asked_at=inquiry.asked_at,
        due_at=inquiry.due_at,
        source=source_of(inquiry),
        shown=shown,
        withheld=len(filed) - shown,
    )
