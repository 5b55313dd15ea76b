"""A sample of the matrix on PostgreSQL: where its locks and constraints have a say."""

from collections.abc import Iterator, Mapping

import pytest

from jury.storage.base import db
from tests.databases import Emptier, Run
from tests.matrix import places
from tests.matrix.acts import acts_of
from tests.matrix.expected import faults_at
from tests.matrix.tries import Board, open_board

pytestmark = pytest.mark.postgres
STORIES = (places.heard, places.unanswered, places.large)
# What writes under a lock, or leans on what the database holds to be unique or right.
SAMPLE: Mapping[str, tuple[str, ...]] = {
    "submissions, the buyer offers": (
        "party.settlement.accept",
        "party.settlement.make",
        "party.withdrawal.withdraw",
        "api_disputes.escalate",
    ),
    "hearing, a juror has read": (
        "juror.calls.accept",
        "juror.voting.cast",
        "party.settlement.accept",
        "desk.pauses.begin",
        "desk.strike.strike",
        "api_roster.import_roster",
    ),
    "pronounced": ("party.appeal.file", "party.appeal.ask", "desk.appeals.correct"),
    "final, nobody answers": (
        "desk.acts.instruct",
        "desk.money.write_off",
        "desk.money.pay_by_hand",
        "api_refunds.answer_refund",
        "api_reconciliations.make_reconciliation",
    ),
    "referred, a colleague must consent": (
        "desk.acts.give_consent",
        "desk.acts.dissent",
    ),
}


@pytest.fixture
def board(
    run: Run, postgres_emptier: Emptier, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Board]:
    postgres_emptier.empty()
    folder = tmp_path_factory.mktemp("matrix")
    url = postgres_emptier.url
    board = open_board(url, folder, run, stories=STORIES, only=SAMPLE)
    yield board
    with board.app.app_context():
        db.engine.dispose()


def test_what_the_table_does_not_allow_changes_nothing_on_postgresql_either(
    board: Board,
) -> None:
    assert [place.name for place in board.places] == list(SAMPLE)
    for place in board.places:
        acts = SAMPLE[place.name]
        rules = [rule for rule in acts_of(board.app) if rule.endpoint in acts]
        tries, faults = faults_at(board, place, rules)
        assert faults == []
        assert tries > len(acts)
