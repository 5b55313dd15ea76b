"""Slips: the same outcome with the right sums, kept beside what stood, in time."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.services.appeal import slips
from jury.services.money.remedy import Answer, receive_answer
from jury.services.proof.log_check import verify_log
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import Task
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.money.refunds import balances
from jury.storage.transaction import transaction
from jury.storage.verdicts import (
    Verdict,
    VerdictVersion,
    find_verdict,
    list_versions_before,
)
from tests.appeals import (
    appeal,
    begin_decided,
    decided_by_staff,
    told,
    waiting,
)
from tests.web.people import small_world
from tests.world import World, move_clock

RIGHT = slips.Sums(price_minor=16000, freight_minor=1200)
WHY = "The order says 160.00."


@pytest.fixture
def court(session: Session) -> tuple[World, str]:
    return begin_decided(rung=1)


@pytest.fixture
def world(court: tuple[World, str]) -> World:
    return court[0]


@pytest.fixture
def dispute(court: tuple[World, str]) -> str:
    """A jury gave 30 % of the price, of 180.00."""
    return court[1]


def correct(
    world: World, dispute: str, sums: slips.Sums = RIGHT, reason: str = WHY
) -> None:
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute, sums, reason=reason, staff_id=world.staff_id, now=now
        )


def rename(world: World, dispute: str, name: slips.Name) -> None:
    with transaction(lock=dispute) as now:
        slips.correct_name(dispute, name, staff_id=world.staff_id, now=now)


def ask(dispute: str, side: Side = Side.BUYER, kind: str = "sum") -> Task:
    with transaction(lock=dispute) as now:
        return slips.ask_correction(
            dispute, side, kind=kind, text="The price was 160.00.", now=now
        )


def the_verdict(dispute: str) -> Verdict:
    found = find_verdict(dispute)
    assert found is not None
    return found


def sums_of(verdict: Verdict | VerdictVersion) -> tuple[int, int, int]:
    return verdict.version, verdict.buyer_minor, verdict.seller_minor


def test_the_same_outcome_is_reckoned_anew_and_the_old_is_kept(
    world: World, dispute: str
) -> None:
    ask(dispute)
    correct(world, dispute)
    verdict = the_verdict(dispute)
    assert (verdict.rung, verdict.remedy) == (1, verdict.remedy)
    assert sums_of(verdict) == (2, 4800, 14400)
    assert [sums_of(one) for one in list_versions_before(verdict.id)] == [
        (1, 5400, 13800)
    ]
    assert waiting(dispute, "slip") == []
    for side in Side:
        assert told(dispute, side)[0] == "verdict.corrected"
    assert balances(dispute) == {"marketplace_held": -19200, "escrow": 19200}
    assert verify_log().faults == ()


def test_the_corrected_sums_are_paid(world: World, dispute: str) -> None:
    correct(world, dispute)
    move_clock(hours=49)
    with transaction(lock=dispute) as now:
        receive_answer("RF-1", Answer(result="executed"), actor="key:1", now=now)
    paid = {"marketplace_held": -19200, "escrow": 0, "buyer": 4800, "seller": 14400}
    assert balances(dispute) == paid
    assert verify_log().faults == ()


def test_corrections_follow_each_other_and_each_version_stands(
    world: World, dispute: str
) -> None:
    correct(world, dispute)
    correct(world, dispute, replace(RIGHT, price_minor=17000))
    verdict = the_verdict(dispute)
    assert verdict.version == 3
    assert [one.version for one in list_versions_before(verdict.id)] == [1, 2]
    assert verify_log().faults == ()


@pytest.mark.parametrize(
    ("sums", "field"),
    [
        (slips.Sums(price_minor=18000, freight_minor=1200), "price"),
        (slips.Sums(price_minor=0, freight_minor=1200), "price"),
        (slips.Sums(price_minor=-1, freight_minor=1200), "price"),
        (slips.Sums(price_minor=10**9, freight_minor=0), "price"),
    ],
)
def test_what_would_change_nothing_or_the_outcomes_is_no_slip(
    world: World, dispute: str, sums: slips.Sums, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        correct(world, dispute, sums)
    assert set(refusal.value.fields) == {field}
    assert sums_of(the_verdict(dispute)) == (1, 5400, 13800)
    assert get_dispute(dispute).price_minor == 18000


def test_a_correction_needs_its_reason(world: World, dispute: str) -> None:
    with pytest.raises(Invalid):
        correct(world, dispute, reason=" ")
    assert the_verdict(dispute).version == 1


def test_a_name_is_put_right_in_what_was_sold(world: World, dispute: str) -> None:
    name = slips.Name(place="item", wrong="二手手机", right="二手相机")
    rename(world, dispute, name)
    assert list_redacted(dispute)["line:1"].template == "二手相机"
    assert the_verdict(dispute).version == 2
    assert verify_log().faults == ()


def test_a_name_is_put_right_in_a_moderators_reason(session: Session) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    rename(world, dispute, slips.Name(place="reason", wrong="unopened", right="new"))
    verdict = the_verdict(dispute)
    assert verdict.staff_reason == "The listing called it new."
    (before,) = list_versions_before(verdict.id)
    assert before.staff_reason == "The listing called it unopened."
    assert verify_log().faults == ()


@pytest.mark.parametrize(
    "name",
    [
        slips.Name(place="item", wrong="nowhere", right="x"),
        slips.Name(place="reason", wrong="unopened", right="x"),
        slips.Name(place="elsewhere", wrong="a", right="b"),
        slips.Name(place="item", wrong="", right="b"),
        slips.Name(place="item", wrong="二手", right=" "),
        slips.Name(place="item", wrong="二手", right="x" * 101),
    ],
)
def test_a_name_that_does_not_stand_there_changes_nothing(
    world: World, dispute: str, name: slips.Name
) -> None:
    with pytest.raises(Invalid):
        rename(world, dispute, name)
    assert the_verdict(dispute).version == 1
    assert list_versions_before(the_verdict(dispute).id) == []


def test_a_side_asks_once_and_is_told_that_it_is_no_slip(
    world: World, dispute: str
) -> None:
    task = ask(dispute)
    with pytest.raises(AlreadyDone):
        ask(dispute)
    ask(dispute, Side.SELLER, "name")
    with transaction(lock=dispute) as now:
        slips.refuse_correction(
            task.id, reason="It is right.", staff_id=world.staff_id, now=now
        )
    assert told(dispute, Side.BUYER)[0] == "slip.refused"
    assert len(waiting(dispute, "slip")) == 1
    ask(dispute)


@pytest.mark.parametrize(
    ("kind", "text", "fields"),
    [
        ("outcome", "x", {"kind"}),
        ("sum", "", {"text"}),
        ("", "x" * 501, {"kind", "text"}),
    ],
)
def test_a_wrong_request_opens_no_task(
    world: World, dispute: str, kind: str, text: str, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal, transaction(lock=dispute) as now:
        slips.ask_correction(dispute, Side.BUYER, kind=kind, text=text, now=now)
    assert set(refusal.value.fields) == fields
    assert waiting(dispute, "slip") == []


def test_after_48_hours_nothing_is_corrected_and_whoever_asked_is_told(
    world: World, dispute: str
) -> None:
    ask(dispute)
    move_clock(hours=48, sweep=lambda: None)
    for act in (lambda: correct(world, dispute), lambda: ask(dispute, Side.SELLER)):
        with pytest.raises(NotNow):
            act()
    move_clock(minutes=1)
    assert world.stage(dispute) == "final"
    assert waiting(dispute, "slip") == []
    assert "slip.lapsed" in told(dispute, Side.BUYER)
    with pytest.raises(NotNow):
        correct(world, dispute)
    assert balances(dispute)["buyer"] == 5400


def test_an_appealed_verdict_is_not_corrected_any_more(
    world: World, dispute: str
) -> None:
    ask(dispute)
    appeal(dispute, Side.SELLER)
    with pytest.raises(NotNow):
        correct(world, dispute)
    assert waiting(dispute, "slip") == []


def test_a_version_is_kept_once(world: World, dispute: str, session: Session) -> None:
    correct(world, dispute)
    (kept,) = list_versions_before(the_verdict(dispute).id)
    twice = {
        column.name: getattr(kept, column.name)
        for column in VerdictVersion.__table__.columns
    }
    session.expunge_all()
    with pytest.raises(IntegrityError), transaction():
        session.add(VerdictVersion(**twice))


@pytest.mark.parametrize("changed", ["buyer_minor", "version", "kept"])
def test_a_correction_that_the_log_does_not_know_is_found(
    world: World, dispute: str, session: Session, changed: str
) -> None:
    correct(world, dispute)
    with transaction():
        verdict = the_verdict(dispute)
        if changed == "kept":
            session.delete(list_versions_before(verdict.id)[0])
        elif changed == "version":
            verdict.version = 3
        else:
            verdict.buyer_minor, verdict.seller_minor = 5400, 13800
    assert any("not what was pronounced" in one for one in verify_log().faults)
    entries = list_entries(f"dispute:{dispute}", "verdict.corrected")
    assert [one.payload["version"] for one in entries] == [2]
