"""What a marketplace tells when it escalates a dispute, as values."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.lifecycle import Side
from jury.redaction import Finding


@dataclass(frozen=True, kw_only=True)
class IntakeParty:
    """One side, as the marketplace knows it."""

    ref: str
    display_name: str
    phone: str = ""
    address: str = ""
    email: str = ""
    names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    locale: str = "zh-Hans"
    tie_keys: tuple[str, ...] = ()
    person_key: str = ""
    trades_as_buyer: int = 0
    trades_as_seller: int = 0
    credit: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One thing that was sold."""

    title: str
    quantity: int
    price_minor: int


@dataclass(frozen=True, kw_only=True)
class CourierEvent:
    """One scan of the parcel."""

    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class IntakeMessage:
    """One message of the marketplace's chat log; sender buyer, seller or platform."""

    sender: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, kw_only=True)
class PointAnswer:
    """What the filer says to one of the reason's questions, counted from 1."""

    number: int
    stance: bool
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Everything a marketplace tells when it escalates; sums in minor units."""

    order_ref: str
    refund_ref: str
    category: str
    language: str
    currency: str
    price_minor: int
    freight_minor: int
    held_minor: int
    asked_minor: int
    filed_by: Side
    reason: str
    claim: str
    parties: dict[Side, IntakeParty]
    listing_text: str = ""
    condition_grade: str = ""
    lines: tuple[OrderLine, ...] = ()
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    received_at: datetime | None = None
    courier_events: tuple[CourierEvent, ...] = ()
    parcel_numbers: tuple[str, ...] = ()
    chat: tuple[IntakeMessage, ...] = ()
    answers: tuple[PointAnswer, ...] = ()
    # The seller's deposit, and what is asked of it above the price.
    deposit_minor: int = 0
    compensation_minor: int = 0
    # What `chat.read_chat` found to cover in it; it is read anew when absent.
    chat_findings: tuple[tuple[Finding, ...], ...] | None = None
