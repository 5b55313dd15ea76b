"""Reads a request into its model, or names every bad field in the reader's language."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import Response, request
from flask_babel import gettext
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, from_json
from werkzeug.exceptions import UnsupportedMediaType

from jury.api.fields import Strict
from jury.domain.errors import N_, DisputeError, Invalid, pointer_to

Model = TypeVar("Model", bound=Strict)

MOST_FIELDS = 100


class NotJson(DisputeError):
    """The body cannot be read at all."""

    code = "not_json"
    sentence = N_("The body is not valid JSON.")


SENTENCES: Mapping[str, str] = {
    "missing": N_("This field is missing."),
    "extra_forbidden": N_("There is no such field."),
    "string_type": N_("This must be a text."),
    "int_type": N_("This must be a whole number."),
    "int_from_float": N_("This must be a whole number."),
    "int_parsing": N_("This must be a whole number."),
    "int_parsing_size": N_("This must be a whole number."),
    "bool_type": N_("This must be true or false."),
    "list_type": N_("This must be a list."),
    "model_type": N_("This must be an object."),
    "model_attributes_type": N_("This must be an object."),
    "literal_error": N_("Choose one of: %(expected)s."),
    "greater_than_equal": N_("This must be at least %(ge)s."),
    "less_than_equal": N_("This must be at most %(le)s."),
    "string_too_long": N_("At most %(max_length)s characters are possible."),
    "string_too_short": N_("This must not be empty."),
    "too_long": N_("At most %(max_length)s entries are possible."),
    "too_short": N_("This list needs at least %(min_length)s."),
    "string_pattern_mismatch": N_("This must match the pattern %(pattern)s."),
}
# In words what a pattern asks for; a test finds a pattern that lacks its sentence.
PATTERNS: Mapping[str, str] = {
    r"^[A-Z]{3}$": N_("Write a currency as three capital letters: CNY."),
    r"^[0-9a-f]{32}$": N_("Write 16 bytes as 32 hex digits in small letters."),
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": N_("Write an hour as 08:30."),
    r"^/\S*$": N_("Write a path that begins with / and has no spaces."),
    r"^\S+$": N_("A reference has no spaces and no control characters."),
    r"^[^\s@]+@[^\s@]+$": N_("This is not an e-mail address."),
    r"^[A-Za-z0-9][A-Za-z0-9._:~-]*$": N_(
        "Write Latin letters, digits and . _ : ~ - only, a letter or digit first."
    ),
    r"^[A-Za-z0-9_.:-]*$": N_("Write Latin letters, digits and _ . : - only."),
    r"^[a-z0-9][a-z0-9_.-]*$": N_(
        "Write small Latin letters, digits and _ . - only, a letter or digit first."
    ),
}
OTHERWISE = N_("This is not of the right kind.")


def read_body(model: type[Model]) -> Model:
    """The JSON body of the running request; raises Invalid with every bad field."""
    if not request.is_json:
        raise UnsupportedMediaType
    return read_content(model, request.get_data())


def read_content(model: type[Model], body: bytes) -> Model:
    """The same of any JSON."""
    together = model.wrong_together(_parsed(body))
    wrong = {name: gettext(sentence) for name, sentence in together.items()}
    try:
        read = model.model_validate_json(body)
    except ValidationError as error:
        raise _refusal(error, wrong) from error
    if wrong:
        raise Invalid(wrong)
    return read


def read_query(model: type[Model]) -> Model:
    """The query of the running request; raises Invalid with every bad parameter."""
    try:
        return model.model_validate_strings(request.args.to_dict(), strict=False)
    except ValidationError as error:
        raise _refusal(error, {}) from error


def _parsed(body: bytes) -> object:
    try:
        parsed: object = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise NotJson from error
    return parsed


def _refusal(error: ValidationError, wrong: Mapping[str, str]) -> DisputeError:
    found = error.errors(include_url=False)
    if any(one["type"] == "json_invalid" for one in found):
        return NotJson()
    fields = {pointer_to(one["loc"]): _sentence(one) for one in found[:MOST_FIELDS]}
    return Invalid(fields | {k: v for k, v in wrong.items() if k not in fields})


def _sentence(error: ErrorDetails) -> str:
    filled: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "said":
        sentence = error["msg"]
        return str(gettext(sentence, **filled))
    in_words = PATTERNS.get(str(filled.get("pattern")))
    sentence = gettext(in_words or SENTENCES.get(error["type"], OTHERWISE))
    if "expected" in filled:
        listed = str(filled["expected"]).replace("'", "").replace(" or ", ", ")
        filled = {**filled, "expected": listed}
    return str(sentence % filled) if "%(" in sentence else str(sentence)


def show(answer: BaseModel) -> Response:
    """An answer to a reading request."""
    return Response(answer.model_dump_json(), content_type="application/json")
