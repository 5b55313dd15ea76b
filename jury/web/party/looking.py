"""How far a picture is, while machines look through it for personal details."""

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.redacting import RedactionState
from jury.services.detecting import has_detectors
from jury.storage.redactions import Progress, find_progress


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
                "It is being looked through for personal details now. Open this page "
                "again in a moment to see what is covered."
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
