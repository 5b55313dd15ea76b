"""SUBMISSIONS: both sides put their case, mark the points, and file exhibits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jury.domain.deadlines import window_end
from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow, TooMany
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Side, Stage
from jury.services.appeal.earlier import strike_earlier
from jury.services.law.rules import rules_of
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.in_pieces import cover_pieces
from jury.services.screening.kept_covered import cover_again
from jury.services.stages import require
from jury.services.submissions.submitted import end_submissions
from jury.storage.base import current_session
from jury.storage.disputes import (
    Dispute,
    Statement,
    get_dispute,
    last_version,
    list_statements,
)

MOST_VERSIONS = 30
TOO_LATE = N_("The time for this has passed. Nothing was changed.")
# What a side says on appeal, beside all that stands in the file already.
ADDITION = "addition"
ADDITION_LENGTH = 2000
SENTENCE_LENGTH = 300


class PointSaid(Protocol):
    """What somebody says to one question of the reason."""

    @property
    def number(self) -> int: ...
    @property
    def stance(self) -> bool: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What a side writes; `kind` is "case", "answer", "point:N" or "addition"."""

    kind: str
    text: str
    language: str
    stance: bool | None = None


def write_statement(
    dispute_id: str, side: Side, writing: Writing, *, now: datetime
) -> Statement:
    """Keep what a side wrote as a new version, and its covered form beside it."""
    dispute = get_dispute(dispute_id)
    require_open(dispute, side, now=now)
    _refuse_wrong_kind(dispute, writing)
    row = _keep_statement(dispute, side, writing, now=now)
    told = {"side": side.value, "kind": writing.kind, "version": row.version}
    audit.record(dispute.id, "statement.written", told, actor=f"party:{side}", now=now)
    telling.emit(dispute, "dispute.statement_written", told, now=now)
    if row.version == 1 and not writing.kind.startswith("point:"):
        telling.notify_party(
            dispute.party(side.other),
            "other.added" if writing.kind == ADDITION else "other.spoke",
            now=now,
            expires_at=dispute.stage_closes_at,
            once=writing.kind,
        )
    return row


def write_statements(
    dispute_id: str, side: Side, writings: Iterable[Writing], *, now: datetime
) -> None:
    """Keep all that a side sent at once, or nothing; what stands already is left.

    A refusal names its fields with their kind: "point:2.stance".
    """
    rows = list_statements(dispute_id)
    known = {row.kind: row for row in rows if row.side == side.value}
    require_open(get_dispute(dispute_id), side, now=now)
    wrong: dict[str, str] = {}
    for writing in writings:
        if stands_already(known.get(writing.kind), writing):
            continue
        try:
            write_statement(dispute_id, side, writing, now=now)
        except Invalid as refusal:
            fields = refusal.fields.items()
            wrong |= {f"{writing.kind}.{name}": why for name, why in fields}
    if wrong:
        raise Invalid(wrong)


def stands_already(row: Statement | None, writing: Writing) -> bool:
    """Whether this is word for word what was written last."""
    if row is None or row.stance != writing.stance:
        return False
    try:
        return row.text == texts.clean(writing.text, field="text", empty=True)
    except Invalid:
        return False


def keep_answer(
    dispute: Dispute, side: Side, said: PointSaid, *, now: datetime
) -> Statement:
    """Keep an answer to a point that came with the escalation itself."""
    writing = Writing(
        kind=f"point:{said.number}",
        text=said.text,
        stance=said.stance,
        language=dispute.language,
    )
    return _keep_statement(dispute, side, writing, now=now)


def say_done(dispute_id: str, side: Side, *, now: datetime) -> None:
    """A side says it has put its whole case; when both have, screening begins."""
    dispute = get_dispute(dispute_id)
    require_open(dispute, side, now=now)
    dispute.party(side).done_at = now
    audit.record(
        dispute.id,
        "submissions.done",
        {"side": side.value},
        actor=f"party:{side}",
        now=now,
    )
    if all(party.done_at for party in dispute.parties):
        end_submissions(dispute, "complete submissions", actor=f"party:{side}", now=now)


def close_submissions(dispute_id: str, *, now: datetime) -> None:
    """The window has closed: go on with what is there."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SUBMISSIONS)
    if dispute.stage_closes_at is None or dispute.stage_closes_at > now:
        raise NotNow
    end_submissions(dispute, "close submissions", actor="sweep", now=now)


def screening_ends_at(dispute: Dispute) -> datetime:
    """When what is not released is withheld: the deadline that screening blocks."""
    closes_at = dispute.stage_closes_at or dispute.admitted_at
    if dispute.stage == Stage.SUBMISSIONS.value:
        return window_end(rules_of(dispute).policy, Window.SCREENING, closes_at)
    return closes_at


def require_open(dispute: Dispute, side: Side, *, now: datetime) -> None:
    """Refuse a side that writes too late, or after it said it was done."""
    require(dispute, Stage.SUBMISSIONS)
    refuse_late(dispute, now=now)
    if dispute.party(side).done_at is not None:
        raise AlreadyDone(
            N_("You said that you are done. Nothing can be added any more.")
        )


def refuse_late(dispute: Dispute, *, now: datetime) -> None:
    """Refuse what comes after the window, swept or not."""
    if dispute.stage_closes_at is not None and now >= dispute.stage_closes_at:
        raise NotNow(TOO_LATE)


def _refuse_wrong_kind(dispute: Dispute, writing: Writing) -> None:
    if writing.language not in texts.LANGUAGES:
        raise Invalid({"language": N_("Please choose Chinese or English.")})
    if (writing.kind == ADDITION) != (dispute.round_number > 1):
        raise Invalid({"kind": N_("What was written before stays as it is.")})
    name, _, number = writing.kind.partition(":")
    if name in {"case", "answer", ADDITION} and not number:
        return
    questions = len(rules_of(dispute).reason.questions)
    if name != "point" or number not in {str(n) for n in range(1, questions + 1)}:
        raise Invalid({"kind": N_("There is no such question.")})
    if writing.stance is None:
        raise Invalid({"stance": N_("Please answer yes or no.")})


def _keep_statement(
    dispute: Dispute, side: Side, writing: Writing, *, now: datetime
) -> Statement:
    is_point = writing.kind.startswith("point:")
    most = {ADDITION: ADDITION_LENGTH}.get(writing.kind, texts.LONGEST)
    text = texts.clean(
        writing.text,
        field="text",
        most=SENTENCE_LENGTH if is_point else most,
        empty=is_point,
    )
    version = last_version(dispute.id, side, writing.kind) + 1
    if version > MOST_VERSIONS:
        raise TooMany(N_("This was corrected too often."))
    row = Statement(
        dispute_id=dispute.id,
        side=side.value,
        kind=writing.kind,
        version=version,
        stance=writing.stance if is_point else None,
        text=text,
        language=writing.language,
        written_at=now,
    )
    current_session().add(row)
    source = (
        f"{writing.kind}:{side}" if is_point else f"statement:{side}:{writing.kind}"
    )
    kept = texts.keep_redacted(
        dispute, source, text, language=writing.language, side=side
    )
    cover_pieces(dispute, cover_again(dispute, kept, source))
    if writing.kind == ADDITION:
        strike_earlier(dispute, source, due_at=screening_ends_at(dispute), now=now)
    return row
