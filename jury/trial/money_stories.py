"""Stories about money beside the award: changed, advanced, from a deposit."""

from jury.trial import money_faults
from jury.trial.filing import HELD, Filed
from jury.trial.play import SEATS, UNTIL_FINAL, Play

# Where a seller vouches: nine jurors, an advance for good buyers, and nine times the
# price of 180 yuan from the deposit.
VOUCHED_SEATS, ABOVE = 9, 9 * 18000
CREDIT = 800
TO_30, TO_70 = (1, 5400), (3, 12600)


def changed(play: Play) -> None:
    """All is paid and closed; then a moderator changes the award."""
    rung, minor = TO_30
    play.escalate()
    play.hear([rung] * SEATS)
    play.pay(minor)
    rung, minor = TO_70
    play.is_told = False
    play.robots(moderator=[{"do": "change_award", "rung": rung}])
    play.is_told = True
    play.go_on()
    play.expect_payment("reversal")
    play.go_on()
    play.expect("closed", paid=minor)


def advanced_and_won(play: Play) -> None:
    """The buyer had the money before; winning, no more of it is paid."""
    _advance(play)
    _decide(play, "full_refund_keep")
    play.paid_other = money_faults.AdvanceForgotten
    play.close(HELD)


def advanced_and_lost(play: Play) -> None:
    """The buyer had the money before, loses, and gives it back."""
    _advance(play)
    _decide(play, "nothing")
    play.expect_answer("acknowledged", "executed")
    play.expect_payment("recovery")
    play.go_on()
    play.expect("closed", paid=0)


def compensated(play: Play) -> None:
    """A fake: the refund, and nine times the price from the seller's deposit."""
    play.escalate(Filed(reason="counterfeit", category="vouched", above_minor=ABOVE))
    _decide(play, "fake_one_pay_ten")
    play.expect_answer("acknowledged", "executed")
    play.expect_payment("compensation")
    play.go_on()
    play.expect("closed", paid=HELD + ABOVE)


def _advance(play: Play) -> None:
    """The platform pays a buyer of good standing at once."""
    play.has_paid = HELD
    play.escalate(Filed(reason="counterfeit", category="vouched", credit=CREDIT))
    play.expect_payment("advance")


def _decide(play: Play, remedy: str) -> None:
    """A jury decides for this remedy, and its decision becomes final."""
    rung = play.events()[0]["data"]["ladder"].index(remedy)
    play.hear([rung] * VOUCHED_SEATS)
    play.expect("pronounced")
    play.pass_time(UNTIL_FINAL)
