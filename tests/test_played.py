"""What is played once is the same court for every test that begins with it."""

from collections import defaultdict

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.people import accounts
from jury.services.proof.log_check import verify_log
from jury.storage.people import Role, find_staff
from jury.storage.transaction import transaction
from tests import kept
from tests.world import World, make_intake, move_clock

IDS: defaultdict[str, list[str]] = defaultdict(list)
FOLLOWED: defaultdict[str, list[str]] = defaultdict(list)
TWICE = pytest.mark.parametrize("turn", [0, 1], ids=["first", "again"])


def hire(name: str) -> None:
    with transaction() as now:
        accounts.add_staff(
            name, "a long password", [Role.AUDITOR], is_demo=False, now=now
        )


@TWICE
def test_a_step_on_the_same_court_is_laid_down(session: Session, turn: int) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate(make_intake(number="played-1"))
    world.finish_submissions(dispute)
    kind = session.get_bind().dialect.name
    IDS[kind].append(dispute)
    assert len(set(IDS[kind])) == 1
    assert world.stage(dispute) == "screening"
    # What was laid down can be gone on from, and its log holds.
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    assert verify_log().faults == ()


@TWICE
def test_what_is_committed_between_steps_stays(session: Session, turn: int) -> None:
    world = World.begin(jurors=0)
    hire("between")
    dispute = world.escalate(make_intake(number="played-1"))
    assert dispute not in IDS[session.get_bind().dialect.name]
    assert find_staff("between") is not None


@TWICE
def test_what_was_committed_before_the_first_step_stays(
    session: Session, turn: int
) -> None:
    hire("before")
    World.begin(jurors=0)
    assert find_staff("before") is not None


def test_what_two_processes_played_at_once_is_gone_on_from_apart(
    session: Session,
) -> None:
    World.begin(jurors=0)
    name = f"twice-{session.get_bind().dialect.name}"
    first, second = kept.keep(name, "ids of one"), kept.keep(name, "ids of another")
    assert first.name != second.name
    found = kept.find(name)
    assert found is not None
    assert (found.name, found.given) == (second.name, "ids of another")


@TWICE
def test_what_follows_such_a_court_is_never_the_others(
    session: Session, turn: int
) -> None:
    world = World.begin(jurors=0)
    with pytest.MonkeyPatch.context() as patch:
        if turn:  # Another process played it, and went on, while we played it.
            patch.setattr(kept, "find", lambda _: None)
        dispute = world.escalate(make_intake(number="played-3"))
    move_clock(hours=49)  # the same words, whichever dispute there is
    kind = session.get_bind().dialect.name
    FOLLOWED[kind].append(dispute)
    assert len(set(FOLLOWED[kind])) == turn + 1
    assert world.stage(dispute) == "screening"


@TWICE
def test_other_words_lead_to_another_court(session: Session, turn: int) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate(make_intake(number="played-2"))
    party = world.dispute(dispute).party(Side.BUYER)
    assert party.user.ref == "buyer-played-2"


@TWICE
def test_whoever_watches_plays_all_of_it(
    session: Session, capsys: pytest.CaptureFixture[str], turn: int
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate(make_intake(number="played-1"))
    assert dispute not in IDS[session.get_bind().dialect.name]
