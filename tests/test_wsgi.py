"""A court serves in earnest or not at all; a command takes a sandbox for what it is."""

import runpy
from collections.abc import Callable
from contextlib import nullcontext

import click
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury.cli.demo.house import marketplace_key
from jury.storage.base import db
from tests.servers import TOP

PRINTED = "whsec_bm90IGEgc2VjcmV0LCBtYWtlIHlvdXIgb3du"
Load = Callable[..., Flask]


@pytest.fixture
def load(session: Session, config: Config, monkeypatch: pytest.MonkeyPatch) -> Load:
    """What `wsgi.py` makes of a database with a demo key, in a shell as it is."""
    marketplace_key()
    session.rollback()
    monkeypatch.delenv("JURY_ENV", raising=False)
    monkeypatch.setenv("DATABASE_URL", config.database_url)
    monkeypatch.setenv("DATA_DIR", str(config.data_dir))

    def load(*, in_command: bool) -> Flask:
        command = click.Context(click.Command("verify-log"))
        with command if in_command else nullcontext():
            made: Flask = runpy.run_path(str(TOP / "wsgi.py"))["app"]
        with made.app_context():
            db.engine.dispose()
        return made

    return load


def test_a_web_server_does_not_start_on_a_sandbox_and_says_how_it_would(
    load: Load, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECRET_KEY", "abcdefghijklmnopqrstuvwxyz0123456789")
    with pytest.raises(SystemExit) as stopped:
        load(in_command=False)
    assert stopped.value.code == 3
    said = capsys.readouterr().err
    assert said.startswith("Jury cannot start. This database holds demo accounts")
    assert said.endswith("by JURY_ENV=sandbox.\n")
    assert len(said.splitlines()) == 1


def test_a_command_works_on_a_sandbox_in_any_shell(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBHOOK_SECRETS", PRINTED)
    assert load(in_command=True).extensions["jury_settings"].sandbox
