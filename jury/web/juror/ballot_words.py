"""A ballot in words: what was chosen, why, and what is wrong with it."""

from collections.abc import Mapping

from flask_babel import gettext as _

from jury.services.law.lawbook import lawbook
from jury.web.forms_juror import Spoken
from jury.web.frame import reader_locale
from jury.web.juror.own import OwnCall
from jury.web.juror.sums import told

# The ballot has two places where a problem can be mended.
_PLACES = {
    "choice": "choice",
    "chips": "choice",
    "cannot_decide": "choice",
    "language": "sentence",
    "sentence": "sentence",
}


def by_field(problems: Mapping[str, str]) -> dict[str, str]:
    """Each problem in the reader's language, at the place where it is mended."""
    return {_PLACES[name]: _(words) for name, words in problems.items()}


def words_of(call: OwnCall, spoken: Spoken) -> dict[str, object]:
    """A ballot as the pages show it: title, sums both ways, reasons, sentence."""
    language = reader_locale()
    words: dict[str, object] = {
        "title": "",
        "reasons": _reasons(call, spoken, language),
        "sentence": spoken.sentence,
        "lang": spoken.language,
    }
    if spoken.choice is None:
        return {**words, "title": _("I cannot decide")}
    if not 0 <= spoken.choice < len(call.ladder):
        return words
    rung = call.ladder[spoken.choice]
    return {
        **words,
        "title": call.rules.rung(rung.code).title.for_locale(language),
        **told(
            call,
            buyer_minor=rung.buyer_minor,
            seller_minor=rung.seller_minor,
            deposit_minor=rung.deposit_minor,
        ),
    }


def _reasons(call: OwnCall, spoken: Spoken, language: str) -> list[str]:
    if spoken.choice is None:
        known = lawbook().words["cannot_decide"]
    else:
        known = {chip.code: chip.text for chip in call.rules.chips}
    return [known[one].for_locale(language) for one in spoken.reasons if one in known]
