"""How far a picture is, while machines look through it, and what they doubted."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.part_states import ExhibitState
from jury.domain.redacting import RedactionState
from jury.services.detecting import has_detectors
from jury.services.uncovering import Doubt, asked_to_show, doubts_of
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import Progress, find_progress
from jury.storage.tasks import Task


def is_waiting(row: Exhibit) -> bool:
    """Whether machines have still to look through a picture, or are at it."""
    if row.state != ExhibitState.FILED or not has_detectors():
        return False
    progress = find_progress(row.id)
    return progress is not None and progress.state is RedactionState.WAITING


def how_far(exhibit_id: str) -> str:
    """What a side reads about a picture of its own that was not released yet."""
    progress = find_progress(exhibit_id) if has_detectors() else None
    if progress is None:
        return str(_("A moderator is covering personal details on it."))
    return words(progress)


def words(progress: Progress) -> str:
    """The same in one or two sentences."""
    if progress.state is not RedactionState.WAITING:
        return str(
            _(
                "It was looked through for personal details, and not all was clear. "
                "A moderator looks at it before anybody else does."
            )
        )
    if progress.is_begun:
        return str(
            _(
                "It is being looked through for personal details now. In a moment its "
                "page shows what is covered."
            )
        )
    waits = ngettext(
        "It waits to be looked through for personal details: %(num)d picture is "
        "before it.",
        "It waits to be looked through for personal details: %(num)d pictures are "
        "before it.",
        progress.before,
    )
    return str(waits)


def doubts(row: Exhibit) -> list[dict[str, Any]]:
    """Places that are covered for mere doubt, each with where it is."""
    if row.state != ExhibitState.RELEASED:
        return []
    asked = asked_to_show(row)
    return [
        {
            "no": number,
            "name": place_name(str(number)),
            "where": _where(doubt, row.width or 1, row.height or 1),
            "is_asked": number in asked,
        }
        for number, doubt in doubts_of(row).items()
    ]


def place_name(number: str) -> str:
    """What a covered place of a picture is called."""
    return str(_("Place %(no)s", no=number))


def answer(task: Task) -> str:
    """What became of the wish to have a place shown."""
    if task.done_at is None:
        return str(_("a moderator is looking at it"))
    if task.outcome == ExhibitState.RELEASED:
        return str(_("a moderator looked at it again and released the picture anew"))
    if task.outcome == ExhibitState.WITHHELD:
        return str(_("it is not shown to jurors at all"))
    return str(_("it stays covered"))


def _where(doubt: Doubt, width: int, height: int) -> str:
    """In which ninth of the picture the middle of a place lies."""
    across = min(2, 3 * (2 * doubt["x"] + doubt["width"]) // (2 * width))
    down = min(2, 3 * (2 * doubt["y"] + doubt["height"]) // (2 * height))
    names = (
        (_("top left"), _("top middle"), _("top right")),
        (_("left"), _("in the middle"), _("right")),
        (_("bottom left"), _("bottom middle"), _("bottom right")),
    )
    return str(names[down][across])
