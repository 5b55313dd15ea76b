"""The page that checks a draw: open to everybody, for the draws of this court."""

import pytest
from flask.testing import FlaskClient

ASKED = {
    "/draws/dsp_1/1.json": True,
    "/draws/dsp_1/2/1.json": True,
    "https://elsewhere.example/draws/dsp_1/1.json": False,
    "//elsewhere.example/draws/1.json": False,
    "/draws/../accounts.json": False,
    "/draws/dsp_1/1.json?x": False,
}


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_the_page_reads_only_files_of_draws(client: FlaskClient, lang: str) -> None:
    for file, is_read in ASKED.items():
        page = client.get("/check-draw", query_string={"file": file, "lang": lang})
        assert (f'data-file="{file}"' in page.text) is is_read, file


def test_the_page_that_is_kept_asks_nothing_of_any_network(client: FlaskClient) -> None:
    kept = client.get("/check-draw/program.html?lang=en")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert "Check a draw yourself" in kept.text
    for asked in ("import ", "src=", "<link", "url("):
        assert asked not in kept.text.partition("<body>")[2]
