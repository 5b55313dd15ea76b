"""What people are told of goods under way: title, body, and where it leads.

No notice says who carries the goods, or where they go.
"""

from collections.abc import Mapping

from jury.domain.errors import N_
from jury.services.notices import of_resends
from jury.services.notices.of_resends import RETURN

TASK = "/desk/tasks/%(task)s"

KINDS: Mapping[str, tuple[str, str, str]] = {
    **of_resends.KINDS,
    "return.due": (
        N_("Please send the item back"),
        N_(
            "You get the money once it has come back. Send it by %(when)s and name the "
            "courier's number; if you do not, you keep the item and the seller gets "
            "the money."
        ),
        RETURN,
    ),
    "return.announced": (
        N_("The item comes back to you"),
        N_("The buyer has until %(when)s to send it. The money stays held."),
        RETURN,
    ),
    "return.send_ending": (
        N_("Time to send the item back is running out"),
        N_(
            "If it is not sent by %(when)s, you keep the item and the seller gets the "
            "money."
        ),
        RETURN,
    ),
    "return.sent": (
        N_("The item is on its way back to you"),
        N_(
            "It should arrive by %(when)s. Film how you open the parcel; if something "
            "is wrong with it, you need that."
        ),
        RETURN,
    ),
    "return.travel_ending": (
        N_("The parcel has not arrived yet"),
        N_("If it is not there by %(when)s, a moderator finds out what became of it."),
        RETURN,
    ),
    "return.missing": (
        N_("The parcel is missing"),
        N_(
            "A moderator finds out and decides whose the loss is, by %(when)s. Say and "
            "show what you know."
        ),
        RETURN,
    ),
    "return.received": (
        N_("The item has arrived: please look at it"),
        N_(
            "Accept it, or say by %(when)s what is wrong with it. If you do not, it "
            "counts as accepted."
        ),
        RETURN,
    ),
    "return.arrived": (
        N_("The item has arrived at the seller's"),
        N_("The seller has until %(when)s to look at it. Then the money moves."),
        RETURN,
    ),
    "return.inspect_ending": (
        N_("Time to look at the item is running out"),
        N_("If you do not contest it by %(when)s, it counts as accepted."),
        RETURN,
    ),
    "return.contested": (
        N_("The seller contests what came back"),
        N_(
            "A moderator decides by %(when)s. Say and show what you sent; the money "
            "stays held."
        ),
        RETURN,
    ),
    "return.spoken": (
        N_("The other side has said something about the return"),
        N_("You can answer until a moderator decides, by %(when)s."),
        RETURN,
    ),
    "return.shown": (
        N_("There is new evidence about the return"),
        N_("You can answer until a moderator decides, by %(when)s."),
        RETURN,
    ),
    "return.withheld": (
        N_("A piece of your evidence about the return is not shown"),
        N_("The page says why. You can file another until %(when)s."),
        RETURN,
    ),
    "return.words_ending": (
        N_("A moderator decides about the return soon"),
        N_("Say and show what you know by %(when)s."),
        RETURN,
    ),
    "return.decided": (
        N_("A moderator has decided about the return"),
        N_(
            "The page says what, and why. The money stays held until %(when)s; until "
            "then it can be appealed, once."
        ),
        RETURN,
    ),
    "return.appeal_ending": (
        N_("Time to appeal about the return is running out"),
        N_("You can ask for another moderator until %(when)s."),
        RETURN,
    ),
    "return.appealed": (
        N_("The other side has appealed about the return"),
        N_(
            "Another moderator decides by %(when)s, and that is final. You can say and "
            "show what you know until then."
        ),
        RETURN,
    ),
    "return.accepted": (
        N_("The return is accepted"),
        N_("The marketplace has been told to pay as it was decided."),
        RETURN,
    ),
    "return.refused": (
        N_("The return does not count"),
        N_(
            "It was decided for the seller, who gets the money. The page says why, and "
            "the marketplace has been told."
        ),
        RETURN,
    ),
    "return.lapsed": (
        N_("The item was not sent back in time"),
        N_("It stays with the buyer, and the seller gets the money."),
        RETURN,
    ),
    "task.return_decision": (
        N_("A return waits for your decision"),
        N_("The money of both sides waits for it, until %(when)s."),
        TASK,
    ),
    "task.return_consent": (
        N_("A colleague's decision about a return waits for consent"),
        N_("The money of both sides waits for it, until %(when)s."),
        TASK,
    ),
}
