"""The values that redaction speaks in: what was found, and what was known before."""

from dataclasses import dataclass
from typing import Final, Literal

By = Literal["known", "structured", "address", "name"]

# Whoever found a span first in this list names it when several overlap.
AUTHORITY: Final[tuple[By, ...]] = ("known", "structured", "address", "name")

KINDS: Final = (
    "name",
    "phone",
    "id_card",
    "bank_card",
    "passport",
    "plate",
    "company_code",
    "handle",
    "email",
    "url",
    "order_no",
    "courier_no",
    "number",
    "address",
)


@dataclass(frozen=True)
class Finding:
    """One stretch of a text that jurors may not read.

    ``start`` and ``end`` are half-open offsets in code points of the text given;
    ``entity`` names whom or what it stands for, equal for every way of writing it.
    """

    kind: str
    by: str
    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class KnownPerson:
    """What the order says about one person."""

    names: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What the order says about everybody, and its numbers.

    ``parcels`` came as numbers of parcels; of ``numbers`` only the form tells the kind.
    """

    buyer: KnownPerson = KnownPerson()
    seller: KnownPerson = KnownPerson()
    couriers: tuple[KnownPerson, ...] = ()
    numbers: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """One message of a chat; ``sender`` is any stable word for who wrote it."""

    sender: str
    text: str


NOTHING_KNOWN: Final = Known()
