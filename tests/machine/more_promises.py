"""DESIGN.md, section 3, of what stands still, goes back, and moves beside the award."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from jury.domain.deadlines import SLIPS
from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import RefundState
from jury.domain.money.payments import ACCOUNTS
from jury.domain.settlement import LIFE
from jury.services.moderation.tasks import MONEY_CONSENT
from jury.services.money import ledger, reverse
from jury.services.money.answers import award_key
from jury.services.money.payments import EVENTS
from jury.storage.desk.pauses import Pause, Respite
from jury.storage.desk.stops import Stop, Stopped
from jury.storage.desk.tasks import Task
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.jurors.barred import Barred
from jury.storage.money.payments import Payment
from jury.storage.money.refunds import LedgerEntry, LedgerTransaction, RefundRecord
from jury.storage.money.returns import GoodsResend, GoodsReturn
from jury.storage.offers import Offer
from jury.storage.outside.outbox import Event, Notice
from jury.storage.polls import Ballot
from jury.storage.verdicts import Verdict
from tests.machine.kept import Kept

FOR_EVER = datetime.max.replace(tzinfo=UTC)
AWARD = "refund.instructed"
KEPT_IN_A_PAUSE = frozenset(
    (
        "dispute.kept_paused",
        "dispute.lengthened",
        # Of a file that was on its way: it is sealed, and then it is refused.
        "key.made",
        # Who looks at an original changes nothing, and is always logged.
        "original.opened",
        "panel.nonce_kept",
        "pause.overdue",
        "payment.answered",
        "refund.answered",
        "task.taken",
        "task.left",
    )
)
INSTRUCTIONS = frozenset({AWARD, *EVENTS.values()})


def what_is_stopped_waits(kept: Kept) -> Iterator[str]:
    """3.6, 3.7: nothing is taken in, drawn or paid while that is stopped."""
    done: dict[str, list[datetime]] = {
        Stopped.INTAKE: [one.admitted_at for one in kept.disputes.values()],
        Stopped.DRAWS: [
            *(one.committed_at for one in kept.all(Draw)),
            *(one.sent_at for one in kept.all(Summons)),
        ],
        Stopped.ENFORCEMENT: [
            one.happened_at for one in kept.all(Event) if one.type in INSTRUCTIONS
        ],
    }
    for stop in kept.all(Stop):
        until = stop.lifted_at or FOR_EVER
        if any(stop.stopped_at < at < until for at in done[stop.what]):
            yield f"{stop.what} went on although it was stopped"


def what_is_paused_stands(kept: Kept) -> Iterator[str]:
    """3.7: nobody changes a paused dispute; docs/stops.md says what may be kept."""
    for pause in kept.all(Pause):
        until = pause.resumed_at or FOR_EVER
        for entry in kept.log[pause.dispute_id]:
            is_meanwhile = pause.paused_at < entry.at < until
            if is_meanwhile and entry.action not in KEPT_IN_A_PAUSE:
                yield f"{pause.dispute_id}: {entry.action} in a pause"


def nobody_barred_judges(kept: Kept) -> Iterator[str]:
    """3.3: who may not judge is not called any more, and no ballot of theirs counts."""
    seats = {one.summons_id: one for one in kept.all(Seat, removed_at=None)}
    voted = {one.seat_id for one in kept.all(Ballot)}
    draws = {one.id: one for one in kept.all(Draw)}
    for one in kept.all(Barred):
        for summons in kept.all(Summons, juror_id=one.juror_id):
            draw = draws[summons.draw_id]
            if draw.dispute_id != one.dispute_id:
                continue
            if summons.sent_at > one.barred_at:
                yield f"draw {draw.id}: somebody was called who may not judge"
            is_past = draw.closed_at is not None and draw.closed_at < one.barred_at
            seat = seats.get(summons.id)
            if seat is not None and seat.id in voted and not is_past:
                yield f"draw {draw.id}: somebody's ballot counts who may not judge"


def returns_are_in_place(kept: Kept) -> Iterator[str]:
    """3.6, 3.7: goods travel while a dispute is final, and others judge an appeal."""
    for row in (*kept.all(GoodsReturn), *kept.all(GoodsResend)):
        stage = kept.disputes[row.dispute_id].stage
        if row.is_open and stage != Stage.FINAL.value:
            yield f"{row.dispute_id}: goods are {row.state} in {stage}"
        hands = [
            staff
            for one in kept.all(row.decisions, dispute_id=row.dispute_id)
            for staff in (one.decided_by, one.consented_by)
            if staff is not None
        ]
        if len(set(hands)) < len(hands):
            yield f"{row.dispute_id}: somebody judged the own ruling"


def what_is_told_is_booked(kept: Kept) -> Iterator[str]:
    """3.6: the marketplace that pays each key once pays what the books say."""
    told: dict[str, dict[str, Counter[str]]] = defaultdict(dict)
    for event in kept.all(Event):
        if event.type in INSTRUCTIONS and event.dispute_id is not None:
            key, sums = event.payload["enforcement"], _sums(event)
            if told[event.dispute_id].setdefault(key, sums) != sums:
                yield f"{key}: it was instructed with two different sums"
    state = RefundState.WRITTEN_OFF.value
    lost = {one.key for one in kept.all(Payment, state=state)}
    lost |= {award_key(one.dispute_id) for one in kept.all(RefundRecord, state=state)}
    for dispute_id, keys in told.items():
        if award_key(dispute_id) in lost:
            continue
        paid: Counter[str] = Counter()
        for key, sums in keys.items():
            paid.update({} if key in lost else sums)
        booked = _booked(kept, dispute_id)
        if any(paid[account] != booked[account] for account in ACCOUNTS):
            yield f"{dispute_id}: {dict(paid)} was told, {dict(booked)} is booked"


def _sums(event: Event) -> Counter[str]:
    sums = {
        account: event.payload[account]["minor"]
        for account in ACCOUNTS
        if account in event.payload
    }
    kept_back = event.payload.get("advanced", {}).get("minor", 0)
    moved = Counter(sums)
    moved.update({"buyer": -kept_back, "platform": kept_back})
    return moved


def _booked(kept: Kept, dispute_id: str) -> Counter[str]:
    """What moved but for the way back of goods, which no instruction tells."""
    found: Counter[str] = Counter()
    for one in kept.all(LedgerTransaction, dispute_id=dispute_id):
        if one.kind != ledger.RETURN_FREIGHT:
            for entry in kept.all(LedgerEntry, transaction_id=one.id):
                found[entry.account] += entry.minor
    return found


def consents_are_asked_for_what_can_be(kept: Kept) -> Iterator[str]:
    """3.7: nobody is asked to give up, or to change, what is over."""
    open_ones = {one.key for one in kept.all(Payment) if not one.is_done}
    awards = {one.dispute_id: one for one in kept.all(RefundRecord)}
    for task in kept.all(Task, kind=MONEY_CONSENT, done_at=None):
        award = awards[str(task.dispute_id)]
        is_lost = award.state == RefundState.WRITTEN_OFF.value
        upon = task.detail["upon"]
        is_owed = upon in open_ones or (upon == award.ref and not award.is_done)
        if is_lost if task.detail["act"] == reverse.ACT else not is_owed:
            yield f"{task.dispute_id}: {task.target} waits for a consent"


def an_appeal_is_joined_once_there_is_one(kept: Kept) -> Iterator[str]:
    """3.9: the log does not tell of an appeal that nobody filed."""
    for dispute_id, chain in kept.log.items():
        told = [one.action for one in chain if one.action.startswith("appeal.")]
        if "appeal.joined" in told and "appeal.filed" not in told:
            yield f"{dispute_id}: an appeal was joined that nobody filed"


def shadows_are_silent(kept: Kept) -> Iterator[str]:
    """3.5: no party learns of what runs in the shadow of staff."""
    for notice in kept.all(Notice):
        is_told = notice.user_id is not None and notice.dispute_id is not None
        if is_told and kept.disputes[str(notice.dispute_id)].is_shadow:
            yield f"{notice.dispute_id}: a side was told {notice.kind}"


def time_is_given_as_it_was_lost(kept: Kept) -> Iterator[str]:
    """3.7: no offer, and no time to correct slips, lasts longer than what is said of
    it and what stood still meanwhile."""
    lives = [
        *(
            (one.dispute_id, one.made_at, one.expires_at, LIFE)
            for one in kept.all(Offer)
        ),
        *(
            (one.dispute_id, one.pronounced_at, one.correction_closes_at, SLIPS)
            for one in kept.all(Verdict)
            if one.correction_closes_at is not None
        ),
    ]
    for dispute_id, begun_at, ends_at, life in lives:
        given = (
            max(one.until - max(one.since, begun_at), timedelta())
            for one in kept.all(Respite, dispute_id=dispute_id)
        )
        if ends_at > begun_at + life + sum(given, timedelta()):
            yield f"{dispute_id}: what began {begun_at} lasts too long"


MORE_PROMISES: tuple[Callable[[Kept], Iterator[str]], ...] = (
    what_is_stopped_waits,
    what_is_paused_stands,
    nobody_barred_judges,
    returns_are_in_place,
    what_is_told_is_booked,
    consents_are_asked_for_what_can_be,
    an_appeal_is_joined_once_there_is_one,
    shadows_are_silent,
    time_is_given_as_it_was_lost,
)
