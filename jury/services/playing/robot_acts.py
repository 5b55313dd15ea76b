"""What a robot of the sandbox can do as a party, or as a moderator.

Each is the act of a person's page, in the transaction of its caller; what the rules do
not allow now is refused to a robot as to anybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.domain.lives.returns import ContestGround
from jury.domain.settlement import Terms
from jury.services.appeal import rehear
from jury.services.moderation import referred
from jury.services.money import remedy, reverse
from jury.services.playing.sandbox import find_demo_moderator
from jury.services.returning import returns, rulings
from jury.services.returning.words import Words
from jury.services.screening import disclose
from jury.services.settlement import offers, settle, withdraw
from jury.services.submissions import extend, submit
from jury.storage.disputes import Dispute
from jury.storage.offers import find_open_offer

SAYS = "A robot of the sandbox says so."
GROUND = "overlooked"
MODERATOR = "moderator"
# The one act that a dispute still knows when it is closed.
CHANGE_AWARD = "change_award"
COURIER, NUMBER = "SF Express", "SF0000000000000"


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing to do; an offer names a sum, a decision a rung or a side."""

    do: str
    text: str = ""
    minor: int = 0
    rung: int = 0
    side: str = Side.BUYER.value


@dataclass(frozen=True)
class Turn:
    """An act that is to be done in a dispute now."""

    dispute: Dispute
    act: Act
    now: datetime

    @property
    def words(self) -> str:
        """What the robot says, when something must be said."""
        return self.act.text or SAYS


def do(turn: Turn, role: str) -> None:
    """Do an act as `role`; raises the refusal that a person would get."""
    if role != MODERATOR:
        PARTY_ACTS[turn.act.do](turn, Side(role))
        return
    staff = find_demo_moderator()
    if staff is None:
        raise NotNow
    STAFF_ACTS[turn.act.do](turn, staff.id)


def _write(turn: Turn, side: Side) -> None:
    dispute = turn.dispute
    kind = submit.ADDITION if dispute.round_number > 1 else "case"
    writing = submit.Writing(kind=kind, text=turn.words, language=dispute.language)
    submit.write_statement(dispute.id, side, writing, now=turn.now)


def _ask_for_time(turn: Turn, side: Side) -> None:
    extend.extend_submissions(turn.dispute.id, side, now=turn.now)


def _finish(turn: Turn, side: Side) -> None:
    submit.say_done(turn.dispute.id, side, now=turn.now)


def _confirm(turn: Turn, side: Side) -> None:
    digest = disclose.preview_digest(turn.dispute, side)
    disclose.confirm_preview(turn.dispute.id, side, digest=digest, now=turn.now)


def _offer(turn: Turn, side: Side) -> None:
    terms = Terms(None, turn.act.minor)
    offers.make_offer(turn.dispute.id, side, terms, now=turn.now)


def _accept(turn: Turn, side: Side) -> None:
    seen = _standing(turn.dispute)
    settle.accept_offer(turn.dispute.id, side, seen, now=turn.now)


def _decline(turn: Turn, side: Side) -> None:
    seen = _standing(turn.dispute)
    offers.decline_offer(turn.dispute.id, side, seen, now=turn.now)


def _standing(dispute: Dispute) -> str:
    offer = find_open_offer(dispute.id)
    if offer is None:
        raise NotNow
    return offer.id


def _withdraw(turn: Turn, side: Side) -> None:
    actor = f"party:{side}"
    withdraw.withdraw_dispute(turn.dispute.id, side, actor=actor, now=turn.now)


def _appeal(turn: Turn, side: Side) -> None:
    language = turn.dispute.language
    given = rehear.Appealing(ground=GROUND, text=turn.words, language=language)
    rehear.file_appeal(turn.dispute.id, side, given, now=turn.now)


def _send_goods(turn: Turn, side: Side) -> None:
    parcel = returns.Parcel(courier=COURIER, number=NUMBER)
    returns.send_goods(turn.dispute.id, side, parcel, now=turn.now)


def _accept_goods(turn: Turn, side: Side) -> None:
    returns.accept_goods(turn.dispute.id, side, now=turn.now)


def _contest_goods(turn: Turn, side: Side) -> None:
    words = Words(turn.words, turn.dispute.language)
    contest = returns.Contest(ground=ContestGround.EMPTY.value, words=words)
    returns.contest_goods(turn.dispute.id, side, contest, now=turn.now)


def _pronounce(turn: Turn, staff_id: int) -> None:
    referred.pronounce_by_staff(
        turn.dispute.id,
        rung=turn.act.rung,
        reason=turn.words,
        staff_id=staff_id,
        now=turn.now,
    )


def _decide_goods(turn: Turn, staff_id: int) -> None:
    ruling = rulings.Ruling(Side(turn.act.side), turn.words)
    rulings.rule(turn.dispute.id, ruling, staff_id=staff_id, now=turn.now)


def _instruct_again(turn: Turn, staff_id: int) -> None:
    remedy.instruct_again(
        turn.dispute.id, reason=turn.words, staff_id=staff_id, now=turn.now
    )


def _change_award(turn: Turn, staff_id: int) -> None:
    number = reverse.next_number(turn.dispute)
    change = reverse.Change(number=number, reason=turn.words, rung=turn.act.rung)
    reverse.reverse_award(turn.dispute.id, change, staff_id=staff_id, now=turn.now)


PARTY_ACTS: Mapping[str, Callable[[Turn, Side], None]] = {
    "write": _write,
    "ask_for_time": _ask_for_time,
    "finish": _finish,
    "confirm": _confirm,
    "offer": _offer,
    "accept": _accept,
    "decline": _decline,
    "withdraw": _withdraw,
    "appeal": _appeal,
    "send_goods": _send_goods,
    "accept_goods": _accept_goods,
    "contest_goods": _contest_goods,
}
STAFF_ACTS: Mapping[str, Callable[[Turn, int], None]] = {
    "pronounce": _pronounce,
    "decide_goods": _decide_goods,
    "instruct_again": _instruct_again,
    CHANGE_AWARD: _change_award,
}
