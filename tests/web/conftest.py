"""What pages say is tested on SQLite, and on both where the database matters.

That each page can be made on PostgreSQL too is shown by tests/promises, which read
every address there is on both, as everybody; what forms do is shown by the tests of the
services below them, by tests/matrix and by tests/machine.
"""

import pytest

from tests import databases


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated and empty database."""
    return databases.url_of(request)
