"""What people are told of moderators' acts: title, body, and where it leads."""

from collections.abc import Mapping

from jury.domain.errors import N_

DISPUTE = "/disputes/%(dispute)s"

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
    "hearing.voided": (
        N_("Another jury hears your dispute"),
        N_(
            "Evidence that the jury had before it was struck, so no vote of it counts "
            "or is ever opened. Other jurors decide, by %(when)s."
        ),
        DISPUTE,
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
