"""What people are told of appeals and of slips: title, body, and where it leads."""

from collections.abc import Mapping

from jury.domain.errors import N_

VERDICT = "/disputes/%(dispute)s/verdict"
TASK = "/desk/tasks/%(task)s"

KINDS: Mapping[str, tuple[str, ...]] = {
    "verdict.appealable": (
        N_("Your dispute has been decided"),
        N_(
            "The letter says what was decided and why. The money stays held until "
            "%(when)s; until then you can appeal, with a ground."
        ),
        VERDICT,
    ),
    "appeal.reminder": (
        N_("The verdict becomes final soon"),
        N_("If you want to appeal, or a sum is wrong, say so before %(when)s."),
        VERDICT,
    ),
    "appeal.filed": (
        N_("Your appeal has begun"),
        N_("Other jurors hear the dispute. You can add what is new until %(when)s."),
    ),
    "appeal.opened": (
        N_("The other side has appealed"),
        N_(
            "Other jurors hear the whole dispute again. You can add what is new, and "
            "appeal too, until %(when)s."
        ),
    ),
    "appeal.joined": (
        N_("The other side has appealed too"),
        N_("Both appeals are heard together. The present step ends at %(when)s."),
    ),
    "appeal.referred": (
        N_("The moderator's decision was appealed"),
        N_("Another moderator, who had no hand in it, decides by %(when)s."),
    ),
    "other.added": (
        N_("The other side has added something"),
        N_("You can read it, and add something too, until %(when)s."),
    ),
    "addition.reminder": (
        N_("You can still add what is new"),
        N_(
            "The dispute is heard again from %(when)s on, with everything that stands "
            "in the file. You need not add anything."
        ),
    ),
    "exhibit.admitted": (
        N_("Your new evidence was admitted"),
        N_("It is covered now, and jurors will see it."),
    ),
    "exhibit.not_admitted": (
        N_("Your new evidence was not admitted"),
        N_("The page says why. Everything that was heard before stays in the file."),
    ),
    "exhibit.not_admitted_in_time": (
        N_("Your new evidence was not admitted"),
        N_(
            "Nobody could say in time whether it is new, so it stays out. Everything "
            "that was heard before stays in the file."
        ),
    ),
    "verdict.corrected": (
        N_("A slip in the verdict was corrected"),
        N_(
            "What was decided stays. The letter shows what it says now and what it "
            "said before. The money stays held until %(when)s."
        ),
        VERDICT,
    ),
    "slip.refused": (
        N_("The verdict stays as it is"),
        N_("A moderator looked at what you wrote and found no slip."),
        VERDICT,
    ),
    "slip.lapsed": (
        N_("The verdict stays as it is"),
        N_("Nobody could look at what you wrote in time."),
        VERDICT,
    ),
    "task.admit_exhibit": (
        N_("New evidence waits to be admitted"),
        N_("The hearing waits for it, until %(when)s."),
        TASK,
    ),
    "task.strike": (
        N_("A text for an appeal waits to be read"),
        N_("The hearing waits for it, until %(when)s."),
        TASK,
    ),
    "task.slip": (
        N_("A side says that a verdict has a slip"),
        N_("It can be corrected until %(when)s."),
        TASK,
    ),
}
