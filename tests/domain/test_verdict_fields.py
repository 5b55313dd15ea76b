"""What a policy says of when a poll may stop, and what of it is refused."""

from fractions import Fraction

import pytest

from jury.domain.law.fields import LawInvalid
from jury.domain.policy import from_json
from jury.domain.stopping import StoppingKind, StoppingRule
from tests.domain.builders import make_policy

LED = {"stop": "margin", "margin": 5}
AUDITED = {"stop": "weighted", "calibration": "3/5", "audited": 120}
COURT = {"seats": 17, "version": 1}


@pytest.mark.parametrize(
    ("verdict", "fields"),
    [
        ({"stop": "tired"}, ["stop"]),
        ({"stop": "weighted", "sure": "1/3"}, ["sure"]),
        ({"stop": "weighted", "calibration": "1/2"}, ["audited"]),
        ({"stop": "weighted", "audited": 100}, ["calibration", "calibration"]),
        (AUDITED | {"audited": 99}, ["audited"]),
        (AUDITED | {"calibration": "0/1"}, ["calibration"]),
        ({"stop": "weighted", "together": "1/8"}, ["audited"]),
        (AUDITED | {"together": "9/8"}, ["together"]),
        ({"stop": "margin", "together": "1/8"}, ["together"]),
        ({"stop": "margin", "sure": "9/10"}, ["sure"]),
        ({"stop": "margin", "margin": 0}, ["margin"]),
        ({"stop": "margin", "margin": 18}, ["margin"]),
        ({"stop": "margin", "minimum": 19, "maximum": 19}, ["minimum", "maximum"]),
        ({"stop": "margin", "maximum": 4}, ["maximum"]),
        ({"stop": "margin", "maximum": "all"}, ["maximum", "maximum"]),
        ({"margin": 4}, ["margin"]),
        ({"stop": "fixed", "maximum": 5}, ["maximum"]),
    ],
)
def test_a_rule_that_no_poll_could_go_by_is_named(
    verdict: dict[str, object], fields: list[str]
) -> None:
    with pytest.raises(LawInvalid) as refusal:
        make_policy(**COURT, verdict=verdict)
    found = [problem.field for problem in refusal.value.problems]
    assert found == [f"verdict.{name}" for name in fields]


@pytest.mark.parametrize(
    ("verdict", "rule"),
    [
        ({}, StoppingRule()),
        ({"stop": "fixed"}, StoppingRule(StoppingKind.FIXED)),
        (LED, StoppingRule(StoppingKind.MARGIN, 5)),
        (
            LED | {"minimum": 7, "maximum": 13},
            StoppingRule(StoppingKind.MARGIN, 5, 7, 13),
        ),
        ({"stop": "weighted"}, StoppingRule(StoppingKind.WEIGHTED)),
        (
            AUDITED | {"sure": "19/20"},
            StoppingRule(
                StoppingKind.WEIGHTED,
                sure=Fraction(19, 20),
                calibration=Fraction(3, 5),
                audited=120,
            ),
        ),
        (
            {"stop": "weighted", "together": "1/8", "audited": 120},
            StoppingRule(
                StoppingKind.WEIGHTED,
                calibration=Fraction(1),
                together=Fraction(1, 8),
                audited=120,
            ),
        ),
    ],
)
def test_a_dispute_keeps_the_rule_that_its_policy_named(
    verdict: dict[str, object], rule: StoppingRule
) -> None:
    policy = make_policy(**COURT, verdict=verdict)
    assert policy.stopping == rule
    assert from_json(policy.to_json()) == policy


def test_a_dispute_of_a_time_without_such_rules_waits_until_it_is_settled() -> None:
    kept = make_policy(**COURT).to_json()
    kept["verdict"] = {"rule": "median", "quorum": "2/3", "deciding": "1/3"}
    assert from_json(kept).stopping == StoppingRule()


def test_on_appeal_no_lead_is_enough() -> None:
    by_lead = make_policy(**COURT, verdict=LED)
    assert by_lead.stopping_in(1) == StoppingRule(StoppingKind.MARGIN, 5)
    assert by_lead.stopping_in(2) == StoppingRule()
    fixed = make_policy(verdict={"stop": "fixed"})
    assert fixed.stopping_in(2).kind is StoppingKind.FIXED
