"""The lines of the log about goods under way, as sentences."""

from collections.abc import Mapping

from jury.domain.errors import N_
from jury.web.desk import resend_sentences

SENTENCES: Mapping[str, str] = {
    **resend_sentences.SENTENCES,
    "return.due": N_("The goods have to be sent back; the money waits for them."),
    "return.sent": N_("The goods are on their way back."),
    "return.received": N_("The goods have arrived."),
    "return.missing": N_("The parcel did not arrive in time; a moderator is asked."),
    "return.contested": N_("What came back is contested; a moderator is asked."),
    "return.spoken": N_("says something about the return"),
    "return.reminded": N_("Whoever has to act on the return is reminded."),
    "return.overdue": N_("The moderators are reminded of the return."),
    "return.proposed": N_("decides about the return, and asks a colleague to consent"),
    "return.consent_refused": N_("does not consent to the decision about the return"),
    "return.decided": N_("decides about the return"),
    "return.accepted": N_("It counts as returned; the money moves as decided."),
    "return.refused": N_("It does not count as returned; the seller is paid."),
    "return.lapsed": N_("Not sent in time: the goods stay, and the seller is paid."),
}
