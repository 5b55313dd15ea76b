"""What the desk shows of payments: how each stands, and what ends it."""

from typing import Any

from flask_babel import gettext as _

from jury import clock
from jury.domain.money.payments import SHARES, Advice, advice_on
from jury.services.money.answers import (
    ENDS,
    Instruction,
    find_instruction,
    may_end_by_hand,
    may_instruct_again,
)
from jury.services.money.by_hand import needs_consent, waits_for_consent
from jury.services.money.reverse import proposed
from jury.services.reading.casefile import rung_views
from jury.storage.desk.tasks import Task
from jury.storage.disputes import get_dispute
from jury.storage.money.payments import Payment, list_payments
from jury.storage.money.refunds import get_refund_of
from jury.storage.people import staff_names
from jury.storage.verdicts import find_verdict
from jury.web import access
from jury.web.frame import reader_locale


def state_name(state: str) -> str:
    """Where an instruction stands, in a word."""
    names = {
        "held": _("held"),
        "instructed": _("told to pay"),
        "acknowledged": _("paid"),
        "refused": _("refused"),
        "written_off": _("written off"),
    }
    return str(names.get(state, state))


def kind_name(kind: str) -> str:
    """What a payment beside the award is for."""
    names = {
        "reversal": _("Change of the award"),
        "compensation": _("Compensation from the deposit"),
        "advance": _("Advance to the buyer"),
        "repayment": _("Advance, out of the award"),
        "recovery": _("Advance, back from the buyer"),
    }
    return str(names.get(kind, kind))


def account_name(account: str) -> str:
    """Whose money it is."""
    names = {
        "buyer": _("Buyer"),
        "seller": _("Seller"),
        "freight": _("Freight"),
        "platform": _("Marketplace"),
        "deposit": _("Deposit"),
    }
    return str(names[account])


def payment_rows(dispute_id: str) -> list[dict[str, Any]]:
    """Every payment beside the award, with what it moves."""
    return [
        {
            "name": kind_name(one.kind),
            "state": state_name(one.state),
            "currency": one.currency,
            "sums": _sums(one),
            "at": one.made_at,
            "proof": one.proof,
        }
        for one in list_payments(dispute_id)
    ]


def payment(task: Task) -> dict[str, Any]:
    """What is stuck, what the last answer usually means, and what may be done."""
    dispute = get_dispute(task.dispute_id or "")
    record = get_refund_of(dispute.id)
    one = find_instruction(record, task.target)
    return {
        "record": one,
        "reference": dispute.refund_ref,
        "state": state_name(one.state),
        "currency": record.currency,
        "sums": _moved(one, dispute.id),
        "title": kind_name(one.kind) if isinstance(one, Payment) else _("The award"),
        "advice": _advice(one),
        "may_instruct": may_instruct_again(one, now=clock.now()),
        "may_end": may_end_by_hand(one),
        "needs_consent": needs_consent(dispute, one),
        "waits_for_consent": waits_for_consent(dispute.id, task.target),
    }


def proposal(task: Task) -> dict[str, Any]:
    """What a colleague proposes, and what it would come to."""
    dispute = get_dispute(task.dispute_id or "")
    by, act = task.detail["by"], task.detail["act"]
    shown: dict[str, Any] = {
        "act": act,
        "said": task.detail["change"]["reason"],
        "proposed_by": staff_names([by]).get(by, ""),
        "is_own": by == access.current_staff().id,
        "before": find_verdict(dispute.id),
        "after": None,
    }
    if act == "reversal" and task.done_at is None:
        outcome = proposed(task)
        title = rung_views(dispute, reader_locale())[outcome.rung_no].title
        shown |= {"after": outcome.rung, "title": title}
    elif act in ENDS:
        one = find_instruction(get_refund_of(dispute.id), task.detail["upon"])
        shown["sums"] = _moved(one, dispute.id)
    return shown


def _advice(one: Instruction) -> str:
    if one.answer_code in {None, "unknown"}:
        return str(_("Ask the marketplace what became of it before anything else."))
    sentences = {
        Advice.AGAIN: _(
            "This usually passes: have the cause mended and tell it again."
        ),
        Advice.BY_HAND: _(
            "Telling it again will not help: have it paid another way, and keep the "
            "reference of the proof."
        ),
        Advice.FIND_OUT: _("Ask the marketplace what this code means, then choose."),
    }
    return str(sentences[advice_on(one.answer_code or "", one.attempt)])


def _moved(one: Instruction, dispute_id: str) -> list[tuple[str, int]]:
    if isinstance(one, Payment):
        return _sums(one)
    verdict = find_verdict(dispute_id)
    return [
        (account_name(side), minor)
        for side in SHARES
        if (minor := getattr(verdict, f"{side}_minor")) or side != "freight"
    ]


def _sums(one: Payment) -> list[tuple[str, int]]:
    moved = one.movement.by_account().items()
    return [(account_name(account), minor) for account, minor in moved if minor]
