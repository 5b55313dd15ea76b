"""The desk on money after the verdict: stuck payments ended, awards changed."""

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import N_, Invalid, NotNow
from jury.domain.lifecycle import Stage
from jury.refusals import fields_of
from jury.services.moderation.tasks import MONEY_CONSENT
from jury.services.money import by_hand, reverse
from jury.services.money import consent as money_consent
from jury.services.money.answers import BY_HAND, WRITE_OFF
from jury.services.money.award_changes import present_award
from jury.services.reading.casefile import rung_views
from jury.storage.desk.tasks import get_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from jury.web import access
from jury.web.desk.appeals import read_sums, written
from jury.web.desk.doing import attempt, task_of, to_record
from jury.web.desk.naming import name_of
from jury.web.frame import reader_locale

blueprint = Blueprint("money", __name__)

STUCK = "refund_answer"
_CONSENTS: Mapping[str, Callable[..., object]] = {
    reverse.ACT: reverse.consent_reversal,
    WRITE_OFF: by_hand.consent_write_off,
    BY_HAND: by_hand.consent_by_hand,
}


@blueprint.post("/tasks/<task_id>/by-hand")
@access.staff(Role.MODERATOR)
def pay_by_hand(task_id: str) -> ResponseReturnValue:
    """It was paid another way: the proof goes on record, of much by two."""
    task, staff_id = task_of(task_id, STUCK), access.current_staff().id
    dispute_id, target = task.dispute_id or "", task.target
    proof = request.form.get("proof", "")

    def act(now: datetime) -> object:
        return by_hand.pay_by_hand(
            dispute_id, target, proof=proof, staff_id=staff_id, now=now
        )

    refused = attempt(task, act)
    told = (
        _("A colleague must consent to it. Until then nothing changes.")
        if by_hand.waits_for_consent(dispute_id, target)
        else _("Recorded as paid. Both sides know.")
    )
    return refused or to_record(dispute_id, told)


@blueprint.post("/tasks/<task_id>/write-off")
@access.staff(Role.MODERATOR)
def write_off(task_id: str) -> ResponseReturnValue:
    """Ask a colleague to give it up."""
    task, staff_id = task_of(task_id, STUCK), access.current_staff().id
    dispute_id, target = task.dispute_id or "", task.target
    reason = request.form.get("reason", "")

    def act(now: datetime) -> object:
        return by_hand.propose_write_off(
            dispute_id, target, reason=reason, staff_id=staff_id, now=now
        )

    told = _("A colleague must consent to it. Until then nothing changes.")
    return attempt(task, act) or to_record(dispute_id, told)


@blueprint.post("/tasks/<task_id>/money-consent")
@access.staff(Role.MODERATOR)
def give_consent(task_id: str) -> ResponseReturnValue:
    """Agree to what a colleague proposed; it is done at once."""
    task, staff_id = task_of(task_id, MONEY_CONSENT), access.current_staff().id
    dispute_id, act_name = task.dispute_id or "", task.detail["act"]
    consent = _CONSENTS[act_name]

    def act(now: datetime) -> object:
        return consent(get_task(task_id), staff_id=staff_id, now=now)

    told = _("Done as it was proposed. Both sides know.")
    return attempt(task, act) or to_record(dispute_id, told)


@blueprint.post("/tasks/<task_id>/money-dissent")
@access.staff(Role.MODERATOR)
def dissent(task_id: str) -> ResponseReturnValue:
    """Do not agree, and say why: everything stays as it is."""
    task, staff_id = task_of(task_id, MONEY_CONSENT), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", request.form.get("reason", "")

    def act(now: datetime) -> None:
        money_consent.refuse(
            get_task(task_id), reason=reason, staff_id=staff_id, now=now
        )

    told = _("Nothing changes. Your reason stands in the record.")
    return attempt(task, act) or to_record(dispute_id, told)


@blueprint.get("/disputes/<dispute_id>/award")
@access.staff(Role.MODERATOR)
def choose(dispute_id: str) -> ResponseReturnValue:
    """What the award could become, and what that moves."""
    return _page(get_dispute(dispute_id), {}, {})


@blueprint.post("/disputes/<dispute_id>/award")
@access.staff(Role.MODERATOR)
def change(dispute_id: str) -> ResponseReturnValue:
    """Change the award: another outcome, or the same from the true sums."""
    dispute, staff_id = get_dispute(dispute_id), access.current_staff().id
    typed, currency = request.form.to_dict(), dispute.currency
    try:
        with transaction(lock=dispute_id) as now:
            wanted = _read(typed, currency)
            done = reverse.reverse_award(dispute_id, wanted, staff_id=staff_id, now=now)
            is_done = done is not None
    except Invalid as refusal:
        return _page(get_dispute(dispute_id), typed, fields_of(refusal)), 422
    told = (
        _("Changed. Both sides and the marketplace know.")
        if is_done
        else _("A colleague must consent to it. Until then nothing changes.")
    )
    return to_record(dispute_id, told)


def _read(typed: Mapping[str, str], currency: str) -> reverse.Change:
    number, rung = typed.get("number", ""), typed.get("rung", "")
    is_slip = typed.get("kind") == reverse.SLIP
    if not is_slip and not _is_count(rung):
        raise Invalid({"rung": N_("Please choose an outcome.")})
    return reverse.Change(
        number=int(number) if _is_count(number) else 0,
        reason=typed.get("reason", ""),
        rung=None if is_slip else int(rung),
        sums=read_sums(typed, currency) if is_slip else None,
    )


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 4


def _page(dispute: Dispute, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    verdict = find_verdict(dispute.id)
    if verdict is None or not reverse.may_reverse(dispute):
        raise NotNow
    award = present_award(verdict)
    return render_template(
        "desk/award.html",
        dispute=dispute,
        name=name_of(dispute),
        award=award,
        number=reverse.next_number(dispute),
        rungs=[
            {
                "value": one.index,
                "title": one.title,
                "buyer_minor": one.buyer_minor,
                "seller_minor": one.seller_minor,
                "deposit_minor": one.deposit_minor,
                "note": one.explanation,
            }
            for one in rung_views(dispute, reader_locale())
            if one.index != award.rung
        ],
        sums={
            "price": written(dispute.price_minor, dispute.currency),
            "freight": written(dispute.freight_minor, dispute.currency),
        },
        is_closed=dispute.stage == Stage.CLOSED.value,
        here=url_for("desk.money.change", dispute_id=dispute.id),
        typed=typed,
        errors=errors,
        now=clock.now(),
    )
