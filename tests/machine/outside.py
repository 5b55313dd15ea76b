"""What the marketplace may try, and what time does. A new act is one more line."""

from collections.abc import Mapping
from datetime import timedelta

from jury.jobs import sweeps
from jury.services.drawing import empanel
from jury.services.money import remedy
from jury.services.notices.receipts import receive_receipt
from jury.services.settlement import withdraw
from jury.storage.disputes import get_dispute
from jury.storage.health import move_sandbox_clock
from jury.storage.inquiries import find_open_inquiry
from jury.storage.money.refunds import get_refund_of
from jury.storage.outside.outbox import list_notices_about
from jury.storage.transaction import transaction
from tests.machine.court import Hand, Nothing, fresh
from tests.machine.filing import escalate
from tests.machine.parties import Act

KEY = "key:1"
# What real time passes between two signs of life before it counts as an outage.
SILENCE = timedelta(minutes=13)


def give_nonce(hand: Hand) -> None:
    nonce = f"{hand.n:x}" * 32 if hand.n < 9 else "no nonce"
    with hand.keeping() as now:
        empanel.receive_nonce(hand.dispute, nonce, actor=KEY, now=now)


def answer(result: str, *, late: bool = False) -> Act:
    """An answer to the last instruction, or to the one before it."""

    def do(hand: Hand) -> None:
        record = get_refund_of(hand.dispute)
        ref, attempt = record.ref, record.attempt
        said = remedy.Answer(
            result=result,
            code="no_funds" if result == "refused" else "",
            attempt=attempt - 1 if late else None,
        )
        with hand.keeping() as now:
            remedy.receive_answer(ref, said, actor=KEY, now=now)

    return do


def give_up(hand: Hand) -> None:
    with hand.keeping() as now:
        withdraw.withdraw_dispute(hand.dispute, hand.side, actor=KEY, now=now)


def confirm_receipts(hand: Hand) -> None:
    user_id = get_dispute(hand.dispute).party(hand.side).user_id
    notices = [one.id for one in list_notices_about(user_id, hand.dispute)]
    receipt = "failed" if hand.n == 0 else "delivered"
    for notice in notices:
        with transaction() as now:
            receive_receipt(notice, receipt, now=now)


def escalate_again(hand: Hand) -> None:
    """The same refund record once more, which can have but one dispute."""
    kind = hand.court.play.disputes[hand.dispute]
    number = list(hand.court.play.disputes).index(hand.dispute)
    escalate(hand.court, kind, number)


MARKET: Mapping[str, Act] = {
    "gives a nonce": give_nonce,
    "says it paid": answer("executed"),
    "says it refused": answer("refused"),
    "does not know": answer("unknown"),
    "says late that it paid": answer("executed", late=True),
    "says late that it refused": answer("refused", late=True),
    "gives up for a side": give_up,
    "says what arrived": confirm_receipts,
    "escalates it again": escalate_again,
}


def sweep(hand: Hand | None = None) -> None:
    """The sweeper does all that is due, whoever waits for it."""
    sweeps.advance_disputes()
    sweeps.number_events()
    fresh()


def pass_time(hand: Hand, **by: int) -> None:
    """Time passes, and nobody sweeps."""
    with transaction():
        move_sandbox_clock(timedelta(**by))


def pass_until_due(hand: Hand) -> None:
    """To the very moment at which something of this dispute is due."""
    row = find_open_inquiry(hand.dispute)
    due_at = row.due_at if row else get_dispute(hand.dispute).next_due_at
    if due_at is None:
        raise Nothing
    with transaction() as now:
        # Two out of ten times a moment too early.
        early = timedelta(seconds=1 if hand.n > 7 else 0)
        left = max(timedelta(), due_at - now - early)
        move_sandbox_clock(left + timedelta(seconds=1))
    sweep()


def pass_some(hand: Hand) -> None:
    pass_time(hand, minutes=hand.n * hand.n + 1)
    sweep()


def pass_hours(hand: Hand) -> None:
    pass_time(hand, hours=hand.n * 3)
    sweep()


def pass_days(hand: Hand) -> None:
    pass_time(hand, days=hand.n)
    sweep()


def stand_still(hand: Hand) -> None:
    """The sweeper stops, the world goes on; then it is back."""
    hand.court.real += SILENCE * (hand.n + 1)
    sweep()


def keep_books(hand: Hand) -> None:
    sweeps.link_heads()
    if hand.n == 0:
        sweeps.keep_house()


def deliver(hand: Hand) -> None:
    """The receiver of webhooks is dead."""
    sweeps.deliver_webhooks()


def die(hand: Hand) -> None:
    """The next commit is the last thing a process does."""
    hand.court.is_dying = True


TIME: Mapping[str, Act] = {
    "something is due": pass_until_due,
    "minutes pass": pass_some,
    "hours pass": pass_hours,
    "days pass": pass_days,
    "hours pass unswept": lambda hand: pass_time(hand, hours=hand.n),
    "the sweeper sweeps": sweep,
    "the court stands still": stand_still,
    "books are kept": keep_books,
    "webhooks are sent": deliver,
    "the next to write dies": die,
}
