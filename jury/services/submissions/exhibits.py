"""SUBMISSIONS: exhibits are filed, and corrected by new versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, Invalid, NotFound, TooMany
from jury.domain.lifecycle import Side, Stage, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.services.appeal.earlier import strike_row
from jury.services.hearing.inquiry_filing import find_of, require_fileable
from jury.services.law.rules import rules_of
from jury.services.moderation.tasks import ADMIT, SCREEN, finish, open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.returning import evidence
from jury.services.screening import texts
from jury.services.screening.kept_covered import cover_like_others
from jury.services.screening.wishes import answer_wishes, list_open_wishes
from jury.services.submissions.prepare import PreparedUpload
from jury.services.submissions.submit import screening_ends_at
from jury.storage.base import current_session, new_id
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.exhibits import (
    Exhibit,
    count_exhibits,
    get_exhibit,
    last_exhibit_no,
    list_versions,
)
from jury.storage.files.blobs import blob_size
from jury.storage.files.uploads import bytes_on_the_way
from jury.storage.redactions import queue_redaction

MOST_EXHIBITS = 20
MOST_VERSIONS = 30
# All versions of all that a side files, as sent and as prepared. A dispute takes twice
# as much: no side can fill the room of the other.
MOST_BYTES_A_SIDE = 500_000_000
CAPTION_LENGTH = 200
LATE_REASON_LENGTH = 300


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a side is about to file; `replaces` names the version it corrects.

    On appeal `late_reason` says why it could not be had before. `of_return` is about
    the goods that came back, not about the dispute.
    """

    caption: str
    language: str
    point_no: int | None = None
    replaces: str | None = None
    late_reason: str = ""
    of_return: bool = False


@dataclass(frozen=True, kw_only=True)
class Filing(Plan):
    """An exhibit as a side files it."""

    upload: PreparedUpload


def refuse_filing(
    dispute_id: str, side: Side, plan: Plan, *, size: int, now: datetime
) -> None:
    """Refuse what cannot be filed, before anybody has to look at its `size` bytes."""
    dispute = get_dispute(dispute_id)
    if plan.of_return:
        evidence.require_showable(dispute, now=now)
    else:
        require_fileable(dispute, side, now=now)
    texts.clean(plan.caption, field="caption", most=CAPTION_LENGTH)
    _late_reason(dispute, plan)
    _refuse_wrong_point(dispute, plan.point_no)
    _refuse_wrong_place(dispute, side, plan)
    _refuse_too_much(dispute, side, size)


def file_exhibit(
    dispute_id: str, side: Side, filing: Filing, *, now: datetime
) -> Exhibit:
    """File an exhibit, or a new version of one; a moderator screens it."""
    dispute = get_dispute(dispute_id)
    blobs = (filing.upload.original_blob, filing.upload.prepared_blob)
    refuse_filing(dispute_id, side, filing, size=_size_of(blobs), now=now)
    caption = texts.clean(filing.caption, field="caption", most=CAPTION_LENGTH)
    number, version = _place(dispute, filing, now=now)
    exhibit = _new_exhibit(dispute, side, filing, now=now)
    exhibit.exhibit_no, exhibit.version, exhibit.caption = number, version, caption
    current_session().add(exhibit)
    current_session().flush()
    row = texts.keep_redacted(
        dispute,
        f"caption:{exhibit.id}",
        caption,
        language=filing.language,
        side=side,
    )
    row = cover_like_others(dispute, row, *_earlier_captions(exhibit))
    if dispute.round_number > 1 and not exhibit.of_return:
        strike_row(dispute, row)
    open_screening_task(dispute, exhibit, now=now)
    told = {
        "side": side.value,
        "exhibit": exhibit.id,
        "number": number,
        "version": version,
        "kind": exhibit.kind,
        "digest": told_digest(exhibit, exhibit.original_digest),
    }
    actor, why = f"party:{side}", exhibit.late_reason or ""
    audit.record(dispute.id, "exhibit.filed", told, actor=actor, now=now, note=why)
    telling.emit(dispute, "dispute.exhibit_filed", told, now=now)
    return exhibit


def withhold(exhibit: Exhibit, act: str, *, who: Who, code: str, now: datetime) -> None:
    """Keep an exhibit from jurors; `code` says why."""
    exhibit.state = EXHIBIT.after(ExhibitState(exhibit.state), act, who).value
    exhibit.withheld_code, exhibit.screened_at = code, now
    exhibit.shown_blob = exhibit.shown_digest = None


def told_of(exhibit: Exhibit) -> dict[str, object]:
    """What the log and the marketplace are told of a screened exhibit."""
    shown = exhibit.shown_digest
    return {
        "exhibit": exhibit.id,
        "boxes": len(exhibit.boxes),
        "code": exhibit.withheld_code,
        "digest": shown and told_digest(exhibit, shown),
    }


def told_digest(exhibit: Exhibit, digest: str) -> str:
    """A digest of a file as the log tells it: who has the same file finds it nowhere.

    A picture of a public listing would be known again by its plain one.
    """
    return audit.salted_digest(get_dispute(exhibit.dispute_id).secret, digest)


def _late_reason(dispute: Dispute, plan: Plan) -> str | None:
    """Why evidence comes only on appeal; nothing is asked before."""
    is_asked_for = dispute.stage == Stage.HEARING.value
    if dispute.round_number == 1 or plan.of_return or is_asked_for:
        return None
    return texts.clean(plan.late_reason, field="late_reason", most=LATE_REASON_LENGTH)


def _refuse_wrong_point(dispute: Dispute, point_no: int | None) -> None:
    questions = len(rules_of(dispute).reason.questions)
    if point_no is not None and not 1 <= point_no <= questions:
        raise Invalid({"point_no": N_("There is no such question.")})


def _refuse_wrong_place(dispute: Dispute, side: Side, plan: Plan) -> None:
    if plan.replaces is None:
        filed = count_exhibits(dispute.id, side, of_return=plan.of_return)
        if filed >= MOST_EXHIBITS:
            raise TooMany(N_("At most 20 pieces of evidence can be filed."))
        return
    old = get_exhibit(dispute.id, plan.replaces)
    if old.of_return != plan.of_return:
        raise NotFound
    if old.side != side.value:
        raise Invalid({"replaces": N_("Only your own evidence can be replaced.")})
    if old.round_number != dispute.round_number or _is_heard(dispute, old):
        raise Invalid(
            {
                "replaces": N_(
                    "Evidence that was heard stays as it is. File the new as its own."
                )
            }
        )
    if old.version >= MOST_VERSIONS:
        raise TooMany(N_("This was corrected too often."))
    EXHIBIT.after(ExhibitState(old.state), "replace", Who.PARTY)


def _is_heard(dispute: Dispute, old: Exhibit) -> bool:
    """Whether jurors who sit read it; what answers their question they do not yet."""
    return dispute.stage == Stage.HEARING.value and find_of(dispute, old) is None


def _refuse_too_much(dispute: Dispute, side: Side, size: int) -> None:
    versions = list_versions(dispute.id, side)
    kept = _size_of(
        blob for one in versions for blob in (one.original_blob, one.prepared_blob)
    )
    if kept + size + bytes_on_the_way(dispute.id, side) > MOST_BYTES_A_SIDE:
        raise TooMany(
            N_(
                "Together your files would be larger than 500 MB. Nothing was filed. "
                "Please send smaller ones."
            )
        )


def _size_of(blobs: Iterable[str | None]) -> int:
    return sum(blob_size(blob) for blob in blobs if blob)


def _place(dispute: Dispute, filing: Filing, *, now: datetime) -> tuple[int, int]:
    """The number and version of an exhibit that is being filed."""
    if filing.replaces is None:
        return last_exhibit_no(dispute.id) + 1, 1
    old = get_exhibit(dispute.id, filing.replaces)
    old.state = EXHIBIT.after(ExhibitState(old.state), "replace", Who.PARTY).value
    _drop_tasks_of(dispute, old, now=now)
    return old.exhibit_no, old.version + 1


def _earlier_captions(exhibit: Exhibit) -> list[str]:
    """The captions that an exhibit had before it was corrected."""
    return [
        f"caption:{one.id}"
        for one in list_versions(exhibit.dispute_id, Side(exhibit.side))
        if one.exhibit_no == exhibit.exhibit_no and one is not exhibit
    ]


def _drop_tasks_of(dispute: Dispute, old: Exhibit, *, now: datetime) -> None:
    """What was to be done with a version that nobody will ever see."""
    outcome = ExhibitState.SUPERSEDED.value
    for kind in (SCREEN, ADMIT):
        finish(dispute.id, kind, target=old.id, outcome=outcome, staff_id=None, now=now)
    for target in (old.id, f"caption:{old.id}"):
        wishes = list_open_wishes(dispute.id, target)
        answer_wishes(wishes, outcome, staff_id=None, now=now)


def _new_exhibit(
    dispute: Dispute, side: Side, filing: Filing, *, now: datetime
) -> Exhibit:
    upload, late_reason = filing.upload, _late_reason(dispute, filing)
    state = ExhibitState.PROPOSED if late_reason else ExhibitState.FILED
    return Exhibit(
        id=new_id("exh"),
        dispute_id=dispute.id,
        side=side.value,
        round_number=dispute.round_number,
        late_reason=late_reason,
        of_return=filing.of_return,
        kind=upload.kind,
        caption_language=filing.language,
        point_no=filing.point_no,
        state=state.value,
        withheld_code=None,
        original_blob=upload.original_blob,
        original_digest=upload.original_digest,
        media_type=upload.media_type,
        prepared_blob=upload.prepared_blob,
        width=upload.width,
        height=upload.height,
        boxes=[],
        filed_at=now,
    )


def screened_by(dispute: Dispute, exhibit: Exhibit) -> datetime:
    """The deadline that covering an exhibit blocks."""
    if exhibit.of_return:
        return evidence.screened_by(dispute)
    inquiry = find_of(dispute, exhibit)
    return inquiry.covered_by_at if inquiry else screening_ends_at(dispute)


def open_screening_task(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    """Ask a moderator to cover an exhibit, or first whether to admit it at all."""
    open_task(
        dispute.id,
        ADMIT if exhibit.state == ExhibitState.PROPOSED.value else SCREEN,
        target=exhibit.id,
        due_at=screened_by(dispute, exhibit),
        now=now,
        detail={"kind": exhibit.kind},
    )
    if exhibit.state == ExhibitState.FILED.value:
        queue_redaction(exhibit, now=now)
