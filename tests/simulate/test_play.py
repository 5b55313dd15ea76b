"""A small marketplace, played against a real court on both databases."""

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from jury.cli.simulate import simulate
from tests.servers import Court


def row(table: str, name: str) -> str:
    """What stands beside a name in the closing table."""
    lines = [line.strip() for line in table.splitlines()]
    found = [line for line in lines if line.startswith(f"{name}  ")]
    return found[0].removeprefix(name).strip()


def play(court: Court, *options: str) -> str:
    """Play against a court; the closing table."""
    try:
        return court.flask("simulate", *options)
    except subprocess.CalledProcessError as failed:
        pytest.fail(f"{failed.stderr}\n{failed.stdout}\n{court.log.read_text()}")


def test_a_small_market_plays_to_its_end(
    start_court: Callable[..., Court], tmp_path: Path
) -> None:
    court, truth = start_court(), tmp_path / "truth.csv"
    key = court.flask("api-keys", "make", "simulate").split()[-1]
    court.flask("staff", "add", "mo", "--role", "moderator", "--password", "p" * 12)
    size = ("--disputes", "6", "--jurors", "60", "--seed", "17")
    more = ("--key", key, "--moderator", f"mo:{'p' * 12}", "--truth", str(truth))
    table = play(court, *size, *more)
    ended = int(row(table, "Closed").split()[0]) + int(row(table, "Referred to staff"))
    assert (ended, row(table, "Ledger")) == (6, "balanced")
    assert "pictures released" in row(table, "Parties")
    assert "exhibits opened" in row(table, "Jurors")
    found = [
        one["label"] == one["found"]
        for one in csv.DictReader(truth.read_text().splitlines())
    ]
    assert sum(found) >= 4
    assert "transactions balance" in court.flask("ledger", "check")
    assert "chains hold" in court.flask("verify-log")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://localhost:9"])
def test_a_court_that_does_not_answer_ends_it_with_a_sentence(url: str) -> None:
    said = CliRunner().invoke(simulate, ["--url", url, "--key", "k"])
    assert said.exit_code == 1
    assert f"{url} does not answer" in said.output
