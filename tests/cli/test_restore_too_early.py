"""Whoever restores before there are tables is told how to make them."""

from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury import create_app
from jury.storage.base import db


def test_a_court_without_tables_or_a_folder_is_told_how_to_get_them(
    app: Flask, session: Session, config: Config, tmp_path: Path
) -> None:
    archive, folder = tmp_path / "court.backup", tmp_path / "new" / "data"
    session.rollback()
    with app.app_context():
        app.test_cli_runner().invoke(args=["backup", str(archive)])
    url = f"sqlite:///{folder / 'jury.db'}"
    new = create_app(replace(config, database_url=url, data_dir=folder))
    with new.app_context():
        done = new.test_cli_runner().invoke(args=["restore", str(archive)])
        db.session.remove()
        db.engine.dispose()
    from_sqlite = config.database_url.startswith("sqlite")
    way = "run `flask --app wsgi db upgrade`" if from_sqlite else "the same kind"
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert way in done.output
