"""The file of a control dispute, built as a real one's is and shown as policy says.

The days of the written file become moments before the call, at hours of a day, so that
a policy that shows jurors dates shows them here too.
"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from jury.domain.errors import NotFound
from jury.domain.jurors.mocks import Happened, MockDispute
from jury.domain.law.showing import SHOWN
from jury.domain.lives.part_states import SummonsState
from jury.services.control.items import mock_of
from jury.services.control.rules import ladder_of_call, rules_of_call
from jury.services.exam.file import file_of
from jury.services.reading.case_timeline import timeline_of
from jury.services.reading.case_views import CaseFile, MessageView, TextView
from jury.services.reading.casefile import rung_view
from jury.services.reading.shown_to_jurors import as_shown
from jury.storage.jurors.controls import ControlCall

_SEATED = {SummonsState.ACCEPTED.value, SummonsState.VOTED.value}
# A dispute is heard so many days after it was admitted: its parties had their time.
DAYS_TO_HEARING = 3
MORNING = time(8)
MINUTES_OF_TALK = 12 * 60


def file_for(call: ControlCall, locale: str) -> CaseFile:
    """The file for a juror who holds, or held, a seat; NotFound to anybody else."""
    if call.state not in _SEATED:
        raise NotFound
    mock, rules = mock_of(call.mock), rules_of_call(call)
    file = file_of(
        mock, language=call.language, locale=locale, first_side=call.first_side
    )
    days = _Days(mock, call, ZoneInfo(rules.policy.holidays.zone))
    chat = tuple(days.of_message(one) for one in file.chat)
    courier = tuple(one.text for one in file.timeline if one.kind == "courier")
    whole = replace(
        file,
        currency=call.currency,
        reason_title=rules.reason.title.for_locale(locale),
        rule=rules.reason.rule.for_locale(locale),
        burden=rules.reason.burden.value,
        ladder=tuple(
            rung_view(number, one, rules=rules, locale=locale)
            for number, one in enumerate(ladder_of_call(call))
        ),
        chat=chat,
        timeline=timeline_of(
            days.facts(),
            tuple(one for one in courier if isinstance(one, TextView)),
            chat,
            exhibits=(),
            admitted_at=days.at(mock.days[Happened.OPENED], "admitted"),
        ),
        showing=SHOWN,
    )
    return as_shown(whole, rules, locale)


class _Days:
    """The days of a file as moments; the hour of each hangs on what happened alone."""

    def __init__(self, mock: MockDispute, call: ControlCall, zone: ZoneInfo) -> None:
        """Day 0 is so long before the call as the file was when it was admitted."""
        self._mock, self._zone = mock, zone
        before = mock.days[Happened.OPENED] + DAYS_TO_HEARING
        self._zero = call.sent_at.astimezone(zone).date() - timedelta(days=before)

    def at(self, day: int, what: str, *, earliest: int = 0, of: int = 1) -> datetime:
        """A moment of a day; of several in a row each has its own part of the day."""
        part = MINUTES_OF_TALK // of
        drawn = sha256(f"{self._mock.code}:{what}".encode()).digest()
        minutes = earliest * part + int.from_bytes(drawn[:4], "big") % part
        begins = datetime.combine(self._zero + timedelta(days=day), MORNING, self._zone)
        return (begins + timedelta(minutes=minutes)).astimezone(UTC)

    def of_message(self, one: MessageView) -> MessageView:
        """A message of the chat at its moment, in the order in which it was written."""
        chat = self._mock.chat
        at = self.at(
            chat[one.seq - 1].day, f"chat:{one.seq}", earliest=one.seq, of=len(chat) + 1
        )
        return replace(one, sent_at=at, day=None)

    def facts(self) -> dict[str, object]:
        """What a marketplace would have told of the order."""
        courier = self._mock.courier
        return {
            **{
                what.value: self.at(day, what.value).isoformat()
                for what, day in self._mock.days.items()
                if what is not Happened.OPENED
            },
            "courier_at": [
                self.at(
                    one.day, f"courier:{no}", earliest=no, of=len(courier) + 1
                ).isoformat()
                for no, one in enumerate(courier)
            ],
        }
