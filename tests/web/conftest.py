"""What most tests of pages begin with: a small court, one dispute, and who looks."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.storage.people import Role
from tests.web.people import as_party, as_staff, small_world
from tests.world import World


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


@pytest.fixture
def buyer(app: Flask, dispute: str) -> FlaskClient:
    return as_party(app, dispute, Side.BUYER)


@pytest.fixture
def seller(app: Flask, dispute: str) -> FlaskClient:
    return as_party(app, dispute, Side.SELLER)


@pytest.fixture
def desk(app: Flask, world: World) -> FlaskClient:
    return as_staff(app, "lin", Role.MODERATOR)[0]
