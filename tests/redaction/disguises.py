"""Every way of writing a phone number that people were seen to use."""

from collections.abc import Callable
from typing import Final

_WORDS: Final = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)


def _spaced(by: str) -> Callable[[str], str]:
    return lambda phone: by.join((phone[:3], phone[3:7], phone[7:]))


def _each(table: str) -> Callable[[str], str]:
    return lambda phone: "".join(table[int(digit)] for digit in phone)


def _joined(by: str) -> Callable[[str], str]:
    return by.join


def _half_numerals(phone: str) -> str:
    spelled = "".join("零一二三四五六七八九"[int(digit)] for digit in phone[:3])
    return f"{spelled} {phone[3:7]} {phone[7:]}"


DISGUISES: Final[dict[str, Callable[[str], str]]] = {
    "plain": str,
    "blanks": _spaced(" "),
    "dots": _spaced("."),
    "dashes": _spaced("-"),
    "star and underscore": _spaced("*_"),
    "emoji": _spaced("😊"),
    "joining words": _spaced("然后"),
    "line breaks": _spaced("\n"),
    "zero width": _joined("\u200b"),
    "spaced all": _joined(" "),
    "dotted all": _joined("."),
    "full width": _each("０１２３４５６７８９"),
    "numerals": _each("零一二三四五六七八九"),
    "capital numerals": _each("零壹贰叁肆伍陆柒捌玖"),
    "radio": _each("洞幺两三四五六拐八勾"),
    "circled": _each("⓪①②③④⑤⑥⑦⑧⑨"),
    "black circled": _each("⓿❶❷❸❹❺❻❼❽❾"),
    "bracketed": _each("0⑴⑵⑶⑷⑸⑹⑺⑻⑼"),
    "full stop": _each("0⒈⒉⒊⒋⒌⒍⒎⒏⒐"),
    "superscript": _each("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "mathematical": _each("𝟬𝟭𝟮𝟯𝟰𝟱𝟲𝟳𝟴𝟵"),
    "keycaps": lambda phone: "".join(f"{digit}\ufe0f\u20e3" for digit in phone),
    "half numerals": lambda p: (
        _each("零一二三四五六七八九")(p[:3]) + f" {p[3:7]} {p[7:]}"
    ),
    "look-alike letters": lambda p: p.replace("1", "l").replace("0", "O"),
    "sound-alikes": _each("零医二散四五六七扒九"),
    "English words": lambda p: " ".join(_WORDS[int(digit)] for digit in p),
    "mixed": lambda p: "".join(
        ("0123456789", "零一二三四五六七八九", "⓿❶❷❸❹❺❻❼❽❾")[i % 3][int(d)]
        for i, d in enumerate(p)
    ),
    "country code": lambda p: f"+86 {p}",
}
