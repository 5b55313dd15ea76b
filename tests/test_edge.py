"""What no database keeps reaches none; a sandbox's database serves no production."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from config import Config
from jury import create_app
from jury.cli.demo.house import marketplace_key
from jury.domain.lifecycle import Side
from jury.services.playing.sandbox import Leftovers
from jury.storage.base import current_session, db
from jury.storage.people import Role
from tests import databases
from tests.courts import begin_hearing
from tests.promises import crawl
from tests.promises.crawl import Reader

FAR = "99999999999999999999999"
# What a test of every address must not end: itself, by signing out.
BUT = {"accounts.sign_out"}


@pytest.fixture
def readers(app: Flask, session: Session) -> list[Reader]:
    """One of everybody, and a program."""
    app.config["WTF_CSRF_ENABLED"] = False
    world, dispute = begin_hearing(jurors=12)
    called = world.summonses(dispute)[0]
    return [
        crawl.person(app),
        crawl.party(app, dispute, Side.BUYER),
        crawl.juror(app, called.juror_id),
        crawl.staff(app, Role.MODERATOR),
        crawl.staff(app, Role.AUDITOR),
        crawl.program(app),
    ]


def rules(app: Flask) -> Iterator[tuple[str, str]]:
    """Every address and method there is."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            if rule.endpoint not in BUT:
                yield method, rule.rule


def send(reader: Reader, method: str, path: str, body: str = "") -> int:
    headers = {"Authorization": f"Bearer {reader.key}", "Idempotency-Key": "k"}
    kind = "application/x-www-form-urlencoded"
    return reader.client.open(
        path, method=method, headers=headers, data=body, content_type=kind
    ).status_code


def test_a_nul_in_an_address_is_no_address(app: Flask, readers: list[Reader]) -> None:
    count = 0
    for method, rule in rules(app):
        path = re.sub(r"<(path:)?\w+>", "a%00b", rule)
        if path == rule:
            continue
        path = re.sub(r"<int:\w+>", "1", path)
        count += 1
        # It is refused before anybody asks who is there.
        for reader in (readers[0], readers[-1]):
            assert send(reader, method, path) == 404, (method, path)
    assert count > 50


def test_a_nul_in_a_query_is_refused(app: Flask, readers: list[Reader]) -> None:
    for method, rule in rules(app):
        path = re.sub(r"<[^>]+>", "1", rule)
        for query in ("after=a%00", "q=%00", "a%00b=1", "next=/%00", "lang=%00"):
            assert send(readers[-1], method, f"{path}?{query}") == 422, path
        assert send(readers[0], method, f"{path}?q=%00") == 422, path


def test_a_nul_in_a_form_is_refused(app: Flask, readers: list[Reader]) -> None:
    for method, rule in rules(app):
        if method == "GET" or rule.startswith("/api/"):
            continue
        path = re.sub(r"<[^>]+>", "1", rule)
        for body in ("text=a%00b", "name=%00", "a%00=1"):
            assert send(readers[2], method, path, body) == 422, path


def test_the_refusal_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/desk/disputes?q=%00", headers={"Accept-Language": "en"})
    assert "A text holds a character that cannot be kept." in page.text


@pytest.mark.parametrize("number", [FAR, str(2**31), str(2**63)])
def test_a_number_beyond_every_column_is_nowhere(
    app: Flask, readers: list[Reader], number: str
) -> None:
    found = 0
    for method, rule in rules(app):
        path = re.sub(r"<int:\w+>", number, rule)
        if path != rule:
            found += 1
            path = re.sub(r"<\w+>", "x", path)
            assert {send(one, method, path) for one in readers} == {404}, path
    assert found == 21


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/events", ("after", "limit")),
        ("/disputes", ("limit",)),
        ("/disputes/x/transcript", ("draw_no", "round_number")),
    ],
)
def test_a_number_in_a_query_is_bounded(
    readers: list[Reader], path: str, names: tuple[str, ...]
) -> None:
    for name in names:
        for number in (FAR, "-1", "1.5", "x"):
            place = f"/api/v1{path}?{name}={number}"
            assert send(readers[-1], "GET", place) == 422, place


def test_numbers_in_the_queries_of_pages_harm_nothing(
    app: Flask, readers: list[Reader]
) -> None:
    for method, rule in rules(app):
        if method == "POST":
            continue
        path = re.sub(r"<[^>]+>", "1", rule)
        query = "&".join(
            f"{name}={FAR}"
            for name in ("point", "after", "holder", "kind", "subject", "filed", "q")
        )
        for reader in readers:
            assert send(reader, method, f"{path}?{query}") != 500, path


@pytest.fixture
def production(config: Config) -> Config:
    """The same database, served in earnest."""
    return replace(config, sandbox=False)


def test_a_demo_key_keeps_production_from_starting(
    app: Flask, session: Session, production: Config
) -> None:
    marketplace_key()
    session.rollback()
    with pytest.raises(Leftovers, match="demo"):
        create_app(production)


def away(production: Config, tmp_path: Path) -> tuple[Config, Callable[[], None]]:
    """A database that is not there yet, and what brings it."""
    there = Path(production.database_url.removeprefix("sqlite:///"))
    later = tmp_path / "later" / "jury.db"

    def bring() -> None:
        later.parent.mkdir()
        shutil.copyfile(there, later)

    return replace(production, database_url=f"sqlite:///{later}"), bring


@pytest.mark.parametrize(("is_demo", "status"), [(True, 503), (False, 200)])
def test_a_database_that_answers_later_is_looked_into_then(
    sqlite_url: str, tmp_path: Path, *, is_demo: bool, status: int
) -> None:
    config = databases.make_config(sqlite_url, tmp_path)
    if is_demo:
        with create_app(config).app_context():
            marketplace_key()
            current_session().execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            db.session.remove()
            db.engine.dispose()
    missing, bring = away(replace(config, sandbox=False), tmp_path)
    client = create_app(missing).test_client()
    assert client.get("/sign-in").status_code == 503
    assert client.get("/readyz").status_code == 503
    bring()
    for path in ("/sign-in", "/", "/how"):
        assert client.get(path).status_code == status
    assert client.get("/healthz").status_code == 200
