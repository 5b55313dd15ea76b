"""How far a file is, while machines look through it, and what they doubted."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.redacting import RedactionState
from jury.services.reading.case_views import ExhibitView
from jury.services.screening.covering import THOUSAND
from jury.services.screening.detecting import has_detectors
from jury.services.screening.showing import SHOWN
from jury.services.screening.uncovering import Doubt, asked_to_show, doubts_of
from jury.storage.desk.tasks import Task
from jury.storage.exhibit_parts import list_pictures
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import Progress, find_progress
from jury.web.case_parts import withheld_words
from jury.web.part_words import where
from jury.web.why_left import words as why_left_words
from jury.web.wording import sentences


def filed_words(kind: str, *, plays_films: bool) -> str:
    """What happens to a PDF, film or recording that was just filed."""
    if kind == "pdf" and has_detectors():
        return str(
            _(
                "Filed. Every page is looked through for personal details before "
                "anybody sees it."
            )
        )
    if kind == "video" and has_detectors() and plays_films:
        return str(
            _(
                "Filed. Jurors see the film without its sound, and pictures of its key "
                "moments. All of it is looked through for personal details before "
                "anybody sees it."
            )
        )
    if kind == "video" and has_detectors():
        return str(
            _(
                "Filed. Jurors see pictures of its key moments, without sound. They "
                "are looked through for personal details before anybody sees them."
            )
        )
    return sentences(withheld_words(kind + "_not_shown"), _told())


def why_left(view: ExhibitView) -> str:
    """Why a file of a side's own that still waits cannot be shown as it is.

    Empty while machines look through it, and when there are pages to be covered.
    """
    if view.kind == "picture" or view.parts:
        return ""
    progress = find_progress(view.id) if has_detectors() else None
    if progress is None:
        return sentences(withheld_words(view.kind + "_not_shown"), _told())
    if progress.state is RedactionState.WAITING:
        return ""
    return sentences(why_left_words(view.kind, progress.code), _told())


def why_not_played(view: ExhibitView) -> str:
    """Why a film of a side's own is not played, where its policy would play it."""
    progress = find_progress(view.id) if view.kind == "video" else None
    if progress is None or not progress.film_code or view.film:
        return ""
    return str(
        _(
            "The film itself is not played, because not all of it could be covered "
            "with certainty. Jurors see the pictures of its key moments."
        )
    )


def _told() -> str:
    return str(_("A moderator has been told that you filed it."))


def is_waiting(row: Exhibit) -> bool:
    """Whether machines have still to look through a picture, or are at it."""
    if row.state != ExhibitState.FILED or not has_detectors():
        return False
    progress = find_progress(row.id)
    return progress is not None and progress.state is RedactionState.WAITING


def percent_of(row: Exhibit) -> int:
    """How far it is; 0 while nobody is at it."""
    progress = find_progress(row.id)
    return progress.percent if progress else 0


def how_far(exhibit_id: str) -> str:
    """What a side reads about a file of its own that was not released yet."""
    progress = find_progress(exhibit_id) if has_detectors() else None
    if progress is None:
        return str(_("A moderator is covering personal details on it."))
    return words(progress)


def words(progress: Progress) -> str:
    """The same in one or two sentences."""
    if progress.state is RedactionState.COVERED:
        return str(_("A moderator opened it again, to change what is covered on it."))
    if progress.state is not RedactionState.WAITING:
        return str(
            _(
                "It was looked through for personal details, and not all was clear. "
                "A moderator looks at it before anybody else does."
            )
        )
    if progress.percent:
        return str(
            _(
                "It is being looked through for personal details now: %(percent)s %% "
                "are done.",
                percent=progress.percent,
            )
        )
    if progress.is_begun:
        return str(
            _(
                "It is being looked through for personal details now. In a moment its "
                "page shows what is covered."
            )
        )
    if not progress.before:
        return str(
            _(
                "It waits to be looked through for personal details; nothing is "
                "before it."
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
    """Places that are covered for mere doubt, each with where it is.

    Of several pages each is named with its page.
    """
    if row.state != ExhibitState.RELEASED:
        return []
    asked = asked_to_show(row)
    sizes = {one.part_no: (one.width, one.height) for one in list_pictures(row.id)}
    whole = (row.width or 1, row.height or 1)
    return [
        {
            "no": number,
            "name": place_name(number),
            "where": _where(doubt, *sizes.get(doubt.get("part", 0), whole)),
            "is_asked": number in asked,
        }
        for number, doubt in doubts_of(row).items()
    ]


def place_name(number: str) -> str:
    """What a covered place of a picture is called, or of a page: "2.3"."""
    page, dot, place = number.rpartition(".")
    if dot:
        return str(_("No. %(page)s, place %(no)s", page=page, no=place))
    return str(_("Place %(no)s", no=number))


def answer(task: Task) -> str:
    """What became of the wish to have a place shown."""
    if task.done_at is None:
        return str(_("a moderator is looking at it"))
    if task.outcome == ExhibitState.RELEASED:
        return str(_("a moderator looked at it again and released the picture anew"))
    if task.outcome == ExhibitState.WITHHELD:
        return str(_("it is not shown to jurors at all"))
    if task.outcome == SHOWN:
        return str(_("jurors read it now"))
    grounds = {
        "personal": _("it stays covered, because it tells something personal"),
        "not_needed": _("it stays covered, because the jury can decide without it"),
    }
    return str(grounds.get(task.detail.get("code", ""), _("it stays covered")))


def _where(doubt: Doubt, width: int, height: int) -> str:
    """In which ninth of the picture the middle of a place lies."""
    across = THOUSAND * (2 * doubt["x"] + doubt["width"]) // (2 * width)
    down = THOUSAND * (2 * doubt["y"] + doubt["height"]) // (2 * height)
    return where(across, down, of=THOUSAND)
