"""What people are told when a jury asks for evidence: title, body, where it leads."""

from collections.abc import Mapping

from jury.domain.errors import N_

DISPUTE = "/disputes/%(dispute)s"

KINDS: Mapping[str, tuple[str, ...]] = {
    "evidence.asked": (
        N_("The jury asks you for something"),
        N_(
            "Several jurors want to see the same. You can answer once, by %(when)s; "
            "the vote waits until then. Without an answer it goes on without it."
        ),
        "/disputes/%(dispute)s/asked",
    ),
    "evidence.asked_other": (
        N_("The jury asks the other side for something"),
        N_(
            "The vote waits for the answer, at most until %(when)s. You need do "
            "nothing, and lose no time by it."
        ),
        DISPUTE,
    ),
    "evidence.answered": (
        N_("The other side has answered the jury"),
        N_("Personal details are covered first; then the vote goes on."),
        DISPUTE,
    ),
    "evidence.to_look_over": (
        N_("Look over what the jury will see of your evidence"),
        N_(
            "It is covered now. Ask for more cover, or confirm; then the vote goes on. "
            "Without your word it goes on at %(when)s."
        ),
        "/disputes/%(dispute)s/asked",
    ),
    "resumed.evidence": (
        N_("The jury goes on"),
        N_(
            "The vote waited for an answer and goes on now. It ends at %(when)s at the "
            "latest. The page shows what jurors see."
        ),
        DISPUTE,
    ),
    "exhibit.not_shown": (
        N_("A piece of your evidence is not shown to the jury"),
        N_("The page says why. The jury is told that something is not shown."),
        DISPUTE,
    ),
    "seat.waits": (
        N_("The jury has asked for evidence; the vote waits"),
        N_(
            "Your seat is kept. We tell you when it goes on, and you get your whole "
            "time again."
        ),
        "/jury/seats/%(summons)s",
    ),
    "seat.goes_on": (
        N_("The vote you sit in goes on"),
        N_("The answer to the jury is in the file. You can vote until %(when)s."),
        "/jury/seats/%(summons)s",
    ),
    "seat.may_change": (
        N_("You may look at your vote again"),
        N_(
            "After you had voted the jury asked for evidence. Read what came, and "
            "confirm your vote or change it once, by %(when)s. If you do neither it "
            "counts as it is."
        ),
        "/jury/seats/%(summons)s",
    ),
}
