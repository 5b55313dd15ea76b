"""The shipped control disputes: plain, in both languages, and nothing to be covered."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.jurors.control import counts_as
from jury.domain.policy import Route
from jury.redaction import NOTHING_KNOWN, find, points_elsewhere
from jury.services.control.rules import ladder_under, rules_today
from jury.services.exam.mocks import exam
from tests.roster_lines import present

CODES = sorted(exam().controls)
LANGUAGES = ("en", "zh-Hans")


def test_there_are_six_over_several_reasons_and_half_of_them_give_nothing() -> None:
    found = exam().controls.values()
    assert len(found) >= 6
    assert len({one.reason for one in found}) >= 5
    assert sum(one.answer == "nothing" for one in found) * 2 == len(found)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_one_would_be_covered_in_a_real_file(
    code: str, language: str
) -> None:
    texts = exam().controls[code].texts(language)
    assert [one for one in texts if find(one, NOTHING_KNOWN)] == []
    assert [one for one in texts if points_elsewhere(one)] == []


@pytest.mark.parametrize("code", CODES)
def test_a_jury_would_judge_it_and_its_answer_is_on_the_ballot(
    session: Session, code: str
) -> None:
    mock = exam().controls[code]
    rules = rules_today(mock, "CNY")
    assert rules.policy.route is Route.JURY
    offered = ladder_under(rules, mock, currency="CNY", filed_at=present())
    ladder = [one.code for one in offered]
    assert {mock.answer, *mock.defensible} <= set(ladder)
    counted = counts_as(
        mock.answer, answer=mock.answer, defensible=mock.defensible, ladder=ladder
    )
    assert counted in {"kept_nothing", "gave_rightly"}
