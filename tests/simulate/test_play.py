"""A small marketplace, played against a real court on both databases."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from jury.cli.simulate import simulate
from jury.services.money import ledger
from jury.services.people import accounts
from jury.services.proof.log_check import verify_log
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.servers import Court

PASSWORD = "a long password"


def row(table: str, name: str) -> str:
    """What stands beside a name in the closing table."""
    lines = [line.strip() for line in table.splitlines()]
    found = [line for line in lines if line.startswith(f"{name}  ")]
    return found[0].removeprefix(name).strip()


def let_in() -> str:
    """A moderator, and a key for the marketplace."""
    with transaction() as now:
        roles = [Role.MODERATOR]
        accounts.add_staff("mo", PASSWORD, roles, is_demo=False, now=now)
    with transaction() as now:
        secret, _key = accounts.make_api_key("simulate", accounts.SCOPES, now=now)
    return secret


def play(*options: str) -> str:
    """Play against a court; the closing table."""
    played = CliRunner().invoke(simulate, options)
    assert played.exit_code == 0, played.output
    return played.stdout


def test_a_small_market_plays_to_its_end(
    session: Session, start_court: Callable[..., Court], tmp_path: Path
) -> None:
    key, court, truth = let_in(), start_court(), tmp_path / "truth.csv"
    size = ("--disputes", "6", "--jurors", "60", "--seed", "350")
    ways = ("--settle", ".2", "--withdraw", ".2", "--send-back", ".6", "--appeal", ".1")
    more = ("--key", key, "--moderator", f"mo:{PASSWORD}", "--truth", str(truth))
    table = play("--url", court.url, *size, *ways, *more)
    ended = int(row(table, "Closed").split()[0]) + int(row(table, "Referred to staff"))
    assert (ended, row(table, "Ledger")) == (6, "balanced")
    assert "pictures released" in row(table, "Parties")
    assert "exhibits opened" in row(table, "Jurors")
    assert row(table, "Goods sent back") == "1 (1 accepted by the seller)"
    assert (row(table, "Settled"), row(table, "Withdrawn")) == ("2", "1")
    assert row(table, "Appealed").startswith("1 (")
    lines = csv.DictReader(truth.read_text().splitlines())
    judged = [one for one in lines if one["found"]]
    assert 2 * sum(one["label"] == one["found"] for one in judged) > len(judged)
    session.rollback()
    assert (ledger.check().faults, verify_log().faults) == ((), ())


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://localhost:9"])
def test_a_court_that_does_not_answer_ends_it_with_a_sentence(url: str) -> None:
    said = CliRunner().invoke(simulate, ["--url", url, "--key", "k"])
    assert said.exit_code == 1
    assert f"{url} does not answer" in said.output
