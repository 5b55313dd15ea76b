"""Admission: a marketplace escalates a dispute, and the court takes it in whole."""

import secrets
from datetime import datetime, timedelta

from jury.domain.deadlines import decided_by, window_end
from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.law.money_terms import When
from jury.domain.law.whole import Rules
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Side, Stage
from jury.services.admission.chat import read_chat
from jury.services.admission.intake import Intake, IntakeParty
from jury.services.fairness.calibrated import calibrated
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import ladder_of
from jury.services.money import ledger
from jury.services.money.beside_award import advance_to_buyer
from jury.services.notices import telling
from jury.services.people.accounts import ensure_user
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.standstill.stops import refuse_stopped_intake
from jury.services.submissions import submit
from jury.services.submissions.silence import first_reminder_at, may_default
from jury.storage.base import current_session, current_settings, new_id
from jury.storage.disputes import (
    ChatMessage,
    Dispute,
    Party,
    find_dispute_by_refund,
    list_disputes_of_order,
)
from jury.storage.money.refunds import RefundRecord

# How far a marketplace's clock may be ahead of ours.
CLOCKS_APART = timedelta(minutes=10)


class RefundHasDispute(AlreadyDone):
    """A refund record has one dispute."""

    code = "refund_has_dispute"
    sentence = N_("There is already a dispute about this refund record.")


def admit_dispute(intake: Intake, *, actor: str, now: datetime) -> Dispute:
    """Take a dispute in: rules frozen, texts covered, money in escrow, both told.

    Raises IntakeStopped, RefundHasDispute, Invalid (naming all bad fields), NoPolicy.
    """
    refuse_stopped_intake()
    _refuse_wrong(intake, now=now)
    rules, _considered = law_in_force(lawbook()).rules_for(
        category=intake.category,
        reason=intake.reason,
        amount_minor=intake.asked_minor,
        currency=intake.currency,
        reference=intake.refund_ref,
    )
    rules = calibrated(rules).in_zone(current_settings().timezone)
    dispute = _keep_dispute(intake, rules, now=now)
    current_session().flush()
    _keep_texts(dispute, intake)
    _keep_money(dispute, rules, now=now)
    _record(dispute, intake, rules, actor=actor, now=now)
    advance_to_buyer(dispute, When.ADMISSION, dispute.asked_minor, now=now)
    for answer in intake.answers:
        submit.keep_answer(dispute, intake.filed_by, answer, now=now)
    return dispute


def _refuse_wrong(intake: Intake, *, now: datetime) -> None:
    if find_dispute_by_refund(intake.refund_ref) is not None:
        raise RefundHasDispute
    wrong: dict[str, str] = {}
    buyer, seller = intake.parties[Side.BUYER], intake.parties[Side.SELLER]
    if buyer.ref == seller.ref:
        wrong["parties"] = N_("Buyer and seller are the same user.")
    elif buyer.person_key and buyer.person_key == seller.person_key:
        wrong["parties"] = N_("Buyer and seller are the same person.")
    wrong |= _wrong_sums(intake) | _wrong_times(intake, now=now)
    known = law_in_force(lawbook()).reasons.get(intake.reason)
    wrong |= _wrong_answers(intake, len(known.questions) if known else None)
    if wrong:
        raise Invalid(wrong)


def _wrong_answers(intake: Intake, questions: int | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    answered: set[int] = set()
    for place, answer in enumerate(intake.answers):
        field = f"answers/{place}/number"
        if questions is not None and not 1 <= answer.number <= questions:
            wrong[field] = N_("There is no such question for this reason.")
        elif answer.number in answered:
            wrong[field] = N_("A question is answered twice.")
        answered.add(answer.number)
    return wrong


def _wrong_sums(intake: Intake) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if intake.asked_minor > intake.held_minor:
        wrong["asked"] = N_("More is asked than is held.")
    if intake.compensation_minor > intake.deposit_minor:
        wrong["compensation"] = N_("More is asked than the deposit holds.")
    return wrong


def _wrong_times(intake: Intake, *, now: datetime) -> dict[str, str]:
    """Periods are counted from these, so they must have been."""
    times = {
        "order/paid_at": intake.paid_at,
        "order/shipped_at": intake.shipped_at,
        "order/received_at": intake.received_at,
    }
    wrong = {
        field: N_("This time is still to come.")
        for field, at in times.items()
        if at is not None and at > now + CLOCKS_APART
    }
    sent, arrived = intake.shipped_at, intake.received_at
    if sent is not None and arrived is not None and arrived < sent:
        wrong["order/received_at"] = N_("It arrived before it was sent.")
    return wrong


def _keep_dispute(intake: Intake, rules: Rules, *, now: datetime) -> Dispute:
    closes_at = window_end(rules.policy, Window.SUBMISSIONS, now)
    dispute = Dispute(
        id=new_id("dsp"),
        order_ref=intake.order_ref,
        refund_ref=intake.refund_ref,
        filed_by=intake.filed_by.value,
        reason=intake.reason,
        claim=texts.clean(intake.claim, field="claim"),
        category=intake.category,
        language=intake.language,
        currency=intake.currency,
        price_minor=intake.price_minor,
        freight_minor=intake.freight_minor,
        held_minor=intake.held_minor,
        asked_minor=intake.asked_minor,
        deposit_minor=intake.deposit_minor,
        compensation_minor=intake.compensation_minor,
        order_facts=_order_facts(intake),
        policy=rules.to_json(),
        policy_name=f"{rules.policy.name}/{rules.policy.version}",
        effect=rules.policy.effect.value,
        is_shadow=not rules.policy.hears_parties,
        stage=Stage.SUBMISSIONS.value,
        stage_closes_at=closes_at,
        next_due_at=max(now, first_reminder_at(rules.policy, now, closes_at)),
        decided_by_at=decided_by(rules.policy, now),
        admitted_at=now,
        labels={},
        secret=secrets.token_hex(32),
        parties=[_keep_party(side, intake.parties[side], now=now) for side in Side],
    )
    ladder_of(dispute)  # refuses sums from which no ladder follows
    current_session().add(dispute)
    return dispute


def _keep_party(side: Side, party: IntakeParty, *, now: datetime) -> Party:
    user = ensure_user(party.ref, locale=party.locale, now=now)
    user.locale = party.locale
    user.email = party.email or user.email
    return Party(
        side=side.value,
        user=user,
        display_name=party.display_name,
        phone=party.phone,
        address=party.address,
        email=party.email,
        names=list(party.names),
        nicknames=list(party.nicknames),
        handles=list(party.handles),
        locale=party.locale,
        person_key=party.person_key,
        tie_keys=list(party.tie_keys),
        trades_as_buyer=party.trades_as_buyer,
        trades_as_seller=party.trades_as_seller,
        credit=party.credit,
    )


def _order_facts(intake: Intake) -> dict[str, object]:
    return {
        "condition_grade": intake.condition_grade,
        "lines": [
            {"quantity": line.quantity, "price_minor": line.price_minor}
            for line in intake.lines
        ],
        "paid_at": _written(intake.paid_at),
        "shipped_at": _written(intake.shipped_at),
        "received_at": _written(intake.received_at),
        "courier_at": [_written(event.at) for event in intake.courier_events],
        "parcel_numbers": list(intake.parcel_numbers),
    }


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _keep_texts(dispute: Dispute, intake: Intake) -> None:
    language = dispute.language
    filer = Side(dispute.filed_by)
    texts.keep_redacted(dispute, "claim", dispute.claim, language=language, side=filer)
    if intake.listing_text:
        listing = texts.clean(intake.listing_text, field="listing_text")
        texts.keep_redacted(
            dispute, "listing", listing, language=language, side=Side.SELLER
        )
    for number, line in enumerate(intake.lines, start=1):
        title = texts.clean(line.title, field="lines", most=300)
        texts.keep_redacted(dispute, f"line:{number}", title, language=language)
    for number, event in enumerate(intake.courier_events, start=1):
        said = texts.clean(event.text, field="courier_events", most=500)
        texts.keep_redacted(dispute, f"courier:{number}", said, language=language)
    _keep_chat(dispute, intake if intake.chat_findings else read_chat(intake))


def _keep_chat(dispute: Dispute, intake: Intake) -> None:
    messages = [
        ChatMessage(
            dispute_id=dispute.id,
            seq=seq,
            sender=message.sender,
            text=message.text,
            sent_at=message.sent_at,
        )
        for seq, message in enumerate(intake.chat, start=1)
    ]
    current_session().add_all(messages)
    texts.keep_chat(dispute, messages, intake.chat_findings or ())


def _keep_money(dispute: Dispute, rules: Rules, *, now: datetime) -> None:
    current_session().add(
        RefundRecord(
            dispute_id=dispute.id,
            ref=dispute.refund_ref,
            held_minor=dispute.held_minor,
            currency=dispute.currency,
        )
    )
    if rules.policy.moves_money:
        held = dispute.held_minor
        movements = {ledger.HELD: -held, ledger.ESCROW: held}
        ledger.post(dispute, "admission", movements, now=now)


def _record(
    dispute: Dispute, intake: Intake, rules: Rules, *, actor: str, now: datetime
) -> None:
    told: dict[str, object] = {
        "to": dispute.stage,
        "round_number": dispute.round_number,
        "closes_at": _written(dispute.stage_closes_at),
        "refund": dispute.refund_ref,
        "order": dispute.order_ref,
        "reason": dispute.reason,
        "filed_by": dispute.filed_by,
        "policy": dispute.policy_name,
        "held": {"minor": dispute.held_minor, "currency": dispute.currency},
        "asked": {"minor": dispute.asked_minor, "currency": dispute.currency},
        "decided_by": dispute.decided_by_at.isoformat(),
        "effect": rules.policy.effect.value,
    }
    trial = {"trial": rules.trial.to_json()} if rules.trial else {}
    audit.record(
        dispute.id,
        "dispute.admitted",
        {**told, **trial, "linked": len(list_disputes_of_order(intake.order_ref)) - 1},
        actor=actor,
        now=now,
    )
    told["parties"] = {one.side: one.user.ref for one in dispute.parties}
    told["ladder"] = [rung.code for rung in ladder_of(dispute)]
    telling.emit(dispute, "dispute.admitted", told, now=now)
    for party in dispute.parties:
        is_warned = may_default(dispute, Side(party.side))
        telling.notify_party(
            party,
            "dispute.admitted_default" if is_warned else "dispute.admitted",
            now=now,
            expires_at=dispute.stage_closes_at,
        )
