"""A juror answers a control call: the rules of a real one, to the letter.

Seat, reading time, ballot and receipt follow the same tables and refusals; nothing is
counted anywhere but among what this juror answered to control disputes.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from jury.domain.asking import Ask
from jury.domain.attention import Missing, has_time_to_read, missing
from jury.domain.deadlines import bucket, reply_due_at
from jury.domain.eligibility import standing
from jury.domain.errors import N_, AlreadyDone, Invalid, PollClosed, TooEarly
from jury.domain.lifecycle import Who
from jury.domain.lives.part_states import SummonsState
from jury.domain.lives.parts import SUMMONS
from jury.services.control.items import record
from jury.services.control.rules import counted_of, ladder_of_call, rules_of_call
from jury.services.drawing.notices import CALL, REMINDERS, SEAT_REMINDER, remind
from jury.services.drawing.seats import (
    BARRED_AFTER_THE_CALL,
    RECUSAL_REASONS,
    CallEnded,
    MayNotSit,
    TooLateToRead,
)
from jury.services.hearing.asking import HasAsked, NotAsked
from jury.services.hearing.ballot_seals import RECEIPT_LENGTH
from jury.services.hearing.poll import (
    DRAFT_FIELDS,
    DRAFT_LENGTH,
    Progress,
    Receipt,
    Vote,
    refuse_invalid_vote,
)
from jury.services.notices import telling
from jury.services.notices.telling import juror_key
from jury.services.people.accounts import ensure_user
from jury.services.proof import audit
from jury.storage.jurors.controls import ControlCall, get_control_call
from jury.storage.roster import facts_of, get_juror


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
    _refuse_barred(call, now=now)
    change(call, "accept", Who.JUROR, now=now)
    call.answered_at = now
    minutes = rules_of_call(call).policy.pace.seat_minutes
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
    rungs = len(ladder_of_call(call))
    call.sentence = refuse_invalid_vote(vote, rules_of_call(call), rungs=rungs)
    call.choice, call.reasons = vote.choice, sorted(vote.reasons)
    call.vote_language, call.counted = vote.language, counted_of(call, vote.choice)
    call.draft, call.vote_due_at = None, None
    call.salt, call.cast_bucket_at = secrets.token_hex(16), bucket(now)
    call.opened_at = bucket(call.opened_at or now)
    change(call, "cast", Who.JUROR, now=now)
    record_call(call, "control.answered", actor="juror", now=call.cast_bucket_at)
    return Receipt(receipt_of(call), call.window_ends_at)


def may_ask(call: ControlCall) -> bool:
    """Whether they may ask for evidence who have not, as far as a page may tell."""
    has_form = bool(rules_of_call(call).asks)
    return has_form and call.state == SummonsState.ACCEPTED.value


def ask_in_control(call_id: str, juror_id: int, code: str, *, now: datetime) -> Ask:
    """Ask for one thing, finally: it comes to nothing, as where nobody else asks."""
    call = _seated(call_id, juror_id, now=now)
    if call.asked is not None:
        raise HasAsked
    if not may_ask(call):
        raise NotAsked
    left = missing_of(call, now=now)
    if not left.is_nothing:
        raise TooEarly(seconds_left=left.seconds_left, unopened=())
    asks = {one.code: one for one in rules_of_call(call).asks}
    if code not in asks:
        raise Invalid({"ask": N_("Please choose what the jury should see.")})
    call.asked, call.asked_bucket_at = code, bucket(now)
    record_call(call, "control.asked", actor="juror", now=call.asked_bucket_at)
    return asks[code]


def report_in_control(
    call_id: str, juror_id: int, target: str, *, now: datetime
) -> None:
    """Say that it shows who somebody is; nobody in it is anybody."""
    call = _seated(call_id, juror_id, now=now)
    told = {"call": call.id, "item": call.item_id, "target": target}
    record("control.reported", told, actor="juror", now=bucket(now))


def confirm_control(call_id: str, juror_id: int, *, now: datetime) -> None:
    """Nothing is ever added to it, so no vote can be cast once more."""
    call = get_control_call(call_id, juror_id, for_change=True)
    if call.state != SummonsState.VOTED.value:
        raise PollClosed
    _seated(call_id, juror_id, now=now)


def receipt_of(call: ControlCall) -> str:
    """What stands on the receipt; it does not depend on what was chosen."""
    return audit.salted_digest(str(call.salt), call.id)[:RECEIPT_LENGTH]


def progress_of(call: ControlCall, *, now: datetime) -> Progress:
    """How far the juror has read: there are no exhibits to be opened."""
    return Progress(
        required_seconds=call.reading_seconds,
        seconds_left=missing_of(call, now=now).seconds_left,
        exhibits=(),
        opened=frozenset(),
        unopened=(),
    )


def missing_of(call: ControlCall, *, now: datetime) -> Missing:
    """What stands between the juror and the vote."""
    return missing(
        exhibits={},
        opened=set(),
        read_since=call.opened_at,
        seconds=call.reading_seconds,
        now=now,
    )


def change(call: ControlCall, act: str, who: Who = Who.SWEEP, *, now: datetime) -> bool:
    """Move a call along the table of summonses, and take back what was to be told.

    Returns whether the juror had been told of the call at all.
    """
    call.state = SUMMONS.after(SummonsState(call.state), act, who).value
    called = juror_key(CALL, call.id)
    keys = [called, *(juror_key(kind, call.id) for kind in REMINDERS)]
    later_than = now if who is Who.JUROR else None
    return called not in telling.withdraw(keys, later_than=later_than)


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


def _refuse_barred(call: ControlCall, *, now: datetime) -> None:
    """What became known of them since the call counts too, as for a real one."""
    known = facts_of(get_juror(call.juror_id), now=now)
    limits = rules_of_call(call).policy.eligibility
    if BARRED_AFTER_THE_CALL & {*standing(known, limits, as_of=now)}:
        raise MayNotSit


def _refuse_ended(call: ControlCall, *, now: datetime) -> None:
    if call.state != SummonsState.SENT.value or now >= call.reply_due_at:
        raise CallEnded
