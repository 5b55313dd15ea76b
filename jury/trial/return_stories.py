"""Stories in which the goods go back first, and the money waits for them."""

from datetime import timedelta

from jury.trial.play import SEATS, UNTIL_FINAL, Play

# The remedy in which the seller bears the way back.
RETURN = "return_refund_seller_freight"
DAY = timedelta(days=1)


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


def _comes_back(play: Play) -> int:
    """A jury sends the goods back, and they arrive; what the buyer is to get."""
    play.escalate()
    rung = play.events()[0]["data"]["ladder"].index(RETURN)
    play.hear([rung] * SEATS)
    play.expect("pronounced")
    play.pass_time(UNTIL_FINAL)
    play.expect("final")
    play.robots(buyer=[{"do": "send_goods"}])
    play.pass_time(DAY)
    there = f"/disputes/{play.dispute}/return-events"
    play.market.post(there, {"event": "delivered"})
    play.go_on()
    play.expect("final")
    verdict = play.market.get(f"/disputes/{play.dispute}")["verdict"]
    return int(verdict["buyer"]["minor"])
