"""Holidays in a running dispute: later dates, the reason for them, and the promise."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.deadlines import decided_after
from jury.domain.law.holidays import Holiday, Holidays
from jury.domain.law.texts import Text
from jury.domain.lifecycle import Side, Stage
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import rules_of
from jury.services.standstill import windows
from jury.services.submissions.extend import extend_submissions
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from tests.web.people import as_party, shows
from tests.world import World

FEAST = Text("Feast of the Court", "法庭节")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def keeping(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every policy keeps a feast of two days that begins in two days, and another."""
    today = clock.now().date()
    days = tuple(
        Holiday(today + timedelta(days=n), today + timedelta(days=n + 1), FEAST)
        for n in (2, 12)
    )
    kept = Holidays(calendar="x", stages=("submissions", "referred"), days=days)
    law = lawbook()
    changed = tuple(replace(policy, holidays=kept) for policy in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=changed)
    )


def test_a_dispute_waits_out_the_days_and_says_which(app: Flask, keeping: None) -> None:
    world = World(0)
    dispute = world.escalate()
    row = world.dispute(dispute)
    assert row.stage_closes_at is not None
    assert row.stage_closes_at - row.admitted_at == timedelta(days=4)
    assert row.decided_by_at - row.admitted_at >= timedelta(days=9)
    assert rules_of(row).policy.holidays.zone == app.config["BABEL_DEFAULT_TIMEZONE"]
    for lang, said in (
        ("en", "since these holidays do not count: Feast of the Court"),
        ("zh-Hans", "以下节假日不计时：法庭节"),
    ):
        page = as_party(app, dispute, Side.BUYER, lang=lang)
        assert shows(page.get(f"/disputes/{dispute}"), said)
    rules = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/rules")
    assert shows(rules, "The clock stands still on these days", "the moderator's time")


def test_more_time_and_an_outage_keep_the_promised_date_true(keeping: None) -> None:
    world = World(0)
    dispute = world.escalate()
    for act in (
        lambda now: extend_submissions(dispute, Side.BUYER, now=now),
        lambda _now: windows.move(get_dispute(dispute), by=timedelta(days=3)),
    ):
        before = world.dispute(dispute).decided_by_at
        with transaction(lock=dispute) as now:
            act(now)
        row = world.dispute(dispute)
        assert row.stage_closes_at is not None
        policy = rules_of(row).policy
        latest = decided_after(policy, Stage.SUBMISSIONS, row.stage_closes_at)
        assert row.decided_by_at >= max(latest, before)
