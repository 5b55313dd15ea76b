"""HEARING: the side that its jury asked looks its answer over, and sends it, once.

What it looked over is what jurors read: words that it covers itself included.
"""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.deadlines import window_end
from jury.domain.errors import N_, Invalid, NotNow, TooMany
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Side, Who
from jury.domain.lives.inquiries import INQUIRY, InquiryState
from jury.services.appeal.earlier import strike_row
from jury.services.hearing.inquiry_filing import go_on_when_ready, require_asked
from jury.services.hearing.inquiry_view import (
    evidence_digest,
    is_settled,
    kind_of,
    list_filed_for,
    source_of,
)
from jury.services.law.rules import rules_of
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import CHANGED
from jury.services.screening.kept_covered import cover_like_others
from jury.storage.base import current_session
from jury.storage.disputes import (
    Dispute,
    RedactedText,
    Statement,
    get_dispute,
    list_redacted,
)
from jury.storage.inquiries import Inquiry

ANSWERED = "dispute.evidence_answered"
ANSWER_LENGTH = 2000
MOST_COVERS = 40


@dataclass(frozen=True)
class Answer:
    """What a side says to its jury, and the words of it that are covered besides."""

    text: str
    language: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True)
class LookedOver:
    """An answer as jurors read it; both are empty when it is evidence alone."""

    template: str
    digest: str


def look_over(
    dispute_id: str, side: Side, answer: Answer, *, now: datetime
) -> LookedOver:
    """What jurors would read of an answer; nothing of it is kept.

    Raises as `answer_jury` does. Covered as it would be, in what its side has said:
    therefore it is kept, and taken back.
    """
    dispute = get_dispute(dispute_id)
    row = require_asked(dispute, side, now=now)
    with current_session().begin_nested() as tried:
        seen = _seen(_keep_words(dispute, row, answer, now=now))
        tried.rollback()
    return seen


def answer_jury(
    dispute_id: str,
    side: Side,
    answer: Answer,
    *,
    now: datetime,
    digest: str | None = None,
    evidence: str | None = None,
) -> None:
    """The side that was asked answers, once; what it filed is covered first.

    With the `digest` of what it looked over, jurors read that or nothing; of what it
    filed it need not look again at what it saw covered, `evidence` being its hash.
    Raises NotNow when it was not asked, is late or would send something else, Invalid
    when it brings nothing.
    """
    dispute = get_dispute(dispute_id)
    row = require_asked(dispute, side, now=now)
    seen = _seen(_keep_words(dispute, row, answer, now=now))
    if digest is not None and digest != seen.digest:
        raise NotNow(CHANGED)
    policy, filed = rules_of(dispute).policy, list_filed_for(row)
    state = InquiryState(row.state)
    row.state = INQUIRY.after(state, "answer", Who.PARTY).value
    row.answered_at = now
    row.due_at = row.covered_by_at = window_end(policy, Window.SCREENING, now)
    if evidence and is_settled(row) and evidence == evidence_digest(row):
        row.confirmed_at, row.confirmed_digest = now, evidence
    has_words = bool(seen.digest)
    told = {"side": side.value, "words": has_words, "exhibits": len(filed)}
    logged = {**told, "digest": seen.digest or None, "seen": row.confirmed_digest}
    audit.record(dispute.id, ANSWERED, logged, actor=f"party:{side}", now=now)
    telling.emit(dispute, ANSWERED, told, now=now)
    other = dispute.party(side.other)
    telling.notify_party(other, "evidence.answered", now=now, once=str(row.number))
    go_on_when_ready(dispute, now=now)


def _seen(kept: RedactedText | None) -> LookedOver:
    return LookedOver(kept.template, kept.digest) if kept else LookedOver("", "")


def _keep_words(
    dispute: Dispute, row: Inquiry, answer: Answer, *, now: datetime
) -> RedactedText | None:
    """The covered words of an answer; None, and nothing is kept, without any."""
    if answer.language not in texts.LANGUAGES:
        raise Invalid({"language": N_("Please choose Chinese or English.")})
    has_filed, most = bool(list_filed_for(row)), ANSWER_LENGTH
    said = texts.clean(answer.text, field="text", most=most, empty=has_filed)
    if not said:
        return None
    language, source = answer.language, source_of(row)
    statement = Statement(
        dispute_id=dispute.id,
        side=row.side,
        kind=kind_of(row),
        version=1,
        stance=None,
        text=said,
        language=language,
        written_at=now,
    )
    current_session().add(statement)
    side = Side(row.side)
    kept = texts.keep_redacted(dispute, source, said, language=language, side=side)
    kept = cover_like_others(dispute, kept)
    if dispute.round_number > 1:
        strike_row(dispute, kept)
    return _cover(dispute, source, answer.covers)


def _cover(dispute: Dispute, source: str, passages: tuple[str, ...]) -> RedactedText:
    """What its side wants covered besides, as far as it can still be read."""
    if len(passages) > MOST_COVERS:
        raise TooMany(N_("At most 40 places can be covered in one answer."))
    current_session().flush()
    kept = list_redacted(dispute.id)[source]
    for passage in passages:
        said = texts.clean(passage, field="passage")
        kept = texts.cover_more(dispute, kept, said)
        current_session().flush()
    return kept
