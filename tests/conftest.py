"""The fixtures all tests share: both databases, the application, a court, a browser.

`app`, `client` and `session` run each test that takes them on SQLite and on PostgreSQL;
tests of pages take turns (tests/in_turn.py). What is missing fails, and nothing skips.
"""

import gc
import os

# As in wsgi.py: NumPy's threads wait for each other's small products, and busily.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy.orm import Session

from config import Config
from jury import create_app
from jury.services.people import passwords
from jury.storage.base import db
from tests import browser as chromium
from tests import (
    connections,
    databases,
    in_turn,
    kept,
    network,
    played,
    postgres,
    servers,
    shared,
)
from tests.databases import Run
from tests.own_context import OwnContextClient
from tests.web import axe
from tests.web.browsing import PATIENCE_SECONDS

RUN = pytest.StashKey[Run]()
LOCK = pytest.StashKey[int]()
SLOW = {"browser", "live_server", "start_court"}
# Tests with these see more of what is played than its database and files, or change it.
WATCHING = SLOW | {"monkeypatch", "caplog", "capfd", "capsys", "clock_never_moved"}

# Time limits for one example would make results depend on the machine's load.
settings.register_profile("jury", deadline=None)
settings.load_profile("jury")


def pytest_configure(config: pytest.Config) -> None:
    """Begin the run, or join the one whose worker this process is."""
    network.stay_here()
    told: dict[str, str] | None = getattr(config, "workerinput", None)
    if told is None:
        run, config.stash[LOCK] = databases.begin_run()
        # Beside the databases in memory: tests write and remove thousands of files.
        config.option.basetemp = config.option.basetemp or str(run.folder / "tmp")
    else:
        run = Run(Path(told["run_folder"]))
    config.stash[RUN] = run


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist which run it belongs to."""
    node.workerinput["run_folder"] = str(node.config.stash[RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever began the run ends it."""
    if LOCK in config.stash:
        databases.end_run(config.stash[RUN], config.stash[LOCK])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser or a database, so that `make check` can leave it.

    Files that start courts or browsers go first: they wait long, and at the end of a
    run nobody else would be at work meanwhile.
    """
    in_turn.leave_out(items)
    slow = {item.path for item in items if SLOW & set(_fixtures_of(item))}
    items.sort(key=lambda item: item.path not in slow)
    for item in items:
        fixtures = _fixtures_of(item)
        if {"run", "database_url"} & set(fixtures):
            item.add_marker("database")
        if "browser" in fixtures:
            item.add_marker("browser")
        if "postgres_server" in fixtures:
            item.add_marker("postgres")


def _fixtures_of(item: pytest.Item) -> list[str]:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return fixtures


def pytest_collection_finish() -> None:
    """Let the collector walk what tests make, not all that was imported for them.

    Walking that again and again took an eighth of the processor time.
    """
    gc.set_threshold(50_000, 20, 100)
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Let a password cost next to nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", shared.QUICK_HASHER)
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_work(pytestconfig: pytest.Config) -> Iterator[None]:
    """Compile routes and statements once a process, not once an application."""
    kept.keep_in(pytestconfig.stash[RUN].folder)
    with pytest.MonkeyPatch.context() as patch:
        shared.share_everything(patch)
        connections.keep_connections(patch)
        yield
    connections.close_all()


@pytest.fixture(scope="session")
def run(pytestconfig: pytest.Config) -> Run:
    """The folder that all processes of this test run share."""
    return pytestconfig.stash[RUN]


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """A name for this process among those of the run."""
    told: dict[str, str] = getattr(request.config, "workerinput", {})
    return told.get("workerid", "main")


@pytest.fixture(scope="session")
def postgres_server(run: Run) -> Path:
    """The folder of the run's private PostgreSQL."""
    try:
        return databases.postgres_server(run)
    except postgres.NoServer as reason:
        pytest.fail(str(reason), pytrace=False)


@pytest.fixture(scope="session")
def postgres_emptier(postgres_server: Path, worker: str) -> Iterator[databases.Emptier]:
    """This worker's PostgreSQL database."""
    emptier = databases.Emptier.on_new_database(postgres_server, f"jury_{worker}")
    yield emptier
    emptier.close()


@pytest.fixture
def sqlite_url(run: Run) -> Iterator[str]:
    """A migrated and empty SQLite database of this test's own."""
    with databases.sqlite_database(run) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_emptier: databases.Emptier) -> str:
    """This worker's PostgreSQL database, migrated and emptied."""
    postgres_emptier.empty()
    return postgres_emptier.url


@pytest.fixture(params=databases.BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated and empty database, once of each kind."""
    return databases.url_of(request)


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    """The deployment under test: a sandbox. Override it to test another."""
    return databases.make_config(database_url, tmp_path)


@pytest.fixture
def app(request: pytest.FixtureRequest, config: Config, run: Run) -> Iterator[Flask]:
    """The whole application, without an application context."""
    app = create_app(config)
    shared.share_templates(app, run)
    if not WATCHING & set(request.fixturenames):
        played.begin_trail(app)
    app.testing = True
    app.test_client_class = OwnContextClient
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a browser; `app.test_client()` makes more of them."""
    return app.test_client()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database session of an open application context, for services and queries."""
    with app.app_context():
        yield db.session()
        db.session.remove()


@pytest.fixture
def start_court(
    run: Run, database_url: str, tmp_path: Path
) -> Iterator[Callable[..., servers.Court]]:
    """Start real courts, gunicorn and sweeper, on this test's database."""
    courts: list[servers.Court] = []

    def start(**more: str) -> servers.Court:
        place = tmp_path / "court"
        courts.append(servers.start_forked(run, database_url, place, more=more))
        return courts[-1]

    yield start
    for court in courts:
        court.stop()


@pytest.fixture(scope="module")
def live_server(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[servers.Court]:
    """One real court on SQLite for all tests of a module, begun empty."""
    with databases.sqlite_database(run) as url:
        court = servers.start_forked(run, url, tmp_path_factory.mktemp("court"))
        yield court
        assert court.stop() == 0, court.log.read_text()


@pytest.fixture(scope="module")
def beside(live_server: servers.Court) -> Iterator[Flask]:
    """The application on the running court's own database."""
    config = databases.make_config(live_server.database_url, live_server.data_dir)
    app = create_app(config)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def browser(run: Run) -> Iterator[Browser]:
    """The machine's own Chromium, one a worker."""
    try:
        program = run.once("chromium", chromium.chromium)
    except chromium.NoBrowser as reason:
        pytest.fail(str(reason), pytrace=False)
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=chromium.FLAGS
        )
        yield started
        started.close()


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts: one a person, with a width, a language, script or none."""
    made: list[BrowserContext] = []

    def open_one(
        *, width: int = 360, locale: str = "en", script: bool = True
    ) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale=locale,
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_SECONDS * 1000)
        axe.prepare(context)
        made.append(context)
        return context

    yield open_one
    for context in made:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page on a small phone, in English, with script."""
    return open_context().new_page()
