"""`verify-log` and `ledger check` say what they compared, and tell no turnout."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services.proof import audit
from jury.storage.audit import list_entries
from jury.storage.base import current_session, current_settings
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.world import World, move_clock

Command = Callable[..., Result]


@pytest.fixture
def flask(app: Flask, session: Session) -> Command:
    """Run a command as an operator does."""

    def run(*arguments: str) -> Result:
        session.rollback()
        return app.test_cli_runner().invoke(args=list(arguments))

    return run


def heads() -> Path:
    return current_settings().data_dir / "audit-heads.log"


def cut(dispute: str) -> None:
    """Remove the newest entry and everything in the database that knew of it."""
    chain = audit.dispute_chain(dispute)
    with transaction():
        *_kept, before, last = list_entries(chain)
        head = audit.find_head(chain)
        assert head is not None
        head.seq, head.hash = before.seq, before.hash
        current_session().delete(last)
        current_session().execute(text("DELETE FROM master_entry"))


def test_a_cut_tail_is_found_by_the_heads_kept_in_the_data_folder(
    flask: Command,
) -> None:
    world = World.begin()
    dispute = world.escalate()
    world.file_picture(dispute)
    sweeps.link_heads()
    whole = flask("verify-log")
    assert (whole.exit_code, str(heads()) in whole.output) == (0, True)
    cut(dispute)
    found = flask("verify-log")
    assert (found.exit_code, "kept outside" in found.output) == (1, True)


def test_a_head_that_is_given_is_compared_instead(flask: Command) -> None:
    World.begin().escalate()
    sweeps.link_heads()
    head = heads().read_text().split()[-1]
    heads().write_text("2026-01-01T00:00:00+00:00 " + "a" * 64 + "\n")
    assert flask("verify-log").exit_code == 1
    given = flask("verify-log", "--head", head)
    assert (given.exit_code, str(heads()) in given.output) == (0, False)
    assert flask("verify-log", "--head", "b" * 64).exit_code == 1


def test_without_heads_kept_outside_it_says_so(flask: Command) -> None:
    World.begin().escalate()
    said = flask("verify-log")
    assert said.exit_code == 0
    assert f"{heads()} does not exist" in said.output


def test_verify_log_tells_no_turnout_before_the_close(flask: Command) -> None:
    world, dispute = begin_hearing()
    told = [flask("verify-log").output]
    for summons in world.summonses(dispute)[:2]:
        juror = world.seat(dispute, summons)
        world.read(dispute, juror)
        told.append(flask("verify-log").output)
        world.vote(dispute, juror, 1)
        told.append(flask("verify-log").output)
    assert len(set(told)) == 1
    before = int(told[0].split()[0])
    move_clock(hours=25)
    move_clock(hours=13)
    after = flask("verify-log")
    assert int(after.output.split()[0]) > before + 4


@pytest.mark.parametrize("chain", ["poll:%", "%ballots"])
def test_a_broken_sealed_chain_is_named_without_numbers(
    flask: Command, chain: str
) -> None:
    world, dispute = begin_hearing()
    juror = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, juror)
    world.vote(dispute, juror, 1)
    with transaction():
        change = "UPDATE audit_entry SET actor = 'x' WHERE chain LIKE :chain"
        current_session().execute(text(change), {"chain": chain})
    draw_id = world.draw_of(dispute).id
    said = flask("verify-log")
    assert said.exit_code == 1
    assert said.output.splitlines()[0] == (
        f"poll:{draw_id}: what is sealed in this poll does not hold"
    )


def test_ledger_check_says_how_much_moved(flask: Command) -> None:
    world = World.begin()
    world.decide(world.hear(), (1, 1, 1, 2, 0))
    move_clock(hours=49)
    said = flask("ledger", "check")
    assert (said.exit_code, "19200 CNY" in said.output) == (0, True)
    with transaction():
        current_session().execute(text("UPDATE ledger_entry SET minor = minor + 1"))
    assert flask("ledger", "check").exit_code == 1
