"""Choosing between policies: the most specific wins, and no two of them quarrel."""

import pytest

from jury.domain.law.choosing import NoPolicy, choose, quarrels
from jury.domain.law.matches import Miss
from jury.domain.policy import Policy, parse_policy
from tests.domain.builders import policy_source


def court(name: str, **matches: object) -> Policy:
    return parse_policy(policy_source(name=name, matches=matches))


SMALL = court("small", amounts={"CNY": {"up_to": 100}})
LARGE = court("large", amounts={"CNY": {"above": 100}})
PHONES = court("phones", categories=["phones"])
CHEAP_PHONES = court("cheap", categories=["phones"], amounts={"CNY": {"up_to": 9}})
FAKES = court("fakes", reasons=["counterfeit"])
COURTS = (SMALL, LARGE, PHONES, CHEAP_PHONES, FAKES)


@pytest.mark.parametrize(
    ("category", "reason", "amount", "currency", "name"),
    [
        ("shoes", "late", 1, "CNY", "small"),
        ("shoes", "late", 100, "CNY", "small"),
        ("shoes", "late", 101, "CNY", "large"),
        ("phones", "late", 101, "CNY", "phones"),
        ("phones", "late", 101, "USD", "phones"),
        ("phones", "late", 9, "CNY", "cheap"),
        ("phones", "counterfeit", 9, "CNY", "fakes"),
    ],
)
def test_the_most_specific_policy_wins(
    category: str, reason: str, amount: int, *, currency: str, name: str
) -> None:
    chosen, considered = choose(
        COURTS,
        category=category,
        reason=reason,
        amount_minor=amount,
        currency=currency,
    )
    assert chosen.name == name
    assert [one.name for one in considered if one.chosen] == [name]


def test_of_every_policy_it_says_why_it_did_not_match() -> None:
    _, considered = choose(
        (*COURTS, court("dollars", amounts={"USD": {}})),
        category="shoes",
        reason="late",
        amount_minor=500,
        currency="CNY",
    )
    assert [one.misses for one in considered] == [
        (Miss.AMOUNT,),
        (),
        (Miss.CATEGORY,),
        (Miss.CATEGORY, Miss.AMOUNT),
        (Miss.REASON,),
        (Miss.CURRENCY,),
    ]


@pytest.mark.parametrize(("amount", "currency"), [(50, "USD"), (0, "CNY")])
def test_a_dispute_that_no_policy_covers_is_refused(amount: int, currency: str) -> None:
    with pytest.raises(NoPolicy):
        choose(
            (SMALL, LARGE),
            category="shoes",
            reason="late",
            amount_minor=amount,
            currency=currency,
        )


def quarrel_fields(*policies: Policy) -> list[str]:
    return [problem.field for problem in quarrels(policies)]


@pytest.mark.parametrize(
    ("policies", "fields"),
    [
        (COURTS, []),
        ((court("all"),), []),
        ((SMALL, court("large", amounts={"CNY": {"above": 99}})), ["small.matches"]),
        ((*COURTS, court("more", categories=["phones", "x"])), ["phones.matches"]),
        ((*COURTS, court("more", categories=["shoes"])), []),
        ((*COURTS, court("more", reasons=["counterfeit"])), ["fakes.matches"]),
        ((court("all"), court("all", reasons=["late"])), ["all"]),
        ((court("one"), court("two")), ["one.matches"]),
        ((SMALL,), ["matches.amounts.CNY"]),
        ((LARGE,), ["matches.amounts.CNY"]),
        (
            (SMALL, court("large", amounts={"CNY": {"above": 101}})),
            ["matches.amounts.CNY"],
        ),
        ((PHONES,), ["matches"]),
        ((SMALL, LARGE, court("usd", amounts={"USD": {}})), []),
        (
            (court("all", amounts={"CNY": {}}), court("odd", amounts={"CNY": {}})),
            ["all.matches"],
        ),
    ],
)
def test_names_ties_and_gaps_between_policies_are_refused(
    policies: tuple[Policy, ...], fields: list[str]
) -> None:
    assert quarrel_fields(*policies) == fields
