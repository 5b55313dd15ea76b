"""The stories that a receiver has to get right, each about a dispute of its own."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from jury.domain.errors import N_
from jury.trial import faults
from jury.trial.play import (
    HEARD,
    REFUSE,
    SEATS,
    SEATS_ON_APPEAL,
    UNKNOWN,
    UNTIL_FINAL,
    Play,
)
from jury.trial.receiver import Event
from jury.trial.return_stories import accepted, contested, exchanged, not_sent_again
from jury.trial.signing_stories import forged, rotated, spelled, stale

# What the rungs of the ladder give the buyer of the escalated phone.
NOTHING, SHARE_30, SHARE_50, SHARE_70 = (0, 0), (1, 5400), (2, 9000), (3, 12600)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Story:
    """A name for the command line, what happens, and how it is played."""

    name: str
    says: str
    play: Callable[[Play], None]
    prefix: str = "check-"


def won(play: Play) -> None:
    """A jury decides for the buyer."""
    rung, minor = SHARE_70
    play.escalate()
    play.hear([rung] * SEATS)
    play.pay(minor)


def lost(play: Play) -> None:
    """A jury decides for the seller: the buyer gets nothing, and that is answered."""
    play.escalate()
    play.hear([NOTHING[0]] * SEATS)
    play.pay(NOTHING[1])


def settled(play: Play) -> None:
    """The sides agree on a sum of their own."""
    play.escalate()
    _settle(play, 7000)
    play.close(7000)


def _settle(play: Play, minor: int) -> None:
    """The seller offers so much, the buyer accepts; it is final at once."""
    play.robots(seller=[{"do": "offer", "minor": minor}], buyer=[{"do": "accept"}])


def withdrawn(play: Play) -> None:
    """The buyer gives it up."""
    play.escalate()
    play.robots(buyer=[{"do": "withdraw"}])
    play.close(0)


def silent(play: Play) -> None:
    """Nobody says a word; the windows close, and a jury hears what is there."""
    rung, minor = SHARE_30
    play.escalate()
    play.robots(jurors=[[rung] * SEATS])
    play.pass_time(UNTIL_FINAL)
    play.expect("screening")
    play.pass_time(13 * HOUR)
    play.expect("hearing")
    play.vote()
    play.pay(minor)


def hung(play: Play) -> None:
    """No juror can decide; a moderator does."""
    rung, minor = SHARE_50
    play.escalate()
    play.robots(buyer=HEARD, seller=HEARD, jurors=[[None] * SEATS])
    play.vote()
    play.pass_time(25 * HOUR)
    play.expect("referred")
    play.robots(moderator=[{"do": "pronounce", "rung": rung}])
    play.pay(minor)


def extended(play: Play) -> None:
    """Too few vote in time; the poll is extended once, and then they do."""
    rung, minor = SHARE_30
    play.escalate()
    play.robots(buyer=HEARD, seller=HEARD)
    play.expect("hearing")
    play.market.give_nonce(play.dispute, secrets.token_hex(16))
    play.not_taken, play.behind = faults.ExtensionRefused, faults.EndedByTheClock
    play.pass_time(25 * HOUR)
    play.expect("hearing")
    play.not_taken, play.behind = faults.NotTaken, faults.StageBehind
    play.robots(jurors=[[rung] * SEATS])
    play.vote()
    play.pay(minor)


def appealed_by_buyer(play: Play) -> None:
    """The buyer lost, appeals, and wins half: only the second verdict is paid."""
    rung, minor = SHARE_50
    play.escalate()
    play.hear([NOTHING[0]] * SEATS)
    _appeal(play, "buyer")
    play.hear([rung] * SEATS_ON_APPEAL, [NOTHING[0]] * SEATS)
    play.pay(minor)


def appealed_by_seller(play: Play) -> None:
    """The seller lost, appeals, and wins: the first verdict is never paid."""
    play.escalate()
    play.hear([SHARE_70[0]] * SEATS)
    _appeal(play, "seller")
    play.hear([NOTHING[0]] * SEATS_ON_APPEAL, [SHARE_70[0]] * SEATS)
    play.pay(NOTHING[1])


def _appeal(play: Play, side: str) -> None:
    play.expect("pronounced")
    play.robots(**{side: [{"do": "appeal"}]})
    play.expect("submissions")


def refused(play: Play) -> None:
    """The marketplace cannot pay, and says why."""
    play.escalate()
    _settle(play, 5000)
    play.expect_answer("refused", "refused")
    play.go_on()
    play.expect("final")


def unknown(play: Play) -> None:
    """The marketplace cannot tell whether it paid, and says so."""
    play.escalate()
    _settle(play, 5000)
    play.expect_answer("instructed", "unknown")
    play.go_on()
    play.expect("final")


def twice(play: Play) -> None:
    """Every event comes again, the order to pay three times more."""
    play.escalate()
    _settle(play, 8000)
    play.close(8000)
    told = play.market.get(f"/deliveries?dispute={play.dispute}&limit=100")["items"]
    orders = [one for one in told if one["type"] == "refund.instructed"]
    for again in (told, orders, orders):
        for one in again:
            play.market.post(f"/deliveries/{one['id']}:replay", {})
        play.tell()
    play.compare("closed", paid=8000)


def out_of_order(play: Play) -> None:
    """Nothing came for days; then the newest event comes first, the oldest last."""
    play.is_told = False
    play.escalate()
    play.robots(buyer=HEARD, seller=HEARD)
    play.expect("hearing")
    _settle(play, 9000)
    events = play.events()
    refused_first = _send(play, events[::-1])
    # What was not taken is tried again, as the court does.
    _send(play, sorted(refused_first, key=lambda one: int(one["sequence"])))
    play.expect_answer("acknowledged", "executed")
    play.compare("final", paid=9000)
    play.is_told = True
    play.go_on()
    play.expect("closed", paid=9000)


def _send(play: Play, events: Sequence[Event]) -> list[Event]:
    """Send these, past the court; those that were not taken."""
    return [one for one in events if play.receiver.send(one) >= 300]


def late(play: Play) -> None:
    """The receiver was away for a day; then everything comes at once, in order."""
    play.not_taken = faults.LateRefused
    play.is_told = False
    play.escalate()
    play.robots(buyer=HEARD, seller=HEARD)
    play.expect("hearing")
    play.pass_time(20 * HOUR)
    _settle(play, 4000)
    play.pass_time(20 * HOUR)
    play.is_told = True
    play.go_on()
    play.close(4000)


STORIES = (
    Story("won", N_("A jury decides for the buyer."), won),
    Story("lost", N_("A jury decides for the seller."), lost),
    Story("settled", N_("The sides agree on a sum."), settled),
    Story("withdrawn", N_("The buyer gives it up."), withdrawn),
    Story("silent", N_("Neither side says a word; a jury decides."), silent),
    Story("hung", N_("The jury cannot decide; a moderator does."), hung),
    Story("extended", N_("Too few vote in time; the poll is extended."), extended),
    Story(
        "appealed-by-buyer",
        N_("The buyer appeals, and the second jury decides otherwise."),
        appealed_by_buyer,
    ),
    Story(
        "appealed-by-seller",
        N_("The seller appeals, and the second jury decides otherwise."),
        appealed_by_seller,
    ),
    Story(
        "return-accepted",
        N_("The goods go back, and the seller accepts them."),
        accepted,
    ),
    Story(
        "return-contested",
        N_("The goods go back, the seller contests them, and is right."),
        contested,
    ),
    Story("exchanged", N_("The wrong item is exchanged."), exchanged),
    Story(
        "not-sent-again",
        N_("The seller does not send again, and the buyer gets money instead."),
        not_sent_again,
    ),
    Story("refused", N_("The refund cannot be paid."), refused, REFUSE),
    Story("unknown", N_("Nobody can tell whether it was paid."), unknown, UNKNOWN),
    Story("twice", N_("Every event comes twice, the order to pay four times."), twice),
    Story("out-of-order", N_("The newest event comes first."), out_of_order),
    Story("late", N_("Everything comes a day late."), late),
    Story("forged", N_("Somebody without the secret says: pay."), forged),
    Story("spelled", N_("The same in JSON, with other spaces."), spelled),
    Story("stale", N_("An old event is sent again."), stale),
    Story("rotated", N_("The secret is rotated."), rotated),
)
