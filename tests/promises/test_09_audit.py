"""Everything that happens is in the log, and no change to the log goes unnoticed."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services import audit
from jury.storage.audit import list_entries
from jury.storage.base import current_session, current_settings
from jury.storage.transaction import transaction
from tests.world import World, move_clock

TAMPERING = {
    "an actor": "UPDATE audit_entry SET actor = 'sweep' WHERE seq = 2",
    "an action": "UPDATE audit_entry SET action = 'x.y' WHERE seq = 3",
    "a time": "UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE seq = 1",
    "a payload": "UPDATE audit_entry SET payload = '{}' WHERE action = 'poll.closed'",
    "a hash": "UPDATE audit_entry SET hash = previous WHERE seq = 4",
    "a line less": "DELETE FROM audit_entry WHERE action = 'exhibit.released'",
    "the tail": "DELETE FROM audit_entry WHERE action = 'dispute.pronounced'",
    "a whole chain": "DELETE FROM audit_entry WHERE chain LIKE 'dispute:%'",
    "a head": "UPDATE audit_head SET seq = seq - 1 WHERE chain LIKE 'dispute:%'",
    "the master": "DELETE FROM master_entry WHERE seq = 1",
    "a poll": "UPDATE audit_entry SET actor = 'x' WHERE chain LIKE 'poll:%' AND seq=1",
}


def decided() -> tuple[World, str]:
    world = World.begin()
    dispute = world.hear()
    world.decide(dispute, (1, 1, 1, 2, 0))
    sweeps.link_heads()
    return world, dispute


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_noticed(session: Session, statement: str) -> None:
    decided()
    assert audit.verify_log().faults == ()
    with transaction():
        changed: Any = current_session().execute(text(statement))
    assert changed.rowcount > 0
    assert audit.verify_log().faults != ()


def test_a_log_that_was_cut_and_recomputed_is_noticed_by_the_head_kept_outside(
    session: Session,
) -> None:
    _world, dispute = decided()
    kept = (current_settings().data_dir / "audit-heads.log").read_text().split()[-1]
    with transaction():
        run = current_session().execute
        run(text("DELETE FROM master_entry"))
        run(text("DELETE FROM audit_entry WHERE action = 'dispute.pronounced'"))
        last = list_entries(audit.dispute_chain(dispute))[-1]
        head = audit.find_head(audit.dispute_chain(dispute))
        assert head is not None
        head.seq, head.hash, head.unlinked = last.seq, last.hash, True
    sweeps.link_heads()
    assert audit.verify_log().faults == ()
    assert audit.verify_log(kept).faults != ()


def test_every_step_of_a_dispute_leaves_its_entry(session: Session) -> None:
    _world, dispute = decided()
    move_clock(hours=49)
    said = [one.action for one in list_entries(audit.dispute_chain(dispute))]
    assert said == [
        "dispute.admitted",
        "exhibit.filed",
        "submissions.done",
        "submissions.done",
        "dispute.screening",
        "exhibit.released",
        "preview.confirmed",
        "preview.confirmed",
        "dispute.hearing",
        "panel.committed",
        "panel.drawn",
        "poll.closed",
        "dispute.pronounced",
        "dispute.final",
        "refund.instructed",
    ]


def test_ballots_stay_out_of_the_disputes_log_until_the_close(session: Session) -> None:
    world = World.begin()
    dispute = world.hear()
    before = len(list_entries(audit.dispute_chain(dispute)))
    juror = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, juror)
    world.vote(dispute, juror, 1)
    assert len(list_entries(audit.dispute_chain(dispute))) == before
