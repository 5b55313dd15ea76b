"""SCREENING: a side asks for more cover; a moderator covers, or says why not."""

from datetime import datetime

from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Side
from jury.services import audit, telling, texts
from jury.services.disclose import (
    NOTE_LENGTH,
    OPEN,
    open_hearing_when_ready,
    void_confirmation,
)
from jury.services.stages import require
from jury.services.submit import screening_ends_at
from jury.services.tasks import finish, open_task
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import get_exhibit
from jury.storage.tasks import get_task


def ask_cover(
    dispute_id: str, side: Side, *, target: str, passage: str, now: datetime
) -> None:
    """A side wishes more to be covered; a moderator decides."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    note = texts.clean(passage, field="passage", most=NOTE_LENGTH)
    is_text = target in list_redacted(dispute.id)
    if not is_text:
        get_exhibit(dispute.id, target)
    open_task(
        dispute.id,
        "cover",
        target=target,
        due_at=screening_ends_at(dispute),
        detail={"side": side.value, "passage": note, "is_text": is_text},
        now=now,
    )
    audit.record(
        dispute.id,
        "cover.asked",
        {"side": side.value, "target": target},
        actor=f"party:{side}",
        now=now,
        note=note,
    )


def cover_passage(
    dispute_id: str, source: str, *, passage: str, staff_id: int, now: datetime
) -> None:
    """A moderator covers a passage of a text; both sides look again."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    row = list_redacted(dispute.id).get(source)
    if row is None:
        raise Invalid({"source": N_("There is no such text.")})
    texts.cover_more(dispute, row, passage)
    finish(
        dispute.id,
        "cover",
        target=source,
        outcome="covered",
        staff_id=staff_id,
        now=now,
    )
    audit.record(
        dispute.id,
        "text.covered",
        {"source": source},
        actor=f"staff:{staff_id}",
        now=now,
    )
    for side in Side:
        void_confirmation(dispute, side, "cover.done", now=now)


def refuse_cover(task_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """A moderator leaves a text or picture as it is, with a reason."""
    task = get_task(task_id)
    if task.kind != "cover" or task.dispute_id is None:
        raise Invalid({"task": N_("There is no such task.")})
    dispute = get_dispute(task.dispute_id)
    require(dispute, *OPEN)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    finish(
        dispute.id,
        "cover",
        target=task.target,
        outcome="refused",
        staff_id=staff_id,
        now=now,
    )
    audit.record(
        dispute.id,
        "cover.refused",
        {"target": task.target},
        actor=f"staff:{staff_id}",
        now=now,
        note=said,
    )
    side = Side(str(task.detail["side"]))
    telling.notify_party(
        dispute.party(side), "cover.refused", now=now, once=f"{task.id}:{now}"
    )
    open_hearing_when_ready(dispute, actor=f"staff:{staff_id}", now=now)
