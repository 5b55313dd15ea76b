"""Rules with a mistake: each is named by file, line and the rule that it breaks."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from jury.cli.policy import check_policies
from jury.domain.law.fields import LawInvalid
from jury.services.law.lawbook import SHIPPED, load_law

FLOOR = 'award = "full_refund_keep"\nwhen = { reasons = ["counterfeit"], undelivered'
# file, what stands in it, what stands there instead, and what is said of it
MISTAKES = [
    ("small", "seats = 5", "seats = 4", "small.toml, line 4: seats must be odd."),
    (
        "small",
        "seats = 5",
        'seats = "five"',
        "small.toml, line 4: seats must be a whole number.",
    ),
    ("small", "version = 3\n", "", "small.toml, line 1: version is missing."),
    (
        "small",
        "seats = 5",
        "seats = 5\nchairs = 5",
        "small.toml, line 5: chairs is not a known field.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\neffect = "loud"',
        "small.toml, line 5: effect must be one of binding, advice, shadow.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\nshown = { dates = "weeks" }',
        "small.toml, line 5: shown.dates must be one of shown, days.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\nshown = { sums = "band", bounds = { CNY = [2, 1] } }',
        "small.toml, line 5: shown.bounds.CNY must rise.",
    ),
    (
        "small",
        "seats = 5",
        "seats = 5\nrollout = 20",
        "small.toml, line 1: fallback must name the policy for disputes that are not "
        "in the rollout.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\nrollout = 20\nfallback = "tiny"',
        "small.toml, line 6: fallback names tiny, and there is no such policy.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\nrollout = 20\nfallback = "small"',
        "small.toml, line 6: fallback names small, which is itself not for every "
        "dispute.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\nfallback = "plain"',
        "small.toml, line 5: fallback goes with a rollout below 100, and only with it.",
    ),
    (
        "small",
        "seats = 5",
        'seats = 5\nrollout = 101\nfallback = "plain"',
        "small.toml, line 5: rollout must be between 0 and 100.",
    ),
    (
        "small",
        "CNY = { up_to = 20000 }",
        "CNY = { up_to = 20001 }",
        "medium.toml, line 8: matches ties with small.",
    ),
    (
        "small",
        "CNY = { up_to = 20000 }",
        "CNY = { up_to = 19999 }",
        "matches.amounts.CNY some amounts have no policy.",
    ),
    (
        "small",
        "age_days = 90",
        "age_days = 'old'",
        "small.toml, line 24: eligibility.account_age_days must be a whole number.",
    ),
    (
        "plain",
        '["nothing", "full_refund_keep"]',
        '["nothing", "gold"]',
        "plain.toml, line 7: ladder gold is not a remedy.",
    ),
    (
        "plain",
        '["nothing", "full_refund_keep"]',
        '["full_refund_keep"]',
        "plain.toml, line 7: ladder must begin with nothing and go on.",
    ),
    (
        "plain",
        "hearing_hours = 24",
        "hearing_hours = 0",
        "plain.toml, line 15: windows.hearing_hours must be between 1 and 1440.",
    ),
    (
        "paperwork",
        '["invoice"]',
        '["karma"]',
        "paperwork.toml, line 10: matches.reasons karma is not a reason.",
    ),
    (
        "quick",
        'route = "rule"',
        'route = "jury"',
        "quick.toml, line 15: rule goes with the route rule, and only with it.",
    ),
    (
        "quick",
        'silence = "default"',
        'silence = "default"\neffect = "shadow"',
        "quick.toml, line 7: silence default goes with the effect binding: nothing is "
        "at stake otherwise.",
    ),
    (
        "quick",
        'code = "no_delivery_proof"',
        'code = "seven_day_return"',
        "quick.toml, line 15: rule or floor: a code stands twice.",
    ),
    (
        "quick",
        'reasons = ["not_received"], undelivered = true',
        'reasons = ["not_sent"]',
        "quick.toml, line 25: rule[1].when.reasons not_sent is not a reason.",
    ),
    (
        "quick",
        'award = "full_refund_keep"\nwhen = { reasons = ["not_received"]',
        'award = "gold"\nwhen = { reasons = ["not_received"]',
        "quick.toml, line 24: rule[1].award gold is not a remedy on its ladder.",
    ),
    (
        "quick",
        FLOOR,
        FLOOR.replace('award = "full_refund_keep"', "percent = 37"),
        "quick.toml, line 31: floor[0].percent 37 is the share of no remedy on its "
        "ladder.",
    ),
    (
        "quick",
        'reasons = ["counterfeit"], undelivered = true',
        'reasons = ["counterfeit"], undelivered = true, received_within_days = 3',
        "quick.toml, line 32: floor[0].when.undelivered cannot hold together with "
        "received_within_days.",
    ),
    (
        "plain",
        "[windows]",
        '[holidays]\ncalendar = "mars"\nstages = ["hearing"]\n[windows]',
        "plain.toml, line 15: holidays.calendar mars is not a calendar.",
    ),
    (
        "plain",
        "[windows]",
        '[holidays]\ncalendar = "example"\nstages = ["final"]\n[windows]',
        "plain.toml, line 16: holidays.stages final is none of submissions, screening,",
    ),
    (
        "plain",
        "[windows]",
        '[holidays]\nstages = ["hearing"]\n[windows]',
        "plain.toml, line 15: holidays.stages and calendar go together.",
    ),
    (
        "calendars/example",
        "until = 2027-10-03",
        "until = 2027-09-03",
        "calendars/example.toml, line 28: day[2].until must not be before date.",
    ),
    (
        "reasons",
        'burden = "seller"',
        'burden = "court"',
        "reasons.toml, line 124: reason[2].burden must be one of buyer, seller.",
    ),
    ("rungs", 'code = "as_asked"', 'code = "asked"', "lacks the remedy as_asked."),
    ("small", "seats = 5", "seats = = 5", "small.toml, line 4: this is not TOML: "),
    ("small", "小额", "\udcff", "small.toml, line 6: the text is not UTF-8."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "policies"))


@pytest.mark.parametrize(("name", "right", "wrong", "said"), MISTAKES)
def test_a_mistake_is_named_by_file_line_and_rule(
    folder: Path, name: str, right: str, *, wrong: str, said: str
) -> None:
    path = folder / f"{name}.toml"
    text = path.read_text("utf-8")
    assert right in text
    changed = text.replace(right, wrong, 1)
    path.write_bytes(changed.encode("utf-8", "surrogateescape"))
    with pytest.raises(LawInvalid) as refusal:
        load_law(folder)
    assert said in refusal.value.report


def test_every_mistake_is_listed_at_once_and_the_command_fails(folder: Path) -> None:
    assert CliRunner().invoke(check_policies, str(folder)).exit_code == 0
    for name in ("small", "large"):
        path = folder / f"{name}.toml"
        path.write_text(path.read_text("utf-8").replace("seats = ", "seats = 1"))
    (folder / "small.toml").write_text("", "utf-8")
    said = CliRunner().invoke(check_policies, str(folder))
    assert said.exit_code == 1
    assert "The rules do not hold." in said.output
    assert "small.toml, line 1: name is missing." in said.output
    (folder / "rungs.toml").unlink()
    assert (
        "rungs.toml: is not there."
        in CliRunner().invoke(check_policies, str(folder)).output
    )


def test_the_rules_of_this_court_hold() -> None:
    said = CliRunner().invoke(check_policies)
    assert said.output.startswith("The rules hold: ")
