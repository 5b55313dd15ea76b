"""What people are told of stops: title, body, and where it leads."""

from jury.domain.errors import N_

STOP_KINDS: dict[str, tuple[str, str, str]] = {
    "stopped.draws": (
        N_("Your dispute waits"),
        N_(
            "This court has stopped calling jurors for a while. The time stands still: "
            "nothing is lost, and you get all of it back."
        ),
        "/disputes/%(dispute)s",
    ),
    "stopped.enforcement": (
        N_("Decided, payment paused"),
        N_(
            "The decision stands. This court has stopped payments for a while; the "
            "money stays held and moves once they go on."
        ),
        "/disputes/%(dispute)s/verdict",
    ),
    "resumed.enforcement": (
        N_("Payments go on"),
        N_("What was decided is carried out now."),
        "/disputes/%(dispute)s/verdict",
    ),
    "stop.old": (
        N_("Something has been stopped for more than a day"),
        N_(
            "Disputes wait for it. Please lift the stop, or make sure it is still "
            "needed."
        ),
        "/inbox",
    ),
}
