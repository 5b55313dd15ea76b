"""Everything that happens is in the log, and no change to the log goes unnoticed."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jury.domain.case.chains import BEGINNING
from jury.jobs import sweeps
from jury.services.proof import audit
from jury.services.proof.log_check import heads_kept_outside, verify_log
from jury.storage.audit import AuditHead, MasterEntry, list_entries
from jury.storage.base import current_session
from jury.storage.transaction import transaction
from tests.courts import begin_decided_by, begin_hearing
from tests.played import played
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
    "a sum written as a fraction": "UPDATE audit_entry SET payload = '{\"no\": 1.5}'",
    "a sealed chain deleted with its head": (
        "DELETE FROM audit_head WHERE chain LIKE '%ballots';"
        "DELETE FROM audit_entry WHERE chain LIKE '%ballots'"
    ),
    "the summonses deleted with their head": (
        "DELETE FROM audit_head"
        " WHERE chain LIKE 'poll:%' AND chain NOT LIKE '%ballots';"
        "DELETE FROM audit_entry"
        " WHERE chain LIKE 'poll:%' AND chain NOT LIKE '%ballots'"
    ),
    "the draw of a sealed chain reopened": "UPDATE draw SET closed_at = NULL",
}


@played
def decided() -> tuple[World, str]:
    world, dispute = begin_decided_by((1, 1, 1, 2, 0))
    sweeps.link_heads()
    return world, dispute


def run(statements: str) -> int:
    with transaction():
        done: list[Any] = [
            current_session().execute(text(one)) for one in statements.split(";")
        ]
    return min(int(one.rowcount) for one in done)


def recompute(chain: str, *, keep: int) -> None:
    """Cut a chain and compute its hashes anew, so that it holds in itself."""
    previous = BEGINNING
    for entry in list_entries(chain):
        if entry.seq > keep:
            current_session().delete(entry)
            continue
        entry.previous = previous
        entry.hash = previous = audit.entry_hash(entry)
    head = audit.find_head(chain)
    assert head is not None
    head.seq, head.hash, head.unlinked = keep, previous, True


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_noticed(session: Session, statement: str) -> None:
    decided()
    assert verify_log().faults == ()
    assert run(statement) > 0
    assert verify_log().faults != ()


@pytest.mark.parametrize("kind", [audit.poll_chain, audit.ballot_chain])
def test_a_sealed_chain_recomputed_is_noticed_even_before_it_is_linked(
    session: Session, kind: Any
) -> None:
    world, dispute = begin_decided_by((1, 1, 1, 2, 0))
    chain = kind(world.draw_of(dispute).id)
    with transaction():
        recompute(chain, keep=2)
    faults = verify_log().faults
    assert any(fault.startswith(chain) for fault in faults)


def test_a_sealed_chain_is_linked_after_the_close_and_not_before(
    session: Session,
) -> None:
    world, dispute = begin_hearing()
    sealed = {
        audit.poll_chain(world.draw_of(dispute).id),
        audit.ballot_chain(world.draw_of(dispute).id),
    }
    world.decide(dispute, (0, 0, 3, 3))
    sweeps.link_heads()
    linked = select(MasterEntry.chain)
    assert not sealed & set(session.scalars(linked))
    move_clock(hours=25)
    sweeps.link_heads()
    assert sealed <= set(session.scalars(linked))
    assert verify_log().faults == ()


def test_a_log_that_was_cut_and_recomputed_is_noticed_by_the_heads_kept_outside(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.escalate()
    world.file_picture(dispute)
    sweeps.link_heads()
    with transaction():
        current_session().execute(text("DELETE FROM master_entry"))
        recompute(audit.dispute_chain(dispute), keep=1)
    # What is written outside from now on is the head of the forged log.
    sweeps.link_heads()
    kept = heads_kept_outside()
    assert kept is not None
    assert verify_log(kept[-1:]).faults == ()
    assert verify_log(kept).faults != ()


def test_an_entry_written_while_heads_are_linked_is_linked_next_time(
    app: Flask, session: Session
) -> None:
    def link() -> None:
        with app.app_context():
            sweeps.link_heads()

    with transaction() as now:
        audit.append("place", "place.opened", {}, actor="operator", now=now)
    linker = threading.Thread(target=link)
    with transaction() as now:
        audit.append("place", "place.moved", {}, actor="operator", now=now)
        current_session().flush()
        linker.start()
        linker.join(timeout=1)
    linker.join()
    sweeps.link_heads()
    session.rollback()
    query = select(MasterEntry.chain_seq).where(MasterEntry.chain == "place")
    assert max(session.scalars(query)) == 2
    assert session.get_one(AuditHead, "place").unlinked is False


def test_every_step_of_a_dispute_leaves_its_entry(session: Session) -> None:
    _world, dispute = decided()
    move_clock(hours=49)
    said = [one.action for one in list_entries(audit.dispute_chain(dispute))]
    assert said == [
        "dispute.admitted",
        "key.made",
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
    world, dispute = begin_hearing()
    before = len(list_entries(audit.dispute_chain(dispute)))
    juror = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, juror)
    world.vote(dispute, juror, 1)
    assert len(list_entries(audit.dispute_chain(dispute))) == before
