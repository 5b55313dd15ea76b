"""Joining the roster by oneself, pausing, coming back, and quiet hours."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from jury.domain.eligibility import JurorStatus
from jury.domain.errors import AlreadyDone, NotFound
from jury.services.roster.joining import opt_in, opt_out, volunteer
from jury.storage.roster import (
    Contact,
    Juror,
    end_of_quiet,
    facts_of,
    find_contact,
    find_juror,
    quiet_until,
)
from jury.storage.transaction import transaction
from tests.roster_lines import enrol, make_line, present


def offer(ref: str = "user-1", language: str = "en") -> Juror:
    with transaction() as now:
        return volunteer(ref, language=language, categories=["shoes"], now=now)


def status() -> JurorStatus:
    juror = find_juror("user-1")
    assert juror is not None
    return facts_of(juror, now=present()).status


def test_a_volunteer_waits_for_the_marketplace(session: Session) -> None:
    offer()
    juror = find_juror("user-1")
    assert juror is not None
    assert juror.volunteered_categories == frozenset({"shoes"})
    assert find_contact(juror, now=present()) is None
    with pytest.raises(LookupError):
        facts_of(juror, now=present())
    enrol([make_line("user-1")])
    assert status() is JurorStatus.ACTIVE


def test_offering_again_changes_the_offer_until_one_is_enrolled(
    session: Session,
) -> None:
    offer()
    offer(language="zh-Hans")
    juror = find_juror("user-1")
    assert juror is not None
    assert juror.volunteered_language == "zh-Hans"
    enrol([make_line("user-1")])
    with pytest.raises(AlreadyDone):
        offer()


def test_a_juror_pauses_and_comes_back(session: Session) -> None:
    enrol([make_line("user-1")])
    with transaction() as now:
        opt_out("user-1", now=now)
    assert status() is JurorStatus.PAUSED
    with pytest.raises(AlreadyDone), transaction() as now:
        opt_out("user-1", now=now)
    with transaction() as now:
        opt_in("user-1", now=now)
    assert status() is JurorStatus.ACTIVE
    with pytest.raises(AlreadyDone), transaction() as now:
        opt_in("user-1", now=now)


def test_who_is_not_on_the_roster_cannot_pause(session: Session) -> None:
    with pytest.raises(NotFound), transaction() as now:
        opt_out("nobody", now=now)


def test_how_to_reach_a_juror_comes_with_the_import(session: Session) -> None:
    enrol(
        [
            make_line(
                "user-1",
                email="someone@example.org",
                locale="en",
                timezone="Europe/Berlin",
                quiet_from="00:00",
                quiet_until="23:59",
            )
        ]
    )
    juror = find_juror("user-1")
    assert juror is not None
    assert find_contact(juror, now=present()) == Contact(
        "someone@example.org", "en", "Europe/Berlin", 0, 1439
    )
    # The one minute of the day that is not quiet aside.
    assert quiet_until(juror, now=datetime(2100, 1, 1, 12, tzinfo=UTC)) == datetime(
        2100, 1, 1, 22, 59, tzinfo=UTC
    )


NIGHT = ("22:00", "08:00")
NOON = ("12:00", "13:00")


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (NIGHT, "21:59", "21:59"),
        (NIGHT, "22:00", "08:00"),
        (NIGHT, "03:30", "08:00"),
        (NIGHT, "08:00", "08:00"),
        (NOON, "12:59", "13:00"),
        (NOON, "13:00", "13:00"),
        (NOON, "23:00", "23:00"),
    ],
)
def test_quiet_hours_end_when_they_say(
    quiet: tuple[str, str], now: str, until: str
) -> None:
    begins, ends = (_minutes(at) for at in quiet)
    contact = Contact(None, None, "Asia/Shanghai", begins, ends)
    moment = datetime.fromisoformat(f"2026-03-01T{now}:00+08:00").astimezone(UTC)
    found = end_of_quiet(contact, now=moment)
    assert 0 <= (found - moment).total_seconds() < 86_400
    assert found.timestamp() % 86_400 // 60 == (_minutes(until) - 480) % 1440


def _minutes(at: str) -> int:
    hours, minutes = at.split(":")
    return int(hours) * 60 + int(minutes)
