"""What a moderator who decides must have before them: both sides, with equal weight."""

from typing import Any

from flask import url_for

from jury.domain.lifecycle import Side
from jury.services.reading.casefile import for_moderator
from jury.services.reading.record import splits
from jury.storage.desk.tasks import Task
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import get_exhibit
from jury.storage.verdicts import find_verdict
from jury.web import case_parts
from jury.web.case_parts import withheld_words
from jury.web.desk.story import shown_split
from jury.web.frame import reader_locale


def doubt_matter(task: Task) -> dict[str, Any]:
    """The matter, the exhibit that was struck, and the verdict that is in doubt."""
    dispute_id = str(task.dispute_id)
    exhibit = get_exhibit(dispute_id, task.detail["exhibit"])
    return {
        **matter_of(dispute_id),
        "exhibit": exhibit,
        "why_struck": withheld_words(exhibit.withheld_code),
        "verdict": find_verdict(dispute_id),
    }


def overturned_matter(task: Task) -> dict[str, Any]:
    """The matter, what was decided, and what those who read it again would have."""
    dispute_id = str(task.dispute_id)
    found = matter_of(dispute_id)
    return {
        **found,
        "audited": found["rungs"][task.detail["rung"]],
        "verdict": find_verdict(dispute_id),
    }


def matter_of(dispute_id: str) -> dict[str, Any]:
    """The case, its points with both answers, the ladder, and how a poll was split."""
    dispute, locale = get_dispute(dispute_id), reader_locale()
    case = for_moderator(dispute_id, locale)
    file = url_for("desk.file.show", dispute_id=dispute_id)
    points = [
        point
        | {"bears": [one | {"href": file + one["href"]} for one in point["bears"]]}
        for point in case_parts.points(case, first=Side(dispute.filed_by))
    ]
    closed = splits(dispute, locale)
    return {
        "case": case,
        "contested": [one for one in points if one["contested"]],
        "agreed": [one for one in points if not one["contested"]],
        "rungs": case_parts.rungs(case),
        "split": shown_split(closed[-1]) if closed else None,
    }
