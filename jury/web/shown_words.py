"""What jurors see of the order, in words: of a policy, and over a file."""

from collections.abc import Mapping
from itertools import pairwise

from flask_babel import gettext as _

from jury.domain.errors import N_
from jury.domain.law.evidence import Evidence, Video
from jury.domain.law.matches import Band
from jury.domain.law.showing import Dates, Said, Showing, Sums, Title, Words
from jury.web.sum_words import between

DATES: Mapping[Dates, str] = {
    Dates.SHOWN: N_("As they are."),
    Dates.DAYS: N_(
        "Days counted from the payment, which is day 0. What was filed with this court "
        "has no day, for everybody knows what day it is today."
    ),
}
SUMS: Mapping[Sums, str] = {
    Sums.SHOWN: N_("As they are."),
    Sums.BAND: N_(
        "The price only between two bounds; what is asked, and what each outcome pays, "
        "in per cent of the sum that is held, to the nearest five."
    ),
}
TITLES: Mapping[Title, str] = {
    Title.SHOWN: N_("As the listing has it, with what is personal covered."),
    Title.GENERAL: N_("Its category and its condition in place of the title."),
}
LISTINGS: Mapping[Words, str] = {
    Words.SHOWN: N_("With what is personal covered."),
    Words.WITHHELD: N_("Not shown."),
}


SAID: Mapping[Said, str] = {
    Said.SHOWN: N_("With what is personal covered, and nothing else."),
    Said.COVERED: N_(
        "Dates, sums, cities and words of the listing are covered in them too, where "
        "they are plain."
    ),
}


VIDEOS: Mapping[Video, str] = {
    Video.STORYBOARD: N_("As pictures of its key moments."),
    Video.PLAYED: N_("Played without its sound, and as pictures of its key moments."),
}


def film(evidence: Evidence) -> tuple[str, str]:
    """What jurors see of a video."""
    return (_("A video"), _(VIDEOS[evidence.video]))


def rows(showing: Showing) -> list[tuple[str, str]]:
    """Each part of the order, and how jurors read it."""
    found = [
        (_("Dates"), _(DATES[showing.dates])),
        (_("Sums"), _(SUMS[showing.sums])),
        (_("What was sold"), _(TITLES[showing.title])),
        (_("The text of the listing"), _(LISTINGS[showing.listing])),
        (_("What both sides write"), _(SAID[showing.said])),
    ]
    if showing.hides_sums:
        listed = _("; ").join(
            between(band)
            for currency, _sums in showing.bounds
            for band in _bands(showing, currency)
        )
        found.insert(2, (_("The bounds of a price"), listed))
    return [(str(term), str(text)) for term, text in found]


def _bands(showing: Showing, currency: str) -> list[Band]:
    """The bands in which a price in this currency may lie, from little to much."""
    sums = dict(showing.bounds)[currency]
    last = Band(currency, sums[-1], None)
    return [Band(currency, *ends) for ends in pairwise((0, *sums))] + [last]
