"""Why a file could not be looked through by machines, for the side that sent it."""

from flask_babel import gettext as _


def words(kind: str, code: str) -> str:
    """The reason, and what helps, in plain words."""
    of_kind = _of_pdf() if kind == "pdf" else _of_film()
    known = of_kind.get(code) or _of_any().get(code)
    return known or str(
        _(
            "The file could not be looked through for personal details, so jurors are "
            "not shown it. Pictures of what matters in it can be shown."
        )
    )


def _of_any() -> dict[str, str]:
    return {
        "too_large": str(
            _(
                "The file is too large to be looked through. Please send a smaller "
                "one, or pictures of what matters in it."
            )
        ),
        "too_hard": str(
            _(
                "Looking through the file took too long, so jurors are not shown it. "
                "Please send pictures of what matters in it."
            )
        ),
        "needs_extra": str(
            _(
                "This court cannot look through such files by machine. Pictures of "
                "what matters in it can be shown."
            )
        ),
    }


def _of_film() -> dict[str, str]:
    return {
        "not_a_film": str(
            _(
                "The video is damaged or of a kind that cannot be read. Please send "
                "it as MP4, or pictures of the moments that matter."
            )
        ),
        "too_long": str(
            _(
                "The video is longer than 10 minutes. Please send only the part that "
                "matters."
            )
        ),
        "too_many_pixels": str(
            _(
                "The pictures of the video are too large. Please send it in a smaller "
                "format, such as 1080p."
            )
        ),
    }


def _of_pdf() -> dict[str, str]:
    return {
        "encrypted": str(
            _(
                "The PDF is protected by a password, so nobody can look through it. "
                "Please send it without one, or pictures of its pages."
            )
        ),
        "not_a_pdf": str(
            _(
                "The PDF is damaged and could not be read. Please save it anew, or "
                "send pictures of its pages."
            )
        ),
        "too_many_pages": str(
            _(
                "The PDF has more than 20 pages. Please send only those that matter, "
                "or pictures of them."
            )
        ),
    }
