"""The lines of the audit log about money after the verdict, as sentences."""

from collections.abc import Mapping

from flask_babel import gettext as _

from jury.domain.errors import N_

# What always says the same; %(no)s is the attempt.
SENTENCES: Mapping[str, str] = {
    "payment.instructed": N_(
        "The marketplace is told of a payment beside the award, attempt %(no)s."
    ),
    "payment.paid_by_hand": N_("records that a payment beside the award was made"),
    "payment.written_off": N_("writes a payment beside the award off"),
    "refund.paid_by_hand": N_("records that the award was paid by hand"),
    "refund.written_off": N_("writes the payment of the award off"),
    "reversal.proposed": N_("proposes to change the award, and asks a colleague"),
    "reversal.refused": N_("does not consent to the change of the award"),
    "write_off.proposed": N_("proposes to write a payment off, and asks a colleague"),
    "by_hand.proposed": N_("says that a payment was made, and asks a colleague"),
    "by_hand.refused": N_("does not consent to count a payment as made"),
    "write_off.refused": N_("does not consent to writing it off"),
}


def subjects() -> dict[str, str]:
    """The names of their kinds."""
    return {
        "payment": _("Payments beside the award"),
        "reversal": _("Changes of the award"),
        "write_off": _("Payments written off"),
        "by_hand": _("Payments made by hand"),
    }
