"""The close of a poll: tested on a fixed grid, told to nobody before it happens."""

import secrets
from datetime import datetime

from jury.domain.case.chains import BEGINNING
from jury.domain.deadlines import next_grid, poll_closes_at, reply_due_at, window_end
from jury.domain.law.windows import Window
from jury.domain.lifecycle import VOID
from jury.domain.lives.part_states import SummonsState
from jury.domain.tally import Outcome, tally
from jury.services.drawing.notices import tell_juror
from jury.services.drawing.removal import remove_tied
from jury.services.drawing.summon import call_jurors, change, record, schedule
from jury.services.hearing.ballot_seals import ballot_seal
from jury.services.hearing.enough import has_enough
from jury.services.law.rules import ladder_of, rules_of
from jury.services.moderation.referral import refer
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.proof.void_seal import VOIDED, seal_of
from jury.services.stages import Move, enter
from jury.services.verdict.pronounce import pronounce_verdict
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons, find_open_draw, list_summonses
from jury.storage.figures.judged import list_every_ballot, list_set_aside
from jury.storage.polls import Ballot, list_ballots

TOO_FEW = "too_few_eligible"
LIVE = frozenset({SummonsState.SENT.value, SummonsState.ACCEPTED.value})


def sweep_poll(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Do what is due in one hearing: close it, test it, or call more jurors."""
    _look_for_ties(dispute, draw, now=now)
    closes_at = draw.poll_closes_at or draw.window_ends_at
    if now >= closes_at:
        # A poll that has seen enough has, however late the sweep comes by to close it.
        _close(dispute, draw, at_window_end=draw.poll_closes_at is None, now=now)
        return
    if now >= draw.next_test_at:
        draw.next_test_at = next_grid(
            now, minutes=rules_of(dispute).policy.pace.grid_minutes
        )
        if draw.poll_closes_at is None and has_enough(dispute, draw, now=now):
            _announce_close(dispute, draw, now=now)
            return
    if draw.poll_closes_at is None:
        call_or_refer(dispute, draw, now=now)
    else:
        schedule(dispute, draw, now=now)


def _look_for_ties(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Before a vote is tested or counted, whoever may not judge it is taken off.

    A vote that was to close goes on if it has not seen enough without them, or after
    what those who were still reading said.
    """
    if now < min(draw.next_test_at, draw.poll_closes_at or draw.window_ends_at):
        return
    remove_tied(dispute, draw, now=now)
    if draw.poll_closes_at is not None and not has_enough(dispute, draw, now=now):
        draw.poll_closes_at = None


def call_or_refer(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Call jurors as needed; with fewer people than seats, staff must decide."""
    if call_jurors(dispute, draw, now=now):
        return
    for summons, _promise in standing(draw):
        release(draw, summons, now=now)
    ballots = list_ballots(draw.id)
    _join(dispute, draw, ballots, outcome=TOO_FEW, now=now)
    refer(dispute, TOO_FEW, now=now)


def close_unopened(dispute: Dispute, *, cause: str, actor: str, now: datetime) -> None:
    """The sides ended the dispute: a vote that runs is closed, and nothing is counted.

    Whoever was called, sat or voted is thanked in full, as at any other close.
    """
    draw = find_open_draw(dispute.id)
    if draw is None:
        return
    for summons, _promise in standing(draw):
        release(draw, summons, now=now, kind="summons.unneeded")
    draw.never_opened = True
    ballots = list_ballots(draw.id)
    _join(dispute, draw, ballots, outcome=cause, now=now, actor=actor)
    for summons in list_summonses(draw.id):
        if summons.state == SummonsState.VOTED.value:
            tell_juror(summons, "poll.unopened", now=now)


def close_void(
    dispute: Dispute, draw: Draw, *, cause: str, actor: str, now: datetime
) -> None:
    """The vote must not count: nothing of it is told, not even how many took part.

    Whoever was called, sat or voted is thanked in full and told the same, in drawn
    order; what happened to their calls stays in the sealed chain for ever.
    """
    for summons in list_summonses(draw.id):
        was_told = summons.state == SummonsState.VOTED.value
        if summons.state in LIVE:
            was_told = _end_call(draw, summons, now=now)
        if was_told:
            tell_juror(summons, "poll.voided", now=now)
    draw.never_opened, draw.closed_at = True, now
    draw.void_salt = secrets.token_hex(16)
    current_session().flush()
    receipts = sorted(ballot_seal(one) for one in list_every_ballot(draw.id))
    told = {
        "draw_no": draw.draw_no,
        "round_number": draw.round_number,
        "outcome": VOID,
        "cause": cause,
    }
    seal = {"seal": seal_of(draw, receipts)}
    audit.record(dispute.id, VOIDED, {**told, **seal}, actor=actor, now=now)
    telling.emit(dispute, "panel.voided", told, now=now)


def _announce_close(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Let those now reading finish, release everybody else at once."""
    promises = []
    for summons, promise in standing(draw):
        if promise is not None and promise > now and summons.opened_at is not None:
            promises.append(promise)
        else:
            release(draw, summons, now=now)
    draw.poll_closes_at = poll_closes_at(
        now,
        promises,
        window_end=draw.window_ends_at,
        most_minutes=rules_of(dispute).policy.pace.closing_minutes,
    )
    if draw.poll_closes_at <= now:
        _close(dispute, draw, at_window_end=False, now=now)
    else:
        schedule(dispute, draw, now=now)


def standing(draw: Draw) -> list[tuple[Summons, datetime | None]]:
    """Calls that are still open, each with the promise of the seat it holds."""
    promises = {seat.summons_id: seat.vote_due_at for seat in draw.seats}
    return [
        (summons, promises.get(summons.id))
        for summons in list_summonses(draw.id)
        if summons.state in LIVE
    ]


def release(
    draw: Draw,
    summons: Summons,
    *,
    now: datetime,
    kind: str = "summons.released",
    is_private: bool = False,
) -> None:
    """Thank a juror who is not needed any more, in full, if they know of the call.

    While the poll is open that is private: it would tell who had not voted.
    """
    if _end_call(draw, summons, now=now):
        tell_juror(summons, kind, now=now, is_private=is_private)


def _end_call(draw: Draw, summons: Summons, *, now: datetime) -> bool:
    """End a call that is open, and free its seat; whether the juror knows of it."""
    was_told = change(summons, "release", now=now)
    for seat in draw.seats:
        if seat.summons_id == summons.id:
            seat.summons_id = seat.vote_due_at = None
    record(draw, summons, "summons.released", now=now)
    return was_told


def _close(dispute: Dispute, draw: Draw, *, at_window_end: bool, now: datetime) -> None:
    """Count the ballots and follow what they come to."""
    ballots = list_ballots(draw.id)
    counted = tally(
        [ballot.choice for ballot in ballots],
        rungs=len(ladder_of(dispute)),
        seats=draw.seats_wanted,
        rule=rules_of(dispute).policy.verdict,
        at_window_end=at_window_end,
    )
    if counted.outcome is Outcome.NO_QUORUM and draw.extended_at is None:
        _extend(dispute, draw, now=now)
        return
    for summons, _promise in standing(draw):
        release(draw, summons, now=now)
    limits = rules_of(dispute).policy.eligibility
    is_hung = counted.outcome is Outcome.HUNG
    draw.is_hard = is_hung or limits.is_long(draw.reading_seconds)
    _join(dispute, draw, ballots, outcome=counted.outcome.value, now=now)
    if counted.outcome is Outcome.DECIDED:
        pronounce_verdict(dispute, draw, counted, now=now)
    else:
        refer(dispute, counted.outcome.value, now=now)
    is_decided = counted.outcome is Outcome.DECIDED
    for summons in list_summonses(draw.id):
        if summons.state == SummonsState.VOTED.value:
            tell_juror(summons, "poll.closed" if is_decided else "poll.hung", now=now)


def _extend(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Short of quorum for the first time: more time, and more jurors.

    Whoever is reading gets the whole time of a seat, which the old end had cut short.
    """
    policy = rules_of(dispute).policy
    closes_at = window_end(policy, Window.EXTENSION, now)
    draw.extended_at, draw.window_ends_at = now, closes_at
    taken_at = {one.id: one.answered_at for one in list_summonses(draw.id)}
    for seat in draw.seats:
        if seat.vote_due_at is not None and seat.summons_id is not None:
            seat.vote_due_at = reply_due_at(
                taken_at[seat.summons_id] or now,
                minutes=policy.pace.seat_minutes,
                window_end=closes_at,
            )
    enter(dispute, Move("extend poll", "sweep", closes_at), now=now)
    telling.notify_parties(
        dispute,
        "hearing.extended",
        now=now,
        expires_at=closes_at,
        once=str(draw.id),
    )
    call_or_refer(dispute, draw, now=now)


def _join(
    dispute: Dispute,
    draw: Draw,
    ballots: list[Ballot],
    *,
    outcome: str,
    now: datetime,
    actor: str = "sweep",
) -> None:
    """Join the sealed chain: its head and every ballot enter the dispute's log.

    Ballots are listed by their seals, sorted, so that their order tells nothing.
    """
    draw.closed_at = now
    current_session().flush()
    sealed, cast = audit.unseal(draw.id)
    told = {
        "draw_no": draw.draw_no,
        "round_number": draw.round_number,
        "outcome": outcome,
        "ballots": len(ballots),
        "seats": draw.seats_wanted,
    }
    audit.record(
        dispute.id,
        "poll.closed",
        {
            **told,
            "sealed_entries": sealed.seq if sealed else 0,
            "sealed_head": sealed.hash if sealed else BEGINNING,
            "ballots_head": cast.hash if cast else BEGINNING,
            "receipts": sorted(ballot_seal(ballot) for ballot in ballots),
            **_set_aside(draw),
        },
        actor=actor,
        now=now,
    )
    telling.release_held(dispute, draw.id)
    telling.emit(dispute, "panel.closed", told, now=now)


def _set_aside(draw: Draw) -> dict[str, object]:
    """The seals of ballots that do not count, since whoever cast them may not judge."""
    rest = list_set_aside(draw.id)
    return {"set_aside": sorted(map(ballot_seal, rest))} if rest else {}
