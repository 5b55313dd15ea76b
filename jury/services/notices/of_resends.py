"""What people are told of goods that are sent to the buyer again.

No notice says who carries the goods, or where they go.
"""

from collections.abc import Mapping

from jury.domain.errors import N_

RETURN = "/disputes/%(dispute)s/return"

KINDS: Mapping[str, tuple[str, str, str]] = {
    "resend.due": (
        N_("Please send to the buyer"),
        N_(
            "You get the money once it has arrived. Send it by %(when)s and name the "
            "courier's number; if you do not, the buyer gets money instead."
        ),
        RETURN,
    ),
    "resend.announced": (
        N_("The seller sends to you"),
        N_(
            "The seller has until %(when)s to send. The money stays held; if nothing "
            "is sent, you get money instead."
        ),
        RETURN,
    ),
    "resend.send_ending": (
        N_("Time to send to the buyer is running out"),
        N_("If it is not sent by %(when)s, the buyer gets money instead."),
        RETURN,
    ),
    "resend.sent": (
        N_("The parcel is on its way to you"),
        N_(
            "It should arrive by %(when)s. Film how you open it; if something is wrong "
            "with it, you need that."
        ),
        RETURN,
    ),
    "resend.travel_ending": (
        N_("The parcel to the buyer has not arrived yet"),
        N_("If it is not there by %(when)s, a moderator finds out what became of it."),
        RETURN,
    ),
    "resend.missing": (
        N_("The parcel to the buyer is missing"),
        N_(
            "A moderator finds out and decides whose the loss is, by %(when)s. Say and "
            "show what you know."
        ),
        RETURN,
    ),
    "resend.received": (
        N_("The parcel has arrived: please look at it"),
        N_(
            "Accept it, or say by %(when)s what is wrong with it. If you do not, it "
            "counts as accepted and the seller gets the money."
        ),
        RETURN,
    ),
    "resend.arrived": (
        N_("The parcel has arrived at the buyer's"),
        N_("The buyer has until %(when)s to look at it. Then the money moves."),
        RETURN,
    ),
    "resend.inspect_ending": (
        N_("Time to look at the parcel is running out"),
        N_("If you do not contest it by %(when)s, it counts as accepted."),
        RETURN,
    ),
    "resend.contested": (
        N_("The buyer contests what you sent"),
        N_(
            "A moderator decides by %(when)s. Say and show what you sent; the money "
            "stays held."
        ),
        RETURN,
    ),
    "resend.spoken": (
        N_("The other side has said something about the parcel"),
        N_("You can answer until a moderator decides, by %(when)s."),
        RETURN,
    ),
    "resend.shown": (
        N_("There is new evidence about the parcel"),
        N_("You can answer until a moderator decides, by %(when)s."),
        RETURN,
    ),
    "resend.withheld": (
        N_("A piece of your evidence about the parcel is not shown"),
        N_("The page says why. You can file another until %(when)s."),
        RETURN,
    ),
    "resend.words_ending": (
        N_("A moderator decides about the parcel soon"),
        N_("Say and show what you know by %(when)s."),
        RETURN,
    ),
    "resend.decided": (
        N_("A moderator has decided about the parcel"),
        N_(
            "The page says what, and why. The money stays held until %(when)s; until "
            "then it can be appealed, once."
        ),
        RETURN,
    ),
    "resend.appeal_ending": (
        N_("Time to appeal about the parcel is running out"),
        N_("You can ask for another moderator until %(when)s."),
        RETURN,
    ),
    "resend.appealed": (
        N_("The other side has appealed about the parcel"),
        N_(
            "Another moderator decides by %(when)s, and that is final. You can say and "
            "show what you know until then."
        ),
        RETURN,
    ),
    "resend.accepted": (
        N_("What was sent again is accepted"),
        N_("The marketplace has been told to pay as it was decided."),
        RETURN,
    ),
    "resend.refused": (
        N_("What was sent again does not count"),
        N_(
            "The buyer gets money instead. The page says why, and the marketplace has "
            "been told."
        ),
        RETURN,
    ),
    "resend.lapsed": (
        N_("Nothing was sent to the buyer in time"),
        N_("The buyer gets money instead, and the marketplace has been told."),
        RETURN,
    ),
}
