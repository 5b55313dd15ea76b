"""Why a moderator acts: a short code for the log, and a sentence beside it."""

from collections.abc import Collection
from dataclasses import dataclass

from jury.domain.errors import N_, Invalid
from jury.services.screening import texts

NOTE_LENGTH = 500

RELEASE = ("nothing_left", "needed")
WITHHOLD = ("personal", "unreadable", "unrelated", "abusive", "searchable")
COVER = ("personal", "abusive")
COVER_AS_WISHED = ("asked", *COVER)
LEAVE = ("needed", "not_personal", "already_covered")
# Why what was covered for its looks alone is shown, or stays covered.
SHOW = ("not_personal", "needed")
KEEP_COVERED = ("personal", "not_needed")
LET_READ = ("fit",)
KEEP_BACK = ("names_somebody", "abusive", "unrelated")
ADMIT = ("could_not_before",)
NOT_ADMIT = ("could_before", "off_the_matter", "tells_of_verdict")
STRIKE = ("tells_of_verdict", "personal", "abusive")
LIFT = ("tells_nothing",)
LOOK = ("to_cover", "to_decide", "complaint", "second_look")
PAUSE = ("side_away", "marketplace_checks", "file_checked", "our_mistake")
BAR = ("tie", "strike", "complaint")
STRIKE_OUT = ("forged", "stolen", "personal")
NOT_ADMITTED_IN_TIME = "not_admitted_in_time"
# Why evidence of an appeal never became part of the file.
NEVER_ADMITTED = frozenset({*NOT_ADMIT, NOT_ADMITTED_IN_TIME})
# Given by the clock, never by a person.
TIME_RAN_OUT = "time_ran_out"
# Given by machines that found everything and left nothing in doubt.
BY_DETECTORS = "detectors"


@dataclass(frozen=True)
class Ground:
    """One of the codes of an act, and what its moderator adds in own words."""

    code: str
    said: str = ""


NOTHING_LEFT = Ground(RELEASE[0])
PERSONAL = Ground(COVER[0])
ASKED = Ground(COVER_AS_WISHED[0])
NOT_PERSONAL = Ground(SHOW[0])
FIT = Ground(LET_READ[0])


def read(ground: Ground, codes: Collection[str], *, must_say: bool = False) -> Ground:
    """The ground fit to be kept; raises Invalid for a code that is not among `codes`.

    What takes something from a side needs a sentence: `must_say`.
    """
    if ground.code not in codes:
        raise Invalid({"code": N_("Please choose one of the reasons.")})
    said = texts.clean(
        ground.said, field="reason", most=NOTE_LENGTH, empty=not must_say
    )
    return Ground(ground.code, said)
