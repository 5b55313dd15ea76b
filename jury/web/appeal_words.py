"""The grounds of an appeal in words, for parties and for staff."""

from flask_babel import gettext as _

from jury.domain.appeals import AppealGround


def grounds() -> dict[str, str]:
    """Each ground as a side would say it."""
    return {
        AppealGround.OVERLOOKED: _("Evidence in the file was overlooked"),
        AppealGround.MISREAD: _("A point was misread"),
        AppealGround.RULE: _("The rule was applied wrongly"),
        AppealGround.PROCEDURE: _("The procedure was broken"),
        AppealGround.NEW_EVIDENCE: _("There is new evidence"),
    }
