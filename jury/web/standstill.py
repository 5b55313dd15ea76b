"""That a dispute stands still, as its pages say it: since when, why, and what then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from jury.storage.desk.pauses import find_pause
from jury.storage.desk.stops import Stopped
from jury.storage.disputes import EVIDENCE, Dispute


@dataclass(frozen=True)
class Standstill:
    """Since when and why a dispute stands still; `left` is what its stage has left."""

    since: datetime
    is_pause: bool
    why: str
    left: timedelta | None

    @property
    def seconds_left(self) -> int:
        """What its stage has left, in whole seconds; 0 when that is of no account."""
        return int(self.left.total_seconds()) if self.left else 0


def standstill_of(dispute: Dispute) -> Standstill | None:
    """That this dispute stands still, if it does."""
    since, closes_at = dispute.stands_since, dispute.stage_closes_at
    if since is None:
        return None
    left = closes_at - since if closes_at and closes_at > since else None
    paused = find_pause(dispute.id)
    if paused is not None:
        why = pause_reasons().get(paused.code, paused.code)
        return Standstill(paused.paused_at, is_pause=True, why=why, left=left)
    why = stop_reasons().get(dispute.stands_for or "", "")
    return Standstill(since, is_pause=False, why=why, left=left)


def pause_reasons() -> dict[str, str]:
    """Why a moderator pauses a dispute, as both sides read it."""
    return {
        "side_away": _("one side cannot take part at present"),
        "marketplace_checks": _("the marketplace is checking the order"),
        "file_checked": _("something in the file is being checked"),
        "our_mistake": _("something went wrong with us and is being put right"),
    }


def stop_reasons() -> dict[str, str]:
    """What an administrator stopped, or a jury asked for, as both sides read it."""
    return {
        Stopped.DRAWS.value: _("this court calls no jurors for a while"),
        Stopped.ENFORCEMENT.value: _("this court carries out no payments for a while"),
        EVIDENCE: _("the jury has asked a side for evidence"),
    }
