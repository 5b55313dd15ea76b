"""FINAL: what waited for a stop or a pause is done before anybody is asked again."""

from datetime import datetime

from jury.domain.lives.part_states import RefundState
from jury.services.money import remedy
from jury.services.money.owed import close_settled
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money.refunds import Enforcement, get_refund_of
from jury.storage.money.returns import find_journey
from jury.storage.verdicts import Verdict, find_verdict


def advance_final(dispute: Dispute, *, now: datetime) -> None:
    """Instruct what was not, close what is paid, else ask why nobody answers."""
    record = get_refund_of(dispute.id)
    verdict = find_verdict(dispute.id)
    if verdict is not None and current_session().get(Enforcement, dispute.id) is None:
        _carry_on(dispute, verdict, now=now)
    elif record.state == RefundState.ACKNOWLEDGED.value:
        close_settled(dispute, actor="sweep", now=now)
    else:
        remedy.chase_answer(dispute.id, now=now)


def _carry_on(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """Pay what a journey that is over came to; what has none is carried out whole."""
    row = find_journey(dispute.id)
    if row is None:
        remedy.carry_out(dispute, verdict, now=now)
    else:
        remedy.pay_out(dispute, verdict, row, now=now)
