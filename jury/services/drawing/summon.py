"""Calling jurors in drawn order, in waves, until the seats are taken.

Whoever a lane of the stream names is judged there and then and the answer is
logged; nobody is summoned before everybody ahead was summoned or skipped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from jury.domain.attention import has_time_to_read
from jury.domain.deadlines import next_grid, reply_due_at
from jury.domain.jurors.strata import in_turns
from jury.domain.lifecycle import Side, Who
from jury.domain.lives.part_states import SummonsState
from jury.domain.lives.parts import SUMMONS
from jury.services.drawing.lanes import Lot, candidates, make_lots
from jury.services.drawing.notices import CALL, REMINDERS, tell_called
from jury.services.drawing.strata import Share, count_short, replaceable, shares_of
from jury.services.drawing.waves import Called, Wave
from jury.services.law.rules import rules_of
from jury.services.notices import telling
from jury.services.notices.telling import juror_key
from jury.services.people.accounts import ensure_users
from jury.services.proof import audit
from jury.services.proof.standing_seal import seal_standing
from jury.storage.base import current_session, new_id
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons, list_summonses
from jury.storage.people import User
from jury.storage.roster import Juror


def call_jurors(dispute: Dispute, draw: Draw, *, now: datetime) -> bool:
    """Expire what was not answered, free what was not used, and call the next.

    Calling the next juror revokes the seats whose time has passed in the same
    transaction, so that ballots never exceed seats. Returns whether there are
    enough people: false means that fewer than the seats could ever be called.
    """
    summonses = {one.id: one for one in list_summonses(draw.id)}
    _expire(draw, summonses.values(), now=now)
    overdue = _overdue(draw, summonses, now=now)
    shares = shares_of(
        dispute, draw, summonses=summonses.values(), without=overdue, now=now
    )
    if _has_time_to_read(draw, at=now):
        short = count_short(draw)
        called = _summon(dispute, draw, shares, summonses=summonses, now=now)
        _revoke(draw, replaceable(shares, overdue, called), summonses, now=now)
        if draw.exhausted and len(summonses) + called.total() < draw.seats_wanted:
            return False
        if short < count_short(draw) < len(draw.strata):
            # What nobody of one kind can fill is for the others, and at once.
            return call_jurors(dispute, draw, now=now)
    schedule(dispute, draw, now=now)
    return True


def _has_time_to_read(draw: Draw, *, at: datetime) -> bool:
    return has_time_to_read(
        now=at, closes_at=draw.window_ends_at, seconds=draw.reading_seconds
    )


def schedule(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Set when the next sweep must look at this hearing; all due by now is done."""
    current_session().flush()
    if draw.next_test_at <= now:
        minutes = rules_of(dispute).policy.pace.grid_minutes
        draw.next_test_at = next_grid(now, minutes=minutes)
    times: list[datetime | None] = [draw.next_test_at, draw.window_ends_at]
    times += [draw.poll_closes_at, None if draw.seed else draw.nonce_due_at]
    times += [
        one.reply_due_at
        for one in list_summonses(draw.id)
        if one.state == SummonsState.SENT.value
    ]
    times += [seat.vote_due_at for seat in draw.seats]
    dispute.next_due_at = min(at for at in times if at is not None and at > now)


def bring_forward(dispute: Dispute, at: datetime) -> None:
    """See to it that a sweep looks at this dispute by `at`."""
    if dispute.next_due_at is None or at < dispute.next_due_at:
        dispute.next_due_at = at


def change(summons: Summons, act: str, who: Who = Who.SWEEP, *, now: datetime) -> bool:
    """Move a summons along its table; raises NotNow when it may not.

    What was still to be told of it is taken back. Returns whether the juror had been
    told of the call at all.
    """
    summons.state = SUMMONS.after(SummonsState(summons.state), act, who).value
    called = juror_key(CALL, summons.id)
    keys = [called, *(juror_key(kind, summons.id) for kind in REMINDERS)]
    # Who answers within the second of the call must not make its event disappear:
    # the marketplace would learn of the answer.
    later_than = now if who is Who.JUROR else None
    return called not in telling.withdraw(keys, later_than=later_than)


def _expire(draw: Draw, summonses: Iterable[Summons], *, now: datetime) -> None:
    for one in summonses:
        if one.state == SummonsState.SENT.value and one.reply_due_at <= now:
            change(one, "expire", now=now)
            one.answered_at = now
            record(draw, one, "summons.expired", now=now)


def _overdue(draw: Draw, summonses: dict[str, Summons], *, now: datetime) -> list[Seat]:
    return [
        seat
        for seat in draw.seats
        if seat.summons_id is not None
        and seat.vote_due_at is not None
        and seat.vote_due_at <= now
        and summonses[seat.summons_id].state == SummonsState.ACCEPTED.value
    ]


def _revoke(
    draw: Draw, seats: list[Seat], summonses: dict[str, Summons], *, now: datetime
) -> None:
    for seat in seats:
        summons = summonses[str(seat.summons_id)]
        change(summons, "revoke", now=now)
        seat.summons_id = seat.vote_due_at = None
        record(draw, summons, "summons.revoked", now=now)


def _summon(
    dispute: Dispute,
    draw: Draw,
    shares: list[Share],
    *,
    summonses: Mapping[str, Summons],
    now: datetime,
) -> Counter[str]:
    """Send the summonses that are wanted along each stream; how many, by list."""
    lots: dict[str, Lot] = {}
    found: dict[str, list[Called]] = {}
    for share in shares:
        segment = share.stratum.segment
        if share.free and not share.stratum.exhausted:
            own = [summonses[call] for call in share.calls]
            wave = Wave(dispute, draw, own, free=share.free, now=now)
            stream = _stream(dispute, draw, segment, lots=lots, now=now)
            found[segment] = list(wave.call(stream))
            share.stratum.exhausted = wave.came_short
    called = _reach(dispute, in_turns(found.values()), now=now)
    for rank, (one, user) in enumerate(called, start=len(summonses) + 1):
        summons = _send(dispute, draw, one, rank=rank, now=now)
        # Nobody is woken for a file that can no longer be read with care.
        if _has_time_to_read(draw, at=one.begins_at):
            due_at = summons.reply_due_at
            tell_called(
                user, summons.id, begins_at=one.begins_at, due_at=due_at, now=now
            )
    return Counter({segment: len(some) for segment, some in found.items()})


def _stream(
    dispute: Dispute, draw: Draw, segment: str, *, lots: dict[str, Lot], now: datetime
) -> Iterator[Juror]:
    """Whoever may be called of one list; what judges them is read when one is."""
    if not lots:
        lots |= make_lots(dispute, draw)
    yield from candidates(lots[segment], now=now)


def _reach(
    dispute: Dispute, found: Sequence[Called], *, now: datetime
) -> list[tuple[Called, User]]:
    """The accounts of those to be called, brought up to date in one go.

    Hearings that call the same people at the same time lock them in the same order.
    """
    session = current_session()
    refs = [called.juror.ref for called in found]
    users = ensure_users(refs, locale=dispute.language, now=now)
    with session.no_autoflush:
        for called in found:
            contact, user = called.contact, users[called.juror.ref]
            if contact is not None:
                user.email = contact.email or user.email
                user.locale = contact.locale or user.locale
    session.flush()
    return [(called, users[called.juror.ref]) for called in found]


def _send(
    dispute: Dispute, draw: Draw, called: Called, *, rank: int, now: datetime
) -> Summons:
    """Summon one juror. Quiet hours delay only the notice and the time to reply."""
    policy = rules_of(dispute).policy
    summons_id = new_id("sms")
    summons = Summons(
        id=summons_id,
        draw_id=draw.id,
        juror_id=called.juror.id,
        rank=rank,
        sent_at=now,
        reply_due_at=reply_due_at(
            called.begins_at,
            minutes=policy.pace.reply_minutes,
            window_end=draw.window_ends_at,
        ),
        first_side=first_side_of(summons_id),
        begins_at=called.begins_at,
        hour=called.hour,
        likely=called.likely,
        said=called.said.value,
    )
    current_session().add(summons)
    sealed = seal_standing(dispute, draw, summons)
    record(draw, summons, "summons.sent", sealed=sealed, now=now)
    return summons


def first_side_of(summons_id: str) -> str:
    """Whose statement this juror reads first: by chance, stable, and kept."""
    return (Side.BUYER if int(summons_id[-1], 16) % 2 else Side.SELLER).value


def record(
    draw: Draw,
    summons: Summons,
    action: str,
    *,
    actor: str = "sweep",
    sealed: Mapping[str, object] = MappingProxyType({}),
    now: datetime,
) -> None:
    """Log and tell what became of a summons; the log alone of what is `sealed`."""
    told = {"summons": summons.id, "rank": summons.rank}
    chain = audit.poll_chain(draw.id)
    audit.append(chain, action, {**told, **sealed}, actor=actor, now=now)
    dispute = current_session().get_one(Dispute, draw.dispute_id)
    telling.emit(dispute, action, told, now=now, held_for=draw.id)
