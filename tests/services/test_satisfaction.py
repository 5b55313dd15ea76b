"""After the end each side says once how content it is; staff read sums alone."""

from collections.abc import Iterable

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.domain.satisfaction import BATCH, sums, whole_batches
from jury.jobs import sweeps
from jury.services.reading.satisfaction import say_how_content
from jury.storage.audit import list_entries
from jury.storage.figures.satisfaction import Satisfaction
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import begin_decided
from tests.fairness.courts import begin_closed
from tests.web.people import as_party, as_staff, shows
from tests.world import move_clock


def say(dispute: str, side: Side, marks: str = "4", text: str = "") -> None:
    with transaction(lock=dispute) as now:
        say_how_content(dispute, side, marks=marks, text=text, language="en", now=now)


def test_a_side_says_it_once_and_the_log_tells_that_and_not_what(
    session: Session,
) -> None:
    _world, (dispute,) = begin_closed()
    say(dispute, Side.BUYER, "2")
    with pytest.raises(AlreadyDone):
        say(dispute, Side.BUYER, "5")
    say(dispute, Side.SELLER, "5")
    rows = session.scalars(select(Satisfaction).order_by(Satisfaction.side)).all()
    assert [(one.side, one.marks, one.got_most) for one in rows] == [
        ("buyer", 2, False),
        ("seller", 5, True),
    ]
    logged = list_entries(f"dispute:{dispute}", "satisfaction.said")
    assert [one.payload for one in logged] == [{"side": "buyer"}, {"side": "seller"}]


def test_nobody_is_asked_before_the_end(session: Session) -> None:
    _world, dispute = begin_decided()
    with pytest.raises(NotNow):
        say(dispute, Side.BUYER)


def test_nobody_is_asked_a_month_after_the_end(session: Session) -> None:
    _world, (dispute,) = begin_closed()
    move_clock(days=31)
    with pytest.raises(NotNow):
        say(dispute, Side.BUYER)


@pytest.mark.parametrize(
    ("marks", "text", "field"),
    [
        ("", "", "marks"),
        ("0", "", "marks"),
        ("6", "", "marks"),
        ("4", "x" * 301, "text"),
    ],
)
def test_what_is_no_answer_is_refused(
    session: Session, marks: str, text: str, field: str
) -> None:
    _world, (dispute,) = begin_closed()
    with pytest.raises(Invalid) as refused:
        say(dispute, Side.BUYER, marks, text)
    assert field in refused.value.fields
    assert session.scalar(select(Satisfaction)) is None


def test_of_a_sentence_only_the_covered_form_is_kept(session: Session) -> None:
    _world, (dispute,) = begin_closed()
    say(dispute, Side.BUYER, text="Call me on 13812345678.")
    row = session.scalars(select(Satisfaction)).one()
    assert "13812345678" not in row.covered
    assert row.covered.startswith("Call me on")


def test_a_side_answers_at_its_page_and_is_asked_no_more(
    app: Flask, session: Session
) -> None:
    _world, (dispute,) = begin_closed()
    buyer = as_party(app, dispute, Side.BUYER)
    place = f"/disputes/{dispute}"
    assert shows(buyer.get(place), "How was it?")
    refused = buyer.post(f"{place}/satisfaction", data={"text": "Slow."})
    assert refused.status_code == 422
    assert shows(refused, "Please choose one of the five.", "Slow.")
    done = buyer.post(f"{place}/satisfaction", data={"marks": "3", "text": "Slow."})
    assert done.status_code == 303
    assert not shows(buyer.get(place), "How was it?")
    assert buyer.get(f"{place}/satisfaction").status_code == 303
    seller = as_party(app, dispute, Side.SELLER)
    assert shows(seller.get(f"{place}/satisfaction?lang=zh-Hans"), "这次感受如何？")


def test_staff_read_nothing_before_five_have_answered(
    app: Flask, session: Session
) -> None:
    _world, disputes = begin_closed(disputes=BATCH)
    desk, _staff = as_staff(app, "auditor", Role.AUDITOR)
    for dispute in disputes[1:]:
        say(dispute, Side.BUYER, "5", "Quick and clear.")
    sweeps.measure_fairness()
    page = desk.get("/desk/fairness")
    assert shows(page, "Too few have answered.")
    assert not shows(page, "Quick and clear.")
    say(disputes[0], Side.BUYER, "1", "Quick and clear.")
    say(disputes[0], Side.SELLER, "1")
    move_clock(days=1)
    sweeps.measure_fairness()
    page = desk.get("/desk/fairness")
    assert shows(page, "got half or less", "4.2", "80%", "Quick and clear.")
    assert not shows(page, "got more than half")


Answer = tuple[int, bool, int, int]
MARKS = st.lists(
    st.tuples(
        st.sampled_from([2026, 2027]),
        st.booleans(),
        st.integers(1, 5),
        st.integers(1, 7),
    )
)


def told(answers: Iterable[Answer]) -> dict[tuple[int, bool], int]:
    return {(one.year, one.got_most): one.answers for one in sums(answers)}


@given(MARKS, st.integers(0, 60))
def test_between_two_looks_lie_answers_of_five_people_or_none(
    answers: list[Answer], seen: int
) -> None:
    before, after = told(answers[:seen]), told(answers)
    for group, count in after.items():
        people = [whose for year, most, _, whose in answers if (year, most) == group]
        new = people[before.get(group, 0) : count]
        assert not new or len(set(new)) >= BATCH


def test_one_seller_with_many_disputes_fills_no_batch_alone() -> None:
    mine, others = [(2026, True, 1, 1)] * 9, [(2026, True, 5, no) for no in (2, 3, 4)]
    assert told([*mine, *others]) == {}
    assert told([*mine, *others, (2026, True, 5, 5)]) == {(2026, True): 13}
    assert len(whole_batches(mine, lambda one: one[3])) == 0
