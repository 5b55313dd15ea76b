"""The body of POST /disputes: everything a marketplace tells when it escalates."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from jury.api.fields import (
    Address,
    Code,
    Count,
    Email,
    Handle,
    Language,
    Listing,
    Moment,
    Money,
    Name,
    Opaque,
    Phone,
    PositiveMoney,
    RefundRef,
    Remark,
    Said,
    SideName,
    Story,
    Strict,
    Title,
    said,
)
from jury.domain.errors import N_
from jury.domain.lifecycle import Side
from jury.services.admission import intake
from jury.services.law.adoption import law_in_force
from jury.services.law.lawbook import lawbook
from jury.services.people.locales import Locale

MOST_MESSAGES = 2000
# Where the fields of the services' own refusals stand in the request.
PLACES: Mapping[str, str] = {
    "held": "/refund/held/minor",
    "price": "/order/price/minor",
    "asked": "/asked/minor",
    "compensation": "/compensation/minor",
    "listing_text": "/order/listing_text",
    "lines": "/order/lines",
    "courier_events": "/order/courier",
    "text": "/answers",
}
OTHER_CURRENCY = N_("Use the currency of the held amount.")
MORE_THAN_HELD = N_("More is asked than is held.")


def _reason(code: str) -> str:
    known = law_in_force(lawbook()).reasons
    if code not in known:
        raise said(
            N_("This reason is not known. Known are: %(known)s."),
            known=", ".join(known),
        )
    return code


Reason = Annotated[
    str,
    AfterValidator(_reason),
    Field(json_schema_extra=lambda schema: schema.update(enum=[*lawbook().reasons])),
]
Grade = Literal["new", "like_new", "good", "fair", "poor", "for_parts"]


class OrderLine(Strict):
    """One thing that was sold."""

    title: Title
    quantity: Annotated[int, Field(ge=1, le=100_000)] = 1
    price: Money


class CourierEvent(Strict):
    """One scan of the parcel."""

    at: Moment
    text: Title


class Order(Strict):
    """What was sold, how it was described, and how it travelled."""

    ref: Opaque
    category: Code
    language: Language
    lines: Annotated[tuple[OrderLine, ...], Field(min_length=1, max_length=100)]
    listing_text: Listing = ""
    condition_grade: Grade
    price: Money
    freight: Money
    paid_at: Moment | None = None
    shipped_at: Moment | None = None
    received_at: Moment | None = None
    courier: Annotated[tuple[CourierEvent, ...], Field(max_length=200)] = ()
    parcel_numbers: Annotated[tuple[Opaque, ...], Field(max_length=20)] = ()


class Trades(Strict):
    """How often a user has bought and sold."""

    as_buyer: Count = 0
    as_seller: Count = 0


class Party(Strict):
    """One side, as the marketplace knows it; jurors see none of this."""

    ref: Opaque
    display_name: Name
    names: Annotated[tuple[Handle, ...], Field(max_length=20)] = ()
    nicknames: Annotated[tuple[Handle, ...], Field(max_length=20)] = ()
    phone: Phone = ""
    address: Address = ""
    email: Email | None = None
    handles: Annotated[tuple[Handle, ...], Field(max_length=20)] = ()
    locale: Locale = "zh-Hans"
    tie_keys: Annotated[tuple[Opaque, ...], Field(max_length=200)] = ()
    person_key: Opaque | None = None
    trades: Trades = Trades()
    credit: Count | None = None

    def to_intake(self) -> intake.IntakeParty:
        """As the court takes it in."""
        return intake.IntakeParty(
            ref=self.ref,
            display_name=self.display_name,
            phone=self.phone,
            address=self.address,
            email=self.email or "",
            names=self.names,
            nicknames=self.nicknames,
            handles=self.handles,
            locale=self.locale,
            tie_keys=self.tie_keys,
            person_key=self.person_key or "",
            trades_as_buyer=self.trades.as_buyer,
            trades_as_seller=self.trades.as_seller,
            credit=self.credit,
        )


class Parties(Strict):
    """Both sides."""

    buyer: Party
    seller: Party


class PointAnswer(Strict):
    """What the filer says to one of the reason's questions, counted from 1."""

    number: Annotated[int, Field(ge=1, le=7)]
    stance: bool
    text: Remark = ""


class ChatMessage(Strict):
    """One message of the marketplace's own chat log."""

    sender: Literal["buyer", "seller", "platform"]
    text: Said
    sent_at: Moment


class Refund(Strict):
    """The marketplace's record of the held money."""

    ref: RefundRef
    held: PositiveMoney
    deposit: PositiveMoney | None = None
    state: Literal["held", "settled"] = "held"


class NewDispute(Strict):
    """A dispute that buyer and seller could not settle."""

    order: Order
    parties: Parties
    filed_by: SideName
    reason: Reason
    claim: Story
    asked: PositiveMoney
    compensation: PositiveMoney | None = None
    answers: Annotated[tuple[PointAnswer, ...], Field(max_length=7)] = ()
    chat: Annotated[tuple[ChatMessage, ...], Field(max_length=MOST_MESSAGES)] = ()
    refund: Refund

    @classmethod
    def wrong_together(cls, content: object) -> Mapping[str, str]:
        """Sums in another currency than the held one, or above it."""
        held = _amount(content, "/refund/held")
        wrong = {}
        for place, (minor, currency) in _amounts(content):
            if None not in {currency, held[1]} and currency != held[1]:
                wrong[f"{place}/currency"] = OTHER_CURRENCY
            if place == "/asked" and minor and held[0] and minor > held[0]:
                wrong[f"{place}/minor"] = MORE_THAN_HELD
        return wrong

    def to_intake(self) -> intake.Intake:
        """As the court takes it in."""
        order = self.order
        return intake.Intake(
            order_ref=order.ref,
            refund_ref=self.refund.ref,
            category=order.category,
            language=order.language,
            currency=self.refund.held.currency,
            price_minor=order.price.minor,
            freight_minor=order.freight.minor,
            held_minor=self.refund.held.minor,
            asked_minor=self.asked.minor,
            deposit_minor=self.refund.deposit.minor if self.refund.deposit else 0,
            compensation_minor=self.compensation.minor if self.compensation else 0,
            filed_by=Side(self.filed_by),
            reason=self.reason,
            claim=self.claim,
            parties={
                Side.BUYER: self.parties.buyer.to_intake(),
                Side.SELLER: self.parties.seller.to_intake(),
            },
            listing_text=order.listing_text,
            condition_grade=order.condition_grade,
            lines=tuple(
                intake.OrderLine(
                    title=line.title,
                    quantity=line.quantity,
                    price_minor=line.price.minor,
                )
                for line in order.lines
            ),
            paid_at=order.paid_at,
            shipped_at=order.shipped_at,
            received_at=order.received_at,
            courier_events=tuple(
                intake.CourierEvent(at=event.at, text=event.text)
                for event in order.courier
            ),
            parcel_numbers=order.parcel_numbers,
            chat=tuple(
                intake.IntakeMessage(
                    sender=one.sender, text=one.text, sent_at=one.sent_at
                )
                for one in self.chat
            ),
            answers=tuple(
                intake.PointAnswer(number=one.number, stance=one.stance, text=one.text)
                for one in self.answers
            ),
        )


def _at(content: object, place: str) -> object:
    """What stands at a pointer, or None."""
    for part in place.split("/")[1:]:
        if isinstance(content, list) and part.isdecimal() and int(part) < len(content):
            content = content[int(part)]
        elif isinstance(content, dict):
            content = content.get(part)
        else:
            return None
    return content


def _amount(content: object, place: str) -> tuple[int | None, str | None]:
    minor, currency = _at(content, f"{place}/minor"), _at(content, f"{place}/currency")
    return (
        minor if isinstance(minor, int) and not isinstance(minor, bool) else None,
        currency if isinstance(currency, str) else None,
    )


def _amounts(content: object) -> Iterator[tuple[str, tuple[int | None, str | None]]]:
    lines = _at(content, "/order/lines")
    count = len(lines) if isinstance(lines, list) else 0
    places = ["/order/price", "/order/freight", "/asked"]
    places += ["/compensation", "/refund/deposit"]
    places += [f"/order/lines/{number}/price" for number in range(count)]
    for place in places:
        yield place, _amount(content, place)
