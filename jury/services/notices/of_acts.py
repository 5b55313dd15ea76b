"""What people are told of moderators' acts: title, body, and where it leads."""

from collections.abc import Mapping

from jury.domain.errors import N_

DISPUTE = "/disputes/%(dispute)s"
VERDICT = "/disputes/%(dispute)s/verdict"

KINDS: Mapping[str, tuple[str, ...]] = {
    "exhibit.struck": (
        N_("A piece of your evidence was struck"),
        N_("It no longer counts, and jurors do not see it. The page says why."),
        DISPUTE,
    ),
    "exhibit.struck_other": (
        N_("A piece of the other side's evidence was struck"),
        N_("It no longer counts, and jurors do not see it."),
        DISPUTE,
    ),
    "file.covered_late": (
        N_("Something personal was covered in your dispute"),
        N_(
            "A moderator found that it showed who somebody is. Whoever opens the file "
            "from now on reads it covered. No vote is undone, and you need not do "
            "anything."
        ),
        "/disputes/%(dispute)s/preview",
    ),
    "file.shown_late": (
        N_("Something in your dispute is shown again"),
        N_(
            "A moderator had covered it by mistake while the jury sits, and took that "
            "back. What you both confirmed stays covered. No vote is undone, and you "
            "need not do anything."
        ),
        "/disputes/%(dispute)s/preview",
    ),
    "task.reported": (
        N_("Something in a file shows who somebody is"),
        N_("Somebody who reads it has pointed at it. Others read on meanwhile."),
        "/desk/tasks/%(task)s",
    ),
    "act.undone": (
        N_("A moderator took a decision back"),
        N_("What you were told last is looked at again. The page shows how it stands."),
        DISPUTE,
    ),
    "hearing.voided": (
        N_("Another jury hears your dispute"),
        N_(
            "Evidence that the jury had before it was struck, so no vote of it counts "
            "or is ever opened. Other jurors decide, by %(when)s."
        ),
        DISPUTE,
    ),
    "submissions.returned": (
        N_("Your dispute goes back to both sides"),
        N_(
            "A moderator found that something is missing. What you sent stays; you can "
            "add to it until %(when)s. The page says why."
        ),
        DISPUTE,
    ),
    "screening.returned": (
        N_("Please check again what jurors will see"),
        N_(
            "A moderator sent your dispute back to be covered and checked anew. Look "
            "at the result and confirm by %(when)s. The page of the dispute says why."
        ),
        "/disputes/%(dispute)s/preview",
    ),
    "verdict.doubted": (
        N_("The verdict is looked at again"),
        N_(
            "Evidence was struck after it. A moderator says by %(when)s whether it can "
            "stand without that; until then the money stays held."
        ),
        VERDICT,
    ),
    "verdict.upheld": (
        N_("The verdict stands"),
        N_(
            "A moderator found that it stands without the evidence that was struck. "
            "The money stays held until %(when)s."
        ),
        VERDICT,
    ),
    "verdict.set_aside": (
        N_("The verdict does not stand"),
        N_(
            "It rested on evidence that was struck. A moderator decides anew, or asks "
            "other jurors, by %(when)s."
        ),
        VERDICT,
    ),
    "task.doubt": (
        N_("Does a verdict stand?"),
        N_("Evidence was struck after it. It waits for your answer, until %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "task.mock_review": (
        N_("A practice dispute waits for a second look"),
        N_("A colleague made it of a closed dispute. Please read it by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "control.told": (
        N_("What you read was a control dispute"),
        N_(
            "Its outcome was known before. You can read what it was, why, and how "
            "yours compares. Your service counts in full."
        ),
        "/jury/seats/%(summons)s/outcome",
    ),
    "control.replied": (
        N_("A moderator answers what you said of a control dispute"),
        N_("You can read whether its outcome stands, and why."),
        "/jury/seats/%(summons)s/outcome",
    ),
    "task.control_contested": (
        N_("A juror contests a control dispute"),
        N_("Please read what they say, and confirm or withdraw it by %(when)s."),
        "/desk/tasks/%(task)s",
    ),
    "summons.removed": (
        N_("You cannot judge this dispute"),
        N_(
            "Something became known that keeps you from judging it. A vote of yours in "
            "it does not count. That costs you nothing."
        ),
        "/jury",
    ),
    "poll.voided": (
        N_("Your jury is not needed any more"),
        N_(
            "The file turned out to be faulty, so no vote of this jury counts or is "
            "ever opened. Thank you; your service counts in full."
        ),
        "/jury",
    ),
}
