"""One line of a roster import: what the marketplace may say of a juror.

A line says all that there is about a juror; what it leaves out is not so any more.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from jury.domain.addresses import LONGEST, is_email
from jury.domain.errors import N_, pointer_to
from jury.services.people.locales import Locale
from jury.storage.roster import tie_hash
from jury.storage.roster.columns import packed_codes, seconds_of

MOST_TIES = 200
LONGEST_LINE = 65_536
FAULTS_A_LINE = 5
_MOST = 1_000_000_000
# As RFC 3339 writes them. A bare number of seconds would be read as a day, too, and a
# year that no calendar reaches from every zone could not be read again.
_DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)


@cache
def _timezones() -> frozenset[str]:
    """Every zone there is; looked up when first needed, since that reads 600 files."""
    return frozenset(available_timezones())


def _is_timezone(name: str) -> str:
    if name not in _timezones():
        raise ValueError("no such time zone")
    return name


def _is_email(text: str) -> str:
    if not is_email(text):
        raise ValueError("not an e-mail address")
    return text


def _day(value: object) -> date:
    written = _written(value)
    if not _DAY.fullmatch(written):
        raise ValueError("not a day")
    return date.fromisoformat(written)


def _moment(value: object) -> datetime:
    written = _written(value)
    day = _DAY.match(written)
    if day is None or not _TIME.fullmatch(written, day.end()):
        raise ValueError("not a time")
    return datetime.fromisoformat(written)


def _written(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not a text")
    return value


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


Count = Annotated[int, Field(ge=0, le=_MOST)]
Opaque = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[^\s\p{C}]+$")]
Code = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9][a-z0-9_.-]*$")]
Email = Annotated[
    str,
    Field(max_length=LONGEST, pattern=r"^[^\s@]+@[^\s@]+$"),
    AfterValidator(_is_email),
]
_Years = Field(json_schema_extra={"pattern": "^(19|20|21)[0-9]{2}-"})
Day = Annotated[date, BeforeValidator(_day), _Years]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment), _Years]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class JurorLine(BaseModel):
    """What a line holds; only the first eight are required."""

    model_config = ConfigDict(extra="forbid", strict=True)

    ref: Annotated[Opaque, AfterValidator(_normal)]
    language: Literal["zh-Hans", "en"]
    adult: bool
    verified: bool
    account_opened_on: Day
    trades_completed: Count
    credit: Count
    last_active_at: Moment | None
    enrolled: bool = True
    trades_as_buyer: Count = 0
    trades_as_seller: Count = 0
    strikes: Annotated[int, Field(ge=0, le=1000)] = 0
    categories: Annotated[list[Code], Field(max_length=100)] = []
    region: Code | None = None
    person_key: Opaque | None = None
    tie_keys: Annotated[list[Opaque], Field(max_length=MOST_TIES)] = []
    email: Email | None = None
    locale: Locale | None = None
    timezone: Annotated[str, AfterValidator(_is_timezone)] | None = None
    quiet_from: Clock | None = None
    quiet_until: Clock | None = None

    @model_validator(mode="after")
    def _quiet_hours_are_whole(self) -> "JurorLine":
        if (self.quiet_from is None) != (self.quiet_until is None):
            raise ValueError("quiet hours need a beginning and an end")
        return self


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of one line; `field` as RFC 6901 writes its path."""

    line: int
    field: str
    code: str

    def as_json(self) -> dict[str, Any]:
        """What the import's row keeps, and the answer says."""
        return {"line": self.line, "field": self.field, "code": self.code}


# What each code says to people; the edge translates it.
FAULTS: Mapping[str, str] = {
    "duplicate": N_("This juror stands on an earlier line."),
    "line_too_long": N_("The line is longer than 65,536 bytes."),
    "not_json": N_("The line is not a JSON object."),
    "missing": N_("This field is missing."),
    "unknown_field": N_("There is no such field."),
    "not_text": N_("This must be a text."),
    "not_number": N_("This must be a whole number."),
    "not_boolean": N_("This must be true or false."),
    "not_list": N_("This must be a list."),
    "wrong_type": N_("This is not of the right kind."),
    "out_of_range": N_("This is too small or too large."),
    "too_long": N_("This is too long, or there are too many."),
    "bad_format": N_("This is not written as it should be."),
}

_CODES = {
    "json_invalid": "not_json",
    "model_type": "not_json",
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "too_long": "too_long",
    "string_too_long": "too_long",
    "string_too_short": "missing",
    "string_pattern_mismatch": "bad_format",
    "string_type": "not_text",
    "int_type": "not_number",
    "int_from_float": "not_number",
    "bool_type": "not_boolean",
    "tuple_type": "not_list",
    "list_type": "not_list",
    "literal_error": "bad_format",
    "value_error": "bad_format",
    "timezone_aware": "bad_format",
}


def read_line(line: bytes, number: int) -> JurorLine | list[Fault]:
    """Read one line, or say what is wrong with it."""
    if len(line) > LONGEST_LINE:
        return [Fault(number, "", "line_too_long")]
    try:
        return JurorLine.model_validate_json(line)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        return [
            Fault(
                number,
                pointer_to(one["loc"]).removeprefix("/"),
                _code_of(one["type"]),
            )
            for one in found[:FAULTS_A_LINE]
        ]


def _code_of(kind: str) -> str:
    if kind in _CODES:
        return _CODES[kind]
    return "bad_format" if kind.endswith("_parsing") else "wrong_type"


def packed_line(line: JurorLine) -> list[Any]:
    """What of a line is kept, as plain values: its reference, its record, its ties."""
    return [
        line.ref,
        [
            line.enrolled,
            line.language,
            line.adult,
            line.verified,
            line.account_opened_on.isoformat(),
            line.trades_completed,
            line.credit,
            None if line.last_active_at is None else seconds_of(line.last_active_at),
            line.strikes,
            packed_codes(line.categories),
            None if line.person_key is None else tie_hash(line.person_key),
            line.trades_as_buyer,
            line.trades_as_seller,
            line.email,
            line.locale,
            line.timezone,
            _minute(line.quiet_from),
            _minute(line.quiet_until),
            line.region,
        ],
        [tie_hash(key) for key in line.tie_keys],
    ]


def _minute(clock: str | None) -> int | None:
    if clock is None:
        return None
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
