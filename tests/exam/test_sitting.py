"""A sitting of the entrance exam, from volunteering to being drawn, or to a resit."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.eligibility import Code
from jury.domain.errors import AlreadyDone, Invalid, NotFound, NotNow, TooEarly
from jury.domain.jurors.ramp import Rank
from jury.services.exam import sitting
from jury.services.roster.standing import Standing, standing_of
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.transaction import transaction
from tests.enrolment import enrol
from tests.exam import acts
from tests.roster_lines import present
from tests.world import move_clock


def standing(juror_id: int) -> Standing:
    current_session().rollback()
    return standing_of(juror_id, now=present())


def test_a_volunteer_needs_the_data_and_the_exam_and_begins_as_a_trainee(
    session: Session,
) -> None:
    juror_id = acts.offer()
    assert standing(juror_id).barred == (Code.PENDING, Code.EXAM)
    acts.sit(juror_id, "++-+")
    assert standing(juror_id).barred == (Code.PENDING,)
    enrol([acts.REF])
    found = standing(juror_id)
    assert (found.barred, found.partly) == ((), (Code.TRAINEE,))
    assert found.own_rank.rank is Rank.TRAINEE
    assert (found.own_rank.more, found.most_a_day) == (3, 2)
    with pytest.raises(AlreadyDone):
        acts.begin(juror_id)


def test_the_data_alone_are_not_enough(session: Session) -> None:
    juror_id = acts.offer()
    enrol([acts.REF])
    assert standing(juror_id).barred == (Code.EXAM,)
    enrol(["imported"])
    found = standing(acts.juror("imported").id)
    assert (found.barred, found.partly) == ((), ())
    assert found.own_rank.rank is Rank.JUROR


def test_whoever_does_not_pass_waits_and_reads_other_disputes(
    session: Session,
) -> None:
    juror_id = acts.offer()
    first = acts.sit(juror_id, "+-+-")
    assert acts.juror().passed_at is None
    with pytest.raises(NotNow):
        acts.begin(juror_id)
    move_clock(days=7, sweep=lambda: None)
    again = acts.sit(juror_id, "++++", seed=2)
    assert not set(first) & set(again)
    assert acts.juror().passed_at is not None
    last = list_entries("roster", "juror.exam_answered")[-1]
    assert last.payload["passed"] is True


def test_a_mock_dispute_is_read_with_the_care_of_a_real_one(session: Session) -> None:
    juror_id = acts.offer()
    acts.begin(juror_id)
    with pytest.raises(TooEarly) as unread, transaction() as now:
        sitting.answer_mock(juror_id, 1, "nothing", now=now)
    assert unread.value.seconds_left > 30
    assert "1" in unread.value.unopened
    with pytest.raises(NotFound), transaction() as now:
        sitting.open_mock(juror_id, 2, now=now)
    own = acts.read(juror_id, 1)
    with pytest.raises(Invalid), transaction() as now:
        sitting.answer_mock(juror_id, 1, "everything", now=now)
    answer = own.mock.answer
    with transaction() as now:
        sitting.answer_mock(juror_id, 1, answer, now=now)
    with pytest.raises(AlreadyDone), transaction() as now:
        sitting.answer_mock(juror_id, 1, "undecided", now=now)
    assert sitting.exam_standing(juror_id, now=present()).next_place == 2


def test_nobody_has_two_sittings_at_once(session: Session) -> None:
    juror_id = acts.offer()
    acts.begin(juror_id)
    with pytest.raises(AlreadyDone):
        acts.begin(juror_id)
