"""What a moderator must have before them when an appeal needs a person."""

from typing import Any

from jury import clock
from jury.domain.errors import NotFound
from jury.services.moderation.looks import may_look
from jury.services.moderation.tasks import ADMIT, REOPEN, SLIP, STRIKE
from jury.services.reading.casefile import text_view
from jury.services.verdict.rounds import appeal_view
from jury.storage.appeals import list_appeals
from jury.storage.desk.tasks import Task
from jury.storage.disputes import find_revision, get_dispute, list_redacted
from jury.storage.exhibits import get_exhibit
from jury.storage.verdicts import find_verdict
from jury.web import access, appeal_words
from jury.web.desk.reasons import appeal_options
from jury.web.frame import reader_locale

KINDS = frozenset({ADMIT, STRIKE, SLIP, REOPEN})


def material(task: Task) -> dict[str, Any]:
    """What this task of an appeal, or of a slip, is about."""
    return {ADMIT: _evidence, STRIKE: _text, SLIP: _slip, REOPEN: _slip}[task.kind](
        task
    )


def appeals_of(dispute_id: str) -> dict[str, Any]:
    """Who appealed and why, for whoever decides after an appeal."""
    filed = [appeal_view(one, reader_locale()) for one in list_appeals(dispute_id)]
    return {"appeals": filed, "ground_names": appeal_words.grounds()}


def _evidence(task: Task) -> dict[str, Any]:
    dispute_id = str(task.dispute_id)
    exhibit = get_exhibit(dispute_id, task.target)
    row = list_redacted(dispute_id)[f"caption:{exhibit.id}"]
    return {
        "exhibit": exhibit,
        "may_look": may_look(exhibit, access.current_staff().id, now=clock.now()),
        "caption": text_view(row, reader_locale()),
        "admit_options": appeal_options("admit"),
        "refuse_options": appeal_options("not_admit"),
        **appeals_of(dispute_id),
    }


def _text(task: Task) -> dict[str, Any]:
    dispute_id, locale = str(task.dispute_id), reader_locale()
    row = list_redacted(dispute_id).get(task.target)
    if row is None:
        raise NotFound
    whole = find_revision(dispute_id, task.target, task.detail["whole"])
    return {
        "text": text_view(row, locale),
        "whole": text_view(whole, locale),
        "struck": task.detail["struck"],
        "may_lift": task.detail["struck"] and row.revision == whole.revision + 1,
        "strike_options": appeal_options("strike"),
        "lift_options": appeal_options("lift"),
    }


def _slip(task: Task) -> dict[str, Any]:
    dispute = get_dispute(str(task.dispute_id))
    return {
        "asked_by": task.detail["side"],
        "said": task.detail["text"],
        "verdict": find_verdict(dispute.id),
    }
