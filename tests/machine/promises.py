"""DESIGN.md, section 3, asked of the database. Each yields what is wrong.

A promise about a new part is one more function and its line in `PROMISES`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from jury import clock
from jury.domain.lifecycle import BEFORE_THE_VERDICT, DISPUTE, Stage
from jury.domain.tally import tally
from jury.services.hearing.ballot_seals import receipt_code
from jury.services.law.rules import ladder_of, rules_of
from jury.services.money import ledger
from jury.services.proof.log_check import heads_kept_outside, verify_log
from jury.services.stages import who_is
from jury.storage.desk.tasks import Task
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.due import SweepFailure
from jury.storage.money.refunds import Enforcement, RefundRecord
from jury.storage.money.returns import GoodsResend, GoodsReturn
from jury.storage.offers import Offer
from jury.storage.outside.outbox import Event, Notice
from jury.storage.polls import Ballot
from jury.storage.roster import Juror
from jury.storage.verdicts import Verdict
from tests.machine.kept import Kept
from tests.machine.more_promises import MORE_PROMISES

# What a rule or silence decided may come back to SUBMISSIONS, with its screening.
SCREENING = {Stage.SUBMISSIONS, Stage.SCREENING, Stage.PRONOUNCED}
NOT_OVER: set[Stage] = {stage for stage in Stage if stage is not Stage.CLOSED}
# Where a task of a kind makes sense; what is not named may wait anywhere.
WHERE: Mapping[str, set[Stage]] = {
    "referred": {Stage.REFERRED},
    "consent": {Stage.REFERRED},
    # An advance is owed, and may be late, while the dispute is still heard.
    "refund_answer": NOT_OVER,
    "slip": {Stage.PRONOUNCED},
    "reopen": {Stage.PRONOUNCED},
    "doubt": {Stage.PRONOUNCED},
    # What is shown of goods that come back is covered like the rest.
    "screen_exhibit": {*SCREENING, Stage.HEARING, Stage.FINAL},
    "cover": SCREENING,
    "reported": {*SCREENING, Stage.HEARING, Stage.REFERRED},
    "strike": SCREENING,
    "admit_exhibit": SCREENING,
    "return_decision": {Stage.FINAL},
    "return_consent": {Stage.FINAL},
    "paused": NOT_OVER,
    "sweep_failed": NOT_OVER,
}


def ballots_count_once(kept: Kept) -> Iterator[str]:
    """3.1: what was acknowledged is there, as it was cast, and nothing else is."""
    ballots = kept.all(Ballot)
    found = {receipt_code(one): one.choice for one in ballots}
    told = {one.receipt: one.choice for one in kept.play.cast}
    if found != told:
        yield f"ballots kept {found}, acknowledged {told}"
    asked = {one.id for one in kept.all(Draw) if one.went_on_at is not None}
    draws = {one.id: one.draw_id for one in kept.all(Seat)}
    first = [one.seat_id for one in ballots if one.ballot_no == 1]
    second = [one.seat_id for one in ballots if one.ballot_no == 2]
    if len(set(first)) < len(first) or not set(second) <= set(first):
        yield "a seat has two first ballots, or a second alone"
    if not {draws[one] for one in second} <= asked:
        yield "a ballot was changed without a pause for evidence"


def tallies_are_true(kept: Kept) -> Iterator[str]:
    """3.1: a closed poll was counted from its ballots, and its verdict follows."""
    for draw in kept.all(Draw):
        if draw.closed_at is None or draw.is_void:
            continue
        dispute, ballots = kept.disputes[draw.dispute_id], kept.ballots[draw.id]
        names = ("round_number", "draw_no")
        closed = [
            entry.payload
            for entry in kept.log[dispute.id]
            if entry.action == "poll.closed"
            and all(entry.payload[name] == getattr(draw, name) for name in names)
        ]
        if [one["ballots"] for one in closed] != [len(ballots)]:
            yield f"draw {draw.id}: {len(ballots)} ballots, closed as {closed}"
            continue
        counted = tally(
            [one.choice for one in ballots],
            rungs=len(ladder_of(dispute)),
            seats=draw.seats_wanted,
            rule=rules_of(dispute).policy.verdict,
            at_window_end=False,
        )
        found = kept.all(Verdict, dispute_id=dispute.id, round_number=draw.round_number)
        rungs = [one.rung for one in found if closed[0]["outcome"] == "decided"]
        if rungs not in ([], [counted.median_rung]):
            yield f"draw {draw.id}: {rungs} is not {counted.median_rung}"


def turnout_is_secret(kept: Kept) -> Iterator[str]:
    """3.2: nothing tells who sits or voted before the close, or ever if it is void."""
    secret = {one.id for one in kept.all(Draw) if one.closed_at is None or one.is_void}
    calls = {one.id for one in kept.all(Summons) if one.draw_id in secret}
    for told in kept.all(Event):
        is_out = told.position is not None or told.dispute_seq is not None
        if is_out and told.dispute_id and told.payload.get("summons") in calls:
            yield f"event {told.type} was told before the close"
    for notice in kept.all(Notice):
        if notice.params.get("summons") in calls and notice.dispute_id is not None:
            yield f"notice {notice.kind} ties a juror to a dispute"


def polls_are_sealed(kept: Kept) -> Iterator[str]:
    """3.2: the log of an open poll is sealed, and its promised end stays."""
    for dispute_id, chain in kept.log.items():
        if any(one.action.startswith(("ballot.", "summons.")) for one in chain):
            yield f"{dispute_id}: its chain tells of jurors"
    for draw in kept.all(Draw, closed_at=None):
        if kept.disputes[draw.dispute_id].stage_closes_at != draw.window_ends_at:
            yield "the promised end of a hearing moved with its jurors"


def panels_are_drawn(kept: Kept) -> Iterator[str]:
    """3.3: in drawn order, each person once, no party, nobody of an earlier panel."""
    refs = {one.id: one.ref for one in kept.all(Juror)}
    for dispute in kept.disputes.values():
        met = {party.user.ref for party in dispute.parties}
        for draw in kept.all(Draw, dispute_id=dispute.id):
            called = kept.all(Summons, draw_id=draw.id)
            if sorted(one.rank for one in called) != list(range(1, len(called) + 1)):
                yield f"draw {draw.id}: somebody was passed over"
            people = {refs[one.juror_id] for one in called}
            if people & met:
                yield f"draw {draw.id}: a party or an earlier juror was called"
            met |= people
            seats = kept.all(Seat, draw_id=draw.id, removed_at=None)
            if not len(kept.ballots[draw.id]) <= len(seats) == draw.seats_wanted:
                yield f"draw {draw.id}: more ballots than seats"


def books_balance(kept: Kept) -> Iterator[str]:
    """3.6: what the court's own check says of its books."""
    yield from ledger.check().faults


def money_is_right(kept: Kept) -> Iterator[str]:
    """3.6: beside the books: what each side gets, when, and how often."""
    now = clock.now()
    # Of an exchange the second parcel; what a journey ends with is what is paid.
    goods = {
        one.dispute_id: one for one in (*kept.all(GoodsReturn), *kept.all(GoodsResend))
    }
    for record in kept.all(RefundRecord):
        dispute = kept.disputes[record.dispute_id]
        paid = kept.all(Enforcement, dispute_id=dispute.id)
        row = goods.get(dispute.id)
        is_waiting = dispute.stands_for is not None or (row is not None and row.is_open)
        # What waited for a stop that is over is carried out by the next sweep.
        due = dispute.next_due_at
        is_waiting = is_waiting or (due is not None and due <= now)
        is_over = dispute.stage in ledger.BINDING_STAGES
        moves = rules_of(dispute).policy.moves_money
        is_early = paid and not (is_over and moves)
        if is_early or (is_over and moves and not paid and not is_waiting):
            yield f"{dispute.id} in {dispute.stage}: its award is {paid}"
        if (record.state == "held") == bool(paid):
            yield f"{dispute.id}: the refund record is {record.state}"
        is_closed = dispute.stage == Stage.CLOSED.value
        if is_closed and moves and not record.is_done:
            yield f"{dispute.id} was closed with its refund {record.state}"
        verdicts = kept.all(Verdict, dispute_id=dispute.id)
        last = max(verdicts, key=lambda one: one.round_number, default=None)
        decided = row or last
        if paid and (decided is None or paid[0].buyer_minor != decided.buyer_minor):
            yield f"{dispute.id}: paid {paid[0].buyer_minor}, not as decided last"


def rules_stay(kept: Kept) -> Iterator[str]:
    """3.8: a dispute is judged by the rules it was admitted under."""
    for dispute_id, rules in kept.play.rules.items():
        if json.dumps(kept.disputes[dispute_id].policy) != rules:
            yield f"{dispute_id}: its rules were changed"


def nothing_is_stuck(kept: Kept) -> Iterator[str]:
    """3.7: something is due in what is open, and what is referred waits for staff."""
    waiting = {
        one.dispute_id
        for one in kept.all(Task, done_at=None)
        if one.kind in {"referred", "consent"}
    }
    for dispute in kept.disputes.values():
        if (dispute.next_due_at is None) != (dispute.stage == Stage.CLOSED.value):
            yield f"{dispute.id} in {dispute.stage} is due {dispute.next_due_at}"
        if dispute.stage == Stage.REFERRED.value and dispute.id not in waiting:
            yield f"{dispute.id} is referred to nobody"


def what_waits_belongs_there(kept: Kept) -> Iterator[str]:
    """3.7: no task, offer or poll is left over from an earlier stage."""
    for task in kept.all(Task, done_at=None):
        stage = Stage(kept.disputes[str(task.dispute_id)].stage)
        if stage not in WHERE.get(task.kind, set(Stage)):
            yield f"a task {task.kind} waits in {stage}"
    for offer in kept.all(Offer, state="open"):
        stage = Stage(kept.disputes[offer.dispute_id].stage)
        if stage not in BEFORE_THE_VERDICT:
            yield f"an offer stands in {stage}"
    polls = Counter(one.dispute_id for one in kept.all(Draw, closed_at=None))
    for dispute in kept.disputes.values():
        is_heard = dispute.stage == Stage.HEARING.value
        if is_heard and not polls[dispute.id] and dispute.stands_for is not None:
            # Draws are stopped: its jury is drawn once they go on.
            continue
        if polls[dispute.id] != int(is_heard):
            yield f"{polls[dispute.id]} polls are open in {dispute.stage}"


def sweeps_do_not_fail(kept: Kept) -> Iterator[str]:
    """3.7: what is due can be done; only a crash puts it off."""
    for failure in kept.all(SweepFailure):
        if not (kept.play.crashed and failure.defect == "Crash"):
            yield f"{failure.dispute_id}: the sweep failed by {failure.defect}"


def the_log_tells_the_story(kept: Kept) -> Iterator[str]:
    """3.9: every move of a stage is in the log, by a row of the table."""
    for dispute in kept.disputes.values():
        at = Stage.SUBMISSIONS
        for entry in kept.log[dispute.id]:
            told = entry.payload
            if not {"act", "from", "to"} <= told.keys():
                continue
            if Stage(told["from"]) is not at:
                yield f"{dispute.id}: a move from {told['from']} after {at}"
            at = DISPUTE.after(Stage(told["from"]), told["act"], who_is(entry.actor))
            if at is not Stage(told["to"]):
                yield f"{dispute.id}: {told['act']} led to {told['to']}"
        if at is not Stage(dispute.stage):
            yield f"{dispute.id}: the log ends at {at}"


def the_log_holds() -> Iterator[str]:
    """3.9: no chain was touched; dear, so asked now and then."""
    yield from verify_log(heads_kept_outside() or ()).faults


PROMISES: tuple[Callable[[Kept], Iterator[str]], ...] = (
    ballots_count_once,
    tallies_are_true,
    turnout_is_secret,
    polls_are_sealed,
    panels_are_drawn,
    money_is_right,
    rules_stay,
    nothing_is_stuck,
    what_waits_belongs_there,
    sweeps_do_not_fail,
    the_log_tells_the_story,
    *MORE_PROMISES,
    # Last: it looks at a moment of its own, and all that was read is forgotten.
    books_balance,
)
