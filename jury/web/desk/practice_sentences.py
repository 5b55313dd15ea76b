"""The lines of the audit log on practice disputes, as sentences."""

from jury.domain.errors import N_

SENTENCES: dict[str, str] = {
    "practice.allowed": N_("lets the dispute be read for practice"),
    "practice.not_allowed": N_("does not let the dispute be read for practice"),
    "mock.proposed": N_("makes a practice dispute of it, for a colleague to read"),
    "mock.approved": N_("agrees to the practice dispute; it is read from now on"),
    "mock.ended": N_("The practice dispute made of it is read no longer."),
}
