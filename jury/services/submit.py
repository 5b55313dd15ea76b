"""SUBMISSIONS: both sides put their case, mark the points, and file exhibits."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow, TooMany
from jury.domain.lifecycle import EXHIBIT, ExhibitState, Side, Stage
from jury.redaction.pictures import NotAdmitted, admit, sniff_kind
from jury.services import audit, telling, texts
from jury.services.rules import rules_of
from jury.services.stages import Move, enter, require
from jury.services.tasks import open_task
from jury.storage.base import current_session, new_id
from jury.storage.blobs import keep_blob
from jury.storage.disputes import Dispute, Statement, get_dispute, last_version
from jury.storage.exhibits import (
    Exhibit,
    count_exhibits,
    get_exhibit,
    last_exhibit_no,
)

MOST_EXHIBITS = 20
MOST_VERSIONS = 30
MOST_BYTES = {
    "picture": 20_000_000,
    "heic": 20_000_000,
    "pdf": 20_000_000,
    "video": 20_000_000,
}
SENTENCE_LENGTH = 300
CAPTION_LENGTH = 200
MEDIA_TYPES = {"pdf": "application/pdf", "video": "video/mp4"}

UPLOAD_SENTENCES = {
    "empty": N_("The file is empty."),
    "unknown": N_(
        "This kind of file cannot be used. Please send a JPEG, PNG or WebP picture, "
        "a PDF or a video."
    ),
    "not_a_picture": N_("This file is not what its name says. Please choose another."),
    "too_large": N_("The file is too large. At most 20 MB are possible."),
    "too_many_pixels": N_("The picture is too large. Please make it smaller."),
    "truncated": N_("The picture is incomplete. Please send it again."),
    "heic_needs_extra": N_("HEIC pictures cannot be read here. Please send a JPEG."),
    "broken": N_("The picture could not be read. Please send another."),
}


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
    """What a side writes; `kind` is "case", "answer" or "point:N"."""

    kind: str
    text: str
    language: str
    stance: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PreparedUpload:
    """An upload that was looked at and kept, before any row names it."""

    kind: str
    media_type: str
    original_blob: str
    original_digest: str
    prepared_blob: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class Filing:
    """An exhibit as a side files it; `replaces` names the version it corrects."""

    upload: PreparedUpload
    caption: str
    language: str
    point_no: int | None = None
    replaces: str | None = None


def write_statement(
    dispute_id: str, side: Side, writing: Writing, *, now: datetime
) -> Statement:
    """Keep what a side wrote as a new version, and its covered form beside it."""
    dispute = get_dispute(dispute_id)
    _require_open(dispute, side)
    _refuse_wrong_kind(dispute, writing)
    row = _keep_statement(dispute, side, writing, now=now)
    told = {"side": side.value, "kind": writing.kind, "version": row.version}
    audit.record(dispute.id, "statement.written", told, actor=f"party:{side}", now=now)
    telling.emit(dispute, "dispute.statement_written", told, now=now)
    if row.version == 1 and writing.kind in {"case", "answer"}:
        telling.notify_party(
            dispute.party(side.other),
            "other.spoke",
            now=now,
            expires_at=dispute.stage_closes_at,
            once=writing.kind,
        )
    return row


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


def prepare_upload(content: bytes) -> PreparedUpload:
    """Look at an upload and keep it; raises Invalid with a clear sentence.

    Decoding takes long and happens in a child process, so this runs before the
    transaction that files the exhibit. Pictures are re-encoded from their pixels.
    """
    kind = _kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    if kind in MEDIA_TYPES:
        return PreparedUpload(
            kind=kind,
            media_type=MEDIA_TYPES[kind],
            original_blob=keep_blob(content),
            original_digest=digest,
        )
    try:
        picture = admit(content)
    except NotAdmitted as refusal:
        sentence = UPLOAD_SENTENCES.get(refusal.code, UPLOAD_SENTENCES["broken"])
        raise Invalid({"file": sentence}) from refusal
    return PreparedUpload(
        kind="picture",
        media_type=picture.media_type,
        original_blob=keep_blob(content),
        original_digest=digest,
        prepared_blob=keep_blob(picture.content),
        width=picture.width,
        height=picture.height,
    )


def file_exhibit(
    dispute_id: str, side: Side, filing: Filing, *, now: datetime
) -> Exhibit:
    """File an exhibit, or a new version of one; a moderator screens it."""
    dispute = get_dispute(dispute_id)
    _require_open(dispute, side)
    caption = texts.clean(filing.caption, field="caption", most=CAPTION_LENGTH)
    _refuse_wrong_point(dispute, filing.point_no)
    number, version = _place(dispute, side, filing)
    exhibit = _new_exhibit(dispute, side, filing, now=now)
    exhibit.exhibit_no, exhibit.version, exhibit.caption = number, version, caption
    current_session().add(exhibit)
    current_session().flush()
    texts.keep_redacted(
        dispute,
        f"caption:{exhibit.id}",
        caption,
        language=filing.language,
        side=side,
    )
    if exhibit.state == ExhibitState.FILED.value:
        _open_screening_task(dispute, exhibit, now=now)
    told = {
        "side": side.value,
        "exhibit": exhibit.id,
        "number": number,
        "version": version,
        "kind": exhibit.kind,
        "digest": exhibit.original_digest,
    }
    audit.record(dispute.id, "exhibit.filed", told, actor=f"party:{side}", now=now)
    telling.emit(dispute, "dispute.exhibit_filed", told, now=now)
    return exhibit


def say_done(dispute_id: str, side: Side, *, now: datetime) -> None:
    """A side says it has put its whole case; when both have, screening begins."""
    dispute = get_dispute(dispute_id)
    _require_open(dispute, side)
    dispute.party(side).done_at = now
    audit.record(
        dispute.id,
        "submissions.done",
        {"side": side.value},
        actor=f"party:{side}",
        now=now,
    )
    if all(party.done_at for party in dispute.parties):
        open_screening(dispute, "complete submissions", actor=f"party:{side}", now=now)


def close_submissions(dispute_id: str, *, now: datetime) -> None:
    """The window has closed: go on with what is there."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SUBMISSIONS)
    if dispute.stage_closes_at is None or dispute.stage_closes_at > now:
        raise NotNow
    open_screening(dispute, "close submissions", actor="sweep", now=now)


def remind_silent(dispute_id: str, *, now: datetime) -> None:
    """Remind whoever has not said they are done, once, and wait for the window."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SUBMISSIONS)
    dispute.next_due_at = dispute.stage_closes_at
    dispute.reminded_at = now
    silent = [party for party in dispute.parties if party.done_at is None]
    for party in silent:
        telling.notify_party(
            party,
            "submissions.reminder",
            now=now,
            expires_at=dispute.stage_closes_at,
        )
    audit.record(
        dispute.id,
        "submissions.reminded",
        {"sides": [party.side for party in silent]},
        actor="sweep",
        now=now,
    )


def open_screening(dispute: Dispute, act: str, *, actor: str, now: datetime) -> None:
    """Begin SCREENING: both sides check what jurors will see."""
    closes_at = now + rules_of(dispute).policy.windows.screening
    enter(dispute, Move(act, actor, closes_at), now=now)
    telling.notify_parties(dispute, "screening.opened", now=now, expires_at=closes_at)


def screening_ends_at(dispute: Dispute) -> datetime:
    """When what is not released is withheld: the deadline that screening blocks."""
    closes_at = dispute.stage_closes_at or dispute.admitted_at
    if dispute.stage == Stage.SUBMISSIONS.value:
        return closes_at + rules_of(dispute).policy.windows.screening
    return closes_at


def _require_open(dispute: Dispute, side: Side) -> None:
    require(dispute, Stage.SUBMISSIONS)
    if dispute.party(side).done_at is not None:
        raise AlreadyDone(
            N_("You said that you are done. Nothing can be added any more.")
        )


def _refuse_wrong_kind(dispute: Dispute, writing: Writing) -> None:
    if writing.language not in texts.LANGUAGES:
        raise Invalid({"language": N_("Please choose Chinese or English.")})
    name, _, number = writing.kind.partition(":")
    if name in {"case", "answer"} and not number:
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
    text = texts.clean(
        writing.text,
        field="text",
        most=SENTENCE_LENGTH if is_point else texts.LONGEST,
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
    texts.keep_redacted(dispute, source, text, language=writing.language, side=side)
    return row


def _kind_of(content: bytes) -> str:
    if not content:
        raise Invalid({"file": UPLOAD_SENTENCES["empty"]})
    kind = sniff_kind(content)
    if kind is None:
        raise Invalid({"file": UPLOAD_SENTENCES["unknown"]})
    if len(content) > MOST_BYTES[kind]:
        raise Invalid({"file": UPLOAD_SENTENCES["too_large"]})
    return kind


def _refuse_wrong_point(dispute: Dispute, point_no: int | None) -> None:
    questions = len(rules_of(dispute).reason.questions)
    if point_no is not None and not 1 <= point_no <= questions:
        raise Invalid({"point_no": N_("There is no such question.")})


def _place(dispute: Dispute, side: Side, filing: Filing) -> tuple[int, int]:
    """The number and version of an exhibit that is being filed."""
    if filing.replaces is None:
        if count_exhibits(dispute.id, side) >= MOST_EXHIBITS:
            raise TooMany(N_("At most 20 pieces of evidence can be filed."))
        return last_exhibit_no(dispute.id) + 1, 1
    old = get_exhibit(dispute.id, filing.replaces)
    if old.side != side.value:
        raise Invalid({"replaces": N_("Only your own evidence can be replaced.")})
    old.state = EXHIBIT.after(ExhibitState(old.state), "replace").value
    return old.exhibit_no, old.version + 1


def _new_exhibit(
    dispute: Dispute, side: Side, filing: Filing, *, now: datetime
) -> Exhibit:
    upload = filing.upload
    is_picture = upload.kind == "picture"
    state = ExhibitState.FILED if is_picture else ExhibitState.WITHHELD
    return Exhibit(
        id=new_id("exh"),
        dispute_id=dispute.id,
        side=side.value,
        kind=upload.kind,
        caption_language=filing.language,
        point_no=filing.point_no,
        state=state.value,
        withheld_code=None if is_picture else f"{upload.kind}_not_shown",
        original_blob=upload.original_blob,
        original_digest=upload.original_digest,
        media_type=upload.media_type,
        prepared_blob=upload.prepared_blob,
        width=upload.width,
        height=upload.height,
        boxes=[],
        filed_at=now,
    )


def _open_screening_task(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    open_task(
        dispute.id,
        "screen_exhibit",
        target=exhibit.id,
        due_at=screening_ends_at(dispute),
        now=now,
    )
