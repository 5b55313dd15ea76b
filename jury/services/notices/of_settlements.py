"""What people are told of offers and endings: title, body, and where it leads.

As all notices they carry no content: not even the sums, which the page shows.
"""

from jury.domain.errors import N_

SETTLEMENT = "/disputes/%(dispute)s/settlement"
LETTER = "/disputes/%(dispute)s/verdict"
OUTCOME = "/jury/seats/%(summons)s/outcome"

SETTLEMENT_KINDS: dict[str, tuple[str, str, str]] = {
    "offer.made": (
        N_("The other side offers to settle"),
        N_(
            "You can accept, decline or make another offer until %(when)s. Nothing "
            "happens unless you accept."
        ),
        SETTLEMENT,
    ),
    "offer.made_waiting": (
        N_("The other side offers to settle"),
        N_(
            "You can accept, decline or make another offer. It does not run out while "
            "the dispute waits. Nothing happens unless you accept."
        ),
        SETTLEMENT,
    ),
    "offer.ending": (
        N_("An offer to settle expires soon"),
        N_("It stands until %(when)s. If you do not answer, the dispute goes on."),
        SETTLEMENT,
    ),
    "offer.declined": (
        N_("Your offer was declined"),
        N_("You can make another one while the dispute is not decided."),
        SETTLEMENT,
    ),
    "offer.withdrawn": (
        N_("The other side took its offer back"),
        N_("The dispute goes on. You can make an offer yourself."),
        SETTLEMENT,
    ),
    "offer.lapsed": (
        N_("Your offer has expired"),
        N_(
            "The other side did not answer it in time. The dispute goes on, and you "
            "can make another offer."
        ),
        SETTLEMENT,
    ),
    "dispute.settled": (
        N_("You have settled the dispute"),
        N_("The letter says what each side gets, and when the money moves."),
        LETTER,
    ),
    "dispute.withdrawn": (
        N_("The dispute was withdrawn"),
        N_(
            "The side that opened it has given it up. The letter says what each side "
            "gets, and when the money moves."
        ),
        LETTER,
    ),
    "summons.unneeded": (
        N_("The two sides ended the dispute themselves"),
        N_("No jury is needed any more. Thank you; your readiness counts in full."),
        "/jury",
    ),
    "poll.unopened": (
        N_("The two sides ended the dispute themselves"),
        N_("Your vote stays sealed for ever. Thank you; your service counts in full."),
        OUTCOME,
    ),
}
