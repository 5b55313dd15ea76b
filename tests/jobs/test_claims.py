"""Any number of sweepers may run: each thing is claimed, numbered and sent by one."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from config import Config
from jury.jobs import mail, sweeps, webhooks
from jury.services.notices import relay
from jury.storage.base import current_session
from jury.storage.outside.outbox import Event, Notice
from jury.storage.transaction import transaction
from tests import databases
from tests.promises.receivers import Hook
from tests.world import World, make_intake, move_clock

Claim = Callable[[datetime], str]


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def config(database_url: str, tmp_path: Path, hook: Hook) -> Config:
    return replace(
        databases.make_config(database_url, tmp_path),
        webhook_url=hook.url,
        webhook_secrets=("whsec_" + "bmV3ZXI=" * 3,),
        smtp_host="127.0.0.1",
        smtp_tls="none",
    )


def claim_webhook(now: datetime) -> str:
    claimed = relay.claim_delivery(now=now)
    return claimed.public_id if claimed else ""


def claim_mail(now: datetime) -> str:
    claimed = relay.claim_mail(now=now)
    return claimed.notice_id if claimed else ""


def number_all(now: datetime) -> str:
    return str(relay.assign_positions(now=now) or "")


def escalate_some(count: int = 4) -> None:
    world = World.begin(jurors=0)
    for number in range(count):
        world.escalate(make_intake(number=str(number)))


def side_by_side(app: Flask, claim: Claim) -> tuple[str, str]:
    """What two sweepers get of which the second begins before the first commits."""
    got: list[str] = []

    def second() -> None:
        with app.app_context(), transaction() as now:
            got.append(claim(now))

    other = threading.Thread(target=second)
    with transaction() as now:
        first = claim(now)
        current_session().flush()
        other.start()
        # On PostgreSQL it has looked by then; on SQLite it waits for its turn.
        other.join(timeout=0.7)
    other.join()
    return first, got[0]


@pytest.mark.parametrize("claim", [claim_webhook, claim_mail])
def test_what_one_sweeper_claims_no_other_does(
    app: Flask, session: Session, claim: Claim
) -> None:
    escalate_some()
    sweeps.number_events()
    first, second = side_by_side(app, claim)
    assert first
    assert second
    assert first != second


def test_an_event_is_numbered_once(app: Flask, session: Session) -> None:
    escalate_some()
    first, second = side_by_side(app, number_all)
    assert first
    assert second == ""
    session.rollback()
    positions = session.scalars(select(Event.position).order_by(Event.id)).all()
    assert positions == [*range(1, len(positions) + 1)]


@pytest.mark.parametrize("sweepers", [3])
def test_many_sweepers_send_every_webhook_once(
    app: Flask, session: Session, hook: Hook, sweepers: int
) -> None:
    escalate_some()
    sweeps.number_events()
    expected = session.scalars(select(Event.public_id)).all()
    session.rollback()

    def sweep() -> None:
        with app.app_context():
            sweeps.deliver_webhooks()

    with hook.listening():
        together = [threading.Thread(target=sweep) for _ in range(sweepers)]
        for one in together:
            one.start()
        for one in together:
            one.join()
        sweeps.deliver_webhooks()
    sent = [one.headers["webhook-id"] for one in hook.got]
    assert sorted(sent) == sorted(expected)


def test_one_sweeper_sends_in_the_order_of_the_positions(
    session: Session, hook: Hook
) -> None:
    escalate_some()
    sweeps.number_events()
    query = select(Event.public_id).order_by(Event.position)
    expected = session.scalars(query).all()
    with hook.listening():
        sweeps.deliver_webhooks()
    assert [one.headers["webhook-id"] for one in hook.got] == expected


def test_a_slow_receiver_is_never_sent_what_another_sweeper_is_sending(
    app: Flask, session: Session, hook: Hook
) -> None:
    escalate_some()
    sweeps.number_events()
    with transaction() as now:
        held = claim_webhook(now)
    move_clock(sweep=lambda: None, seconds=50)
    with hook.listening():
        sweeps.deliver_webhooks()
    assert held not in {one.headers["webhook-id"] for one in hook.got}


def test_a_claim_lasts_longer_than_all_the_waiting_it_allows() -> None:
    patience = webhooks.PATIENCE
    waiting = [patience.connect, patience.connect, patience.write, patience.read]
    assert sum(one or 0 for one in waiting) < relay.CLAIM.total_seconds() / 1.5
    # A greeting, encryption, a log-in and the mail itself: a dozen questions.
    assert relay.MAIL_CLAIM.total_seconds() > 12 * mail.PATIENCE_SECONDS


def test_what_is_claimed_by_a_sweeper_that_dies_comes_due_again(
    session: Session, hook: Hook
) -> None:
    escalate_some()
    sweeps.number_events()
    with transaction() as now:
        lost = claim_webhook(now)
    move_clock(seconds=61)
    with hook.listening():
        sweeps.deliver_webhooks()
    assert lost in {one.headers["webhook-id"] for one in hook.got}


def test_a_run_ends_before_everything_is_sent_when_that_takes_long(
    session: Session, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    escalate_some()
    sweeps.number_events()
    monkeypatch.setattr(sweeps, "RUN_SECONDS", 0.3)
    hook.pause = 0.2
    begun = time.monotonic()
    with hook.listening():
        tried = sweeps.deliver_webhooks()
    assert 1 <= tried < len(session.scalars(select(Event.id)).all())
    assert time.monotonic() - begun < 5


def test_what_was_withdrawn_while_it_was_sent_changes_nothing(
    session: Session,
) -> None:
    escalate_some(1)
    sweeps.number_events()
    with transaction() as now:
        delivery, letter = relay.claim_delivery(now=now), relay.claim_mail(now=now)
    assert delivery is not None
    assert letter is not None
    with transaction():
        session.execute(delete(Event).where(Event.id == delivery.event_id))
        session.execute(delete(Notice).where(Notice.id == letter.notice_id))
    with transaction() as now:
        answered = relay.Answered(arrived=True, answer="204")
        relay.record_delivery(delivery, answered, now=now)
        relay.record_mail(letter.notice_id, relay.Sent.LATER, now=now)
