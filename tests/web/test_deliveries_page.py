"""The administrator's page of deliveries: what it shows, to whom, and sending again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Config
from jury.jobs import sweeps
from jury.services.people.accounts import add_staff
from jury.storage.base import db
from jury.storage.outside.deliveries import EventDelivery
from jury.storage.outside.outbox import Event
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests import databases
from tests.promises.receivers import Hook
from tests.servers import Court
from tests.web.browsing import Open, assert_fit_for_thumbs, press, sign_in_as
from tests.web.people import as_staff, shows, small_world, text_of
from tests.world import make_intake

SECRET = "whsec_" + "b2xkZXI=" * 3
PASSWORD = "a long password"
PLACE = "/desk/deliveries"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the queries are tested by the API on both."""
    return sqlite_url


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook(answer=503).listening() as hook:
        yield hook


@pytest.fixture
def config(database_url: str, tmp_path: Path, hook: Hook) -> Config:
    made = databases.make_config(database_url, tmp_path)
    return replace(made, webhook_url=hook.url, webhook_secrets=(SECRET,))


def deliver() -> None:
    sweeps.number_events()
    sweeps.deliver_webhooks()


def test_it_shows_each_try_with_its_answer_and_sends_again(
    app: Flask, session: Session, hook: Hook
) -> None:
    world = small_world()
    world.escalate()
    other = world.escalate(make_intake(number="2"))
    deliver()
    client, staff_id = as_staff(app, "admin", Role.ADMINISTRATOR)
    page = client.get(PLACE)
    assert shows(page, "dispute.admitted", "RF-1", "RF-2", "failed", "503", "not what")
    assert "notice.due" not in text_of(page)
    assert "RF-1" not in text_of(client.get(f"{PLACE}?q=ORD-2"))
    assert shows(client.get(f"{PLACE}?q=nothing"), "No delivery found")
    hook.answer = 204
    query = select(EventDelivery.id).join(Event).where(Event.dispute_id == other)
    again = client.post(f"{PLACE}/{session.scalar(query)}/replay", data={"q": "RF-2"})
    assert again.headers["Location"] == f"{PLACE}?q=RF-2"
    deliver()
    assert shows(client.get(f"{PLACE}?q=RF-2"), "received", "204", "try 2")
    assert "received" not in text_of(client.get(f"{PLACE}?which=failed"))
    assert [one.headers["webhook-id"] for one in hook.got][-1].startswith("evt_")
    assert staff_id


def test_only_administrators_see_it_and_only_what_is_about_disputes(
    app: Flask, session: Session
) -> None:
    small_world().escalate()
    deliver()
    notice = select(EventDelivery.id).join(Event).where(Event.type == "notice.due")
    place = f"{PLACE}/{session.scalar(notice)}/replay"
    admin, _id = as_staff(app, "admin", Role.ADMINISTRATOR)
    assert admin.post(place).status_code == 404
    assert admin.get("/desk/disputes").status_code == 404
    for role in (Role.MODERATOR, Role.AUDITOR):
        client, _id = as_staff(app, role.value, role)
        assert client.get(PLACE).status_code == 404


def test_the_page_can_be_read_and_used_by_everybody(
    live_server: Court, beside: Flask, hook: Hook, open_context: Open
) -> None:
    told = replace(
        databases.make_config(live_server.database_url, live_server.data_dir),
        webhook_url=hook.url,
        webhook_secrets=(SECRET,),
    )
    beside.extensions["jury_settings"] = told
    with beside.app_context():
        with transaction() as now:
            add_staff("ada", PASSWORD, [Role.ADMINISTRATOR], is_demo=False, now=now)
        small_world().escalate()
        deliver()
        db.session.remove()
    for width, lang in ((360, "en"), (360, "zh-Hans"), (1280, "en"), (1280, "zh-Hans")):
        page = open_context(width=width, locale=lang).new_page()
        sign_in_as(page, live_server, "ada", PASSWORD, PLACE)
        assert page.locator("tr[data-row]").count() >= 1
        assert_fit_for_thumbs(page)
    press(page, "tr[data-row] button")
    page.wait_for_url(f"**{PLACE}")
    assert page.locator(".banner-good, .flash").count() >= 1
    assert_fit_for_thumbs(page)
