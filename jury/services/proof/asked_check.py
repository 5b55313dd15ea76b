"""Whether votes were changed only after their jury had asked for evidence.

A part of `verify-log`: a second ballot of a seat stands only where the dispute's chain
says that the poll waited, and that it went on, and the first was cast before.
"""

from collections.abc import Iterator

from jury.domain.deadlines import bucket
from jury.services.hearing.inquiry import ASKED
from jury.services.proof.audit import dispute_chain, poll_chain
from jury.storage.audit import AuditEntry, list_entries
from jury.storage.disputes import EVIDENCE
from jury.storage.draws import Draw
from jury.storage.figures.judged import list_every_ballot
from jury.storage.inquiries import Inquiry, find_inquiry
from jury.storage.polls import Ballot

RESUMED = "dispute.resumed"


def faults_of_asked(draw: Draw) -> Iterator[str]:
    """What is wrong with the pause of a closed poll, or with votes after it."""
    chain = dispute_chain(draw.dispute_id)
    asked = [one for one in list_entries(chain, ASKED) if _is_of(one, draw)]
    row = find_inquiry(draw.id)
    if not _is_as_said(row, asked) or (row is None) != (draw.asked_at is None):
        yield f"{poll_chain(draw.id)}: what its jury asked for is not what was said"
    ballots = list_every_ballot(draw.id)
    first = {one.seat_id: one for one in ballots if one.ballot_no == 1}
    second = [one for one in ballots if one.ballot_no != 1]
    if second and not _went_on(draw, chain, asked):
        yield f"{poll_chain(draw.id)}: a vote was changed without a pause for evidence"
    elif not all(_follows(draw, first.get(one.seat_id), one) for one in second):
        yield f"{poll_chain(draw.id)}: a vote was changed that may not be changed"


def _is_of(entry: AuditEntry, draw: Draw) -> bool:
    told = entry.payload.get("round_number"), entry.payload.get("draw_no")
    return told == (draw.round_number, draw.draw_no)


def _is_as_said(row: Inquiry | None, asked: list[AuditEntry]) -> bool:
    told = [(one.payload.get("ask"), one.payload.get("side")) for one in asked]
    return told == ([] if row is None else [(row.code, row.side)])


def _went_on(draw: Draw, chain: str, asked: list[AuditEntry]) -> bool:
    """Whether the log says that the poll waited for evidence, and then went on."""
    if not asked or draw.went_on_at is None:
        return False
    return any(
        one.seq > asked[0].seq
        and one.payload.get("cause") == EVIDENCE
        and one.at == draw.went_on_at
        for one in list_entries(chain, RESUMED)
    )


def _follows(draw: Draw, first: Ballot | None, second: Ballot) -> bool:
    """Whether one ballot was cast before the pause and the other after it, in time."""
    if first is None or draw.went_on_at is None or draw.confirm_until is None:
        return False
    after = bucket(draw.went_on_at)
    return first.cast_bucket_at < after <= second.cast_bucket_at < draw.confirm_until
