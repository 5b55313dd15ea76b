"""What staff are told of audits and of leans: title, body, and where it leads."""

from jury.domain.errors import N_

KINDS: dict[str, tuple[str, str, str]] = {
    "task.verdict_audit": (
        N_("Verdicts of last week wait to be read again"),
        N_("They were drawn by lot. Please read those that are free by %(when)s."),
        "/desk?kind=verdict_audit",
    ),
    "task.overturned": (
        N_("Colleagues would have decided a dispute otherwise"),
        N_("Please look by %(when)s whether its award is put right."),
        "/desk/tasks/%(task)s",
    ),
    "task.leaning": (
        N_("A figure of the court leans to one side"),
        N_("It is surely beyond what the rules bear. Please look at it by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "rules.changed": (
        N_("The rules in the files have changed"),
        N_("The court goes on with the old ones until enough administrators approve."),
        "/desk/rules",
    ),
}
