"""How a journey of the goods ends: with that the held money moves, by one of two sums.

What counts gives each side what was decided; of an exchange only the second parcel
does. Goods that do not count as returned stay with the buyer, and the whole held sum
goes to the seller. Goods that do not count as sent again give the buyer money instead.
"""

from datetime import datetime

from jury.domain.law.ladder import Bearer
from jury.domain.lifecycle import Side
from jury.domain.lives.returns import ReturnState
from jury.services.moderation.tasks import RETURN, RETURN_CONSENT, SCREEN, close_task
from jury.services.money import ledger, remedy
from jury.services.money.arrived import award_by
from jury.services.money.beside import CARRIER
from jury.services.returning.steps import Step, move, notify_both, open_resend
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import Dispute
from jury.storage.exhibits import list_return_exhibits
from jury.storage.money.returns import GoodsReturn, Journey
from jury.storage.verdicts import find_verdict

OUTSIDE = frozenset({Bearer.PLATFORM.value, Bearer.INSURER.value})


def end_return(
    dispute: Dispute,
    row: Journey,
    step: Step,
    *,
    ended_for: Side,
    now: datetime,
) -> None:
    """Take the last step, and let the held money go by what follows from it."""
    verdict = find_verdict(dispute.id)
    if verdict is None:
        raise LookupError("a dispute with a return has a decision")
    after = move(
        dispute,
        row,
        Step(step.act, step.actor, {**step.told, **_told(row, ended_for)}, step.note),
        now=now,
        shares=award_by(
            verdict, row, held_minor=dispute.held_minor, counts=ended_for is row.sender
        ),
    )
    _close_tasks(dispute, after, now=now)
    _post_freight(dispute, row, ended_for, now=now)
    if isinstance(row, GoodsReturn) and verdict.resent and not row.is_lost:
        # An exchange: now it is the seller's turn to send.
        open_resend(dispute, verdict, now=now)
        return
    notify_both(dispute, after.value, row, now=now)
    remedy.pay_out(dispute, verdict, row, now=now)


def freight_outside(row: Journey, ended_for: Side) -> int:
    """What platform or insurance pays for the way back, beside the held sum.

    Only of goods that count as returned; else whoever sent them bears it.
    """
    is_theirs = row.freight_bearer in OUTSIDE and ended_for is row.sender
    return row.freight_cost_minor if is_theirs else 0


def _told(row: Journey, ended_for: Side) -> dict[str, object]:
    return {
        "ended_for": ended_for.value,
        "freight_outside_minor": freight_outside(row, ended_for),
    }


def _post_freight(
    dispute: Dispute, row: Journey, ended_for: Side, *, now: datetime
) -> None:
    cost = freight_outside(row, ended_for)
    if cost:
        movements = {row.freight_bearer: -cost, CARRIER: cost}
        ledger.post(dispute, ledger.RETURN_FREIGHT, movements, now=now)


def _close_tasks(dispute: Dispute, after: ReturnState, *, now: datetime) -> None:
    """Nobody need decide or cover anything of this return any more."""
    shown = {one.id for one in list_return_exhibits(dispute.id)}
    for task in list_open_tasks_of(dispute.id):
        is_cover = task.kind == SCREEN and task.target in shown
        if is_cover or task.kind in {RETURN, RETURN_CONSENT}:
            close_task(task, after.value, staff_id=None, now=now)
