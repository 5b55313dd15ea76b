"""Calling a juror to a control dispute, as to any other: same words, same times.

Never more than the rulebook's share of what they have read, never beside another call
of theirs, never the same twice, and of those that are left by chance.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.attention import has_time_to_read
from jury.domain.calling.turnout import Said
from jury.domain.deadlines import reply_due_at, window_end
from jury.domain.eligibility import DisputeFacts, JurorFacts, ineligibility
from jury.domain.jurors.control import fewest_between, has_room
from jury.domain.law.choosing import NoPolicy
from jury.domain.law.whole import Rules
from jury.domain.law.windows import Window
from jury.domain.policy import Route
from jury.services.control.items import mock_of, record
from jury.services.control.rules import ladder_under, rules_today, seconds_of
from jury.services.drawing.notices import tell_called
from jury.services.drawing.summon import first_side_of
from jury.services.drawing.waves import said_of
from jury.services.exam.mocks import exam
from jury.services.law.lawbook import lawbook
from jury.services.people.accounts import ensure_user
from jury.storage.base import current_session, new_id
from jury.storage.jurors.control_readers import (
    count_read_since_last,
    find_last_currency,
    find_last_reader,
    has_open_call,
    list_left_of_windows,
    list_readers,
)
from jury.storage.jurors.controls import (
    ControlCall,
    ControlItem,
    list_items_in_use,
    list_mocks_had,
)
from jury.storage.people import User
from jury.storage.roster import (
    Contact,
    Juror,
    end_of_quiet,
    facts_of,
    find_contact,
    find_record,
    get_juror,
)

# Of those who may be called at a sweep, one in so many is: the moment tells nothing.
SELDOM = 48
AT_ONCE = 100


@dataclass(frozen=True)
class _Chosen:
    """What somebody is called to, and by which rules."""

    item: ControlItem
    rules: Rules
    currency: str


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

    Two at once meet the one open call that the database allows.
    """
    juror = get_juror(juror_id)
    if not _has_room(juror) or has_open_call(juror.id):
        return None
    return send_control(juror, chance=chance, now=now)


def send_control(
    juror: Juror, *, chance: random.Random, now: datetime
) -> ControlCall | None:
    """Call them, however much they have read.

    Everything that would keep them from a real dispute of its kind keeps them from it.
    """
    found = find_record(juror.id, as_of=now)
    chosen = _choose(juror, chance=chance, now=now) if found else None
    if found is None or chosen is None:
        return None
    contact = find_contact(juror, now=now)
    call = _make(juror, chosen, contact, language=found[0].language, now=now)
    _set_times(call, chosen.rules, chance=chance, now=now)
    if not has_time_to_read(
        now=call.begins_at,
        closes_at=call.window_ends_at,
        seconds=call.reading_seconds,
    ):
        return None
    current_session().add(call)
    current_session().flush()
    user = _reach(juror, contact, language=call.language, now=now)
    due_at = call.reply_due_at
    tell_called(user, call.id, begins_at=call.begins_at, due_at=due_at, now=now)
    told = {"call": call.id, "item": call.item_id, "juror": juror.id}
    record("control.sent", told, actor="sweep", now=now)
    return call


def _has_room(juror: Juror) -> bool:
    most = lawbook().fairness.control.most_percent
    return has_room(count_read_since_last(juror.id), most_percent=most)


def _choose(juror: Juror, *, chance: random.Random, now: datetime) -> _Chosen | None:
    """One in use that they never had, and that they might have been drawn for.

    In the currency of what they last read: another would tell it apart.
    """
    known, had = facts_of(juror, now=now, with_service=True), list_mocks_had(juror.id)
    currency = find_last_currency(juror.id)
    left = [
        one
        for item in list_items_in_use()
        if item.mock in exam().controls and item.mock not in had
        if (one := _under_rules(item, currency, known, now=now)) is not None
    ]
    return chance.choice(left) if left else None


def _under_rules(
    item: ControlItem, currency: str | None, known: JurorFacts, *, now: datetime
) -> _Chosen | None:
    """It with its rules, where a jury would judge it and they could be on it."""
    mock = mock_of(item.mock)
    currency = currency or mock.currency.for_locale(known.language)
    try:
        rules = rules_today(mock, currency)
    except NoPolicy:
        return None
    facts = DisputeFacts(
        language=known.language, category=mock.category, party_refs=frozenset()
    )
    offered = ladder_under(rules, mock, currency=currency, filed_at=now)
    is_known = mock.answer in {one.code for one in offered}
    # Beside a shadow jurors read no words of the sides: those of a control would tell.
    is_judged = rules.policy.route is Route.JURY and rules.policy.hears_parties
    if not (is_known and is_judged):
        return None
    barred = ineligibility(known, facts, rules.policy, as_of=now)
    return None if barred else _Chosen(item, rules, currency)


def _make(
    juror: Juror,
    chosen: _Chosen,
    contact: Contact | None,
    *,
    language: str,
    now: datetime,
) -> ControlCall:
    # Of the form of a summons: it stands in every address.
    call_id = new_id("sms")
    begins_at = now if contact is None else end_of_quiet(contact, now=now)
    said = Said.NOTHING if contact is None else said_of(contact, begins_at)
    return ControlCall(
        id=call_id,
        item=chosen.item,
        mock=chosen.item.mock,
        juror_id=juror.id,
        language=language,
        policy=chosen.rules.to_json(),
        currency=chosen.currency,
        sent_at=now,
        begins_at=begins_at,
        hour=None if contact is None else contact.hour(begins_at),
        said=said.value,
        reading_seconds=seconds_of(mock_of(chosen.item.mock), chosen.rules, language),
        first_side=first_side_of(call_id),
    )


def _set_times(
    call: ControlCall,
    rules: Rules,
    *,
    chance: random.Random,
    now: datetime,
) -> None:
    """As much of the window is left as at some real call: few come at its beginning."""
    whole: datetime = window_end(rules.policy, Window.HEARING, now)
    left: list[timedelta] = list_left_of_windows()
    call.window_ends_at = min(whole, now + chance.choice(left)) if left else whole
    call.begins_at = min(call.begins_at, call.window_ends_at)
    call.reply_due_at = reply_due_at(
        call.begins_at,
        minutes=rules.policy.pace.reply_minutes,
        window_end=call.window_ends_at,
    )


def _reach(
    juror: Juror, contact: Contact | None, *, language: str, now: datetime
) -> User:
    user = ensure_user(juror.ref, locale=language, now=now)
    if contact is not None:
        user.email = contact.email or user.email
        user.locale = contact.locale or user.locale
    return user
