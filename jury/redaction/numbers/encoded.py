"""Numbers put through a code that any machine undoes: base 64, hex, rows of keys.

Read in the text as it was written, since capitals matter to base 64.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit

_MOBILE: Final = re.compile("1[3-9][0-9]{9}")
_BASE_64 = re.compile(r"[A-Za-z0-9+/]{10,}={0,2}")
_OF_ALL_SORTS = re.compile("[a-z].*[A-Z]|[A-Z].*[a-z]|[A-Z].*[0-9]|[0-9].*[A-Z]")
_MOST_CODED: Final = 120
_DIGITS: Final = re.compile(rb"[0-9]{7}|[0-9]{3}[ \-][0-9]{4}|@[a-z0-9]")
_PRINTED: Final = re.compile(rb"[\x20-\x7e]+")
_HEX = re.compile(r"(?<![0-9a-zA-Z])0[xX]([0-9a-fA-F]{8,9})(?![0-9a-zA-Z])")
_HEX_DIGITS = re.compile(
    r"(?<![0-9a-zA-Z])(?:(?:0x)?3[0-9][\s:,]{1,2}){10,12}(?:0x)?3[0-9](?![0-9a-zA-Z])"
)
# The signs over the digits of a keyboard, of English and of Chinese make.
_SHIFTED: Final = str.maketrans("!@#$¥%^&*()！＠＃＄￥％＾＆＊（）", "12344567890" * 2)
_SHIFTS = re.compile(
    r"(?<![!@#$%^&*()！@￥（）])[!！][#$%^&*(￥（][!@#$%^&*()！￥（）]{9}(?![!@#$%^&*()！￥（）])"
)
# The letters under them.
_UPPER_ROW: Final = str.maketrans("qwertyuiop", "1234567890")
_ROW = re.compile(
    "(?<![a-zA-Z0-9])[qQ][e-yE-Y][qwertyuiopQWERTYUIOP]{9}(?![a-zA-Z0-9])"
)


def find_encoded(text: str) -> Iterator[Hit]:
    """Mobiles, long numbers and e-mails that are written in such a code."""
    for found in _BASE_64.finditer(text):
        sorts = len(found[0]) <= _MOST_CODED and _OF_ALL_SORTS.search(found[0])
        if sorts and (said := _decoded(found[0])):
            yield Hit("number", *found.span(), f"number:{said}", 52)
    for found in _HEX.finditer(text) if "0x" in text or "0X" in text else ():
        yield from _if_mobile(found, str(int(found[1], 16)))
    for found in _HEX_DIGITS.finditer(text) if text.count("3") > 10 else ():
        digits = re.findall("3([0-9])", found[0])
        yield from _if_mobile(found, "".join(digits))
    for found in _SHIFTS.finditer(text) if "!" in text or "！" in text else ():
        yield from _if_mobile(found, found[0].translate(_SHIFTED))
    for found in _ROW.finditer(text) if "q" in text or "Q" in text else ():
        yield from _if_mobile(found, found[0].lower().translate(_UPPER_ROW))


def _if_mobile(found: re.Match[str], read: str) -> Iterator[Hit]:
    if _MOBILE.fullmatch(read):
        yield Hit("phone", *found.span(), f"phone:{read}", 60)


def _decoded(written: str) -> str:
    """What base 64 says, where that is printed and holds a number; else nothing."""
    bare = written.rstrip("=")
    try:
        said = b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except Error:
        return ""
    if _PRINTED.fullmatch(said) and _DIGITS.search(said):
        return said.decode("ascii")
    return ""
