"""`explain-policy` and `policies`: what an operator reads about the rules."""

import runpy
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jury.cli.policy import explain_policy, policies
from jury.domain.law.showing import Dates, Showing
from jury.services.law.lawbook import SHIPPED, lawbook, load_law
from tests import servers


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(explain_policy, arguments)


def test_it_names_the_policy_and_says_of_each_why() -> None:
    said = explain("--reason", "counterfeit", "--amount", "129900")
    assert said.exit_code == 0
    assert said.output.startswith("medium, version 3, applies.")
    for line in (
        "small: does not match: the amount lies outside its bounds",
        "plain: does not match: it is for other categories",
        "medium: matches and names the amount: the most specific",
        "seats 9, quorum 6",
        "a juror answers within 60 minutes, outside quiet hours, and votes within 60",
        "balance: as many seats for each, between those who mostly buy and those who",
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


@pytest.mark.parametrize(
    ("reference", "applies", "lines"),
    [
        (
            ("--reference", "RF-1"),
            "small",
            (
                "small: matches and names the amount: the most specific; rolled out to "
                "the numbers below 50 of 100, and with the number 44 it is in",
            ),
        ),
        (
            ("--reference", "RF-0"),
            "plain",
            (
                "and with the number 94 it is not in",
                "plain: applies to what is not in the rollout of small",
            ),
        ),
        (
            (),
            "small",
            ("rolled out to 50 % of the disputes; the others fall under plain",),
        ),
    ],
)
def test_it_says_whether_a_dispute_is_in_a_rollout(
    monkeypatch: pytest.MonkeyPatch,
    reference: tuple[str, ...],
    applies: str,
    lines: tuple[str, ...],
) -> None:
    law = lawbook()
    tried = tuple(
        replace(one, rollout=50, fallback="plain") if one.name == "small" else one
        for one in law.policies
    )
    monkeypatch.setattr("jury.cli.policy.lawbook", lambda: replace(law, policies=tried))
    said = explain("--reason", "counterfeit", "--amount", "5000", *reference).output
    version = next(one.version for one in tried if one.name == applies)
    assert said.startswith(f"{applies}, version {version}, applies.")
    for line in lines:
        assert line in said


def test_a_court_with_wrong_rules_does_not_start_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "policies"))
    small = folder / "small.toml"
    small.write_text(small.read_text("utf-8").replace("seats = 5", "seats = 4"))
    monkeypatch.setattr("jury.lawbook", lambda: load_law(folder))
    for name, value in (
        ("JURY_ENV", "sandbox"),
        ("DATA_DIR", str(tmp_path)),
        ("DATABASE_URL", "sqlite://"),
    ):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(servers.TOP / "wsgi.py"))
    assert stopped.value.code == 3
    assert capsys.readouterr().err.endswith(
        "Jury cannot start. The rules do not hold.\n"
        "  small.toml, line 4: seats must be odd.\n"
    )


def test_what_jurors_are_not_shown_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    law = lawbook()
    kept_back = Showing(dates=Dates.DAYS)
    less = tuple(replace(policy, shown=kept_back) for policy in law.policies)
    monkeypatch.setattr("jury.cli.policy.lawbook", lambda: replace(law, policies=less))
    said = explain("--reason", "counterfeit", "--amount", "5000").output
    assert "of the order jurors see: dates days, sums shown, title shown" in said


def test_it_says_when_a_vote_closes_early() -> None:
    settled = explain("--reason", "counterfeit", "--amount", "5000").output
    assert "stop settled: the vote closes early once no ballot still out" in settled
    led = explain("--reason", "counterfeit", "--amount", "500000").output
    assert "stop margin: the vote closes early once the outcome leads by 5" in led
