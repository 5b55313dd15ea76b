"""The marketplace's program, with every scope."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.program import Program, make_key


@pytest.fixture
def program(app: Flask, client: FlaskClient) -> Program:
    """A program that may do everything."""
    return Program(client, make_key(app))


@pytest.fixture
def clock_never_moved() -> None:
    """Production could start with this court: nothing of it was laid down."""
