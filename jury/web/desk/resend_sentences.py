"""The lines of the log about goods that are sent to the buyer again, as sentences."""

from collections.abc import Mapping

from jury.domain.errors import N_

SENTENCES: Mapping[str, str] = {
    "resend.due": N_("The seller has to send to the buyer; the money waits for it."),
    "resend.sent": N_("The goods are on their way to the buyer."),
    "resend.received": N_("The goods have arrived at the buyer's."),
    "resend.missing": N_(
        "The parcel to the buyer did not arrive in time; a moderator is asked."
    ),
    "resend.contested": N_("What the buyer got is contested; a moderator is asked."),
    "resend.spoken": N_("says something about the parcel to the buyer"),
    "resend.reminded": N_("Whoever has to act on the parcel to the buyer is reminded."),
    "resend.overdue": N_("The moderators are reminded of the parcel to the buyer."),
    "resend.proposed": N_(
        "decides about the parcel to the buyer, and asks a colleague to consent"
    ),
    "resend.consent_refused": N_(
        "does not consent to the decision about the parcel to the buyer"
    ),
    "resend.decided": N_("decides about the parcel to the buyer"),
    "resend.accepted": N_("It counts as delivered; the money moves as decided."),
    "resend.refused": N_(
        "It does not count as delivered; the buyer gets money instead."
    ),
    "resend.lapsed": N_("Not sent in time: the buyer gets money instead."),
}
