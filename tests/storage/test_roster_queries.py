"""How the roster is asked: by indexes, and in as many statements as ever."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from jury.domain.eligibility import DisputeFacts
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.storage.roster import (
    RosterSegment,
    eligible_keys,
    facts_of,
    find_epoch_before,
    find_juror,
    list_candidates,
    list_eligible_rows,
    list_excluded_row_keys,
    list_row_keys,
    prove_rows,
)
from tests.roster_lines import enrol, make_jurors, present, whole_list
from tests.storage.plans import plan_of, scans_in, statements_of


def ask_excluded(segment: RosterSegment, size: int) -> object:
    return list_excluded_row_keys(
        party_refs=["user-1"],
        person_keys=["p1", "p2"],
        tie_keys=[f"t{no}" for no in range(size)],
        earlier_juror_ids=range(1, size),
    )


def ask_candidates(segment: RosterSegment, size: int) -> object:
    keys = list_row_keys(segment, range(size))
    now = present()
    return list_candidates(list(keys.values()), now=now, as_of=now, tie_keys=[1, 2])


def ask_proofs(segment: RosterSegment, size: int) -> object:
    return prove_rows(segment, range(size))


def ask_eligible(segment: RosterSegment, size: int) -> object:
    dispute = DisputeFacts(
        language="zh-Hans", category="x", party_refs=frozenset({"user-1"})
    )
    now, met = present(), set(range(size))
    eligible = eligible_keys(EligibilityLimits(), dispute, as_of=now, now=now)
    return list_eligible_rows(segment, eligible, dispute, as_of=now, met=met)


@pytest.mark.parametrize(
    ("ask", "most"),
    [(ask_excluded, 2), (ask_candidates, 4), (ask_proofs, 2), (ask_eligible, 4)],
)
def test_more_people_take_no_more_statements(
    session: Session, ask: Callable[[RosterSegment, int], object], most: int
) -> None:
    done = enrol(make_jurors(60, tie_keys=["t1"]))
    for size in (2, 50):
        segment = whole_list(done.epoch_id)
        session.expire_all()
        assert segment.size == 60
        with statements_of(session) as asked:
            ask(segment, size)
        assert len(asked) <= most, asked


@pytest.mark.parametrize(
    "ask",
    [
        lambda: find_juror("user-1"),
        lambda: facts_of(_juror(), now=present(), tie_keys=[1, 2]),
        lambda: find_epoch_before(present()),
        lambda: list_excluded_row_keys(
            party_refs=["a"], person_keys=["p"], tie_keys=["t"], earlier_juror_ids=[1]
        ),
    ],
    ids=["find_juror", "facts_of", "find_epoch_before", "list_excluded_row_keys"],
)
def test_an_index_is_used(session: Session, ask: Callable[[], object]) -> None:
    enrol(make_jurors(60, tie_keys=["t1"]))
    with statements_of(session) as asked:
        ask()
    assert asked
    few_rows = "juror_import"
    for statement in asked:
        scans = scans_in(session, statement)
        assert [line for line in scans if few_rows not in line] == []


def test_the_list_of_all_eligible_reads_records_once(session: Session) -> None:
    done = enrol(make_jurors(60))
    segment = whole_list(done.epoch_id)
    with statements_of(session) as asked:
        ask_eligible(segment, 1)
    if session.get_bind().dialect.name == "sqlite":
        plan = plan_of(session, asked[1])
        scans = [line for line in plan.splitlines() if line.startswith("SCAN")]
        assert scans == ["SCAN juror_record"]
        assert "AUTOMATIC" not in plan


def _juror() -> Any:
    return find_juror("user-1")
