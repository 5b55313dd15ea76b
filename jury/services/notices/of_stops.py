"""What people are told of stops, pauses and outages: title, body, where it leads."""

from jury.domain.errors import N_

DISPUTE = "/disputes/%(dispute)s"
VERDICT = "/disputes/%(dispute)s/verdict"

STOP_KINDS: dict[str, tuple[str, str, str]] = {
    "stopped.draws": (
        N_("Your dispute waits"),
        N_(
            "This court has stopped calling jurors for a while. The time stands still: "
            "nothing is lost, and you get all of it back."
        ),
        DISPUTE,
    ),
    "resumed.draws": (
        N_("Your dispute goes on"),
        N_("Jurors are called again. The present step now ends at %(when)s."),
        DISPUTE,
    ),
    "stopped.enforcement": (
        N_("Decided, payment paused"),
        N_(
            "The decision stands. This court has stopped payments for a while; the "
            "money stays held and moves once they go on."
        ),
        VERDICT,
    ),
    "resumed.enforcement": (
        N_("Payments go on"),
        N_("What was decided is carried out now."),
        VERDICT,
    ),
    "stop.old": (
        N_("Something has been stopped for more than a day"),
        N_(
            "Disputes wait for it. Please lift the stop, or make sure it is still "
            "needed."
        ),
        "/desk/court",
    ),
    "dispute.paused": (
        N_("Your dispute is paused"),
        N_(
            "Nothing in it changes until it goes on, and you lose no time by it. The "
            "page says why."
        ),
        DISPUTE,
    ),
    "dispute.resumed": (
        N_("Your dispute goes on"),
        N_(
            "You have back all the time for which it was paused. The page says what "
            "comes next, and until when."
        ),
        DISPUTE,
    ),
    "summons.paused": (
        N_("The dispute you were called to waits"),
        N_("You are not needed for now. Thank you; your readiness counts in full."),
        "/jury",
    ),
    "seat.paused": (
        N_("The dispute you judge waits, and so does your time"),
        N_(
            "Your seat stays yours. You may read and vote meanwhile, or once it goes "
            "on; no time is lost."
        ),
        "/jury/seats/%(summons)s",
    ),
    "seat.resumed": (
        N_("The dispute you judge goes on"),
        N_("Your seat is kept for you until %(when)s."),
        "/jury/seats/%(summons)s",
    ),
    "outage.planned": (
        N_("This court will be out of order for a while"),
        N_(
            "From %(begins)s to %(ends)s nothing can be done here. Every deadline that "
            "is open then moves later by as long."
        ),
        DISPUTE,
    ),
    "outage.planned_jury": (
        N_("This court will be out of order for a while"),
        N_(
            "From %(begins)s to %(ends)s nothing can be done here. Every deadline that "
            "is open then moves later by as long."
        ),
        "/jury",
    ),
    "outage.called_off": (
        N_("This court stays open"),
        N_(
            "It will not be out of order from %(begins)s to %(ends)s, as you were "
            "told. Every deadline stays where it is."
        ),
        DISPUTE,
    ),
    "outage.called_off_jury": (
        N_("This court stays open"),
        N_(
            "It will not be out of order from %(begins)s to %(ends)s, as you were "
            "told. Every deadline stays where it is."
        ),
        "/jury",
    ),
    "outage.over_sooner": (
        N_("This court is open again, sooner than announced"),
        N_(
            "You were told that nothing could be done here from %(begins)s to "
            "%(ends)s. You can go on now; every deadline stays as much later."
        ),
        DISPUTE,
    ),
    "outage.over_sooner_jury": (
        N_("This court is open again, sooner than announced"),
        N_(
            "You were told that nothing could be done here from %(begins)s to "
            "%(ends)s. You can go on now; every deadline stays as much later."
        ),
        "/jury",
    ),
    "task.paused": (
        N_("A paused dispute waits for a look"),
        N_("Please let it go on, or say why not yet, by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
}
