"""Telephone numbers: Chinese mobiles and landlines, service lines, international."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import phonenumbers

from jury.redaction.hits import Hit
from jury.redaction.numbers.runs import Run, Window, windows
from jury.redaction.numbers.starts import matches
from jury.redaction.writing.normal import Normal

_MOBILE = re.compile(r"(?:00)?(?:86)?(1[3-9][0-9]{9})\Z")
_LANDLINE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})[1-9][0-9]{6,7}\Z")
_SERVICE = re.compile(r"[48]00[0-9]{7}\Z")
_CUE = re.compile(
    r"(?:电话|手机|座机|热线|联系|号码|致电|拨|打(?![印开包折死款钱])|短信|微信同号|传真|分机"
    r"|(?<![a-z])(?:tel|telephone|phone|mobile|cell|call|text|dial|whatsapp|ring|contact"
    r"|fax|desk|office|sms|msg|hp|my\sno|num(?:ber)?\sis|answering\sat|messages?\sto|registered))"
    r"[^0-9\n]{0,10}[\n]?\Z"
)
_EXTENSION = re.compile(r"\s?(?:x|#|ext\.?|extension|转|分机)\s?[0-9]{1,6}(?![0-9])")
# Other countries' groups that no list of sizes or dates looks like.
_ABROAD = re.compile(
    r"(?<![0-9\-.])(?:\([0-9]{2,4}\)\s?[0-9]{3,4}[\s\-][0-9]{3,4}"
    r"|[0-9]{2}(?:-[0-9]{2}){3,4}|[0-9]{2,3}(?:[ .\-][0-9]{2,4}){1,4}"
    r"(?=[\s\-(]{1,2}(?:office|home|cell|mobile|work|fax|direct|tel)(?![a-z])))(?![0-9\-.]?[0-9])"
)
_ABROAD_STARTS: Final = re.compile(r"\(|[0-9]+")
_INTERNATIONAL = re.compile(r"\+\s?[1-9](?:[\s().\-/]{0,2}[0-9]){6,14}(?![0-9])")
_MOBILE_SHAPES: Final = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (3, 5, 3), (4, 4, 3), (5, 6), (6, 5), (4, 7)}
)
_MOST_GROUPS: Final = 5
_SERVICE_SHAPES: Final = frozenset({(10,), (3, 3, 4), (3, 7), (3, 4, 3), (6, 4)})
_GROUPED_ABROAD: Final = frozenset(
    {(3, 3, 4), (1, 3, 3, 4), (3, 3, 3, 4), (5, 6), (5, 3, 3)}
)


def find_phones(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Every telephone number in the runs of a text, plain or disguised."""
    if view.digit_count < 7:
        return
    text = view.bare
    yield from _find_international(text)
    for found in matches(_ABROAD, text, _ABROAD_STARTS):
        digits = re.sub("[^0-9]", "", found[0])
        yield Hit("phone", *found.span(), f"phone:{digits}", 60)
    for run in runs:
        for window in windows(run, 7, 17):
            value = _phone_value(window, view.text)
            if value:
                start, end = _whole(view.text, window.span)
                yield Hit("phone", start, end, f"phone:{value}", 80)


def _whole(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take the bracket around an area code and the extension along."""
    start, end = span
    if start > 0 and text[start - 1] == "(" and ")" in text[start:end]:
        start -= 1
    extension = _EXTENSION.match(text, end)
    return start, extension.end() if extension else end


def national_number(phone: str) -> str:
    """The digits of a phone as an order states it, without +86 or separators."""
    digits = re.sub(r"[^0-9]", "", phone)
    mobile = _MOBILE.match(digits)
    return mobile[1] if mobile else digits


def _phone_value(window: Window, text: str) -> str | None:
    value, shape = window.value, window.shape
    mobile = _MOBILE.match(value)
    if mobile and _is_mobile_shape(window, text):
        return mobile[1]
    if len(shape) > _MOST_GROUPS:
        return None
    if _is_fixed_line(value, shape) or _is_abroad(window, text):
        return value
    return None


def _is_fixed_line(value: str, shape: tuple[int, ...]) -> bool:
    if _LANDLINE.match(value):
        return len(shape) == 1 or (len(shape) <= 3 and shape[0] in {3, 4})
    return bool(_SERVICE.match(value)) and shape in _SERVICE_SHAPES


def _is_mobile_shape(window: Window, text: str) -> bool:
    """Sizes in a row can add up to eleven digits; a phone has a likelier shape."""
    shape = window.shape
    if len(shape) == 1 or max(shape) <= 2:
        return True
    shape = shape[1:] if window.value.startswith(("86", "0086")) else shape
    if shape in _MOBILE_SHAPES or len(shape) == 1:
        return True
    if len(shape) == 2 or len(window.value) == len(window.run.digits):
        return True
    return _is_disguised(window, text) or _has_cue(window, text)


def _is_disguised(window: Window, text: str) -> bool:
    """No list of sizes or prices is held together by emoji, stars or joining words."""
    start, end = window.span
    between = re.sub(r"[0-9零一二三四五六七八九幺〇\s,.、/-]", "", text[start:end])
    return bool(between)


def _has_cue(window: Window, text: str) -> bool:
    start = window.span[0]
    return bool(_CUE.search(text[max(0, start - 24) : start]))


def _is_abroad(window: Window, text: str) -> bool:
    """Numbers as other countries group them, and any grouping after a cue."""
    value, shape = window.value, window.shape
    if shape in _GROUPED_ABROAD and _grouped_like_a_phone(value, shape):
        return True
    if len(shape) >= 3 and _is_trunk(value) and min(shape) >= 2 and max(shape) <= 4:
        return True
    return len(value) <= 13 and _has_cue(window, text)


def _is_trunk(value: str) -> bool:
    """Nine to eleven digits behind the 0 that most countries dial first."""
    return 9 <= len(value) <= 11 and value[0] == "0" and value[1] != "0"


def _grouped_like_a_phone(value: str, shape: tuple[int, ...]) -> bool:
    if shape in {(5, 6), (5, 3, 3)}:
        return value.startswith("07")
    if len(shape) == 4:
        return value[: shape[0]] in {"1", "001"} and value[shape[0]] in "23456789"
    return value[0] in "23456789"


def _find_international(text: str) -> Iterator[Hit]:
    for found in _INTERNATIONAL.finditer(text) if "+" in text else ():
        try:
            number = phonenumbers.parse(found[0], None)
        except phonenumbers.NumberParseException:
            continue
        if not phonenumbers.is_possible_number(number):
            continue
        value = (
            str(number.national_number)
            if number.country_code == 86
            else f"+{number.country_code}{number.national_number}"
        )
        extension = _EXTENSION.match(text, found.end())
        end = extension.end() if extension else found.end()
        yield Hit("phone", found.start(), end, f"phone:{value}", 85)
