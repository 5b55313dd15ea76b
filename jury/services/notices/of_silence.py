"""What people are told of silence, of more time, and of decisions without a jury."""

from collections.abc import Mapping

from jury.domain.errors import N_

VERDICT = "/disputes/%(dispute)s/verdict"
TASK = "/desk/tasks/%(task)s"

KINDS: Mapping[str, tuple[str, ...]] = {
    "dispute.admitted_default": (
        N_("A dispute about your order has been opened"),
        N_(
            "Please tell your side by %(when)s. If you say nothing at all, it can be "
            "decided as the other side asks, without a jury."
        ),
    ),
    "submissions.default_reminder": (
        N_("Without a word from you this is decided as the other side asks"),
        N_(
            "Write something, answer a question or add evidence by %(when)s, and you "
            "are heard. If you need more time, you can ask for it on the page."
        ),
    ),
    "submissions.extended": (
        N_("You have more time"),
        N_("Both sides can now put their case until %(when)s."),
    ),
    "submissions.extended_other": (
        N_("The other side has asked for more time"),
        N_("Both sides can now put their case until %(when)s."),
    ),
    "verdict.default": (
        N_("Your dispute was decided without you"),
        N_(
            "You said nothing, so it was decided as the other side asks. If you had "
            "good cause, you can ask for it to be reopened until %(when)s."
        ),
        VERDICT,
    ),
    "reopening.asked": (
        N_("The other side asks for the dispute to be reopened"),
        N_("A moderator decides whether it had good cause, by %(when)s."),
        VERDICT,
    ),
    "reopening.refused": (
        N_("The dispute is not reopened"),
        N_(
            "A moderator found no good cause. The decision stands; you can appeal "
            "until %(when)s."
        ),
        VERDICT,
    ),
    "reopening.lapsed": (
        N_("The dispute is not reopened"),
        N_("Nobody decided on your request in time, so the decision stood."),
        VERDICT,
    ),
    "dispute.reopened": (
        N_("The dispute is reopened"),
        N_(
            "The silent side had good cause. What was decided without it no longer "
            "counts; both sides can put their case until %(when)s."
        ),
    ),
    "dispute.to_staff": (
        N_("A moderator decides your dispute"),
        N_("The rules leave such disputes to a moderator, who decides by %(when)s."),
    ),
    "dispute.to_expert": (
        N_("An expert decides your dispute"),
        N_("The rules leave such disputes to an expert, who decides by %(when)s."),
    ),
    "task.reopen": (
        N_("A side asks for a dispute to be reopened"),
        N_("The decision becomes final without an answer, at %(when)s."),
        TASK,
    ),
}
