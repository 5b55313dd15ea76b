"""What is added on appeal: admitted, read, struck; what was heard stays as it was."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.services.appeal import new_evidence, second_look
from jury.services.moderation.grounds import Ground
from jury.services.reading.casefile import for_juror
from jury.services.screening import covering
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import Task
from jury.storage.disputes import list_redacted
from jury.storage.exhibits import get_exhibit, list_released
from jury.storage.transaction import transaction
from tests.appeals import add, appeal, begin_decided, file_late, told, waiting
from tests.played import played
from tests.world import World, move_clock

ADMIT = Ground("could_not_before")
OUT = Ground("could_before", "It is a year old.")
TELLS = "The jury was wrong. The bill is dated."


def released_ids(dispute_id: str) -> tuple[str, ...]:
    return tuple(one.id for one in list_released(dispute_id))


@played
def appealed() -> tuple[World, str]:
    """A court with a dispute that the seller has appealed."""
    world, dispute = begin_decided(jurors=80)
    appeal(dispute, Side.SELLER)
    return world, dispute


@pytest.fixture
def court(session: Session) -> tuple[World, str]:
    return appealed()


@pytest.fixture
def world(court: tuple[World, str]) -> World:
    return court[0]


@pytest.fixture
def dispute(court: tuple[World, str]) -> str:
    """A dispute that the seller has appealed."""
    return court[1]


def judge(world: World, dispute: str, exhibit: str, ground: Ground) -> None:
    act = new_evidence.admit_exhibit if ground is ADMIT else new_evidence.refuse_exhibit
    with transaction(lock=dispute) as now:
        act(dispute, exhibit, ground=ground, staff_id=world.staff_id, now=now)


def state(dispute: str, exhibit: str) -> tuple[str, str | None]:
    row = get_exhibit(dispute, exhibit)
    return row.state, row.withheld_code


def logged(dispute: str, subject: str) -> list[str]:
    entries = list_entries(f"dispute:{dispute}")
    return [one.action for one in entries if one.action.startswith(subject)]


# -- New evidence --------------------------------------------------------------------


def test_new_evidence_is_shown_only_after_it_was_admitted_and_covered(
    world: World, dispute: str
) -> None:
    before = released_ids(dispute)
    exhibit = file_late(dispute, Side.SELLER)
    assert state(dispute, exhibit) == ("proposed", None)
    assert [one.kind for one in waiting(dispute)] == ["admit_exhibit"]
    with pytest.raises(NotNow):
        world.release(dispute, exhibit)
    judge(world, dispute, exhibit, ADMIT)
    assert state(dispute, exhibit) == ("filed", None)
    assert [one.kind for one in waiting(dispute)] == ["screen_exhibit"]
    assert released_ids(dispute) == before
    world.release(dispute, exhibit)
    assert released_ids(dispute) == (*before, exhibit)
    assert told(dispute, Side.SELLER)[:2] == ["exhibit.released", "exhibit.admitted"]


def test_evidence_that_could_have_come_before_stays_out(
    world: World, dispute: str
) -> None:
    exhibit = file_late(dispute, Side.SELLER)
    with pytest.raises(Invalid):
        judge(world, dispute, exhibit, Ground("could_before", " "))
    judge(world, dispute, exhibit, OUT)
    assert state(dispute, exhibit) == ("withheld", "could_before")
    assert waiting(dispute) == []
    assert told(dispute, Side.SELLER)[0] == "exhibit.not_admitted"
    with pytest.raises(NotNow):
        judge(world, dispute, exhibit, ADMIT)
    assert logged(dispute, "exhibit.not_admitted") == ["exhibit.not_admitted"]


def test_silence_admits_nothing_and_its_side_is_told(
    world: World, dispute: str
) -> None:
    exhibit = file_late(dispute, Side.SELLER)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "screening"
    move_clock(hours=12)
    assert world.stage(dispute) == "hearing"
    assert state(dispute, exhibit) == ("withheld", "not_admitted_in_time")
    assert waiting(dispute) == []
    assert "exhibit.not_admitted_in_time" in told(dispute, Side.SELLER)


def test_jurors_are_not_told_of_evidence_that_never_was_in_the_file(
    world: World, dispute: str
) -> None:
    exhibit = file_late(dispute, Side.SELLER)
    judge(world, dispute, exhibit, OUT)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    keys = world.seat(dispute, world.summonses(dispute)[0])
    file = for_juror(*keys, "en")
    assert file.withheld_count == 0
    assert exhibit not in [one.id for one in file.exhibits]


@pytest.mark.parametrize("why", ["", "   ", "x" * 301])
def test_new_evidence_needs_a_reason(world: World, dispute: str, why: str) -> None:
    with pytest.raises(Invalid) as refusal:
        file_late(dispute, Side.SELLER, why)
    assert set(refusal.value.fields) == {"late_reason"}


def test_in_the_first_round_nobody_is_asked_why(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    assert state(dispute, world.file_picture(dispute)) == ("filed", None)


def test_evidence_that_was_heard_cannot_be_replaced(world: World, dispute: str) -> None:
    (heard,) = released_ids(dispute)
    with pytest.raises(Invalid) as refusal:
        file_late(dispute, Side.BUYER, replaces=heard)
    assert set(refusal.value.fields) == {"replaces"}
    assert released_ids(dispute) == (heard,)


def test_a_new_version_of_new_evidence_is_judged_anew(
    world: World, dispute: str
) -> None:
    first = file_late(dispute, Side.SELLER)
    second = file_late(dispute, Side.SELLER, replaces=first)
    assert state(dispute, first)[0] == "superseded"
    assert [one.target for one in waiting(dispute, "admit_exhibit")] == [second]


# -- New texts -----------------------------------------------------------------------


def test_what_was_written_before_stays_and_one_text_is_added(
    world: World, dispute: str
) -> None:
    for kind in ("case", "answer", "point:1"):
        with pytest.raises(Invalid):
            add(dispute, Side.BUYER, "Something else", kind)
    add(dispute, Side.BUYER, "The bill is dated.")
    assert list_redacted(dispute)["statement:buyer:addition"].template == (
        "The bill is dated."
    )
    assert told(dispute, Side.SELLER)[0] == "other.added"


def test_in_the_first_round_there_is_nothing_to_add_to(session: Session) -> None:
    dispute = World.begin(jurors=0).escalate()
    with pytest.raises(Invalid):
        add(dispute, Side.BUYER, "More")


def test_what_tells_of_the_first_round_is_struck_at_once(
    world: World, dispute: str
) -> None:
    add(dispute, Side.SELLER, TELLS)
    row = list_redacted(dispute)["statement:seller:addition"]
    assert row.template == "⟦covered⟧ The bill is dated."
    (task,) = waiting(dispute, "strike")
    assert (task.target, task.detail["struck"]) == (row.source, True)


def looked_at(dispute: str, text: str) -> Task:
    add(dispute, Side.SELLER, text)
    (task,) = waiting(dispute, "strike")
    return task


def text_of(dispute: str) -> str:
    return list_redacted(dispute)["statement:seller:addition"].template


def test_a_moderator_looks_at_every_new_text_before_the_hearing(
    world: World, dispute: str
) -> None:
    task = looked_at(dispute, "The bill is dated.")
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "screening"
    with transaction(lock=dispute) as now:
        second_look.pass_text(task.id, staff_id=world.staff_id, now=now)
    assert world.stage(dispute) == "hearing"
    with pytest.raises(AlreadyDone), transaction(lock=dispute) as now:
        second_look.pass_text(task.id, staff_id=world.staff_id, now=now)


def test_a_moderator_strikes_more(world: World, dispute: str) -> None:
    task = looked_at(dispute, "The bill is dated, as I said at the other place.")
    ground = Ground("tells_of_verdict")
    for passage in ("nowhere", " "):
        with pytest.raises(Invalid), transaction(lock=dispute) as now:
            second_look.strike_more(
                task.id,
                passage=passage,
                ground=ground,
                staff_id=world.staff_id,
                now=now,
            )
    with transaction(lock=dispute) as now:
        second_look.strike_more(
            task.id,
            passage=", as I said at the other place",
            ground=ground,
            staff_id=world.staff_id,
            now=now,
        )
    assert text_of(dispute) == "The bill is dated⟦covered⟧."


def test_a_moderator_lifts_what_was_struck_by_mistake(
    world: World, dispute: str
) -> None:
    task = looked_at(dispute, "The shop's verdict: repaired. Call 13800138000.")
    assert "⟦covered⟧" in text_of(dispute)
    ground = Ground("tells_nothing", "It is the repair shop's.")
    with transaction(lock=dispute) as now:
        second_look.lift(task.id, ground=ground, staff_id=world.staff_id, now=now)
    assert "The shop's verdict: repaired." in text_of(dispute)
    assert "13800138000" not in text_of(dispute)
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        second_look.lift(task.id, ground=ground, staff_id=world.staff_id, now=now)


def test_what_was_covered_since_does_not_come_back_with_a_lift(
    world: World, dispute: str
) -> None:
    task = looked_at(dispute, TELLS)
    with transaction(lock=dispute) as now:
        covering.cover_passage(
            dispute,
            "statement:seller:addition",
            passage="dated",
            staff_id=world.staff_id,
            now=now,
        )
    ground = Ground("tells_nothing", "a mistake")
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        second_look.lift(task.id, ground=ground, staff_id=world.staff_id, now=now)
    assert text_of(dispute) == "⟦covered⟧ The bill is ⟦covered⟧."


def test_when_nobody_looks_what_is_struck_stays_struck(
    world: World, dispute: str
) -> None:
    looked_at(dispute, TELLS)
    world.finish_submissions(dispute)
    move_clock(hours=12)
    assert world.stage(dispute) == "hearing"
    assert text_of(dispute) == "⟦covered⟧ The bill is dated."
    assert waiting(dispute) == []


def test_the_new_jurors_read_old_and_new_and_nothing_of_the_first_round(
    world: World, dispute: str
) -> None:
    task = looked_at(dispute, TELLS)
    with transaction(lock=dispute) as now:
        second_look.pass_text(task.id, staff_id=world.staff_id, now=now)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    keys = world.seat(dispute, world.summonses(dispute)[0])
    file = for_juror(*keys, "en")
    assert [one.number for one in file.exhibits] == [1]
    assert "The bill is dated." in file.statements["seller"]["addition"].plain
    assert "jury" not in repr(file)
    assert "not looked at" not in repr(file)
