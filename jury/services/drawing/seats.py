"""A juror answers the call: takes a seat, says no, or steps aside."""

from datetime import datetime

from jury.domain.attention import has_time_to_read
from jury.domain.deadlines import reply_due_at
from jury.domain.eligibility import EXCLUSIONS, Code, exclusions, standing
from jury.domain.errors import N_, Invalid, NotAllowed, NotNow
from jury.domain.lifecycle import Who
from jury.domain.lives.part_states import SummonsState
from jury.services.drawing.lanes import dispute_facts, ties_of
from jury.services.drawing.notices import SEAT_REMINDER, remind
from jury.services.drawing.strata import has_room
from jury.services.drawing.summon import bring_forward, change, record
from jury.services.law.rules import rules_of
from jury.services.people.accounts import ensure_user
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw, Seat, Summons, find_seat_of, get_summons_of
from jury.storage.roster import Juror, facts_of, get_juror

RECUSAL_REASONS = (
    "know_a_party",
    "same_dispute_of_mine",
    "upsetting",
    "outside_my_knowledge",
    "no_time",
    "other",
)


class CallEnded(NotNow):
    """The call is no longer open."""

    code = "call_ended"
    sentence = N_("This call has ended. Thank you for being ready.")


class NoSeatFree(NotNow):
    """Every seat is promised at the moment; the sentence must not tell that."""

    code = "no_seat_free"
    sentence = N_("You cannot be seated at this moment. Please try again in a while.")


class TooLateToRead(NotNow):
    """Less than twice the reading time is left."""

    code = "too_late_to_read"
    sentence = N_("Too little time is left to read the file with care.")


class MayNotSit(NotAllowed):
    """Ties or strikes that became known after the call; the sentence names none."""

    code = "may_not_sit"
    sentence = N_(
        "It turned out that you cannot judge this dispute. That costs you nothing."
    )


BARRED_AFTER_THE_CALL = EXCLUSIONS | {Code.STRIKE, Code.PAUSED, Code.INACTIVE}


def accept_summons(summons_id: str, juror_id: int, *, now: datetime) -> Seat:
    """Take a seat; everything that could stand in the way is said before reading."""
    summons = get_summons_of(summons_id, juror_id)
    draw, dispute = summons.draw, get_dispute(summons.draw.dispute_id)
    if summons.state == SummonsState.ACCEPTED.value:
        seat = find_seat_of(summons.id)
        if seat is not None:
            return seat
    at = dispute.window_time(now)
    _refuse_ended(summons, draw, now=at)
    if not has_time_to_read(
        now=at, closes_at=draw.window_ends_at, seconds=draw.reading_seconds
    ):
        raise TooLateToRead
    juror = get_juror(juror_id)
    _refuse_bias(dispute, juror, now=now)
    seat = _find_free_seat(dispute, summons, now=at)
    if seat is None:
        raise NoSeatFree
    change(summons, "accept", Who.JUROR, now=now)
    summons.answered_at = now
    seat.summons_id = summons.id
    seat.vote_due_at = reply_due_at(
        at,
        minutes=rules_of(dispute).policy.pace.seat_minutes,
        window_end=draw.window_ends_at,
    )
    bring_forward(dispute, seat.vote_due_at)
    if dispute.stands_since is None:
        user = ensure_user(juror.ref, locale=dispute.language, now=now)
        due_at = seat.vote_due_at
        remind(user, SEAT_REMINDER, summons.id, begins_at=at, due_at=due_at)
    record(draw, summons, "summons.accepted", actor="juror", now=now)
    return seat


def _find_free_seat(
    dispute: Dispute, summons: Summons, *, now: datetime
) -> Seat | None:
    draw = summons.draw
    free = [one for one in draw.seats if one.summons_id is None]
    return free[0] if free and has_room(dispute, draw, summons, now=now) else None


def note_unseated(summons_id: str, juror_id: int, *, now: datetime) -> None:
    """Somebody said yes and found no seat: it never counts as a call let pass."""
    summons = get_summons_of(summons_id, juror_id)
    summons.unseated_at = summons.unseated_at or now


def decline_summons(summons_id: str, juror_id: int, *, now: datetime) -> None:
    """Say no, without penalty; the next sweep calls the next juror."""
    summons = get_summons_of(summons_id, juror_id)
    _refuse_ended(summons, summons.draw, now=_window_time(summons, now))
    change(summons, "decline", Who.JUROR, now=now)
    _step_down(summons, "summons.declined", now=now)


def recuse(summons_id: str, juror_id: int, *, reason: str, now: datetime) -> None:
    """Step aside with a reason, before or after taking a seat, without penalty."""
    summons = get_summons_of(summons_id, juror_id)
    if reason not in RECUSAL_REASONS:
        raise Invalid({"reason": N_("Please choose one of the reasons.")})
    if summons.state != SummonsState.ACCEPTED.value:
        _refuse_ended(summons, summons.draw, now=_window_time(summons, now))
    elif summons.draw.closed_at is not None:
        raise CallEnded
    seat = find_seat_of(summons.id)
    if seat is not None:
        seat.summons_id = seat.vote_due_at = None
    change(summons, "recuse", Who.JUROR, now=now)
    summons.recusal_reason = reason
    _step_down(summons, "summons.recused", now=now)


def _refuse_bias(dispute: Dispute, juror: Juror, *, now: datetime) -> None:
    """What became known since the call counts too: a tie, a strike, a pause."""
    facts = dispute_facts(dispute)
    known = facts_of(juror, now=now, tie_keys=ties_of(dispute))
    limits = rules_of(dispute).policy.eligibility
    barred = {*exclusions(known, facts), *standing(known, limits, as_of=now)}
    if barred & BARRED_AFTER_THE_CALL:
        raise MayNotSit


def _refuse_ended(summons: Summons, draw: Draw, *, now: datetime) -> None:
    is_open = draw.closed_at is None and draw.poll_closes_at is None
    is_sent = summons.state == SummonsState.SENT.value
    if not (is_open and is_sent and now < summons.reply_due_at):
        raise CallEnded


def _window_time(summons: Summons, now: datetime) -> datetime:
    return get_dispute(summons.draw.dispute_id).window_time(now)


def _step_down(summons: Summons, action: str, *, now: datetime) -> None:
    summons.answered_at = now
    dispute = current_session().get_one(Dispute, summons.draw.dispute_id)
    bring_forward(dispute, now)
    record(summons.draw, summons, action, actor="juror", now=now)
