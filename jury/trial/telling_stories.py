"""Stories about how events come: again, in another order, long after they happened."""

from datetime import UTC, datetime, timedelta

from jury.trial import faults
from jury.trial.diagnosis import Suspicion
from jury.trial.play import HEARD, Play
from jury.trial.receiver import Event, is_taken

HOUR = timedelta(hours=1)


def settle(play: Play, minor: int) -> None:
    """The seller offers so much, the buyer accepts; it is final at once."""
    play.robots(seller=[{"do": "offer", "minor": minor}], buyer=[{"do": "accept"}])


def twice(play: Play) -> None:
    """Every event comes again, the order to pay three times more."""
    play.escalate()
    settle(play, 8000)
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
    settle(play, 9000)
    events = play.events()
    refused_first = [one for one in events[::-1] if not _takes(play, one)]
    # What was not taken is tried again, as the court does.
    for event in refused_first[::-1]:
        answer = play.receiver.send(event)
        if not is_taken(answer):
            raise play.not_taken(event, str(answer))
    play.expect_answer("acknowledged", "executed")
    play.compare("final", paid=9000)
    play.is_told = True
    play.go_on()
    play.expect("closed", paid=9000)


def _takes(play: Play, event: Event) -> bool:
    """Whether it takes an event that is sent past the court."""
    return is_taken(play.receiver.send(event))


def late(play: Play) -> None:
    """The receiver was away for a day; then everything comes at once, in order."""
    play.is_told = False
    play.escalate()
    play.robots(buyer=HEARD, seller=HEARD)
    play.expect("hearing")
    play.pass_time(20 * HOUR)
    settle(play, 4000)
    play.pass_time(20 * HOUR)
    _tell_late(play, play.events()[0])
    play.is_told = True
    play.go_on()
    play.close(4000)


def _tell_late(play: Play, event: Event) -> None:
    """By the receiver's clock it happened two days ago: the court's may be ahead."""
    now = datetime.now(UTC)

    def send(at: datetime) -> int:
        return play.receiver.send({**event, "timestamp": at.isoformat()})

    play.suspicion = Suspicion(faults.LateRefused, plainly=lambda _event: send(now))
    answer = send(now - 48 * HOUR)
    if not is_taken(answer):
        raise play.not_taken(event, str(answer))
    play.suspicion = Suspicion()
