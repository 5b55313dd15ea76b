"""What a jury asked for and what came of it, for whoever may read it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from jury.domain.asking import Ask
from jury.domain.lifecycle import Side
from jury.domain.lives.inquiries import InquiryState
from jury.domain.lives.part_states import ExhibitState
from jury.domain.sortition.canonical import canonical_json
from jury.services.law.rules import rules_of
from jury.services.screening.wishes import list_open_wishes, wish_of
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute, list_redacted
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
    covered_by_at: datetime
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


def targets_of(inquiry: Inquiry) -> frozenset[str]:
    """What of its evidence can be covered: every piece, and every caption."""
    filed = [one.id for one in list_filed_for(inquiry)]
    return frozenset([*filed, *(f"caption:{one}" for one in filed)])


def list_wishes_for(inquiry: Inquiry) -> list[Task]:
    """Open wishes for more cover of its evidence."""
    targets = targets_of(inquiry)
    return [
        task
        for task in list_open_wishes(inquiry.dispute_id)
        if wish_of(task).target in targets and not wish_of(task).is_uncover
    ]


def list_waiting(inquiry: Inquiry) -> list[Exhibit]:
    """What nobody has looked through yet, or of which more is to be covered."""
    asked = {wish_of(task).target for task in list_wishes_for(inquiry)}
    return [
        one
        for one in list_filed_for(inquiry)
        if one.state == ExhibitState.FILED.value
        or (one.state == ExhibitState.RELEASED.value and one.id in asked)
    ]


def evidence_digest(inquiry: Inquiry) -> str:
    """What its side confirms: a hash over its evidence as jurors will see it.

    Empty when jurors will see none.
    """
    filed = list_filed_for(inquiry)
    if not any(one.state == ExhibitState.RELEASED.value for one in filed):
        return ""
    texts = list_redacted(inquiry.dispute_id)
    seen = [
        [one.id, one.state, one.shown_digest or "", texts[f"caption:{one.id}"].digest]
        for one in filed
    ]
    return hashlib.sha256(canonical_json(seen)).hexdigest()


def is_settled(inquiry: Inquiry) -> bool:
    """Whether all of its evidence is covered, as far as anybody asked."""
    return not list_waiting(inquiry) and not list_wishes_for(inquiry)


def is_confirmed(inquiry: Inquiry) -> bool:
    """Whether its side has agreed to what jurors will see, or they will see nothing."""
    return evidence_digest(inquiry) in {"", inquiry.confirmed_digest}


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
        covered_by_at=inquiry.covered_by_at,
        source=source_of(inquiry),
        shown=shown,
        withheld=len(filed) - shown,
    )
