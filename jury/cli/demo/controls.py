"""Control disputes of the demo: in use, read by jurors a visitor can be, contested.

They are called, read and answer a day and a half before the demo begins, so that all of
it has been told by then.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from jury import clock
from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import SummonsState
from jury.services.control import answering
from jury.services.control.afterwards import end_due_controls
from jury.services.control.calling import send_control
from jury.services.control.contesting import contest_control
from jury.services.control.items import mark_control
from jury.services.control.rules import rules_of_call
from jury.services.exam.mocks import exam
from jury.services.hearing.poll import Vote
from jury.services.playing.sandbox import find_demo_moderator, list_demo_disputes
from jury.storage.base import current_session
from jury.storage.draws import find_latest_draw, list_summonses
from jury.storage.jurors.controls import ControlCall, list_items_in_use
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction

BEFORE = timedelta(hours=36)
MOST_READ = 4
WHY = "Written for the court, and read by two: there is one answer."
# Whoever reads it in English says so in English.
DOUBTS = {
    "en": "I think the file leaves it open.",
    "zh-Hans": "我觉得材料里看不出来。",
}


def use_controls() -> None:
    """Put every control dispute into use, and let some jurors have read one."""
    moderator = find_demo_moderator()
    if moderator is None or list_items_in_use():
        current_session().rollback()
        return
    staff_id = moderator.id
    for code in exam().controls:
        with transaction() as now:
            mark_control(code, reason=WHY, staff_id=staff_id, now=now)
    begins_at = clock.now() - BEFORE
    read = [
        call
        for number, juror_id in enumerate(_jurors())
        if (call := play_reader(juror_id, number, begins_at))
    ]
    with transaction() as now:
        end_due_controls(now=now)
    for call_id, juror_id, language in read[:1]:
        with transaction() as now:
            contest_control(call_id, juror_id, DOUBTS[language], now=now)


def _jurors() -> list[int]:
    """Whoever the first page lets a visitor be in a closed dispute."""
    found = list(_first_voters())[:MOST_READ]
    current_session().rollback()
    return found


def _first_voters() -> Iterator[int]:
    for dispute in list_demo_disputes():
        draw = find_latest_draw(dispute.id)
        if draw is None or dispute.stage != Stage.CLOSED.value:
            continue
        states = [one for one in list_summonses(draw.id) if _has_voted(one.state)]
        yield from [one.juror_id for one in states[:1]]


def _has_voted(state: str) -> bool:
    return state == SummonsState.VOTED.value


def play_reader(
    juror_id: int, number: int, at: datetime
) -> tuple[str, int, str] | None:
    """Somebody is called, reads as long as it takes, and answers: rung 0 or 1.

    All at once: it lies in the past, and a sweep between would end it as due.
    """
    with transaction():
        chance = random.Random(number)  # noqa: S311 – nothing hangs on it in a demo
        call = send_control(get_juror(juror_id), chance=chance, now=at)
        if call is None:
            return None
        answering.accept_control(call.id, juror_id, now=at)
        opened = answering.open_control(call.id, juror_id, now=at)
        later = at + timedelta(seconds=call.reading_seconds + 30)
        vote = _vote(opened, number % 2)
        answering.answer_control(call.id, juror_id, vote, now=later)
        return call.id, juror_id, call.language


def _vote(call: ControlCall, choice: int) -> Vote:
    chips = [one for one in rules_of_call(call).chips if one.goes_with(choice)]
    return Vote(choice=choice, reasons=(chips[0].code,), language=call.language)
