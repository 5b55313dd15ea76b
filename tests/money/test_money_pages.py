"""The pages of money after the verdict: the desk changes and ends, the letter tells."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.storage.money import balances
from tests.appeals import waiting
from tests.money.acts import answer, colleague, final, paid
from tests.web.people import moderator, party_client
from tests.world import World


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()
