"""The steps of goods under way: the one place that moves, dates and tells them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from jury.domain.errors import N_, NotNow
from jury.domain.law.ladder import Bearer
from jury.domain.lifecycle import Side
from jury.domain.lives.returns import ENDED, ReturnState
from jury.services.law.rules import rules_of
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.stages import who_is
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money.returns import (
    GoodsResend,
    GoodsReturn,
    Journey,
    find_resend,
    find_return,
    get_journey,
)
from jury.storage.verdicts import Verdict


class Shares(Protocol):
    """What each side gets of the held sum."""

    @property
    def buyer_minor(self) -> int | None: ...
    @property
    def seller_minor(self) -> int | None: ...
    @property
    def freight_minor(self) -> int | None: ...


@dataclass(frozen=True)
class Step:
    """An act of the table of a journey, who does it, and what is told of it."""

    act: str
    actor: str
    told: Mapping[str, object] = field(default_factory=dict)
    note: str = ""


def open_return(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """The decision binds and sends the goods back: the buyer has to send them."""
    bearer = verdict.freight_bearer or Bearer.NOBODY.value
    row = _begun(dispute, GoodsReturn, bearer, now=now)
    _tell_begun(dispute, row, {}, now=now)


def open_resend(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """The seller has to send to the buyer, or the buyer gets money instead."""
    row = _begun(dispute, GoodsResend, Bearer.SELLER.value, now=now)
    told = {"instead_minor": verdict.instead_minor}
    _tell_begun(dispute, row, told, now=now)


def _begun(
    dispute: Dispute, kind: type[Journey], bearer: str, *, now: datetime
) -> Journey:
    row = kind(
        dispute_id=dispute.id,
        state=ReturnState.DUE.value,
        freight_bearer=bearer,
        freight_cost_minor=0,
        courier="",
        courier_number="",
        opened_at=now,
        step_at=now,
        due_at=now + rules_of(dispute).policy.returns.of(ReturnState.DUE),
    )
    current_session().add(row)
    _date(dispute, row)
    return row


def _tell_begun(
    dispute: Dispute, row: Journey, more: Mapping[str, object], *, now: datetime
) -> None:
    took = int((now - dispute.admitted_at).total_seconds())
    told = {**told_of(row), "took_seconds": took, **more}
    audit.record(dispute.id, f"{row.name}.due", told, actor="sweep", now=now)
    telling.emit(dispute, f"{row.name}.due", told, now=now)
    notify(dispute, "due", row, side=row.sender, now=now)
    notify(dispute, "announced", row, side=row.receiver, now=now)


def move(
    dispute: Dispute,
    row: Journey,
    step: Step,
    *,
    now: datetime,
    shares: Shares | None = None,
) -> ReturnState:
    """Carry out one step; raises NotNow or NotAllowed when the table has no such row.

    `shares` are what each side gets, once it ends.
    """
    after = row.table.after(ReturnState(row.state), step.act, who_is(step.actor))
    took = int((now - row.step_at).total_seconds())
    row.state, row.step_at, row.reminded_at = after.value, now, None
    if after in ENDED:
        if shares is None:
            raise ValueError("an ended return says who gets what")
        row.due_at, row.ended_at = None, now
        row.buyer_minor, row.seller_minor = shares.buyer_minor, shares.seller_minor
        row.freight_minor = shares.freight_minor
    else:
        row.due_at = now + rules_of(dispute).policy.returns.of(after)
        _date(dispute, row)
    told = {**told_of(row), "took_seconds": took, **step.told}
    audit.record(
        dispute.id,
        f"{row.name}.{after}",
        {"act": step.act, **told},
        actor=step.actor,
        now=now,
        note=step.note,
    )
    telling.emit(dispute, f"{row.name}.{after}", told, now=now)
    return after


def journey_meant(dispute: Dispute, *, is_resend: bool) -> Journey:
    """Of which parcel somebody speaks: a word of one must never move the other."""
    last, back = get_journey(dispute.id), find_return(dispute.id)
    if is_resend and last is back:
        raise NotNow(N_("Nothing has to be sent to the buyer yet. Nothing was kept."))
    return last if back is None or is_resend else back


def postpone(dispute: Dispute, row: Journey, due_at: datetime) -> None:
    """Ask again at another time what a person has not decided."""
    row.due_at = due_at
    dispute.next_due_at = dispute.stage_closes_at = due_at


def wait_for_due(dispute: Dispute, row: Journey, *, now: datetime) -> None:
    """The reminder is told: nothing more is due before the end of the step."""
    row.reminded_at = now
    dispute.next_due_at = row.next_at


def note_paid(dispute: Dispute, *, now: datetime) -> None:
    """The money has moved: with that the last part of each journey ends."""
    for row in (find_return(dispute.id), find_resend(dispute.id)):
        if row is not None:
            row.paid_at = now


def told_of(row: Journey) -> dict[str, object]:
    """What the log and the marketplace are told; never the number of a parcel."""
    return {
        "state": row.state,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "freight_bearer": row.freight_bearer,
    }


def notify(
    dispute: Dispute, kind: str, row: Journey, *, side: Side, now: datetime
) -> None:
    """Tell a side of a step, with the time by which the step must be over.

    `kind` says of what, without which way the goods go.
    """
    telling.notify_party(
        dispute.party(side),
        f"{row.name}.{kind}",
        now=now,
        expires_at=row.due_at,
        once=now.isoformat(),
    )


def notify_both(dispute: Dispute, kind: str, row: Journey, *, now: datetime) -> None:
    """Tell both sides of a step."""
    for side in Side:
        notify(dispute, kind, row, side=side, now=now)


def _date(dispute: Dispute, row: Journey) -> None:
    """While the goods travel, the times of the dispute are those of the return."""
    if row.due_at is None:
        raise ValueError("an open return has a due time")
    dispute.stage_closes_at = row.due_at
    dispute.next_due_at = row.next_at
