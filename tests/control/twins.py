"""A real dispute and a control dispute of the same content, each before a juror."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from werkzeug.test import TestResponse

from jury import clock
from jury.domain.jurors.mocks import Happened, MockDispute
from jury.domain.lifecycle import Side
from jury.services.admission.intake import (
    CourierEvent,
    Intake,
    IntakeMessage,
    OrderLine,
    PointAnswer,
)
from jury.services.control.file import file_for
from jury.services.control.items import mock_of
from jury.services.drawing.notices import tell_called
from jury.services.people.accounts import ensure_user
from jury.services.reading.case_views import CaseFile
from jury.services.submissions.submit import Writing, write_statement
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import Draw, get_summons
from jury.storage.jurors.controls import ControlCall, get_call_of_any
from jury.storage.transaction import transaction
from tests.control import acts
from tests.web import juror_world
from tests.web.juror_world import Called, Hearing
from tests.world import World

TOKEN = re.compile(rb'(name="csrf_token" value|name="csrf-token" content)="[^"]+"')
NONCE = re.compile(r"nonce-[\w=+/-]+")
NOTICE = re.compile(rb"ntc_[0-9a-f]+")
RECEIPT = re.compile(rb"\b[0-9a-f]{20}\b")


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime = field(default_factory=clock.now)

    def hold(self, monkeypatch: pytest.MonkeyPatch) -> "Clock":
        for name in ("now", "of_server"):
            monkeypatch.setattr(clock, name, lambda *_: self.at)
        return self

    def move(self, **by: int) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Twins:
    """The juror of each, and the hearing of the real one."""

    real: Called
    control: Called
    hearing: Hearing


def make_twins(world: World, mock: str = "locker") -> Twins:
    """Call one juror to the control dispute and another to its real twin."""
    acts.mark(world, mock)
    juror = acts.juror_id("juror-1")
    call_id = acts.call(juror)
    assert call_id is not None
    row = get_call_of_any(call_id)
    with transaction() as now:
        user = ensure_user("juror-1", locale="en", now=now)
        control = Called(user.get_id(), juror, call_id, user.ref)
    file = mock_of(mock)
    hearing = juror_world.make_hearing(
        _intake_of(row, file),
        pictures=(),
        write=lambda dispute_id, now: _write(dispute_id, file, row.language, now),
    )
    with transaction():
        draw = current_session().get_one(Draw, hearing.draw_id)
        draw.reading_seconds = row.reading_seconds
        get_dispute(hearing.dispute_id).admitted_at = _moment_of(row, "admitted_at")
    side = Side(row.first_side)
    real = juror_world.call_juror(hearing, "2", first_side=side)
    with transaction() as now:
        get_summons(real.sid).reply_due_at = row.reply_due_at
        user = ensure_user(real.ref, locale=row.language, now=now)
        tell_called(user, real.sid, begins_at=now, due_at=row.reply_due_at, now=now)
    return Twins(real, control, hearing)


def told(called: Called, answer: TestResponse) -> list[str]:
    """All that an answer says, without what is anybody's own by chance."""
    body = NOTICE.sub(b"NOTICE", TOKEN.sub(rb"\1", answer.data))
    body = RECEIPT.sub(b"RECEIPT", body)
    headers = sorted(
        f"{name}: {NONCE.sub('nonce', value)}"
        for name, value in answer.headers
        if name not in {"Set-Cookie", "Content-Length"}
    )
    text = f"{answer.status}\n" + "\n".join(headers) + "\n" + body.decode()
    return text.replace(called.sid, "SID").splitlines()


def _moment_of(row: ControlCall, label: str) -> datetime:
    return next(one.at for one in _dated(row).timeline if one.label == label)


def _dated(row: ControlCall) -> CaseFile:
    """The whole file, before a policy takes anything out of it."""
    row.state, state = "accepted", row.state
    with patch("jury.services.control.file.as_shown", lambda file, *_: file):
        file = file_for(row, "en")
    row.state = state
    return file


def _intake_of(row: ControlCall, mock: MockDispute) -> Intake:
    file, language = _dated(row), row.language
    courier = [one for one in file.timeline if one.kind == "courier"]
    days = {
        what.value: _moment_of(row, what.value)
        for what in mock.days
        if what is not Happened.OPENED
    }
    return juror_world.make_intake(
        category=mock.category,
        language=language,
        currency=row.currency,
        price_minor=mock.price_minor,
        freight_minor=mock.freight_minor,
        held_minor=mock.held_minor,
        asked_minor=mock.asked_minor,
        filed_by=mock.filed_by,
        reason=mock.reason,
        claim=mock.claim.for_locale(language),
        listing_text=mock.listing.for_locale(language),
        condition_grade=mock.grade,
        lines=(
            OrderLine(
                title=mock.item.for_locale(language),
                quantity=1,
                price_minor=mock.price_minor,
            ),
        ),
        courier_events=tuple(
            CourierEvent(at=one.at, text=one.text.plain) for one in courier if one.text
        ),
        chat=tuple(
            IntakeMessage(sender=one.sender, text=one.text.plain, sent_at=one.sent_at)
            for one in file.chat
        ),
        answers=tuple(
            PointAnswer(
                number=no,
                stance=one.filer,
                text=one.filer_words.for_locale(language) if one.filer_words else "",
            )
            for no, one in enumerate(mock.points, start=1)
        ),
        **days,
    )


def _write(dispute_id: str, mock: MockDispute, language: str, now: datetime) -> None:
    for side, said in mock.statements.items():
        text = said.for_locale(language)
        writing = Writing(kind="case", text=text, language=language)
        write_statement(dispute_id, side, writing, now=now)
    for no, one in enumerate(mock.points, start=1):
        if one.other is None:
            continue
        words = one.other_words.for_locale(language) if one.other_words else ""
        answer = Writing(
            kind=f"point:{no}", text=words, language=language, stance=one.other
        )
        write_statement(dispute_id, mock.filed_by.other, answer, now=now)
