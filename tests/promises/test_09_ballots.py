"""A ballot, and the verdict that follows from it, cannot be changed unnoticed."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services.hearing.ballot_seals import ballot_seal, receipt_code
from jury.services.proof import audit
from jury.services.proof.log_check import verify_log
from jury.services.screening import disclose
from jury.storage.audit import AuditNote, list_entries
from jury.storage.base import current_session
from jury.storage.polls import Ballot
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import played
from tests.world import World, move_clock

CONTENT = {
    "the choice": "UPDATE ballot SET choice = 3",
    "cannot decide": "UPDATE ballot SET choice = NULL",
    "the reasons": "UPDATE ballot SET reasons = '[]'",
    "the sentence": "UPDATE ballot SET sentence = 'Something else.'",
    "the language": "UPDATE ballot SET language = 'en'",
    "the seat": (
        "UPDATE ballot SET seat_id = (SELECT id FROM seat WHERE id NOT IN"
        " (SELECT seat_id FROM ballot) LIMIT 1) WHERE id = (SELECT min(id) FROM ballot)"
    ),
    "a ballot less": "DELETE FROM ballot WHERE id = (SELECT min(id) FROM ballot)",
}
RESULT = {
    "the rung": "UPDATE verdict SET rung = 0",
    "the split": (
        'UPDATE verdict SET split = \'{"counts": [0, 0, 4, 0],'
        ' "cannot_decide": 0, "seats": 5}\''
    ),
    "the sum": (
        "UPDATE verdict SET buyer_minor = buyer_minor + 1,"
        " seller_minor = seller_minor - 1"
    ),
    "no verdict": "DELETE FROM verdict",
    "a verdict by nobody": "UPDATE verdict SET ended_by = 'staff'",
}


def change(statement: str) -> None:
    with transaction():
        current_session().execute(text(statement))


@played
def voted(choices: Sequence[int | None] = (1, 1, 2, 1)) -> str:
    world, dispute = begin_hearing()
    called = world.summonses(dispute)[: len(choices)]
    seated = [world.seat(dispute, one) for one in called]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=True):
        world.vote(dispute, juror, choice)
    return dispute


@pytest.mark.parametrize("statement", CONTENT.values(), ids=CONTENT.keys())
def test_a_ballot_changed_while_the_poll_is_open_is_noticed(
    session: Session, statement: str
) -> None:
    voted()
    assert verify_log().faults == ()
    change(statement)
    during = verify_log().faults
    assert len(during) == 1
    assert "sealed" in during[0]
    move_clock(hours=25)
    assert verify_log().faults != ()


@pytest.mark.parametrize(
    "statement", [*CONTENT.values(), *RESULT.values()], ids=[*CONTENT, *RESULT]
)
def test_a_ballot_or_a_verdict_changed_after_the_close_is_noticed(
    session: Session, statement: str
) -> None:
    voted()
    move_clock(hours=25)
    assert verify_log().faults == ()
    change(statement)
    assert verify_log().faults != ()


@pytest.mark.parametrize(
    "choices", [(0, 0, 1, 1), (None, None, None, 1), (1,), (0, 1, 2, 3, 3)]
)
def test_however_a_poll_ends_the_log_holds(
    session: Session, choices: Sequence[int | None]
) -> None:
    voted(choices)
    move_clock(hours=25)
    move_clock(hours=13)
    sweeps.link_heads()
    assert verify_log().faults == ()


def test_the_log_names_a_ballot_by_its_receipt_and_binds_what_it_says(
    session: Session,
) -> None:
    dispute = voted()
    ballot = session.scalars(select(Ballot).where(Ballot.choice == 2)).one()
    receipt, seal = receipt_code(ballot), ballot_seal(ballot)
    ballot.choice = 0
    assert receipt_code(ballot) == receipt
    assert ballot_seal(ballot) != seal
    session.rollback()
    move_clock(hours=25)
    closed = list_entries(audit.dispute_chain(dispute), "poll.closed")[0]
    assert len(receipt) == 20
    assert [one for one in closed.payload["receipts"] if one.startswith(receipt)] == [
        seal
    ]


def test_without_its_secret_nobody_can_try_what_a_ballot_says(session: Session) -> None:
    voted()
    ballot = session.scalars(select(Ballot)).first()
    assert ballot is not None
    _receipt, _sep, digest = ballot_seal(ballot).partition(":")
    ballot.salt = "0" * 32
    assert ballot_seal(ballot).partition(":")[2] != digest


def test_a_reason_changed_is_noticed_and_a_reason_erased_is_not(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    with transaction(lock=dispute) as now:
        disclose.withhold_exhibit(
            dispute,
            exhibit,
            code="abusive",
            reason="a true reason",
            staff_id=world.staff_id,
            now=now,
        )
    assert session.scalars(select(AuditNote.text)).one() == "a true reason"
    change("UPDATE audit_note SET text = 'something else'")
    assert verify_log().faults != ()
    change("DELETE FROM audit_note")
    assert verify_log().faults == ()


def test_words_put_beside_an_entry_without_any_are_noticed(session: Session) -> None:
    World.begin().escalate()
    assert verify_log().faults == ()
    change(
        "INSERT INTO audit_note (chain, seq, salt, text) SELECT chain, seq, 'a', 'b'"
        " FROM audit_entry WHERE action = 'dispute.admitted'"
    )
    assert verify_log().faults != ()
