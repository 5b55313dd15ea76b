"""What documentation takes from the code is what the code says today."""

import re
from pathlib import Path

import pytest

from config import Config
from jury import create_app
from jury.version import VERSION
from scripts import write_docs
from tests.architecture import sources

NO_SECRET = "for-tests-only-0123456789-abcdefghij"


@pytest.mark.parametrize("page", write_docs.PAGES)
def test_a_page_is_what_make_docs_would_write(page: str, tmp_path: Path) -> None:
    config = Config(
        database_url="sqlite://", data_dir=tmp_path, secret_key=NO_SECRET, sandbox=True
    )
    description = write_docs.describe(create_app(config))
    stands = (sources.TOP / page).read_text()
    assert write_docs.PART.search(stands), "no part of it is generated"
    assert stands == write_docs.written(page, description), "run `make docs`"


def test_the_version_is_the_same_wherever_it_stands() -> None:
    (packaged,) = re.findall(
        r'^version = "(.+)"$',
        (sources.TOP / "pyproject.toml").read_text(),
        re.MULTILINE,
    )
    assert packaged == VERSION
