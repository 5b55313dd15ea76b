"""What a jury asked for, in one sentence, for whoever reads the outcome."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.services.reading.case_views import AskedView


def asked(told: Iterable[AskedView]) -> list[str]:
    """Each question of a jury with what came of it."""
    return [f"{_of(one)} {_what_came(one)}" for one in told]


def _of(one: AskedView) -> str:
    if one.side == "buyer":
        return str(_("Jurors asked the buyer for %(what)s.", what=one.what))
    return str(_("Jurors asked the seller for %(what)s.", what=one.what))


def _what_came(one: AskedView) -> str:
    if one.is_unanswered:
        return str(_("No answer came in time."))
    shown = len(one.numbers)
    if shown:
        return str(
            ngettext(
                "It was answered, with %(num)d piece of evidence that jurors saw.",
                "It was answered, with %(num)d pieces of evidence that jurors saw.",
                shown,
            )
        )
    if one.words:
        return str(_("It was answered in words, which jurors read."))
    return str(_("What was filed in answer could not be shown."))
