"""The entrance exam and the ramp: who reads what, when, and what follows from it."""

import random
import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.eligibility import Code, standing
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.domain.jurors.exam import (
    ExamTerms,
    PastSitting,
    choose_mocks,
    may_sit_at,
    read_exam,
)
from jury.domain.jurors.mocks import UNDECIDED, MockDispute, read_mock
from jury.domain.jurors.ramp import Rank
from jury.domain.law.fields import FieldProblem, Table
from jury.domain.law.whole import Rules
from jury.services.exam.exercises import get_exercise
from jury.services.exam.file import file_of, seconds_to_read
from jury.services.exam.mocks import FOLDER, exam
from jury.services.law.lawbook import lawbook
from tests.domain.builders import NOW, make_juror

DAY = timedelta(days=1)
TERMS = ExamTerms(wait_days=7, sittings_a_year=3)
LIMITS = EligibilityLimits()
MOCKS = list(exam().mocks.values())
LANGUAGES = ("en", "zh-Hans")


def sitting(days_ago: float) -> PastSitting:
    begun = NOW - days_ago * DAY
    return PastSitting(begun, begun, passed=False)


def problems_of(source: dict[str, object]) -> list[str]:
    found: list[FieldProblem] = []
    read_mock(Table(source, problems=found), lawbook())
    return [one.field for one in found]


@given(st.integers(0, 8), st.integers(1, 8), st.randoms())
def test_a_sitting_has_what_was_never_read_before_what_was(
    read: int, count: int, chance: random.Random
) -> None:
    codes = [f"m{no}" for no in range(8)]
    drawn = chance.sample(codes, 8)
    seen = chance.sample(codes, read)
    chosen = choose_mocks(drawn, seen, count=count)
    fresh = [code for code in drawn if code not in seen]
    assert chosen == [*fresh, *seen][:count]


@pytest.mark.parametrize(
    ("past", "days"),
    [
        ([], 0),
        ([sitting(2)], 5),
        ([sitting(8)], 0),
        ([sitting(300), sitting(200), sitting(100)], 65),
        ([sitting(30), sitting(20), sitting(3)], 335),
    ],
)
def test_a_resit_waits_some_days_and_there_are_so_many_a_year(
    past: list[PastSitting], days: int
) -> None:
    assert may_sit_at(past, TERMS, now=NOW) == NOW + days * DAY


def test_the_file_of_the_exam_is_checked() -> None:
    found: list[FieldProblem] = []
    read_exam(Table({"disputes": 2, "right": 3, "wiat_days": 1}, problems=found))
    assert [one.field for one in found] == ["wiat_days", "right"]


@pytest.mark.parametrize(
    ("served", "vouched", "rank"),
    [
        (0, False, Rank.TRAINEE),
        (2, False, Rank.TRAINEE),
        (3, False, Rank.JUROR),
        (0, True, Rank.JUROR),
        (10, True, Rank.EXPERIENCED),
        (10, False, Rank.EXPERIENCED),
    ],
)
def test_juries_served_lead_up_the_ramp(
    *, served: int, vouched: bool, rank: Rank
) -> None:
    assert LIMITS.rank(make_juror(juries_served=served, vouched=vouched)) is rank


@pytest.mark.parametrize(
    ("juror", "limits", "codes"),
    [
        ({"vouched": False}, {}, (Code.EXAM,)),
        ({"vouched": False, "passed": True}, {}, (Code.TRAINEE,)),
        ({"vouched": False, "passed": True}, {"trainees": True}, ()),
        ({"vouched": False, "passed": True, "juries_served": 3}, {}, ()),
        ({}, {}, ()),
        ({}, {"exam_imported": True}, (Code.EXAM,)),
        ({"passed": True}, {"exam_imported": True}, (Code.TRAINEE,)),
        ({"vouched": False}, {"exam_volunteers": False, "trainees": True}, ()),
    ],
)
def test_whoever_was_not_vouched_for_passes_first_and_begins_with_small_sums(
    juror: dict[str, object], limits: dict[str, bool], codes: tuple[Code, ...]
) -> None:
    asked = replace(LIMITS, **limits)
    assert standing(make_juror(**juror), asked, as_of=NOW) == codes


@pytest.mark.parametrize(
    ("served", "today", "is_full"),
    [(0, 1, False), (0, 2, True), (3, 4, False), (3, 5, True), (10, 7, False)],
)
def test_the_rank_says_how_often_somebody_is_called(
    *, served: int, today: int, is_full: bool
) -> None:
    juror = make_juror(
        vouched=False, passed=True, juries_served=served, summonses_today=today
    )
    limits = replace(LIMITS, trainees=True)
    found = standing(juror, limits, as_of=NOW)
    assert (Code.TOO_MANY_TODAY in found) is is_full


def test_a_dispute_admitted_before_there_was_a_ramp_goes_on_without_it() -> None:
    rules, _considered = lawbook().rules_for(
        category="phones", reason="hidden_defect", amount_minor=900, currency="CNY"
    )
    frozen = rules.to_json()
    policy = frozen["policy"]
    assert isinstance(policy, dict)
    for name in ("exam_volunteers", "juror_after", "experienced_after", "trainees"):
        del policy["eligibility"][name]
    limits = Rules.from_json(frozen).policy.eligibility
    volunteer = make_juror(vouched=False, credit=900)
    assert standing(volunteer, limits, as_of=NOW) == ()


@pytest.mark.parametrize("mock", MOCKS, ids=lambda one: one.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mock_dispute_can_be_read_and_answered_in_both_languages(
    mock: MockDispute, language: str
) -> None:
    choices = get_exercise(mock.code, language).choices
    assert {mock.answer, *mock.defensible} <= set(choices)
    assert not all(mock.is_right(one) for one in choices if one != UNDECIDED)
    assert 30 <= seconds_to_read(mock, language) <= 180
    file = file_of(mock, language=language, locale="en", first_side="seller")
    assert len(file.exhibits) == len(mock.exhibits) >= 2
    assert all(one.day is not None for one in file.chat)
    assert all(one.day is not None for one in file.timeline)


def test_the_shipped_exam_can_be_sat_twice_without_a_repetition() -> None:
    assert len(MOCKS) >= 2 * exam().terms.disputes
    answers = {mock.answer for mock in MOCKS}
    assert {"nothing", "full_refund_keep"} < answers
    for_nobody = sum(mock.answer == "nothing" for mock in MOCKS)
    assert 2 <= for_nobody <= len(MOCKS) - 2


def test_what_is_wrong_in_a_mock_dispute_is_named() -> None:
    source = tomllib.loads((FOLDER / "mocks" / "jacket.toml").read_text("utf-8"))
    assert problems_of(source) == []
    assert problems_of(source | {"answer": "share_99"}) == ["answer"]
    assert problems_of(source | {"reason": "bored"}) == ["reason"]
    assert problems_of(source | {"point": source["point"][1:]}) == ["point"]
    assert problems_of(source | {"why": {"en": "Because."}}) == ["why.zh-Hans"]
