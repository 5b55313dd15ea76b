"""Sums, and the bounds between which one lies, as the reader writes them."""

from flask_babel import format_currency
from flask_babel import gettext as _

from jury.domain.law.matches import Band
from jury.domain.money.currencies import minor_digits


def money(minor: int, currency: str) -> str:
    """A sum as the reader writes it."""
    return str(format_currency(minor / 10 ** minor_digits(currency), currency))


def between(band: Band) -> str:
    """The bounds of a sum; where it has none, that it is not told."""
    above = money(band.above, band.currency)
    if band.up_to is None:
        open_ended = _("more than %(sum)s", sum=above)
        return str(open_ended if band.above else _("a sum that is not told"))
    most = money(band.up_to, band.currency)
    if band.above:
        return str(_("%(least)s to %(most)s", least=above, most=most))
    return str(_("up to %(sum)s", sum=most))
