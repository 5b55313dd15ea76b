"""The side that opened a dispute gives it up, before any verdict."""

from datetime import datetime

from jury.domain.errors import N_, NotAllowed, NotNow
from jury.domain.law.ladder import OfferedRung
from jury.domain.lifecycle import EndedBy, Side
from jury.domain.settlement import given_up
from jury.services.law.rules import plain_ladder_of
from jury.services.settlement.endings import Ending, end_unjudged
from jury.services.settlement.offers import may_settle
from jury.services.stages import refuse_paused
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.verdicts import Verdict


class TooLateToWithdraw(NotNow):
    """There is a verdict, or the dispute is over."""

    code = "too_late_to_withdraw"
    sentence = N_("There is a verdict, or the dispute is over. It cannot be withdrawn.")


class NotTheFiler(NotAllowed):
    """Only who opened a dispute can give it up."""

    code = "not_the_filer"
    sentence = N_("Only the side that opened this dispute can withdraw it.")


def may_withdraw(dispute: Dispute, side: Side) -> bool:
    """Whether this side can give the dispute up now.

    Not in an appeal: there the first verdict stands behind it, which is not theirs
    alone to give up.
    """
    is_open = may_settle(dispute) and dispute.round_number == 1
    return is_open and dispute.filed_by == side.value


def money_of_withdrawal(dispute: Dispute) -> OfferedRung:
    """What each side gets if the dispute is given up."""
    return given_up(
        plain_ladder_of(dispute),
        filed_by=Side(dispute.filed_by),
        held_minor=dispute.held_minor,
        asked_minor=dispute.asked_minor,
    )


def withdraw_dispute(
    dispute_id: str, side: Side, *, actor: str, now: datetime
) -> Verdict:
    """Give the dispute up; `actor` is that side, or the marketplace for it."""
    dispute = get_dispute(dispute_id)
    if dispute.filed_by != side.value:
        raise NotTheFiler
    refuse_paused(dispute)
    if not may_withdraw(dispute, side):
        raise TooLateToWithdraw
    ending = Ending(
        act="withdraw",
        ended_by=EndedBy.WITHDRAWAL,
        outcome=money_of_withdrawal(dispute),
        actor=actor,
        event="dispute.withdrawn",
        told={"side": side.value},
    )
    return end_unjudged(dispute, ending, now=now)
