"""Endings without a verdict: the sides settle, or the claim is given up.

Both go to FINAL at once, under the lock of the dispute, as the close of a poll does:
whichever comes first holds. A vote that was running ends unopened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.law.ladder import OfferedRung
from jury.domain.lifecycle import EndedBy
from jury.domain.settlement import agreed_calculation
from jury.services.hearing.closing import close_unopened
from jury.services.hearing.inquiry import drop_inquiry
from jury.services.law.rules import ladder_of
from jury.services.moderation.tasks import MONEY_CONSENT, close_task
from jury.services.money import remedy
from jury.services.money.answers import TASK
from jury.services.money.reconcile import DIFFERENCE
from jury.services.notices import telling
from jury.services.settlement import offers
from jury.services.stages import Move, enter
from jury.services.verdict.pronounce import verdict_on
from jury.storage.base import current_session
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import Dispute
from jury.storage.draws import find_open_draw
from jury.storage.verdicts import Verdict

BY_PARTIES = "parties"
# What the sentences of an earlier round wait for is not the dispute; an advance that
# was not answered, or that no list names, is money however it ends.
OUTLIVES = frozenset({"sentence", TASK, MONEY_CONSENT, DIFFERENCE})


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Which act ends the dispute, whose it is, and what each side gets."""

    act: str
    ended_by: EndedBy
    outcome: OfferedRung
    actor: str
    event: str
    told: Mapping[str, object]


def end_unjudged(dispute: Dispute, ending: Ending, *, now: datetime) -> Verdict:
    """End a dispute as the sides have it, and let the money go by exactly that."""
    decision = decision_on(dispute, ending.outcome, now=now)
    decision.ended_by = ending.ended_by.value
    draw = find_open_draw(dispute.id)
    if draw is not None:
        drop_inquiry(draw, now=now)
    close_unopened(dispute, cause=decision.ended_by, actor=ending.actor, now=now)
    offers.lapse_open(dispute, cause=decision.ended_by, now=now)
    for task in list_open_tasks_of(dispute.id):
        if task.kind not in OUTLIVES:
            close_task(task, decision.ended_by, staff_id=None, now=now)
    current_session().add(decision)
    dispute.ended_by = decision.ended_by
    told = {**ending.told, **told_of(dispute, decision)}
    due_at = remedy.due_at(dispute, decision, now)
    enter(dispute, Move(ending.act, ending.actor, due_at, told), now=now)
    telling.emit(dispute, ending.event, told, now=now)
    telling.notify_parties(
        dispute, ending.event, now=now, once=str(dispute.round_number)
    )
    remedy.carry_out(dispute, decision, now=now)
    return decision


def decision_on(dispute: Dispute, outcome: OfferedRung, *, now: datetime) -> Verdict:
    """What the sides came to, kept as a verdict is: both are carried out alike."""
    codes = [one.code for one in ladder_of(dispute)]
    lines = agreed_calculation(
        outcome, price_minor=dispute.price_minor, freight_minor=dispute.freight_minor
    )
    decision = verdict_on(dispute, outcome, lines, now=now)
    decision.rung = codes.index(outcome.code) if outcome.code in codes else None
    decision.pronounced_by = BY_PARTIES
    return decision


def told_of(dispute: Dispute, decision: Verdict) -> dict[str, object]:
    """What the log and the marketplace are told of what each side gets."""
    return {
        "ended_by": decision.ended_by,
        "remedy": decision.remedy,
        "buyer": {"minor": decision.buyer_minor, "currency": dispute.currency},
        "seller": {"minor": decision.seller_minor, "currency": dispute.currency},
        "freight": {"minor": decision.freight_minor, "currency": dispute.currency},
        "split": {},
    }
