"""How far a juror is, in words: what it means, and what leads further."""

from flask_babel import gettext as _
from flask_babel import ngettext

from jury.domain.jurors.ramp import Rank
from jury.services.roster.standing import Standing


def rows(standing: Standing) -> list[tuple[str, str]]:
    """Where somebody stands on the ramp, as terms and texts."""
    own = standing.own_rank
    found = [
        (_("You are"), name(own.rank)),
        (_("What that means"), _means(standing)),
        (_("Juries you served on"), str(own.served)),
    ]
    if own.more:
        found.append((_("What leads further"), _further(own.rank, own.more)))
    return found


def name(rank: Rank) -> str:
    """A rank in words."""
    names = {
        Rank.TRAINEE: _("Trainee"),
        Rank.JUROR: _("Juror"),
        Rank.EXPERIENCED: _("Experienced juror"),
    }
    return str(names[rank])


def _means(standing: Standing) -> str:
    calls = ngettext(
        "called at most %(num)d time a day",
        "called at most %(num)d times a day",
        standing.most_a_day,
    )
    means = {
        Rank.TRAINEE: _("Disputes over small sums, %(calls)s.", calls=calls),
        Rank.JUROR: _("Disputes over all sums, %(calls)s.", calls=calls),
        Rank.EXPERIENCED: _("All disputes, appeals too, %(calls)s.", calls=calls),
    }
    return str(means[standing.own_rank.rank])


def _further(rank: Rank, more: int) -> str:
    if rank is Rank.TRAINEE:
        words = ngettext(
            "After %(num)d more jury you are called to all sums.",
            "After %(num)d more juries you are called to all sums.",
            more,
        )
    else:
        words = ngettext(
            "After %(num)d more jury you count as experienced.",
            "After %(num)d more juries you count as experienced.",
            more,
        )
    note = _("What counts is reading everything and voting, never how you voted.")
    return f"{words} {note}"
