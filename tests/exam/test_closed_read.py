"""A mock dispute out of a closed one: who reads it, and what happens when it ends."""

import random

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import NotFound, TooEarly
from jury.domain.jurors.mocks import MockEnd
from jury.domain.lifecycle import Side
from jury.services.exam import sitting
from jury.services.exam.ending import take_out
from jury.services.exam.exercises import codes_for
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.draws import list_summonses
from jury.storage.roster import find_juror
from jury.storage.transaction import transaction
from tests.exam import acts, practice
from tests.money.acts import reverse_to
from tests.roster_lines import present
from tests.world import World


def offered(ref: str, language: str = "zh-Hans") -> list[str]:
    """What of closed disputes somebody may have in a sitting."""
    current_session().rollback()
    juror = find_juror(ref)
    assert juror is not None
    codes = codes_for(juror, language, now=present())
    return [one for one in codes if one.startswith("mck_")]


def test_it_is_read_in_its_language_by_whoever_does_not_know_it(
    session: Session,
) -> None:
    world, dispute = practice.closed_dispute()
    mock = practice.serving(world, dispute)
    called = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    refs = [f"juror-{number}" for number in range(40)]
    ids = {ref: acts.juror(ref).id for ref in refs}
    assert called
    for ref in refs:
        assert offered(ref) == ([] if ids[ref] in called else [mock]), ref
    fresh = next(ref for ref in refs if ids[ref] not in called)
    assert offered(fresh, "en") == []
    for ref in ("buyer-1", "seller-1", "stranger"):
        acts.offer(ref)
    assert [offered(ref) for ref in ("buyer-1", "seller-1", "stranger")] == [
        [],
        [],
        [mock],
    ]


def test_somebody_sits_the_exam_with_it(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    mock = practice.serving(world, dispute)
    juror_id = acts.offer("stranger")
    practice.begin_with(juror_id, mock)
    with pytest.raises(TooEarly), transaction() as now:
        sitting.answer_mock(juror_id, 1, "share_30", now=now)
    own = acts.read(juror_id, 1)
    assert own.mock.code == mock
    assert 20 < own.seconds <= 180
    with transaction() as now:
        sitting.answer_mock(juror_id, 1, "share_50", now=now)
    answered = sitting.own_file(juror_id, 1)
    assert answered.row.is_right
    assert answered.mock.why["en"].plain == practice.DRAFT.why


@pytest.mark.parametrize("why", sorted({*MockEnd} - {MockEnd.REFUSED}))
def test_what_is_taken_out_is_replaced_where_it_was_not_answered(
    session: Session, why: MockEnd
) -> None:
    world, dispute = practice.closed_dispute()
    mock = practice.serving(world, dispute)
    juror_id, other_id = acts.offer("stranger"), acts.offer("another")
    for one in (juror_id, other_id):
        practice.begin_with(one, mock)
        acts.read(one, 1)
    acts.answer(other_id, 1, right=True)
    _end(world, dispute, mock, why)
    assert practice.kept(mock).content == {}
    assert practice.kept(mock).ended_by == why.value
    with pytest.raises(sitting.TakenOut):
        sitting.own_file(juror_id, 1)
    with pytest.raises(sitting.TakenOut), transaction() as now:
        sitting.answer_mock(juror_id, 1, "share_30", now=now)
    with transaction() as now:
        own = sitting.take_another(juror_id, 1, chance=random.Random(1), now=now)
        assert own.mock.code != mock
        assert (own.row.opened_at, own.row.opened) == (None, [])
        same = sitting.take_another(juror_id, 1, chance=random.Random(2), now=now)
        assert same.mock.code == own.mock.code
    with pytest.raises(NotFound):
        sitting.own_file(other_id, 1)
    assert practice.row(other_id, 1).is_right
    for rest in range(1, 5):
        acts.answer(juror_id, rest, right=True)
    assert acts.juror("stranger").passed_at is not None
    assert verify_log().faults == ()


def _end(world: World, dispute: str, mock: str, why: MockEnd) -> None:
    if why is MockEnd.CONSENT:
        practice.say(dispute, Side.BUYER, is_given=False)
    elif why is MockEnd.AWARD:
        reverse_to(dispute, world.staff_id, 0)
    else:
        with transaction(lock=dispute) as now:
            take_out(mock, reason="Known.", staff_id=world.staff_id, now=now)
