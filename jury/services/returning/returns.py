"""FINAL: the goods go back or to the buyer again, and money moves on the last step.

One side sends, the courier carries, the other looks: of a return the buyer sends, of
what is sent again the seller. Each step has its time, and each silence its outcome.
What a person must decide stands in `return_rulings`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.errors import N_, Invalid, NotAllowed, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.returns import (
    DISPUTED,
    ContestGround,
    ReturnState,
    end_act,
    told_at,
)
from jury.services.moderation.tasks import RETURN, RETURN_CONSENT, finish_own, open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.returning.ending import end_return
from jury.services.returning.steps import (
    Step,
    journey_meant,
    move,
    notify,
    notify_both,
    postpone,
    wait_for_due,
)
from jury.services.returning.words import Words, keep_words
from jury.services.screening import texts
from jury.services.stages import refuse_paused, require
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money.returns import Journey, get_journey, list_decisions
from jury.storage.people import Role

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
    # Of an exchange the parcel back, unless it says that it is the one to the buyer.
    is_resend: bool = False


def send_goods(
    dispute_id: str, side: Side, parcel: Parcel, *, now: datetime
) -> Journey:
    """Whoever sends says with which courier and number the goods are on their way."""
    dispute, row = _open(dispute_id)
    if side is not row.sender:
        raise NotAllowed
    _refuse_late(row, now=now)
    given = _parcel(parcel)
    _send(dispute, row, Step("send", f"party:{side}"), parcel=given, now=now)
    return row


def receive_goods(dispute_id: str, side: Side, *, now: datetime) -> Journey:
    """The other side says that it has arrived; the time to look at it begins."""
    dispute, row = _open(dispute_id)
    if side is not row.receiver:
        raise NotAllowed
    _receive(dispute, row, Step("receive", f"party:{side}"), now=now)
    return row


def accept_goods(dispute_id: str, side: Side, *, now: datetime) -> Journey:
    """Who got it has looked, or gives in: the money moves as it was decided."""
    dispute, row = _open(dispute_id)
    if side is not row.receiver:
        raise NotAllowed
    step = Step("accept", f"party:{side}")
    end_return(dispute, row, step, ended_for=row.sender, now=now)
    return row


def contest_goods(
    dispute_id: str, side: Side, contest: Contest, *, now: datetime
) -> Journey:
    """Who got it says what is wrong with it: both sides show what they have."""
    dispute, row = _open(dispute_id)
    if side is not row.receiver:
        raise NotAllowed
    _refuse_late(row, now=now)
    if contest.ground not in set(ContestGround):
        raise Invalid({"ground": N_("Please say what is wrong with it.")})
    words = keep_words(dispute, side, contest.words, of=row, now=now)
    row.contest_ground = contest.ground
    step = Step("contest", f"party:{side}", {"ground": contest.ground}, words.text)
    move(dispute, row, step, now=now)
    ask_moderator(dispute, row, contest.ground, now=now)
    notify(dispute, "contested", row, side=row.sender, now=now)
    return row


def speak(dispute_id: str, side: Side, words: Words, *, now: datetime) -> None:
    """A side says, while a moderator has to decide, what that person should know."""
    dispute, row = _open(dispute_id)
    if ReturnState(row.state) not in DISPUTED:
        raise NotNow
    kept = keep_words(dispute, side, words, of=row, now=now)
    told = {"side": side.value, "version": kept.version}
    actor = f"party:{side}"
    audit.record(
        dispute.id, f"{row.name}.spoken", told, actor=actor, now=now, note=kept.text
    )
    if kept.version == 1:
        notify(dispute, "spoken", row, side=side.other, now=now)


def receive_courier(
    dispute_id: str, fact: CourierFact, *, actor: str, now: datetime
) -> Journey:
    """The marketplace passes on what the courier says; repeats change nothing."""
    dispute = get_dispute(dispute_id)
    refuse_paused(dispute)
    row = journey_meant(dispute, is_resend=fact.is_resend)
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


def advance(dispute: Dispute, row: Journey, *, now: datetime) -> None:
    """What the clock does: remind once before each time is over, then its outcome."""
    if row.due_at is not None and row.due_at > now:
        _remind(dispute, row, now=now)
        return
    state = ReturnState(row.state)
    if state is ReturnState.DUE:
        step = Step("lapse", "sweep")
        end_return(dispute, row, step, ended_for=row.receiver, now=now)
    elif state is ReturnState.SENT:
        move(dispute, row, Step("miss", "sweep"), now=now)
        ask_moderator(dispute, row, ReturnState.MISSING.value, now=now)
        notify_both(dispute, "missing", row, now=now)
    elif state is ReturnState.RECEIVED:
        step = Step("accept by silence", "sweep")
        end_return(dispute, row, step, ended_for=row.sender, now=now)
    elif state is ReturnState.DECIDED:
        decided_for = Side(list_decisions(row)[-1].decided_for)
        step = Step(end_act(decided_for), "sweep")
        end_return(dispute, row, step, ended_for=decided_for, now=now)
    else:
        _remind_moderators(dispute, row, now=now)


def ask_moderator(dispute: Dispute, row: Journey, cause: str, *, now: datetime) -> None:
    """A person decides; `cause` says why in one code."""
    open_task(
        dispute.id,
        RETURN,
        target=dispute.id,
        due_at=row.due_at or now,
        detail={"cause": cause, "way": row.name},
        now=now,
    )


# How whoever can still do something is told before a time is over.
_REMINDERS = {
    ReturnState.DUE: "send_ending",
    ReturnState.SENT: "travel_ending",
    ReturnState.RECEIVED: "inspect_ending",
    ReturnState.MISSING: "words_ending",
    ReturnState.CONTESTED: "words_ending",
    ReturnState.DECIDED: "appeal_ending",
}


def _who_can_act(row: Journey) -> tuple[Side, ...]:
    state = ReturnState(row.state)
    if state is ReturnState.DUE:
        return (row.sender,)
    if state is ReturnState.RECEIVED:
        return (row.receiver,)
    if state is ReturnState.DECIDED:
        return (Side(list_decisions(row)[-1].decided_for).other,)
    return (Side.BUYER, Side.SELLER)


def _remind(dispute: Dispute, row: Journey, *, now: datetime) -> None:
    if row.next_at is not None and row.next_at > now:
        # Something else of the dispute was due.
        dispute.next_due_at = row.next_at
        return
    wait_for_due(dispute, row, now=now)
    sides = _who_can_act(row)
    for side in sides:
        notify(dispute, _REMINDERS[ReturnState(row.state)], row, side=side, now=now)
    told = {"sides": [side.value for side in sides]}
    audit.record(dispute.id, f"{row.name}.reminded", told, actor="sweep", now=now)


def _remind_moderators(dispute: Dispute, row: Journey, *, now: datetime) -> None:
    postpone(dispute, row, now + AGAIN)
    once = f"{dispute.id}:{now.isoformat()}"
    telling.notify_staff(Role.MODERATOR, "task.overdue", once=once, now=now)
    audit.record(dispute.id, f"{row.name}.overdue", {}, actor="sweep", now=now)


def _open(dispute_id: str) -> tuple[Dispute, Journey]:
    dispute = get_dispute(dispute_id)
    row = get_journey(dispute.id)
    require(dispute, Stage.FINAL)
    if not row.is_open:
        raise NotNow
    return dispute, row


def _refuse_late(row: Journey, *, now: datetime) -> None:
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
    row: Journey,
    step: Step,
    *,
    parcel: tuple[str, str],
    now: datetime,
    at: datetime | None = None,
) -> None:
    row.courier, row.courier_number = parcel
    row.sent_at = told_at(at, not_before=row.opened_at, now=now)
    move(dispute, row, step, now=now)
    notify(dispute, "sent", row, side=row.receiver, now=now)


def _receive(
    dispute: Dispute,
    row: Journey,
    step: Step,
    *,
    now: datetime,
    at: datetime | None = None,
) -> None:
    row.received_at = told_at(at, not_before=row.sent_at or row.opened_at, now=now)
    move(dispute, row, step, now=now)
    for kind in (RETURN, RETURN_CONSENT):
        finish_own(dispute, kind, "arrived", staff_id=None, now=now)
    notify(dispute, "received", row, side=row.receiver, now=now)
    notify(dispute, "arrived", row, side=row.sender, now=now)
