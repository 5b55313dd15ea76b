"""A policy on trial: which disputes fall under it, and what becomes of the others."""

import json
from dataclasses import replace
from typing import TypedDict

from hypothesis import given
from hypothesis import strategies as st

from jury.domain.law.choosing import choose
from jury.domain.law.rollout import place_of, try_out
from jury.domain.law.whole import Rules
from jury.domain.policy import from_json
from jury.services.law.lawbook import lawbook
from tests.domain.builders import make_policy


class Asked(TypedDict):
    category: str
    reason: str
    amount_minor: int
    currency: str


references = st.text(min_size=1, max_size=40)
ASKED = Asked(category="other", reason="counterfeit", amount_minor=500, currency="CNY")


def test_a_number_is_the_same_for_ever() -> None:
    # Disputes that were admitted by them are explained by them years later.
    numbers = [place_of("small", f"RF-{n}") for n in range(6)]
    assert numbers == [94, 44, 22, 61, 98, 69]


@given(references)
def test_nobody_is_in_at_none_and_everybody_at_all(reference: str) -> None:
    none = try_out(make_policy(rollout=0, fallback="other"), reference)
    assert none is not None
    assert not none.is_in
    assert try_out(make_policy(), reference) is None


@given(references, st.integers(0, 99), st.integers(0, 99))
def test_a_share_that_grows_keeps_whom_it_held(
    reference: str, one: int, two: int
) -> None:
    small, large = sorted((one, two))
    held = try_out(make_policy(rollout=small, fallback="x"), reference)
    then = try_out(make_policy(rollout=large, fallback="x"), reference)
    assert held is not None
    assert then is not None
    assert then.is_in or not held.is_in


def test_about_the_share_falls_under_the_policy() -> None:
    numbers = [place_of("small", f"refund {n}") for n in range(4000)]
    assert 0.17 < sum(number < 20 for number in numbers) / 4000 < 0.23


def test_two_policies_are_tried_on_different_disputes() -> None:
    both = [(place_of("a", f"{n}"), place_of("b", f"{n}")) for n in range(100)]
    assert sum(one == two for one, two in both) < 10


def test_whatever_is_not_in_falls_under_the_fallback_and_says_so() -> None:
    trying = make_policy(name="new", rollout=50, fallback="old")
    old = make_policy(name="old", matches={"categories": ["never"]})
    found = {
        reference: choose((trying, old), reference=reference, **ASKED)
        for reference in ("RF-1", "RF-2", "RF-3", "RF-4", "RF-5")
    }
    assert {policy.name for policy, _ in found.values()} == {"new", "old"}
    for policy, considered in found.values():
        (chosen,) = (one for one in considered if one.chosen)
        assert chosen.trial is not None
        assert chosen.trial.is_in == (policy is trying)


def test_what_was_decided_is_frozen_with_the_dispute() -> None:
    law = lawbook()
    tried = tuple(
        replace(one, rollout=0, fallback="plain") if one.name == "small" else one
        for one in law.policies
    )
    rules, _ = replace(law, policies=tried).rules_for(reference="RF-1", **ASKED)
    assert rules.policy.name == "plain"
    assert rules.trial is not None
    assert (rules.trial.policy, rules.trial.is_in) == ("small", False)
    assert Rules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


def test_a_policy_that_was_stored_before_rollouts_is_for_everybody() -> None:
    stored = make_policy().to_json()
    del stored["rollout"]
    assert from_json(stored) == make_policy()
