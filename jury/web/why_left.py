"""Why a file could not be looked through by machines, for the side that sent it."""

from collections.abc import Mapping

from flask_babel import gettext

from jury.domain.errors import N_

_OF_ANY: Mapping[str, str] = {
    "too_large": N_(
        "The file is too large to be looked through. Please send a smaller "
        "one, or pictures of what matters in it."
    ),
    "too_hard": N_(
        "Looking through the file took too long, so jurors are not shown it. "
        "Please send pictures of what matters in it."
    ),
    "needs_extra": N_(
        "This court cannot look through such files by machine. Pictures of "
        "what matters in it can be shown."
    ),
}
_OF_KIND: Mapping[str, Mapping[str, str]] = {
    "pdf": {
        "encrypted": N_(
            "The PDF is protected by a password, so nobody can look through it. "
            "Please send it without one, or pictures of its pages."
        ),
        "not_a_pdf": N_(
            "The PDF is damaged and could not be read. Please save it anew, or "
            "send pictures of its pages."
        ),
        "too_many_pages": N_(
            "The PDF has more than 20 pages. Please send only those that matter, "
            "or pictures of them."
        ),
    },
    "video": {
        "not_a_film": N_(
            "The video is damaged or of a kind that cannot be read. Please send "
            "it as MP4, or pictures of the moments that matter."
        ),
        "too_long": N_(
            "The video is longer than 10 minutes. Please send only the part that "
            "matters."
        ),
        "too_many_pixels": N_(
            "The pictures of the video are too large. Please send it in a smaller "
            "format, such as 1080p."
        ),
    },
}
_UNKNOWN = N_(
    "The file could not be looked through for personal details, so jurors are not "
    "shown it. Pictures of what matters in it can be shown."
)


def words(kind: str, code: str) -> str:
    """The reason, and what helps, in plain words."""
    known = _OF_KIND.get(kind, {}).get(code) or _OF_ANY.get(code, _UNKNOWN)
    return str(gettext(known))
