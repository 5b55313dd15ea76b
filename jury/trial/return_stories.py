"""Stories in which goods travel first, back or again, and the money waits for them."""

from datetime import timedelta

from jury.trial.filing import Filed
from jury.trial.play import SEATS, UNTIL_FINAL, Play
from jury.trial.receiver import Event

# The remedy in which the seller bears the way back.
RETURN = "return_refund_seller_freight"
EXCHANGE, RESEND = "exchange", "resend"
DAY = timedelta(days=1)
UNTIL_LAPSED = timedelta(days=7, hours=1)


def accepted(play: Play) -> None:
    """The seller accepts what came back; only then is the buyer paid."""
    minor = _comes_back(play)
    play.robots(seller=[{"do": "accept_goods"}])
    play.close(minor)


def contested(play: Play) -> None:
    """The parcel was empty, says a moderator: the seller is paid, not the buyer."""
    _comes_back(play)
    decided = [{"do": "decide_goods", "side": "seller"}]
    play.robots(seller=[{"do": "contest_goods"}], moderator=decided)
    play.expect("final")
    play.pass_time(UNTIL_FINAL)
    play.close(0)


def exchanged(play: Play) -> None:
    """One parcel comes back, another goes out; only then is the seller paid."""
    play.escalate(Filed(reason="wrong_item"))
    _awarded(play, EXCHANGE)
    _carried(play, "buyer")
    play.robots(seller=[{"do": "accept_goods"}])
    play.expect("final")
    _carried(play, "seller", parcel="resend")
    play.robots(buyer=[{"do": "accept_goods"}])
    play.close(0)


def not_sent_again(play: Play) -> None:
    """The seller sends nothing in time: the buyer gets the money instead."""
    play.escalate(Filed(reason="wrong_address"))
    _awarded(play, RESEND)
    instead = _told(play, "resend.due")["instead_minor"]
    play.pass_time(UNTIL_LAPSED)
    play.close(int(instead))


def _awarded(play: Play, remedy: str) -> None:
    """A jury decides for this remedy, and its decision becomes final."""
    rung = play.events()[0]["data"]["ladder"].index(remedy)
    play.hear([rung] * SEATS)
    play.expect("pronounced")
    play.pass_time(UNTIL_FINAL)
    play.expect("final")


def _carried(play: Play, sender: str, **parcel: str) -> None:
    """A side sends the goods, and the courier delivers them."""
    play.robots(**{sender: [{"do": "send_goods"}]})
    play.pass_time(DAY)
    there = f"/disputes/{play.dispute}/return-events"
    play.market.post(there, {"event": "delivered", **parcel})
    play.go_on()
    play.expect("final")


def _told(play: Play, type_: str) -> Event:
    """What the newest event of a type says."""
    said: list[Event] = [one["data"] for one in play.events() if one["type"] == type_]
    return said[-1]


def _comes_back(play: Play) -> int:
    """A jury sends the goods back, and they arrive; what the buyer is to get."""
    play.escalate()
    _awarded(play, RETURN)
    _carried(play, "buyer")
    verdict = play.market.get(f"/disputes/{play.dispute}")["verdict"]
    return int(verdict["buyer"]["minor"])
