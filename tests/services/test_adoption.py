"""Changed rules come into force when enough administrators approve of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Config
from jury import clock
from jury.domain.errors import Invalid
from jury.domain.law.kept import changes, digest_of, law_from_json, law_to_json
from jury.domain.law.whole import Law
from jury.jobs.law import look_at_rules
from jury.services.law import adoption
from jury.services.law.adoption import ApprovedAlready, NoSuchChange, law_in_force
from jury.services.law.lawbook import lawbook
from jury.services.law.rules import rules_of
from jury.services.people import accounts, staff
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.outside.outbox import Notice
from jury.storage.people import Role
from jury.storage.rules import RulesVersion, Slot, find_version
from jury.storage.transaction import transaction
from tests.appeals import begin_decided
from tests.fairness.courts import begin_closed
from tests.web.people import as_staff, shows
from tests.world import make_intake

OLD_SEATS, SEATS = 7, 5


@pytest.fixture
def go_live(
    app: Flask, session: Session, config: Config
) -> Iterator[Callable[[], None]]:
    """End the sandbox, in which files apply at once and the clock can be moved."""

    def end() -> None:
        app.extensions["jury_settings"] = replace(config, sandbox=False)

    yield end
    app.extensions["jury_settings"] = config


@pytest.fixture
def in_production(go_live: Callable[[], None]) -> None:
    go_live()


def before(approvals: int = 2) -> Law:
    """The rules as they were before the files were changed to what they say now."""
    old = (
        replace(one, seats=OLD_SEATS) if one.name == "small" else one
        for one in lawbook().policies
    )
    terms = lawbook().fairness
    change = replace(terms.change, approvals=approvals)
    return replace(
        lawbook(), policies=tuple(old), fairness=replace(terms, change=change)
    )


def adopt(law: Law) -> None:
    """Rules that were adopted some time ago."""
    with transaction() as now:
        row = RulesVersion(
            slot=Slot.FORCE.value,
            digest=digest_of(law),
            rules=law_to_json(law),
            approvals=law.fairness.change.approvals,
            replays={},
            seen_at=now,
            told_at=now,
            adopted_at=now,
        )
        current_session().add(row)


def hire(*names: str, role: Role = Role.ADMINISTRATOR) -> list[int]:
    found = []
    for name in names:
        with transaction() as now:
            member = accounts.add_staff(
                name, "a long password", [role], is_demo=False, now=now
            )
            current_session().flush()
            found.append(member.id)
    return found


def approve(number: int, staff_id: int, reason: str = "Fewer people's time.") -> None:
    with transaction() as now:
        adoption.approve(number, reason=reason, staff_id=staff_id, now=now)


def waiting() -> int:
    current_session().rollback()
    version = find_version(Slot.OPEN)
    assert version is not None
    return version.id


def seats() -> int:
    current_session().rollback()
    return next(
        one.seats for one in law_in_force(lawbook()).policies if one.name == "small"
    )


def test_rules_are_kept_whole() -> None:
    kept = law_to_json(lawbook())
    assert law_from_json(kept, lawbook()) == lawbook()
    assert digest_of(law_from_json(kept, lawbook())) == digest_of(lawbook())
    assert changes(lawbook(), lawbook()) == []


def test_a_change_names_what_is_new_gone_and_another() -> None:
    fewer = replace(before(), policies=before().policies[1:])
    found = changes(fewer, lawbook())
    assert [(one.kind, one.name, one.before, one.after) for one in found] == [
        ("policy", "small", "7", "5"),
        ("policy", lawbook().policies[0].name, None, "is new"),
    ]
    assert {one.before for one in changes(lawbook(), fewer)} == {"5", "was there"}


@pytest.mark.usefixtures("in_production")
def test_what_ships_is_adopted_at_the_first_start() -> None:
    look_at_rules()
    current_session().rollback()
    force = find_version(Slot.FORCE)
    assert force is not None
    assert force.digest == digest_of(law_in_force(lawbook())) == digest_of(lawbook())
    assert not adoption.is_to_look(clock.now())


def test_a_changed_file_judges_nobody_until_two_have_approved(
    go_live: Callable[[], None],
) -> None:
    world, running = begin_decided()
    go_live()
    adopt(before())
    one, other = hire("one", "other")
    look_at_rules()
    assert seats() == OLD_SEATS
    meanwhile = world.escalate(make_intake(number="9"))
    assert rules_of(get_dispute(meanwhile)).policy.seats == OLD_SEATS
    told = select(Notice).where(Notice.kind == adoption.NOTICE)
    assert len(current_session().scalars(told).all()) == 2
    approve(waiting(), one)
    assert seats() == OLD_SEATS
    with pytest.raises(ApprovedAlready):
        approve(waiting(), one)
    approve(waiting(), other)
    assert seats() == SEATS
    assert (
        rules_of(get_dispute(world.escalate(make_intake(number="10")))).policy.seats
        == SEATS
    )
    for dispute, kept in ((running, SEATS), (meanwhile, OLD_SEATS)):
        assert rules_of(get_dispute(dispute)).policy.seats == kept
    assert all(one.read_at for one in current_session().scalars(told))
    assert verify_log().faults == ()


@pytest.mark.usefixtures("in_production")
def test_an_approval_is_for_exactly_what_was_seen() -> None:
    adopt(before())
    one, other = hire("one", "other")
    with transaction() as now:
        adoption.open_change(before(approvals=0), {}, now=now)
    seen = waiting()
    approve(seen, one)
    look_at_rules()
    assert waiting() != seen
    with pytest.raises(NoSuchChange):
        approve(seen, other)
    approve(waiting(), other)
    assert seats() == OLD_SEATS
    with pytest.raises(Invalid):
        approve(waiting(), one, reason=" ")


@pytest.mark.usefixtures("in_production")
def test_whoever_left_no_longer_counts() -> None:
    adopt(before())
    one, other, third = hire("one", "other", "third")
    look_at_rules()
    approve(waiting(), one)
    with transaction() as now:
        staff.disable_staff("one", now=now)
    approve(waiting(), other)
    assert seats() == OLD_SEATS
    approve(waiting(), third)
    assert seats() == SEATS


@pytest.mark.usefixtures("in_production")
def test_files_that_say_the_old_again_ask_nobody() -> None:
    adopt(lawbook())
    hire("one")
    with transaction() as now:
        adoption.open_change(before(), {}, now=now)
    look_at_rules()
    current_session().rollback()
    assert find_version(Slot.OPEN) is None
    assert all(one.read_at for one in current_session().scalars(select(Notice)))


@pytest.mark.usefixtures("in_production")
def test_administrators_are_told_again_each_day_of_what_waits() -> None:
    adopt(before())
    (one,) = hire("one")
    look_at_rules()
    first = waiting()
    assert not adoption.is_to_look(clock.now())
    with transaction() as now:
        current_session().get_one(RulesVersion, first).told_at = now - adoption.AGAIN
        (notice,) = current_session().scalars(select(Notice))
        notice.read_at = now
    look_at_rules()
    assert waiting() == first
    (notice,) = current_session().scalars(select(Notice))
    assert (notice.staff_id, notice.read_at) == (one, None)


@pytest.mark.usefixtures("in_production")
@pytest.mark.parametrize(("approvals", "comes"), [(0, SEATS), (2, OLD_SEATS)])
def test_how_many_must_approve_is_what_is_in_force(approvals: int, comes: int) -> None:
    adopt(before(approvals))
    look_at_rules()
    assert seats() == comes


def test_in_a_sandbox_files_apply_at_once(session: Session) -> None:
    adopt(before())
    assert seats() == SEATS
    look_at_rules()
    session.rollback()
    assert find_version(Slot.OPEN) is None


def test_the_page_says_in_words_what_would_change(
    app: Flask, go_live: Callable[[], None]
) -> None:
    begin_closed()
    go_live()
    adopt(before())
    look_at_rules()
    desk, _staff = as_staff(app, "admin", Role.ADMINISTRATOR)
    page = desk.get("/desk/rules")
    for said in (
        "2 administrators have yet to approve.",
        "There are fewer administrators than a change needs.",
        "Small sums",
        "Its polls, replayed under both",
        "Seats",
    ):
        assert shows(page, said), said
    place = f"/desk/rules/{waiting()}/approve"
    assert desk.post(place, data={"reason": ""}).status_code == 422
    assert desk.post(place, data={"reason": "Seen."}).status_code == 303
    assert shows(desk.get("/desk/rules"), "1 administrator has yet to approve.")
    assert desk.post(place, data={"reason": "Again."}).status_code == 409
    auditor, _other = as_staff(app, "auditor", Role.AUDITOR)
    page = auditor.get("/desk/rules")
    assert shows(page, "Seen.")
    assert not shows(page, "Approve of the change")


@pytest.mark.usefixtures("in_production")
def test_explaining_a_policy_says_what_is_in_force(app: Flask) -> None:
    adopt(before())
    ask = ["explain-policy", "--reason", "counterfeit", "--amount", "9000"]
    said = app.test_cli_runner().invoke(args=ask).output
    assert "seats 7" in said
    assert "wait for administrators" in said
