"""The return of the goods: what sides, couriers and moderators may try with it."""

from collections.abc import Mapping

from jury.domain.lifecycle import Side
from jury.domain.lives.returns import ContestGround
from jury.services.returning import returns, rulings
from jury.services.returning.words import Words
from jury.services.screening import disclose
from jury.services.submissions import exhibits, prepare
from jury.storage.exhibits import list_return_exhibits
from tests.machine.court import Hand
from tests.machine.parties import WORDS, Act
from tests.machine.staff import SAID, on_dispute
from tests.world import prepare_picture

PARCEL = returns.Parcel(courier="SF Express", number="SF1234567890123")


def words_of(hand: Hand) -> Words:
    return Words(hand.pick(WORDS), "en" if hand.n % 2 else "zh-Hans")


def send(hand: Hand) -> None:
    with hand.keeping() as now:
        returns.send_goods(hand.dispute, hand.side, PARCEL, now=now)


def receive(hand: Hand) -> None:
    with hand.keeping() as now:
        returns.receive_goods(hand.dispute, hand.side, now=now)


def accept(hand: Hand) -> None:
    with hand.keeping() as now:
        returns.accept_goods(hand.dispute, hand.side, now=now)


def contest(hand: Hand) -> None:
    ground = hand.pick(list(ContestGround))
    with hand.keeping() as now:
        given = returns.Contest(ground=ground, words=words_of(hand))
        returns.contest_goods(hand.dispute, hand.side, given, now=now)


def speak(hand: Hand) -> None:
    with hand.keeping() as now:
        returns.speak(hand.dispute, hand.side, words_of(hand), now=now)


def show(hand: Hand) -> None:
    filing = exhibits.Filing(
        upload=prepare_picture(hand.dispute),
        caption="The parcel 13900139000",
        language="en",
        of_return=True,
    )
    with hand.keeping() as now:
        exhibits.file_exhibit(hand.dispute, hand.side, filing, now=now)


def appeal(hand: Hand) -> None:
    with hand.keeping() as now:
        rulings.appeal_ruling(hand.dispute, hand.side, words_of(hand), now=now)


def release(hand: Hand) -> None:
    exhibit = hand.pick(list_return_exhibits(hand.dispute)).id
    covered = prepare.cover_picture(hand.dispute, exhibit, ())
    with hand.keeping() as now:
        disclose.release_exhibit(
            hand.dispute, exhibit, covered=covered, staff_id=hand.staff_id, now=now
        )


def withhold(hand: Hand) -> None:
    exhibit = hand.pick(list_return_exhibits(hand.dispute)).id
    with hand.keeping() as now:
        disclose.withhold_exhibit(
            hand.dispute,
            exhibit,
            code="unrelated",
            reason=SAID,
            staff_id=hand.staff_id,
            now=now,
        )


def rule(hand: Hand) -> None:
    ruling = rulings.Ruling(hand.pick(list(Side)), SAID)
    with hand.keeping() as now:
        rulings.rule(hand.dispute, ruling, staff_id=hand.staff_id, now=now)


def tell(kind: str, *, is_resend: bool = False) -> Act:
    """What the courier says; sometimes it took a sum for the way back."""

    def do(hand: Hand) -> None:
        fact = returns.CourierFact(
            kind=kind,
            courier=PARCEL.courier,
            number=PARCEL.number,
            freight_minor=hand.n * 100 if hand.n % 2 else None,
            is_resend=is_resend,
        )
        with hand.keeping() as now:
            returns.receive_courier(hand.dispute, fact, actor="key:1", now=now)

    return do


SIDES_OF_RETURN: Mapping[str, Act] = {
    "sends the goods": send,
    "says the goods are here": receive,
    "accepts the goods": accept,
    "contests the goods": contest,
    "speaks of the goods": speak,
    "shows the goods": show,
    "appeals the ruling": appeal,
}
STAFF_OF_RETURN: Mapping[str, Act] = {
    "releases what shows the goods": release,
    "withholds what shows the goods": withhold,
    "rules on the goods": rule,
    "consents to the ruling": on_dispute(rulings.consent_to_ruling),
    "does not consent to the ruling": on_dispute(rulings.refuse_ruling, reason=SAID),
}
COURIER: Mapping[str, Act] = {
    "says it was picked up": tell(returns.PICKED_UP),
    "says it was delivered": tell(returns.DELIVERED),
    "says the new one was picked up": tell(returns.PICKED_UP, is_resend=True),
    "says the new one was delivered": tell(returns.DELIVERED, is_resend=True),
}
