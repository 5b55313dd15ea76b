"""Calling a juror to a control dispute, as to any other: same words, same times.

Never more than the rulebook's share of what they have read, never beside another call
of theirs, never the same twice, and of those that are left by chance.
"""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from jury.domain.control import fewest_between, has_room
from jury.domain.deadlines import reply_due_at, window_end
from jury.domain.eligibility import standing
from jury.domain.lifecycle import Side
from jury.domain.windows import Window
from jury.services.control.items import mock_of, record, rules_of_control
from jury.services.drawing.summon import CALL, remind
from jury.services.exam.file import seconds_to_read
from jury.services.law.lawbook import lawbook
from jury.services.notices import telling
from jury.services.notices.telling import Message
from jury.services.people.accounts import ensure_user
from jury.storage.base import current_session, new_id
from jury.storage.control_readers import (
    count_read_since_last,
    count_sent_since,
    find_last_reader,
    has_open_call,
    list_readers,
)
from jury.storage.controls import (
    ControlCall,
    ControlItem,
    list_items_in_use,
    list_mocks_had,
)
from jury.storage.people import User
from jury.storage.roster import Juror, facts_of, find_record, get_juror, quiet_until

A_DAY = timedelta(days=1)
# Of those who may be called at a sweep, one in so many is: the moment tells nothing.
SELDOM = 48
AT_ONCE = 100


def choose_for_control(*, chance: random.Random) -> list[int]:
    """The roster ids of some whom this sweep may call, by lot; each is judged then."""
    least = fewest_between(lawbook().fairness.control.most_percent)
    if least is None or not list_items_in_use():
        return []
    begins = chance.randrange(find_last_reader() + 1)
    readers = list_readers(least=least, after=begins, limit=AT_ONCE)
    readers += list_readers(least=least, after=0, limit=AT_ONCE - len(readers))
    return [one for one in dict.fromkeys(readers) if chance.randrange(SELDOM) == 0]


def call_to_control(
    juror_id: int, *, chance: random.Random, now: datetime
) -> ControlCall | None:
    """Call this juror to one that they never had; None where they may not be called.

    Everything that would keep them from a real dispute of its kind keeps them from it,
    with what they have to do today. Two at once meet the one open call that the
    database allows.
    """
    juror = get_juror(juror_id)
    if not _has_room(juror) or has_open_call(juror.id):
        return None
    found = find_record(juror.id, as_of=now)
    item = _choose(juror, chance=chance, now=now) if found else None
    if found is None or item is None:
        return None
    language = found[0].language
    call = _make(juror, item, language=language, chance=chance, now=now)
    user = ensure_user(juror.ref, locale=language, now=now)
    _tell(user, call, now=now)
    told = {"call": call.id, "item": item.id, "juror": juror.id}
    record("control.sent", told, actor="sweep", now=now)
    return call


def _has_room(juror: Juror) -> bool:
    most = lawbook().fairness.control.most_percent
    return has_room(count_read_since_last(juror.id), most_percent=most)


def _choose(
    juror: Juror, *, chance: random.Random, now: datetime
) -> ControlItem | None:
    """One in use that they never had, and that they might have been drawn for.

    Controls of the last day fill it as real calls do; no real lane ever heeds them.
    """
    known, had = facts_of(juror, now=now), set(list_mocks_had(juror.id))
    today = known.summonses_today + count_sent_since(juror.id, now - A_DAY)
    known = replace(known, summonses_today=today)
    left = [
        one
        for one in list_items_in_use()
        if one.mock not in had
        and not standing(
            known, rules_of_control(one.mock).policy.eligibility, as_of=now
        )
    ]
    return chance.choice(left) if left else None


def _make(
    juror: Juror,
    item: ControlItem,
    *,
    language: str,
    chance: random.Random,
    now: datetime,
) -> ControlCall:
    policy = rules_of_control(item.mock).policy
    ends_at = window_end(policy, Window.HEARING, now)
    begins_at = min(quiet_until(juror, now=now), ends_at)
    minutes = policy.pace.reply_minutes
    call = ControlCall(
        # Of the form of a summons: it stands in every address.
        id=new_id("sms"),
        item=item,
        mock=item.mock,
        juror_id=juror.id,
        language=language,
        sent_at=now,
        begins_at=begins_at,
        reply_due_at=reply_due_at(begins_at, minutes=minutes, window_end=ends_at),
        window_ends_at=ends_at,
        reading_seconds=seconds_to_read(mock_of(item.mock), language),
        first_side=chance.choice(tuple(Side)).value,
    )
    current_session().add(call)
    current_session().flush()
    return call


def _tell(user: User, call: ControlCall, *, now: datetime) -> None:
    """The notice of a summons and its reminder, word for word."""
    due_at = call.reply_due_at
    told = Message(
        kind=CALL,
        once=call.id,
        params={"summons": call.id, "when": due_at.isoformat()},
        expires_at=due_at,
        not_before=call.begins_at if call.begins_at > now else None,
    )
    telling.notify_user(user, told, now=now)
    remind(user, "summons.ending", call.id, begins_at=call.begins_at, due_at=due_at)
