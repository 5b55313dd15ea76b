"""Mock disputes: closed ones, made anew, whose answer staff have verified.

A file holds what a juror reads, in both languages, and what a juror reads afterwards:
the answer, the answers beside it that can be defended, and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jury.domain.law.fields import Table
from jury.domain.law.texts import Text
from jury.domain.law.whole import Law
from jury.domain.lifecycle import Side

UNDECIDED = "undecided"
_MOST_MINOR = 10**9
_MOST_DAYS = 400


class MockState(StrEnum):
    """Where a mock dispute stands that was made from a closed one."""

    PROPOSED = "proposed"
    SERVING = "serving"
    ENDED = "ended"


class MockEnd(StrEnum):
    """Why it is not read, or no longer; what it held is gone then."""

    REFUSED = "refused"
    TAKEN_OUT = "taken_out"
    CONSENT = "consent"
    AWARD = "award"


class Sender(StrEnum):
    """Who wrote a message."""

    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"


class Happened(StrEnum):
    """What the order tells, each on a day counted from the payment."""

    PAID = "paid_at"
    SHIPPED = "shipped_at"
    RECEIVED = "received_at"
    OPENED = "admitted_at"


@dataclass(frozen=True, slots=True)
class MockPoint:
    """What both sides said to one question of the reason; None: nothing."""

    filer: bool
    filer_words: Text | None
    other: bool | None
    other_words: Text | None


@dataclass(frozen=True, slots=True)
class MockMessage:
    """One message of the chat, or one entry of the courier."""

    sender: Sender
    day: int
    text: Text


@dataclass(frozen=True, slots=True)
class MockExhibit:
    """One exhibit: what its side wrote under it, and what is to be seen on it."""

    side: Side
    caption: Text
    shows: Text
    point: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MockDispute:
    """The whole file, with what staff decided."""

    code: str
    reason: str
    category: str
    grade: str
    filed_by: Side
    currency: Text
    price_minor: int
    freight_minor: int
    asked_minor: int
    item: Text
    listing: Text
    claim: Text
    statements: Mapping[Side, Text]
    points: tuple[MockPoint, ...]
    chat: tuple[MockMessage, ...]
    courier: tuple[MockMessage, ...]
    days: Mapping[Happened, int]
    exhibits: tuple[MockExhibit, ...]
    answer: str
    defensible: tuple[str, ...]
    why: Text

    @property
    def held_minor(self) -> int:
        """The sum held: the price and the freight."""
        return self.price_minor + self.freight_minor

    def is_right(self, choice: str) -> bool:
        """Tell whether a choice, a remedy or "undecided", can be defended."""
        return choice == self.answer or choice in self.defensible

    def texts(self, locale: str) -> list[str]:
        """Everything that people wrote, in one language: what reading it takes."""
        both: list[Text | None] = [self.item, self.listing, self.claim]
        both += self.statements.values()
        both += [one.text for one in (*self.chat, *self.courier)]
        for point in self.points:
            both += (point.filer_words, point.other_words)
        for exhibit in self.exhibits:
            both += (exhibit.caption, exhibit.shows)
        return [one.for_locale(locale) for one in both if one is not None]


def read_mock(table: Table, law: Law) -> MockDispute:
    """Read one file, and hold it against the law; problems go to the table."""
    mock = MockDispute(
        code=table.text("code"),
        reason=table.text("reason"),
        category=table.text("category"),
        grade=table.text("grade"),
        filed_by=table.code("filed_by", Side, default=Side.BUYER),
        currency=table.words("currency"),
        price_minor=table.integer("price", low=1, high=_MOST_MINOR),
        freight_minor=table.integer("freight", low=0, high=_MOST_MINOR, default=0),
        asked_minor=table.integer("asked", low=1, high=_MOST_MINOR),
        item=table.words("item"),
        listing=table.words("listing"),
        claim=table.words("claim"),
        statements={side: table.words(side.value) for side in Side},
        points=tuple(_point(one) for one in table.tables("point")),
        chat=tuple(_message(one) for one in table.tables("chat")),
        courier=tuple(_message(one) for one in table.tables("courier")),
        days=_days(table.table("days")),
        exhibits=tuple(_exhibit(one) for one in table.tables("exhibit")),
        answer=table.text("answer"),
        defensible=table.strings("defensible"),
        why=table.words("why"),
    )
    table.finish()
    _check(mock, table, law)
    return mock


def _point(table: Table) -> MockPoint:
    point = MockPoint(
        filer=table.flag("filer", default=True),
        filer_words=_maybe(table, "filer_words"),
        other=table.flag("other") if table.has("other") else None,
        other_words=_maybe(table, "other_words"),
    )
    table.finish()
    return point


def _message(table: Table) -> MockMessage:
    message = MockMessage(
        sender=table.code("by", Sender, default=Sender.PLATFORM),
        day=table.integer("day", low=-_MOST_DAYS, high=_MOST_DAYS),
        text=table.own_words(),
    )
    table.finish()
    return message


def _exhibit(table: Table) -> MockExhibit:
    exhibit = MockExhibit(
        side=table.code("side", Side),
        caption=table.words("caption"),
        shows=table.words("shows"),
        point=table.integer("point", low=1, high=7),
    )
    table.finish()
    return exhibit


def _days(table: Table) -> dict[Happened, int]:
    days = {
        one: table.integer(one.name.lower(), low=-_MOST_DAYS, high=_MOST_DAYS)
        for one in Happened
        if table.has(one.name.lower())
    }
    table.finish()
    return days


def _maybe(table: Table, name: str) -> Text | None:
    return table.words(name) if table.has(name) else None


def _check(mock: MockDispute, table: Table, law: Law) -> None:
    reason = law.reasons.get(mock.reason)
    if reason is None:
        table.note("reason", f"{mock.reason} is not a reason")
        return
    if len(mock.points) != len(reason.questions):
        table.note("point", f"must be {len(reason.questions)}, one a question")
    if any(one.point > len(reason.questions) for one in mock.exhibits):
        table.note("exhibit", "bears on a question that the reason does not have")
    for name, codes in (("answer", (mock.answer,)), ("defensible", mock.defensible)):
        for code in codes:
            if code not in (*reason.ladder, UNDECIDED):
                table.note(name, f"{code} is not on the ladder of {mock.reason}")
