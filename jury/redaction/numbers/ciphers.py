"""Numbers in a code that the writer explains: "A=1, J=0", "in hex", "base 64"."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.writing.normal import Normal

_MAY_BE_KEY: Final = re.compile(
    r"=\s?[0-9]|是\s?[0-9]|代表|即\s?[0-9]|->|→|stands\sfor|means\s|is\s[0-9]"
)
# Two letters with the digit that each stands for.
_KEY: Final = re.compile(
    r"(?:(?<![a-z0-9])[a-z]\s?(?:=|是|代表|即|->|→|stands\sfor|means|is)\s?[0-9](?![0-9]).{0,12}){2}"
)
_NAMED: Final = re.compile(
    r"进制|hex(?![ao-z])|hexadecimal|binary|octal|base\s?(?:16|32|36|58|64|8|2)"
    r"|rot\s?13|caesar|ascii|cipher|encoded|decode|解码|解密|加密|转码|摩[斯尔]|密文|暗号"
)
# Letters counted from A, or those over which the digits of a keyboard stand.
_KEYED: Final = re.compile(
    r"(?<![a-z0-9])(?:[a-joz]{7,13}|[qwertyuiop]{7,13})(?![a-z0-9])"
)
_CODED: Final = re.compile(
    r"(?<![a-z0-9])(?:(?=[a-z]*[0-9])[0-9a-z]{7,40}|[01](?:[\s]?[01]){19,})(?![a-z0-9])={0,2}"
    r"|(?<![a-z0-9])[0-9a-f]{2}(?:[\s:\-][0-9a-f]{2}){6,}(?![a-z0-9])"
)
_ORDINARY: Final = re.compile(
    r"[a-z]*(?:ing|ity|ed|er|ier|ble|age|ice|ade|ire|ure|ote|rite|ite|pe|ty|ry)\Z"
)


def find_ciphers(view: Normal) -> Iterator[Hit]:
    """What stands in a code, in a text that says which."""
    text = view.text
    if _MAY_BE_KEY.search(text) and _KEY.search(text):
        for found in _KEYED.finditer(text):
            if not _ORDINARY.match(found[0]):
                yield Hit("number", *found.span(), f"number:{found[0]}", 51)
    if _NAMED.search(text):
        for found in _CODED.finditer(text):
            yield Hit("number", *found.span(), f"number:{found[0]}", 51)
