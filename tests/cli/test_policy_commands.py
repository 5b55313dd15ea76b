"""`explain-policy` and `policies`: what an operator reads about the rules."""

import pytest
from click.testing import CliRunner, Result

from jury.cli.policy import explain_policy, policies
from jury.services.lawbook import lawbook


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(explain_policy, arguments)


def test_it_names_the_policy_and_says_of_each_why() -> None:
    said = explain("--reason", "counterfeit", "--amount", "129900")
    assert said.exit_code == 0
    assert said.output.startswith("medium, version 1, applies.")
    for line in (
        "small: does not match: the amount lies outside its bounds",
        "plain: does not match: it is for other categories",
        "medium: matches and names the amount: the most specific",
        "seats 9, quorum 6",
        "2. Full refund: 129900 to the buyer, 0 to the seller",
    ):
        assert line in said.output


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--category", "plain-court"), "medium: matches and names the amount, but a"),
        (("--category", "plain-court"), "plain: matches and names the category: the"),
        (("--currency", "USD"), "large: matches and names the amount: the most"),
        (("--language", "zh-Hans"), "2. 全额退款: 129900"),
    ],
)
def test_category_currency_and_language_are_heeded(
    arguments: tuple[str, ...], line: str
) -> None:
    said = explain("--reason", "counterfeit", "--amount", "129900", *arguments)
    assert line in said.output


def test_a_court_of_staff_has_no_hearing() -> None:
    said = explain("--reason", "invoice", "--amount", "5000").output
    assert "decided by staff" in said
    assert "hearing" not in said


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--reason", "karma", "--amount", "1"), "This reason is not known."),
        (
            ("--reason", "counterfeit", "--amount", "1", "--currency", "JPY"),
            "This court has no rules for such a dispute.",
        ),
        (("--reason", "counterfeit", "--amount", "0"), "x>=1"),
        (("--amount", "1"), "--reason"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(
    arguments: tuple[str, ...], sentence: str
) -> None:
    said = explain(*arguments)
    assert said.exit_code != 0
    assert sentence in said.output


def test_every_policy_is_listed_with_what_it_applies_to() -> None:
    said = CliRunner().invoke(policies).output
    for policy in lawbook().policies:
        assert f"{policy.name}, version {policy.version}: {policy.title.en}" in said
    assert "applies to categories plain-court" in said
    assert "applies to reasons invoice" in said
    assert "CNY above 20000 up to 200000" in said


def test_what_decides_before_a_jury_is_said() -> None:
    said = explain(
        "--reason", "not_received", "--amount", "5000", "--category", "quick-court"
    )
    for line in (
        "each side may ask once for 24 h more",
        "silence: decided by default, final after 72 h",
        "rule no_delivery_proof: full_refund_keep.",
        "floor fake_goods: no less than full_refund_keep.",
    ):
        assert line in said.output
