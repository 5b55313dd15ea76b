"""Moving a dispute from stage to stage: the one place that writes `stage`.

Each move follows a row of `lifecycle.DISPUTE`, sets the time by which the next must
happen, and leaves an audit entry and an event.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jury.domain.errors import N_, NotNow
from jury.domain.lifecycle import BEFORE_THE_VERDICT, DISPUTE, Stage, Who
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.settlement.offer_time import carry_over, remind
from jury.storage.disputes import Dispute


class Paused(NotNow):
    """A moderator paused the dispute."""

    code = "dispute_paused"
    sentence = N_(
        "This dispute is paused. Nothing in it can be changed until it goes on, and no "
        "time is lost by it."
    )


@dataclass(frozen=True)
class Move:
    """An act of the lifecycle table, who does it, and when its stage must end."""

    act: str
    actor: str
    closes_at: datetime | None
    payload: Mapping[str, object] = field(default_factory=dict)
    note: str = ""


def enter(dispute: Dispute, move: Move, *, now: datetime) -> Stage:
    """Carry out a move; raises NotNow or NotAllowed when the table has no such row.

    Nothing moves a paused dispute, whoever asks for it.
    """
    refuse_paused(dispute)
    before = Stage(dispute.stage)
    after = DISPUTE.after(before, move.act, who_is(move.actor))
    dispute.stage = after.value
    dispute.stage_closes_at = move.closes_at
    dispute.next_due_at = move.closes_at
    carried = carry_over(dispute, now=now) if after in BEFORE_THE_VERDICT else {}
    # What it waited for belonged to the stage before.
    dispute.stands_since = dispute.stands_for = None
    if carried:
        remind(dispute, now=now)
    told: dict[str, object] = {
        "from": before.value,
        "to": after.value,
        "round_number": dispute.round_number,
        "closes_at": move.closes_at.isoformat() if move.closes_at else None,
        **carried,
        **move.payload,
    }
    name = f"dispute.{after.value}"
    audit.record(
        dispute.id,
        name,
        {"act": move.act, **told},
        actor=move.actor,
        now=now,
        note=move.note,
    )
    told["decided_by"] = dispute.decided_by_at.isoformat()
    telling.emit(dispute, name, told, now=now)
    return after


_KINDS_OF_ACTOR = {
    "sweep": Who.SWEEP,
    "party": Who.PARTY,
    "staff": Who.MODERATOR,
    "key": Who.MARKETPLACE,
}


def who_is(actor: str) -> Who:
    """Which of the lifecycle's people an actor of the log is, such as `staff:3`."""
    return _KINDS_OF_ACTOR[actor.partition(":")[0]]


def refuse_paused(dispute: Dispute) -> None:
    """Refuse whatever would change a paused dispute."""
    if dispute.is_paused:
        raise Paused


def require(dispute: Dispute, *stages: Stage) -> None:
    """Refuse an act that belongs to another stage, and any while it is paused."""
    refuse_paused(dispute)
    if Stage(dispute.stage) not in stages:
        raise NotNow
