"""Style sheets and scripts come once to a browser, and anew when they have changed."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from jury.web.assets import edition_of
from tests.architecture.sources import TOP

NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LOADED = re.compile(r'^(?:import .*|}) from "(.+)";$', re.MULTILINE)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """No database is asked for a file."""
    return sqlite_url


def test_every_file_that_a_page_names_may_be_kept_for_a_year(
    client: FlaskClient,
) -> None:
    named = set(NAMED.findall(client.get("/how").text))
    assert len(named) > 5
    for address in named:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000"
        answer.close()


@pytest.mark.parametrize("edition", ["older", "0" * 12])
def test_a_page_of_another_edition_finds_its_files_and_asks_again_next_time(
    client: FlaskClient, edition: str
) -> None:
    answer = client.get(f"/static/{edition}/css/base.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")
    assert answer.headers["ETag"]
    answer.close()


def test_nothing_but_these_files_is_served(client: FlaskClient) -> None:
    for path in ("css/none.css", "../config.py", "%2e%2e/config.py", "css"):
        assert client.get(f"/static/any/{path}").status_code == 404


def test_a_file_that_changed_or_moved_has_another_address(tmp_path: Path) -> None:
    found: list[str] = []
    for name, content in (("a.css", "1"), ("a.css", "2"), ("b.css", "2")):
        folder = tmp_path / str(len(found))
        folder.mkdir()
        (folder / name).write_text(content)
        found.append(edition_of(folder))
    assert len(set(found)) == 3


def test_scripts_load_each_other_from_their_own_edition() -> None:
    scripts = [*TOP.glob("static/js/**/*.js"), *TOP.glob("static/js/**/*.mjs")]
    loaded = [name for one in scripts for name in LOADED.findall(one.read_text())]
    assert len(loaded) > 5
    assert {name[0] for name in loaded} == {"."}
