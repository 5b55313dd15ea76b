"""A moderator's last act can be taken back soon after, while nothing followed."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import NotAllowed
from jury.domain.lifecycle import Side
from jury.services.appeal import new_evidence, reopen
from jury.services.moderation.grounds import Ground
from jury.services.moderation.undo import TooLateToUndo, find_undoable
from jury.services.screening import covering, disclose
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute, last_revision, list_redacted
from jury.storage.exhibits import get_exhibit
from jury.storage.transaction import transaction
from tests import appeals
from tests.acts.doing import strike_first, take_back
from tests.settlement.acts import told
from tests.silent.acts import by_default
from tests.web.people import look_again, small_world
from tests.world import World, move_clock

# What is taken back is the same on either database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Act = Callable[[World, str, str], None]


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def do(dispute: str, act: Callable[[datetime], object]) -> None:
    with transaction(lock=dispute) as now:
        act(now)


def release(world: World, dispute: str, exhibit: str) -> None:
    world.release(dispute, exhibit)


def withhold(world: World, dispute: str, exhibit: str) -> None:
    do(
        dispute,
        lambda now: disclose.withhold_exhibit(
            dispute,
            exhibit,
            code="unreadable",
            reason="Blurred.",
            staff_id=world.staff_id,
            now=now,
        ),
    )


def cover(world: World, dispute: str, _exhibit: str) -> None:
    do(
        dispute,
        lambda now: covering.cover_passage(
            dispute, "claim", passage="主板", staff_id=world.staff_id, now=now
        ),
    )


def waiting(dispute: str) -> list[str]:
    look_again()
    return [one.kind for one in list_open_tasks_of(dispute)]


def as_it_is(dispute: str, exhibit: str) -> object:
    look_again()
    row = get_exhibit(dispute, exhibit)
    text = list_redacted(dispute)["claim"].template
    return row.state, row.withheld_code, row.shown_blob, text, waiting(dispute)


@pytest.mark.parametrize("act", [release, withhold, cover])
def test_what_was_done_counts_as_never_done(world: World, act: Act) -> None:
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    before = as_it_is(dispute, exhibit)
    act(world, dispute, exhibit)
    assert as_it_is(dispute, exhibit) != before
    with pytest.raises(NotAllowed):
        take_back(world, dispute, by=world.staff_id + 1)
    take_back(world, dispute)
    assert as_it_is(dispute, exhibit) == before
    with pytest.raises(TooLateToUndo):
        take_back(world, dispute)


def test_a_strike_before_the_hearing_is_taken_back_and_its_side_is_told(
    world: World,
) -> None:
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    world.confirm(dispute, Side.BUYER)
    shown = as_it_is(dispute, exhibit)
    strike_first(world, dispute)
    assert take_back(world, dispute) == "exhibit.struck"
    assert as_it_is(dispute, exhibit) == shown
    assert [one.user_id for one in told("act.undone")] == [
        get_dispute(dispute).party(Side.BUYER).user_id
    ]


def test_a_refused_wish_waits_again(world: World) -> None:
    dispute = world.escalate()
    do(
        dispute,
        lambda now: covering.ask_cover(
            dispute, Side.SELLER, target="claim", passage="主板", now=now
        ),
    )
    (task,) = list_open_tasks_of(dispute)
    do(
        dispute,
        lambda now: covering.refuse_cover(
            task.id, reason="It is the matter.", staff_id=world.staff_id, now=now
        ),
    )
    assert waiting(dispute) == []
    take_back(world, dispute)
    assert waiting(dispute) == ["cover"]
    assert last_revision(dispute, "claim") == 1


def test_not_after_a_while_nor_when_the_hearing_has_begun(world: World) -> None:
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    assert find_undoable(get_dispute(dispute), world.staff_id, now=clock.now())
    move_clock(minutes=16)
    with pytest.raises(TooLateToUndo):
        take_back(world, dispute)
    strike_first(world, dispute)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    with pytest.raises(TooLateToUndo):
        take_back(world, dispute)


def test_admitted_evidence_is_only_proposed_again(session: Session) -> None:
    world = World.begin()
    dispute = appeals.decided(world)
    appeals.appeal(dispute, Side.SELLER)
    exhibit = appeals.file_late(dispute, Side.SELLER)
    do(
        dispute,
        lambda now: new_evidence.admit_exhibit(
            dispute,
            exhibit,
            ground=Ground("could_not_before"),
            staff_id=world.staff_id,
            now=now,
        ),
    )
    assert "screen_exhibit" in waiting(dispute)
    take_back(world, dispute)
    assert get_exhibit(dispute, exhibit).state == "proposed"
    assert "screen_exhibit" not in waiting(dispute)
    assert "admit_exhibit" in waiting(dispute)


def test_a_refused_reopening_is_looked_at_again(session: Session) -> None:
    world = small_world()
    dispute = by_default(world)
    do(
        dispute,
        lambda now: reopen.ask_reopening(
            dispute, Side.SELLER, text="I was in hospital.", now=now
        ),
    )
    do(
        dispute,
        lambda now: reopen.refuse_reopening(
            dispute, reason="No proof.", staff_id=world.staff_id, now=now
        ),
    )
    assert take_back(world, dispute) == "reopening.refused"
    assert "reopen" in waiting(dispute)
    do(
        dispute,
        lambda now: reopen.reopen(
            dispute, reason="Here it is.", staff_id=world.staff_id, now=now
        ),
    )
    assert world.stage(dispute) == "submissions"
