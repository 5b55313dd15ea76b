"""What calls came to is learned once their poll has closed: turnout, rest, breaks.

Nothing of an open poll is learned, since how many are called elsewhere would tell it.
How anybody voted is never looked at.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jury.domain.calling.turnout import NONE, Answers, Said, is_night
from jury.domain.lives.part_states import SummonsState
from jury.services.law.rules import rules_of
from jury.storage.disputes import get_dispute
from jury.storage.draws import Draw, Summons, list_summonses
from jury.storage.jurors.answers import has_answered, is_willing, list_draws_to_learn
from jury.storage.jurors.availability import (
    HOUR,
    SAID,
    JurorLoad,
    add_answers,
    list_loads_to_change,
)
from jury.storage.jurors.controls import ControlCall

# So many polls are counted in a transaction, which is short enough for others.
_AT_ONCE = 20
_Counts = dict[tuple[str, str], Answers]


def learn_answers() -> int:
    """Count what the calls of closed polls came to, each once; how many polls."""
    draws = list_draws_to_learn(limit=_AT_ONCE)
    counts: _Counts = {}
    for draw in draws:
        summonses = list_summonses(draw.id)
        reply = timedelta(minutes=_reply_minutes(draw))
        for summons in summonses:
            _count(counts, summons)
        lay_on(summonses, reply, hard_at=draw.closed_at if draw.is_hard else None)
        draw.is_learned = True
    for (kind, key), more in sorted(counts.items()):
        add_answers(kind, key, more)
    return len(draws)


def _reply_minutes(draw: Draw) -> int:
    return rules_of(get_dispute(draw.dispute_id)).policy.pace.reply_minutes


def _count(counts: _Counts, summons: Summons) -> None:
    if summons.hour is None or not has_answered(summons):
        return
    one = Answers(1, int(is_willing(summons)))
    for key in ((HOUR, str(summons.hour)), (SAID, str(summons.said))):
        counts[key] = counts.get(key, NONE) + one


def lay_on(
    summonses: Iterable[Summons | ControlCall],
    reply: timedelta,
    *,
    hard_at: datetime | None,
) -> None:
    """What lies behind those who were called: calls let pass, and hard disputes.

    `hard_at`: when it was over, if it was hard. A control call lies on as any other.
    """
    calls = {one.juror_id: one for one in summonses}
    for juror_id, load in list_loads_to_change(calls).items():
        summons = calls[juror_id]
        _lay_missed(load, summons, reply)
        if hard_at is not None and summons.state == SummonsState.VOTED.value:
            load.hard_at = max(load.hard_at or hard_at, hard_at)


def _lay_missed(
    load: JurorLoad, summons: Summons | ControlCall, reply: timedelta
) -> None:
    """A call let pass, or a seat left empty, counts; any answer ends the row.

    Only where somebody had the whole time to answer, was not asleep for all that
    anybody knows, and found a seat when they came.
    """
    at = summons.answered_at
    if at is not None and _is_missed(summons, reply):
        if load.excused_at is None or at > load.excused_at:
            load.missed += 1
            load.missed_at = max(load.missed_at or at, at)
    elif summons.state != SummonsState.EXPIRED.value and has_answered(summons):
        load.missed = 0


def _is_missed(summons: Summons | ControlCall, reply: timedelta) -> bool:
    if summons.state == SummonsState.REVOKED.value:
        return True
    is_late = summons.state == SummonsState.EXPIRED.value
    begins_at = summons.begins_at
    had_time = begins_at is not None and summons.reply_due_at - begins_at >= reply
    had_time = had_time and not _came_at_night(summons)
    return is_late and had_time and summons.unseated_at is None


def _came_at_night(summons: Summons | ControlCall) -> bool:
    """Whether a call came while most people sleep, to somebody who named no hours."""
    has_said = summons.said != Said.NOTHING.value
    return not has_said and summons.hour is not None and is_night(summons.hour)
