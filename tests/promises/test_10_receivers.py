"""Webhooks and mails arrive whatever the other end does, and carry no content."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from standardwebhooks import Webhook, WebhookVerificationError

from config import Config
from jury.domain.lifecycle import Side
from jury.jobs import sweeps, webhooks
from jury.storage.base import current_session
from jury.storage.outside.outbox import Event, Notice
from jury.storage.people import find_user
from jury.storage.transaction import transaction
from tests import databases
from tests.promises import canaries, crawl
from tests.promises.receivers import Hook, Post
from tests.world import World, make_intake, move_clock

SECRETS = ("whsec_" + "b2xkZXI=" * 3, "whsec_" + "bmV3ZXI=" * 3)


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def config(database_url: str, tmp_path: Path, hook: Hook, post: Post) -> Config:
    return replace(
        databases.make_config(database_url, tmp_path),
        webhook_url=hook.url,
        webhook_secrets=SECRETS,
        smtp_host="127.0.0.1",
        smtp_port=post.port,
        smtp_tls="none",
    )


def send_all() -> None:
    """What the sweeper does about the outside, until nothing is due any more."""
    sweeps.number_events()
    while sweeps.deliver_webhooks():
        continue
    while sweeps.deliver_mails():
        continue


def undelivered() -> int:
    """How many events have not arrived."""
    current_session().rollback()
    waiting = select(Event).where(
        Event.delivered_at.is_(None), Event.position.is_not(None)
    )
    return len(list(current_session().scalars(waiting)))


def bodies_of(hook: Hook) -> dict[str, dict[str, object]]:
    """Each event that arrived, without the head of the log at that moment."""
    told = [json.loads(one.body) for one in hook.got]
    return {one.pop("id"): one | {"audit_head": None} for one in told}


def test_every_event_is_signed_with_every_valid_secret(
    session: Session, hook: Hook
) -> None:
    World.begin(jurors=0).escalate()
    with hook.listening():
        send_all()
    assert undelivered() == 0
    assert len(hook.got) == 3
    for one in hook.got:
        assert one.headers["webhook-id"] == json.loads(one.body)["id"]
        for secret in SECRETS:
            assert Webhook(secret).verify(one.body, one.headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(SECRETS[0]).verify(one.body + " ", one.headers)


@pytest.mark.parametrize("answer", [500, 404, 301, 307, "garbage", "nobody"])
def test_a_receiver_that_misbehaves_is_told_again_later_and_nothing_is_lost(
    session: Session, hook: Hook, answer: int | str
) -> None:
    World.begin(jurors=0).escalate()
    sweeps.number_events()
    expected = undelivered()
    hook.answer = answer
    if answer == "nobody":
        send_all()
    else:
        with hook.listening():
            send_all()
    tried = Counter(bodies_of(hook))
    assert undelivered() == expected > 0
    hook.answer = 204
    with hook.listening():
        send_all()
        assert undelivered() == expected, "it was not left in peace for a moment"
        move_clock(seconds=11)
        send_all()
    assert undelivered() == 0
    arrived = bodies_of(hook)
    assert len(arrived) == expected
    assert set(tried) <= set(arrived)
    assert hook.elsewhere == 0


def test_the_pauses_grow_and_what_is_sent_stays_the_same(
    session: Session, hook: Hook
) -> None:
    World.begin(jurors=0).escalate()
    hook.answer = 503
    pauses, sent = [], []
    with hook.listening():
        send_all()
        for _try in range(4):
            sent.append(bodies_of(hook))
            hook.got.clear()
            pauses.append(0)
            while not hook.got:
                move_clock(seconds=5)
                pauses[-1] += 5
                send_all()
    assert all(one == sent[0] for one in sent)
    assert pauses == sorted(pauses)
    assert pauses[-1] > 4 * pauses[0]


def mails_waiting() -> int:
    current_session().rollback()
    waiting = select(Notice).where(
        Notice.mail_due_at.is_not(None), Notice.mailed_at.is_(None)
    )
    return len(list(current_session().scalars(waiting)))


@pytest.mark.parametrize("refusal", ["nobody", "451 Later", "550 Never"])
def test_a_mail_server_that_misbehaves_gets_every_mail_later_and_once(
    session: Session, post: Post, refusal: str
) -> None:
    World.begin(jurors=0).escalate()
    sweeps.number_events()
    expected = mails_waiting()
    if refusal == "nobody":
        send_all()
    else:
        post.refuses = refusal
        with post.listening():
            send_all()
    assert mails_waiting() == expected > 0
    post.refuses = ""
    with post.listening():
        move_clock(seconds=11)
        send_all()
        move_clock(seconds=60)
        send_all()
    assert mails_waiting() == 0
    ids = [mail["message-id"] for _to, mail in post.got]
    assert len(ids) == len(set(ids)) == expected


def test_a_receiver_that_drips_is_cut_off_and_told_again(
    session: Session, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    World.begin(jurors=0).escalate()
    monkeypatch.setattr(webhooks, "LONGEST_SECONDS", 0.5)
    hook.answer = "drip"
    begun = time.monotonic()
    with hook.listening():
        sweeps.number_events()
        sweeps.deliver_webhooks()
        assert time.monotonic() - begun < 15
        hook.answer = 200
        move_clock(minutes=5)
        send_all()
    assert undelivered() == 0


def test_a_weekend_without_a_mail_server_loses_no_mail(
    session: Session, post: Post
) -> None:
    World.begin(jurors=0).escalate()
    expected = mails_waiting()
    for _try in range(7):
        send_all()
        move_clock(sweep=lambda: None, hours=6)
    assert mails_waiting() == expected > 0
    with post.listening():
        send_all()
    assert len(post.got) == expected


def test_a_mail_that_no_server_takes_keeps_nobody_elses_back(
    session: Session, post: Post
) -> None:
    world = World.begin(jurors=0)
    world.escalate()
    with transaction():
        buyer = find_user("buyer-1")
        assert buyer is not None
        buyer.email = "no-address-at-all:@>"
    world.escalate(make_intake(number="2"))
    with post.listening():
        send_all()
    assert mails_waiting() == 0
    assert {to for to, _mail in post.got} >= {"lilei@example.com"}


@pytest.fixture
def whole_story(session: Session, hook: Hook, post: Post) -> Iterator[None]:
    """A dispute in which everything names somebody, told to the end."""
    with hook.listening(), post.listening():
        told = canaries.make_revealing()
        send_all()
        canaries.screen(told)
        send_all()
        move_clock(hours=13)
        told.world.give_nonce(told.dispute)
        told.world.decide(told.dispute, (1, 1, 1, 2, 0))
        send_all()
        move_clock(hours=49)
        send_all()
    return iter(())


def words_of(mail: EmailMessage) -> bytes:
    """All of a mail but the address it goes to, as it travels and as it reads."""
    read = f"{mail['subject']} {mail.get_content()}".encode()
    del mail["to"]
    return mail.as_bytes() + read


@pytest.mark.usefixtures("whole_story")
def test_no_webhook_and_no_mail_carries_content_or_a_name(
    hook: Hook, post: Post
) -> None:
    sent = {f"{n} {one.headers}": one.body.encode() for n, one in enumerate(hook.got)}
    types = {json.loads(one.body)["type"] for one in hook.got}
    assert types >= {"verdict.pronounced", "refund.instructed", "notice.due"}
    assert len(post.got) > 12
    people = [name for one in canaries.NAMED.values() for name in one.values()]
    words = [*people, canaries.PARCEL, canaries.HIDDEN, *canaries.MARKS]
    assert crawl.traces(sent, words) == []
    mails = {str(n): words_of(mail) for n, (_to, mail) in enumerate(post.got)}
    assert crawl.traces(mails, [*words, canaries.ORDER, canaries.REFUND]) == []


@pytest.mark.usefixtures("whole_story")
def test_everybody_is_written_to_in_their_own_language(post: Post) -> None:
    written = {
        to: {mail["content-language"] for other, mail in post.got if other == to}
        for to, _mail in post.got
    }
    assert written == {
        canaries.NAMED[Side.BUYER]["email"]: {"zh-Hans"},
        canaries.NAMED[Side.SELLER]["email"]: {"en"},
    }
