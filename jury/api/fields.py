"""The kinds of fields requests are made of: exact, bounded, and nothing unknown.

A number is a whole number, a time is UTC, a text is cleaned of what shows no glyph but
changes how others read, and what a model does not name is refused.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal

from babel.numbers import list_currencies
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from jury.domain.addresses import LONGEST as LONGEST_EMAIL
from jury.domain.addresses import is_email
from jury.domain.errors import N_
from jury.redaction import TextEmpty, TextTooLong, clean_text

# Room for the smallest unit of every currency, in 64-bit columns; readers of JSON that
# count in floating point still read it exactly.
MOST_MINOR = 10**15
MOST_COUNT = 1_000_000_000
_RFC3339 = re.compile(
    r"(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00:00)", re.ASCII
)
_CURRENCIES = frozenset(list_currencies())
NO_TIME = N_("Write a time as UTC: 2026-03-01T08:30:00Z.")
NO_CURRENCY = N_("This is not a currency of ISO 4217.")
EMPTY = N_("Please write something here.")
TOO_LONG = N_("This text is too long.")
NO_EMAIL = N_("This is not an e-mail address.")
NOT_OPAQUE = N_("A reference has no spaces and no control characters.")


class Strict(BaseModel):
    """A request as it must be: what is not named is refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @classmethod
    def wrong_together(
        cls,
        content: object,  # noqa: ARG003 - models whose fields must fit look at it
    ) -> Mapping[str, str]:
        """Fields that do not fit each other, however wrong the rest is."""
        return {}


class Shown(BaseModel):
    """What an answer holds."""

    model_config = ConfigDict(frozen=True)


def said(sentence: str, **params: str) -> PydanticCustomError:
    """A refusal of one field in a sentence of ours, and what fills it."""
    return PydanticCustomError("said", sentence, params or None)


def _moment(value: object) -> datetime:
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise said(NO_TIME)
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError as error:
        raise said(NO_TIME) from error


def rfc3339(at: datetime) -> str:
    """A time as answers write it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _currency(code: str) -> str:
    if code not in _CURRENCIES:
        raise said(NO_CURRENCY)
    return code


def _opaque(ref: str) -> str:
    if any(unicodedata.category(char).startswith("C") for char in ref):
        raise said(NOT_OPAQUE)
    return ref if ref.isascii() else unicodedata.normalize("NFC", ref)


def _email(address: str) -> str:
    if not is_email(address):
        raise said(NO_EMAIL)
    return address


class Cleaned:
    """Cleans a text of at most `most` characters; `required` ones say something."""

    def __init__(self, most: int, *, required: bool) -> None:
        """Remember the bounds."""
        self._most, self._required = most, required

    def __call__(self, text: str) -> str:
        """Give the text fit to be kept."""
        try:
            return clean_text(
                text, max_length=self._most, required=self._required
            ).strip()
        except TextEmpty as error:
            raise said(EMPTY) from error
        except TextTooLong as error:
            raise said(TOO_LONG) from error


def _text(most: int) -> tuple[object, ...]:
    return Field(max_length=most), AfterValidator(Cleaned(most, required=False))


def _words(most: int) -> tuple[object, ...]:
    constraints = StringConstraints(min_length=1, max_length=most)
    return constraints, AfterValidator(Cleaned(most, required=True))


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    PlainSerializer(rfc3339, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date-time",
            "pattern": r"^(19|20|21)[0-9]{2}-.*(Z|\+00:00)$",
            "examples": ["2026-03-01T08:30:00Z"],
        }
    ),
]
Instant = Annotated[
    datetime,
    PlainSerializer(rfc3339, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
Minor = Annotated[int, Field(ge=0, le=MOST_MINOR)]
Positive = Annotated[int, Field(ge=1, le=MOST_MINOR)]
Count = Annotated[int, Field(ge=0, le=MOST_COUNT)]
Currency = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{3}$"),
    AfterValidator(_currency),
    Field(examples=["CNY"]),
]
Opaque = Annotated[
    str,
    StringConstraints(min_length=1, max_length=128, pattern=r"^\S+$"),
    AfterValidator(_opaque),
]
# Stands in addresses, so it has no character that an address would have to escape.
RefundRef = Annotated[
    str,
    StringConstraints(max_length=128, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:~-]*$"),
]
Code = Annotated[
    str, StringConstraints(max_length=64, pattern=r"^[a-z0-9][a-z0-9_.-]*$")
]
Language = Literal["zh-Hans", "en"]
SideName = Literal["buyer", "seller"]
Title = Annotated[str, *_words(300)]
Name = Annotated[str, *_words(100)]
Remark = Annotated[str, *_text(500)]
Said = Annotated[str, *_words(2000)]
Story = Annotated[str, *_words(5000)]
Listing = Annotated[str, *_text(5000)]
Phone = Annotated[str, *_text(40)]
Address = Annotated[str, *_text(300)]
Email = Annotated[
    str,
    StringConstraints(max_length=LONGEST_EMAIL, pattern=r"^[^\s@]+@[^\s@]+$"),
    AfterValidator(_email),
]
Handle = Annotated[str, *_words(100)]


class Money(Strict):
    """An amount in the smallest unit of its currency: 12900 is 129.00 yuan."""

    minor: Minor
    currency: Currency


class PositiveMoney(Strict):
    """An amount of more than nothing, in the smallest unit of its currency."""

    minor: Positive
    currency: Currency


class Amount(Shown):
    """An amount in the smallest unit of its currency."""

    minor: Minor
    currency: Currency


class Movement(Shown):
    """An amount that is given, or taken when it is negative."""

    minor: Annotated[int, Field(ge=-(10**12), le=10**12)]
    currency: Currency
