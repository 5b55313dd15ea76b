"""The life of a dispute, told once from escalation to the enforced refund."""

import pytest

from jury.domain.lifecycle import Side
from jury.domain.sortition.verification import verify_transcript
from jury.jobs import sweeps
from jury.services.drawing.transcripts import transcript
from jury.services.money import ledger, remedy
from jury.services.proof.log_check import verify_log
from jury.services.reading.casefile import for_juror
from jury.services.submissions import submit
from jury.services.verdict.letter import Letter, letter
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.outside.outbox import list_events_after
from jury.storage.transaction import transaction
from tests.world import BUYER_PHONE, SELLER_NAME, World, move_clock


def letter_of(dispute: str) -> Letter:
    found = letter(dispute, "en")
    assert found is not None
    return found


@pytest.mark.usefixtures("session")
def test_a_dispute_runs_from_escalation_to_an_enforced_refund() -> None:
    world = World.begin()

    dispute = world.escalate()
    assert world.stage(dispute) == "submissions"
    assert balances(dispute) == {"marketplace_held": -19200, "escrow": 19200}

    answer = submit.Writing(kind="case", text="It was never opened.", language="en")
    with transaction(lock=dispute) as now:
        submit.write_statement(dispute, Side.SELLER, answer, now=now)
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    assert world.stage(dispute) == "screening"

    world.release(dispute, exhibit)
    world.confirm(dispute)
    assert world.stage(dispute) == "hearing"
    world.give_nonce(dispute)

    first, *others = world.summonses(dispute)
    juror = world.seat(dispute, first)
    file = for_juror(*juror, "en")
    assert BUYER_PHONE not in file.claim.plain
    assert SELLER_NAME not in file.claim.plain
    world.read(dispute, juror)
    world.vote(dispute, juror, 1)

    for choice, summons in zip((1, 2, 0, 1), others, strict=False):
        juror = world.seat(dispute, summons)
        world.read(dispute, juror)
        world.vote(dispute, juror, choice)
    # The grid, and then whoever was reading when the vote was settled.
    move_clock(minutes=46)
    assert world.stage(dispute) == "pronounced"
    found = letter_of(dispute)
    assert [votes.count for votes in found.split][:3] == [1, 3, 1]
    assert (found.buyer_minor, found.seller_minor) == (5400, 13800)
    assert get_refund_of(dispute).state == "held"

    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    assert get_refund_of(dispute).state == "instructed"
    with transaction(lock=dispute) as now:
        remedy.receive_answer(
            "RF-1", remedy.Answer(result="executed"), actor="key:1", now=now
        )
    assert world.stage(dispute) == "closed"

    assert balances(dispute) == {
        "marketplace_held": -19200,
        "escrow": 0,
        "buyer": 5400,
        "seller": 13800,
    }
    told = [event.type for event in list_events_after(0, limit=500)]
    assert told.count("refund.instructed") == 1
    assert verify_transcript(transcript(dispute, 1, is_auditor=True)).problem is None
    sweeps.link_heads()
    assert verify_log().faults == ()
    assert ledger.check().faults == ()
