"""What people are told of money after the verdict: title, body, and where it leads.

As all notices they carry no content: not even the sums, which the letter shows.
"""

from jury.domain.errors import N_

LETTER = "/disputes/%(dispute)s/verdict"

KINDS: dict[str, tuple[str, str, str]] = {
    "award.reversed": (
        N_("What you get was changed"),
        N_(
            "The letter says what was awarded before, what is awarded now, and why. "
            "The marketplace has been told to carry it out."
        ),
        LETTER,
    ),
    "refund.advanced": (
        N_("You get your money before the decision"),
        N_(
            "The marketplace advances it. It is yours if the decision is for you; "
            "otherwise it is taken back."
        ),
        "/disputes/%(dispute)s",
    ),
    "refund.paid_by_hand": (
        N_("The decision was carried out"),
        N_("The payment was made outside the usual way, and its proof is on record."),
        LETTER,
    ),
    "refund.written_off": (
        N_("A payment cannot be made"),
        N_(
            "The decision stands, but two moderators found no way to pay. The letter "
            "says what you can do."
        ),
        LETTER,
    ),
    "task.difference": (
        N_("The marketplace's list of payments differs"),
        N_("One payment is not what the ledger says. Please look at it by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.reconciliation_due": (
        N_("The list of yesterday's payments has not come"),
        N_("Without it nobody knows whether money went astray. Please ask for it."),
        "/desk/tasks/%(task)s",
    ),
    "task.money_consent": (
        N_("A colleague's act on money waits for consent"),
        N_("Nothing changes without it. Please look at it by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
}
