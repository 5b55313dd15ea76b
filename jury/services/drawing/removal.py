"""HEARING: somebody who may not judge is taken off, and the next in order is called.

Nobody outside the sealed chain may learn whether they sat or had voted. So nothing
here asks: the seat is removed with whatever was cast in it, and another is put up.
"""

from datetime import datetime

from jury.domain.eligibility import exclusions
from jury.domain.lives.part_states import SummonsState
from jury.domain.lives.parts import REMOVABLE
from jury.services.drawing.lanes import dispute_facts, ties_of
from jury.services.drawing.notices import tell_juror
from jury.services.drawing.summon import bring_forward, change
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.stages import who_is
from jury.storage.base import current_session, new_id
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons, list_summonses
from jury.storage.figures.judged import count_seats
from jury.storage.roster import list_candidates, list_row_keys_of

TIE = "tie"
REMOVED = "summons.removed"


def remove_tied(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Take off whoever was found, since the draw, to be tied to a side."""
    for summons in _tied(dispute, draw, now=now):
        remove(dispute, draw, summons, cause=TIE, actor="sweep", now=now)


def remove_juror(
    dispute: Dispute,
    draw: Draw,
    juror_id: int,
    *,
    cause: str,
    actor: str,
    now: datetime,
) -> None:
    """Take one person off a panel; nothing when they are not on it."""
    for summons in _on_it(draw):
        if summons.juror_id == juror_id:
            remove(dispute, draw, summons, cause=cause, actor=actor, now=now)


def remove(
    dispute: Dispute,
    draw: Draw,
    summons: Summons,
    *,
    cause: str,
    actor: str,
    now: datetime,
) -> None:
    """End a call and whatever came of it; the next sweep calls the next juror."""
    was_told = change(summons, "remove", who_is(actor), now=now)
    told = {"summons": summons.id, "rank": summons.rank}
    seat_no = _renew_seat(draw, summons, now=now)
    audit.append(
        audit.poll_chain(draw.id),
        REMOVED,
        {**told, "cause": cause, "seat": seat_no},
        actor=actor,
        now=now,
    )
    telling.emit(dispute, REMOVED, told, now=now, held_for=draw.id)
    bring_forward(dispute, now)
    if was_told:
        tell_juror(summons, REMOVED, now=now)


def _renew_seat(draw: Draw, summons: Summons, *, now: datetime) -> int | None:
    """Put up another seat for the one that this call holds; the number of the old."""
    session = current_session()
    for seat in draw.seats:
        if seat.summons_id == summons.id:
            seat.removed_at, seat.vote_due_at = now, None
            number = count_seats(draw.id) + 1
            session.add(Seat(id=new_id("sea"), draw_id=draw.id, seat_no=number))
            session.flush()
            session.expire(draw, ["seats"])
            return seat.seat_no
    return None


def _on_it(draw: Draw) -> list[Summons]:
    """Whoever waits, reads or has voted."""
    return [
        one for one in list_summonses(draw.id) if SummonsState(one.state) in REMOVABLE
    ]


def _tied(dispute: Dispute, draw: Draw, *, now: datetime) -> list[Summons]:
    called = {one.juror_id: one for one in _on_it(draw)}
    known = list_candidates(
        list_row_keys_of(called), now=now, as_of=now, tie_keys=ties_of(dispute)
    )
    facts = dispute_facts(dispute)
    return [
        called[one.juror.id] for one in known.values() if exclusions(one.facts, facts)
    ]
