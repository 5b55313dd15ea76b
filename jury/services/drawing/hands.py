"""Who had a hand in a decision, and so may not judge it.

Nobody consents to what they decided themselves, and what was appealed from a moderator
is decided by somebody who neither decided it nor consented to it. Nor does whoever
struck an exhibit after a verdict say alone what becomes of the verdict.
"""

from collections.abc import Mapping
from typing import Any

from jury.domain.errors import N_, NotAllowed
from jury.storage.disputes import Dispute
from jury.storage.verdicts import Verdict, list_verdicts


class NeedsAnother(NotAllowed):
    """Nobody consents to their own decision."""

    code = "needs_another"
    sentence = N_("A colleague must look at this: you decided it yourself.")


class HadAHand(NeedsAnother):
    """An appeal from a moderator's decision is decided by others."""

    sentence = N_(
        "You had a hand in the decision that was appealed. A colleague must decide."
    )


class StruckIt(NeedsAnother):
    """Whoever struck an exhibit after a verdict does not judge the verdict by it."""

    sentence = N_(
        "You struck the exhibit yourself. A colleague must say whether the verdict "
        "stands without it."
    )


def refuse_striker(detail: Mapping[str, Any], staff_id: int) -> None:
    """Raise StruckIt to whoever struck what the task of a doubt is about."""
    if has_struck(detail, staff_id):
        raise StruckIt


def has_struck(detail: Mapping[str, Any], staff_id: int) -> bool:
    """Whether they struck one of the exhibits that the task of a doubt is about."""
    return staff_id in detail.get("by", ())


def refuse_barred(dispute: Dispute, staff_id: int) -> None:
    """Raise HadAHand to whoever decided, or consented to, what was appealed."""
    if staff_id in barred_from(dispute):
        raise HadAHand


def refuse_hand(verdict: Verdict, staff_id: int) -> None:
    """Raise NeedsAnother to whoever decided this very verdict, or consented to it."""
    if staff_id in _hands(verdict):
        raise NeedsAnother


def refuse_any_hand(dispute_id: str, staff_id: int) -> None:
    """Raise HadAHand to whoever decided any round of a dispute, or consented to it."""
    if any(staff_id in _hands(verdict) for verdict in list_verdicts(dispute_id)):
        raise HadAHand


def barred_from(dispute: Dispute) -> frozenset[int]:
    """Those on staff who had a hand in what an earlier round decided."""
    return frozenset(
        staff_id
        for verdict in list_verdicts(dispute.id)
        if verdict.round_number < dispute.round_number
        for staff_id in _hands(verdict)
    )


def _hands(verdict: Verdict) -> list[int]:
    decided_by = verdict.pronounced_by.removeprefix("staff:")
    found = [int(decided_by)] if decided_by.isdigit() else []
    return found if verdict.consented_by is None else [*found, verdict.consented_by]
