"""Appeals: on which grounds, who hears them, and why a verdict cannot be appealed.

A jury's verdict goes to other jurors, a moderator's to another moderator. Both sides
may appeal; the second one joins. What is decided then is final: a dispute is appealed
once, from whichever of its rounds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jury.domain.errors import N_, NotNow
from jury.domain.lifecycle import EndedBy

if TYPE_CHECKING:
    from jury.domain.policy import Policy


class AppealGround(StrEnum):
    """What a side says was wrong with a decision."""

    OVERLOOKED = "overlooked"
    MISREAD = "misread"
    RULE = "rule"
    PROCEDURE = "procedure"
    NEW_EVIDENCE = "new_evidence"


class NoAppeal(NotNow):
    """This decision cannot be appealed."""

    code = "no_appeal"
    sentence = N_("This decision cannot be appealed.")


class IsFinal(NoAppeal):
    """An appeal was decided already."""

    code = "is_final"
    sentence = N_("This was decided on appeal. It cannot be appealed again.")


_BY_STAFF = frozenset({EndedBy.STAFF, EndedBy.EXPERT})
_NEVER = frozenset({EndedBy.SETTLEMENT, EndedBy.WITHDRAWAL, EndedBy.DISMISSAL})


def refuse_unappealable(policy: Policy, ended_by: str, *, is_appealed: bool) -> None:
    """Raise IsFinal for what an appeal decided, NoAppeal for what never can be.

    A round that began because a verdict was set aside uses nobody's appeal up.
    """
    if is_appealed:
        raise IsFinal
    # Advice that binds nobody leaves nothing to overturn, and jurors' time is scarce.
    is_open = policy.appeal.allowed and policy.moves_money
    if not is_open or EndedBy(ended_by) in _NEVER:
        raise NoAppeal


def is_appealable(policy: Policy, ended_by: str, *, is_appealed: bool) -> bool:
    """Whether a side may appeal this decision while its window is open."""
    try:
        refuse_unappealable(policy, ended_by, is_appealed=is_appealed)
    except NoAppeal:
        return False
    return True


def goes_to_staff(ended_by: str) -> bool:
    """Whether another moderator hears the appeal, not a jury."""
    return EndedBy(ended_by) in _BY_STAFF
