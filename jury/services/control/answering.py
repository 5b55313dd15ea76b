"""A juror answers a control call: the rules of a real one, to the letter.

Seat, reading time, ballot and receipt follow the same tables and refusals; nothing is
counted anywhere but among what this juror answered to control disputes.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from jury.domain.attention import Missing, has_time_to_read, missing
from jury.domain.ballots import Draft, refuse_invalid
from jury.domain.deadlines import bucket, reply_due_at
from jury.domain.errors import N_, AlreadyDone, Invalid, PollClosed, TooEarly
from jury.domain.lifecycle import Who
from jury.domain.part_states import SummonsState
from jury.domain.parts import SUMMONS
from jury.services.control.items import (
    counted_of,
    ladder_of_control,
    record,
    rules_of_control,
)
from jury.services.drawing.seats import RECUSAL_REASONS, CallEnded, TooLateToRead
from jury.services.drawing.summon import CALL, REMINDERS, SEAT_REMINDER, remind
from jury.services.hearing.poll import (
    DRAFT_FIELDS,
    DRAFT_LENGTH,
    RECEIPT_LENGTH,
    Receipt,
    Vote,
)
from jury.services.notices import telling
from jury.services.notices.telling import juror_key
from jury.services.people.accounts import ensure_user
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.controls import ControlCall, get_control_call
from jury.storage.roster import get_juror


def accept_control(call_id: str, juror_id: int, *, now: datetime) -> ControlCall:
    """Take the seat; the same refusals as of a real call."""
    call = get_control_call(call_id, juror_id, for_change=True)
    if call.state == SummonsState.ACCEPTED.value:
        return call
    _refuse_ended(call, now=now)
    if not has_time_to_read(
        now=now, closes_at=call.window_ends_at, seconds=call.reading_seconds
    ):
        raise TooLateToRead
    change(call, "accept", Who.JUROR, now=now)
    call.answered_at = now
    minutes = rules_of_control(call.mock).policy.pace.seat_minutes
    due_at = reply_due_at(now, minutes=minutes, window_end=call.window_ends_at)
    call.vote_due_at = due_at
    user = ensure_user(get_juror(juror_id).ref, locale=call.language, now=now)
    remind(user, SEAT_REMINDER, call.id, begins_at=now, due_at=due_at)
    record_call(call, "control.accepted", actor="juror", now=now)
    return call


def decline_control(call_id: str, juror_id: int, *, now: datetime) -> None:
    """Say no, without penalty."""
    call = get_control_call(call_id, juror_id, for_change=True)
    _refuse_ended(call, now=now)
    change(call, "decline", Who.JUROR, now=now)
    call.answered_at = now
    record_call(call, "control.declined", actor="juror", now=now)


def recuse_from_control(
    call_id: str, juror_id: int, *, reason: str, now: datetime
) -> None:
    """Step aside with a reason, before or after taking the seat."""
    call = get_control_call(call_id, juror_id, for_change=True)
    if reason not in RECUSAL_REASONS:
        raise Invalid({"reason": N_("Please choose one of the reasons.")})
    if call.state != SummonsState.ACCEPTED.value:
        _refuse_ended(call, now=now)
    change(call, "recuse", Who.JUROR, now=now)
    call.answered_at, call.recusal_reason, call.vote_due_at = now, reason, None
    record_call(call, "control.recused", actor="juror", now=now)


def open_control(call_id: str, juror_id: int, *, now: datetime) -> ControlCall:
    """The file is shown for the first time; reading time counts from here."""
    call = _seated(call_id, juror_id, now=now)
    call.opened_at = call.opened_at or now
    return call


def save_control_draft(
    call_id: str, juror_id: int, content: Mapping[str, object], *, now: datetime
) -> None:
    """Keep what was filled in so far."""
    call = _seated(call_id, juror_id, now=now)
    kept = {name: content[name] for name in DRAFT_FIELDS if name in content}
    if len(str(kept)) > DRAFT_LENGTH:
        raise Invalid({"sentence": N_("This text is too long.")})
    call.draft = kept


def answer_control(
    call_id: str, juror_id: int, vote: Vote, *, now: datetime
) -> Receipt:
    """Take the one answer, finally; raises as a real ballot's casting does."""
    call = _seated(call_id, juror_id, now=now)
    left = missing_of(call, now=now)
    if not left.is_nothing:
        raise TooEarly(seconds_left=left.seconds_left, unopened=())
    call.sentence = _refuse_invalid(call, vote)
    call.choice, call.reasons = vote.choice, sorted(vote.reasons)
    call.counted = counted_of(call.mock, vote.choice)
    call.draft, call.vote_due_at = None, None
    call.salt, call.cast_bucket_at = secrets.token_hex(16), bucket(now)
    call.opened_at = bucket(call.opened_at or now)
    change(call, "cast", Who.JUROR, now=now)
    record_call(call, "control.answered", actor="juror", now=call.cast_bucket_at)
    return Receipt(receipt_of(call), call.window_ends_at)


def receipt_of(call: ControlCall) -> str:
    """What stands on the receipt; it does not depend on what was chosen."""
    return audit.salted_digest(str(call.salt), call.id)[:RECEIPT_LENGTH]


def missing_of(call: ControlCall, *, now: datetime) -> Missing:
    """What stands between the juror and the vote."""
    return missing(
        exhibits={},
        opened=set(),
        read_since=call.opened_at,
        seconds=call.reading_seconds,
        now=now,
    )


def change(call: ControlCall, act: str, who: Who = Who.SWEEP, *, now: datetime) -> None:
    """Move a call along the table of summonses, and take back what was to be told."""
    call.state = SUMMONS.after(SummonsState(call.state), act, who).value
    keys = [juror_key(kind, call.id) for kind in (CALL, *REMINDERS)]
    telling.withdraw(keys, later_than=now if who is Who.JUROR else None)


def record_call(call: ControlCall, action: str, *, actor: str, now: datetime) -> None:
    """Log what became of a call; of an answer that it was given, and not which."""
    told = {"call": call.id, "item": call.item_id, "juror": call.juror_id}
    record(action, told, actor=actor, now=now)


def _seated(call_id: str, juror_id: int, *, now: datetime) -> ControlCall:
    call = get_control_call(call_id, juror_id, for_change=True)
    if call.state == SummonsState.VOTED.value:
        raise AlreadyDone(N_("Your vote is in already. It counts once and is final."))
    if call.state != SummonsState.ACCEPTED.value or now >= call.window_ends_at:
        raise PollClosed
    return call


def _refuse_ended(call: ControlCall, *, now: datetime) -> None:
    if call.state != SummonsState.SENT.value or now >= call.reply_due_at:
        raise CallEnded


def _refuse_invalid(call: ControlCall, vote: Vote) -> str:
    rules = rules_of_control(call.mock)
    sentence = texts.clean(vote.sentence, field="sentence", empty=True)
    is_undecided = vote.choice is None
    draft = Draft(
        choice=vote.choice,
        chips=vote.reasons[1:] if is_undecided else vote.reasons,
        cannot_decide=(vote.reasons or (None,))[0] if is_undecided else None,
        sentence=sentence,
    )
    refuse_invalid(
        draft,
        rungs=len(ladder_of_control(call.mock)),
        chips=rules.chips,
        limits=rules.policy.ballot,
    )
    if vote.language not in texts.LANGUAGES:
        raise Invalid({"language": N_("Please choose Chinese or English.")})
    return sentence
