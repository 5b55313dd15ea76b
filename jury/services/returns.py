"""FINAL: the goods go back, step by step, and the money moves on the last.

The buyer sends, the courier carries, the seller looks. Each step has its time, and each
silence its outcome. What a person must decide stands in `return_rulings`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.errors import N_, Invalid, NotAllowed, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.returns import DISPUTED, ContestGround, ReturnState, told_at
from jury.services import audit, telling, texts
from jury.services.return_end import end_return
from jury.services.return_steps import (
    Step,
    move,
    notify,
    notify_both,
    postpone,
    wait_for_due,
)
from jury.services.return_words import Words, keep_words
from jury.services.stages import refuse_paused, require
from jury.services.tasks import RETURN, RETURN_CONSENT, finish_own, open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.people import Role
from jury.storage.returns import GoodsReturn, get_return, list_decisions

COURIER_LENGTH = 60
NUMBER_LENGTH = 60
AGAIN = timedelta(days=1)
PICKED_UP, DELIVERED = "picked_up", "delivered"


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """Who carries the goods, under which number."""

    courier: str
    number: str


@dataclass(frozen=True, kw_only=True)
class Contest:
    """What is wrong with what came back."""

    ground: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class CourierFact:
    """What a courier says of the parcel; empty and None: nothing."""

    kind: str
    courier: str = ""
    number: str = ""
    at: datetime | None = None
    freight_minor: int | None = None


def send_goods(
    dispute_id: str, side: Side, parcel: Parcel, *, now: datetime
) -> GoodsReturn:
    """The buyer says with which courier and number the goods are on their way."""
    dispute, row = _open(dispute_id)
    if side is not Side.BUYER:
        raise NotAllowed
    _refuse_late(row, now=now)
    given = _parcel(parcel)
    _send(dispute, row, Step("send", f"party:{side}"), parcel=given, now=now)
    return row


def receive_goods(dispute_id: str, side: Side, *, now: datetime) -> GoodsReturn:
    """The seller says that a parcel has arrived; the time to look at it begins."""
    dispute, row = _open(dispute_id)
    if side is not Side.SELLER:
        raise NotAllowed
    _receive(dispute, row, Step("receive", f"party:{side}"), now=now)
    return row


def accept_goods(dispute_id: str, side: Side, *, now: datetime) -> GoodsReturn:
    """The seller has looked at it, or gives in: the buyer gets what was decided."""
    dispute, row = _open(dispute_id)
    if side is not Side.SELLER:
        raise NotAllowed
    end_return(
        dispute, row, Step("accept", f"party:{side}"), ended_for=Side.BUYER, now=now
    )
    return row


def contest_goods(
    dispute_id: str, side: Side, contest: Contest, *, now: datetime
) -> GoodsReturn:
    """The seller says what is wrong with it: both sides show what they have."""
    dispute, row = _open(dispute_id)
    if side is not Side.SELLER:
        raise NotAllowed
    _refuse_late(row, now=now)
    if contest.ground not in set(ContestGround):
        raise Invalid({"ground": N_("Please say what is wrong with it.")})
    words = keep_words(dispute, side, contest.words, now=now)
    row.contest_ground = contest.ground
    step = Step("contest", f"party:{side}", {"ground": contest.ground}, words.text)
    move(dispute, row, step, now=now)
    ask_moderator(dispute, row, contest.ground, now=now)
    notify(dispute, "return.contested", row, side=Side.BUYER, now=now)
    return row


def speak(dispute_id: str, side: Side, words: Words, *, now: datetime) -> None:
    """A side says, while a moderator has to decide, what that person should know."""
    dispute, row = _open(dispute_id)
    if ReturnState(row.state) not in DISPUTED:
        raise NotNow
    kept = keep_words(dispute, side, words, now=now)
    told = {"side": side.value, "version": kept.version}
    actor = f"party:{side}"
    audit.record(
        dispute.id, "return.spoken", told, actor=actor, now=now, note=kept.text
    )
    if kept.version == 1:
        notify(dispute, "return.spoken", row, side=side.other, now=now)


def receive_courier(
    dispute_id: str, fact: CourierFact, *, actor: str, now: datetime
) -> GoodsReturn:
    """The marketplace passes on what the courier says; repeats change nothing."""
    dispute = get_dispute(dispute_id)
    refuse_paused(dispute)
    row = get_return(dispute.id)
    if fact.kind not in {PICKED_UP, DELIVERED}:
        raise Invalid({"event": N_("Say picked_up or delivered.")})
    if not row.is_open:
        raise NotNow
    if fact.freight_minor is not None:
        row.freight_cost_minor = fact.freight_minor
    if row.state == ReturnState.DUE.value:
        parcel = _parcel(Parcel(courier=fact.courier, number=fact.number))
        _send(dispute, row, Step("send", actor), parcel=parcel, now=now, at=fact.at)
    is_here = ReturnState(row.state) in {ReturnState.SENT, ReturnState.MISSING}
    if fact.kind == DELIVERED and is_here:
        _receive(dispute, row, Step("receive", actor), now=now, at=fact.at)
    return row


def advance(dispute: Dispute, row: GoodsReturn, *, now: datetime) -> None:
    """What the clock does: remind once before each time is over, then its outcome."""
    if row.due_at is not None and row.due_at > now:
        _remind(dispute, row, now=now)
        return
    state = ReturnState(row.state)
    if state is ReturnState.DUE:
        end_return(dispute, row, Step("lapse", "sweep"), ended_for=Side.SELLER, now=now)
    elif state is ReturnState.SENT:
        move(dispute, row, Step("miss", "sweep"), now=now)
        ask_moderator(dispute, row, ReturnState.MISSING.value, now=now)
        notify_both(dispute, "return.missing", row, now=now)
    elif state is ReturnState.RECEIVED:
        step = Step("accept by silence", "sweep")
        end_return(dispute, row, step, ended_for=Side.BUYER, now=now)
    elif state is ReturnState.DECIDED:
        decided_for = Side(list_decisions(dispute.id)[-1].decided_for)
        step = Step(f"end for the {decided_for}", "sweep")
        end_return(dispute, row, step, ended_for=decided_for, now=now)
    else:
        _remind_moderators(dispute, row, now=now)


def ask_moderator(
    dispute: Dispute, row: GoodsReturn, cause: str, *, now: datetime
) -> None:
    """A person decides; `cause` says why in one code."""
    open_task(
        dispute.id,
        RETURN,
        target=dispute.id,
        due_at=row.due_at or now,
        detail={"cause": cause},
        now=now,
    )


# Who can still do something before each time is over, and how they are told.
_REMINDERS = {
    ReturnState.DUE: ("return.send_ending", (Side.BUYER,)),
    ReturnState.SENT: ("return.travel_ending", (Side.BUYER, Side.SELLER)),
    ReturnState.RECEIVED: ("return.inspect_ending", (Side.SELLER,)),
    ReturnState.MISSING: ("return.words_ending", (Side.BUYER, Side.SELLER)),
    ReturnState.CONTESTED: ("return.words_ending", (Side.BUYER, Side.SELLER)),
}


def _remind(dispute: Dispute, row: GoodsReturn, *, now: datetime) -> None:
    if row.next_at is not None and row.next_at > now:
        # Something else of the dispute was due.
        dispute.next_due_at = row.next_at
        return
    wait_for_due(dispute, row, now=now)
    kind, sides = _REMINDERS.get(ReturnState(row.state), ("return.appeal_ending", ()))
    if row.state == ReturnState.DECIDED.value:
        sides = (Side(list_decisions(dispute.id)[-1].decided_for).other,)
    for side in sides:
        notify(dispute, kind, row, side=side, now=now)
    told = {"sides": [side.value for side in sides]}
    audit.record(dispute.id, "return.reminded", told, actor="sweep", now=now)


def _remind_moderators(dispute: Dispute, row: GoodsReturn, *, now: datetime) -> None:
    postpone(dispute, row, now + AGAIN)
    once = f"{dispute.id}:{now.isoformat()}"
    telling.notify_staff(Role.MODERATOR, "task.overdue", once=once, now=now)
    audit.record(dispute.id, "return.overdue", {}, actor="sweep", now=now)


def _open(dispute_id: str) -> tuple[Dispute, GoodsReturn]:
    dispute = get_dispute(dispute_id)
    row = get_return(dispute.id)
    require(dispute, Stage.FINAL)
    if not row.is_open:
        raise NotNow
    return dispute, row


def _refuse_late(row: GoodsReturn, *, now: datetime) -> None:
    if row.due_at is not None and now >= row.due_at:
        raise NotNow(N_("The time for this has passed. Nothing was changed."))


def _parcel(parcel: Parcel) -> tuple[str, str]:
    wrong: dict[str, str] = {}
    found = []
    for name, most in (("courier", COURIER_LENGTH), ("number", NUMBER_LENGTH)):
        try:
            found.append(texts.clean(getattr(parcel, name), field=name, most=most))
        except Invalid as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Invalid(wrong)
    return found[0], found[1]


def _send(
    dispute: Dispute,
    row: GoodsReturn,
    step: Step,
    *,
    parcel: tuple[str, str],
    now: datetime,
    at: datetime | None = None,
) -> None:
    row.courier, row.courier_number = parcel
    row.sent_at = told_at(at, not_before=row.opened_at, now=now)
    move(dispute, row, step, now=now)
    notify(dispute, "return.sent", row, side=Side.SELLER, now=now)


def _receive(
    dispute: Dispute,
    row: GoodsReturn,
    step: Step,
    *,
    now: datetime,
    at: datetime | None = None,
) -> None:
    row.received_at = told_at(at, not_before=row.sent_at or row.opened_at, now=now)
    move(dispute, row, step, now=now)
    for kind in (RETURN, RETURN_CONSENT):
        finish_own(dispute, kind, "arrived", staff_id=None, now=now)
    notify(dispute, "return.received", row, side=Side.SELLER, now=now)
    notify(dispute, "return.arrived", row, side=Side.BUYER, now=now)
