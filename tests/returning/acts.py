"""Acts of a return, for tests: each in a transaction of its own."""

from typing import Any

from jury.domain.lifecycle import Side
from jury.services.law.rules import rung_for
from jury.services.moderation import referred
from jury.services.money.remedy import Answer, receive_answer
from jury.services.people import accounts
from jury.services.returning import returns, rulings
from jury.services.returning.words import Words
from jury.storage.money.returns import Journey, get_journey
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import decide_as
from tests.played import step
from tests.settlement import acts as settling
from tests.web.people import look_again
from tests.world import World, make_intake, move_clock

BACK = "return_refund_seller_freight"
EXCHANGE = "exchange"
RESEND = "resend"
NUMBER = "SF1234567890123"
PARCEL = returns.Parcel(courier="SF Express", number=NUMBER)
EMPTY = returns.Contest(
    ground="empty", words=Words("Nothing but paper was in it.", "en")
)


@step
def due(world: World, by: int | None = None, **changed: object) -> str:
    """A dispute whose final decision sends the goods back; nobody may judge it.

    `by` consents to it where that takes two.
    """
    asked = {"asked_minor": 19200, **changed}
    dispute = world.escalate(make_intake(**asked))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    decide_as(dispute, world.staff_id, rung_for(world.dispute(dispute), BACK))
    if by is not None:
        with transaction(lock=dispute) as now:
            referred.consent(dispute, staff_id=by, now=now)
    move_clock(hours=49)
    return dispute


@step
def agreed(world: World, number: str = "1", rung: str = BACK, **changed: object) -> str:
    """A dispute whose sides agreed that the goods go back: the short way there."""
    asked = {"number": number, "asked_minor": 19200, **changed}
    dispute = world.escalate(make_intake(**asked))
    settling.offer(dispute, Side.SELLER, rung=rung)
    settling.accept(dispute, Side.BUYER)
    return dispute


def add_moderator(name: str) -> int:
    """A colleague; the id."""
    with transaction() as now:
        roles = [Role.MODERATOR]
        added = accounts.add_staff(
            name, "a long password", roles, is_demo=False, now=now
        )
        return added.id


def send(
    dispute: str, side: Side = Side.BUYER, parcel: returns.Parcel = PARCEL
) -> None:
    """The buyer names courier and number."""
    with transaction(lock=dispute) as now:
        returns.send_goods(dispute, side, parcel, now=now)


def courier(dispute: str, kind: str, **more: Any) -> None:
    """The marketplace passes on a fact of the courier."""
    fact = returns.CourierFact(kind=kind, **more)
    with transaction(lock=dispute) as now:
        returns.receive_courier(dispute, fact, actor="key:1", now=now)


def deliver(dispute: str) -> None:
    """The goods have been sent and have arrived."""
    send(dispute)
    courier(dispute, "delivered")


def accept(dispute: str, side: Side = Side.SELLER) -> None:
    """Who got it, of a return the seller, has looked at it."""
    with transaction(lock=dispute) as now:
        returns.accept_goods(dispute, side, now=now)


def contest(
    dispute: str, what: returns.Contest = EMPTY, side: Side = Side.SELLER
) -> None:
    """Who got it, of a return the seller, says what is wrong."""
    with transaction(lock=dispute) as now:
        returns.contest_goods(dispute, side, what, now=now)


def rule(dispute: str, staff_id: int, side: Side = Side.BUYER) -> None:
    """A moderator decides."""
    ruling = rulings.Ruling(side, "The weights at both ends are the same.")
    with transaction(lock=dispute) as now:
        rulings.rule(dispute, ruling, staff_id=staff_id, now=now)


def consent(dispute: str, staff_id: int) -> None:
    """A colleague agrees."""
    with transaction(lock=dispute) as now:
        rulings.consent_to_ruling(dispute, staff_id=staff_id, now=now)


def dissent(dispute: str, staff_id: int) -> None:
    """A colleague does not agree."""
    why = "The video shows the seal unbroken."
    with transaction(lock=dispute) as now:
        rulings.refuse_ruling(dispute, reason=why, staff_id=staff_id, now=now)


def appeal(dispute: str, side: Side) -> None:
    """The side it went against asks for another moderator."""
    words = Words("The video was not looked at.", "en")
    with transaction(lock=dispute) as now:
        rulings.appeal_ruling(dispute, side, words, now=now)


def pay(dispute: str) -> None:
    """The marketplace pays."""
    with transaction(lock=dispute) as now:
        answer = Answer(result="executed")
        receive_answer("RF-1", answer, actor="key:1", now=now)


def row_of(dispute: str) -> Journey:
    """Where the goods are, as it stands."""
    look_again()
    return get_journey(dispute)
