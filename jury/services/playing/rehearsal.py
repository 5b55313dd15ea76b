"""A sandbox without people: the called jurors sit, read and vote as they are told.

Somebody who integrates the court need not wait for a jury. The rules hold here too:
seats, the time that reading takes (the sandbox's clock moves by it), one ballot each.
Nowhere but in a sandbox is there such a thing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from jury import clock
from jury.domain.errors import N_, Invalid, NotNow
from jury.domain.lives.part_states import SummonsState
from jury.services.drawing import seats
from jury.services.hearing import poll
from jury.services.law.rules import ladder_of, rules_of
from jury.services.playing.sandbox import CHAIN, advance_clock, require_sandbox
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import get_open_draw, list_summonses
from jury.storage.exhibits import list_released
from jury.storage.transaction import transaction

Called = tuple[str, int]


def play_jury(dispute_id: str, *, rung: int, actor: str) -> datetime:
    """Let the called jurors of a hearing vote for `rung`; returns the present moment.

    Makes its own transactions. Raises NotFound outside a sandbox, NotNow when nobody
    is called, Invalid when the ballot has no such rung.
    """
    require_sandbox()
    called, seconds = _called(dispute_id, rung)
    seated = [one for one in called if sits(dispute_id, one)]
    if not seated:
        raise NotNow(N_("No juror is called in this dispute at present."))
    for juror in seated:
        opens_everything(dispute_id, juror)
    with transaction() as now:
        advance_clock(timedelta(seconds=seconds + 1), actor=actor, now=now)
        told = {"dispute": dispute_id}
        audit.append(CHAIN, "jury.played", told, actor=actor, now=now)
    vote = vote_for(dispute_id, rung)
    for juror in seated:
        tries(dispute_id, partial(poll.cast_ballot, *juror, vote))
    return clock.now()


def _called(dispute_id: str, rung: int) -> tuple[list[Called], int]:
    dispute = get_dispute(dispute_id)
    if not 0 <= rung < len(ladder_of(dispute)):
        raise Invalid({"rung": N_("This outcome is not on the ballot.")})
    draw = get_open_draw(dispute.id)
    called = [
        (one.id, one.juror_id)
        for one in list_summonses(draw.id)
        if one.state == SummonsState.SENT.value
    ]
    return called, draw.reading_seconds


def sits(dispute_id: str, juror: Called) -> bool:
    """A called juror takes a seat, if one is free."""
    return tries(dispute_id, partial(seats.accept_summons, *juror))


def opens_everything(dispute_id: str, juror: Called) -> None:
    """A seated juror opens the file and every exhibit."""
    tries(dispute_id, partial(poll.open_file, *juror))
    shown = [one.id for one in list_released(dispute_id)]
    for one in shown:
        tries(dispute_id, partial(poll.deliver_exhibit, *juror, one))
        tries(dispute_id, partial(poll.open_exhibit, *juror, one))


def tries(dispute_id: str, act: Callable[..., object]) -> bool:
    """Do one act of one juror; what is too late or full is left, as people leave it."""
    try:
        with transaction(lock=dispute_id) as now:
            act(now=now)
    except NotNow:
        return False
    return True


def vote_for(dispute_id: str, rung: int | None) -> poll.Vote:
    """A ballot that will be taken: for a rung, or for cannot decide."""
    if rung is None:
        return poll.Vote(choice=None, reasons=("missing_evidence",))
    current_session().rollback()
    chips = rules_of(get_dispute(dispute_id)).chips
    fitting = next(chip.code for chip in chips if chip.goes_with(rung))
    return poll.Vote(choice=rung, reasons=(fitting,))
