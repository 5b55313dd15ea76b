"""Telephone numbers that are meant to be read by people only.

Digits as words, as letters, one by one among other words, turned around, in Morse or
in codes of computers. Nothing here fires on plain digits: those are read in
``phones.py``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.numbers.runs import Run
from jury.redaction.numbers.starts import matches
from jury.redaction.writing.normal import Normal
from jury.redaction.writing.scripts import SOUND_ALIKES, STEMS, TURNED

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_PREFIXED = re.compile(r"(?:00)?86")
_SPELLED = re.compile(
    rf"[a-z十百千个{re.escape(''.join((*SOUND_ALIKES.values(), *STEMS, *TURNED)))}]"
)
_TURNED = re.compile(f"[{''.join(TURNED)}]")
_BACKWARDS = re.compile(r"倒|反|逆|从右|从后|颠|镜像|revers|backward|right to left")
_NUMERALS: Final = "零一二三四五六七八九〇两幺壹贰叁肆伍陆柒捌玖"
# One digit at a time with a few characters between: "1个人3只猫8条鱼".
_SCATTERED = re.compile(
    r"(?<![0-9])1(?:[^0-9\n]{1,4}[3-9](?:[^0-9\n]{1,4}[0-9]){9}"
    r"|(?P<filler>[^0-9\n]{1,12})[3-9](?:(?P=filler)[0-9]){9})(?![0-9])"
)
_ONE: Final = re.compile("1")
_MOBILE_BEGINS: Final = re.compile("1[3-9][0-9]")
_HIDDEN_MIDDLE = re.compile(
    r"(?<![0-9a-z])1[3-9][0-9][\s\-]?(?:[*×•●#_]{2,6}|x{4})[\s\-]?[0-9]{3,4}(?![0-9a-z])"
    r"(?:[^0-9\n。！？!?]{1,12}[0-9]{4}(?![0-9]))?"
)
# Parts of a mobile among words: "138 first, then 1234, last four 5678".
_FIRST_PART = re.compile(r"(?<![0-9.])1[0-9]{0,9}(?![0-9])")
_NEXT_PART = re.compile(r"(?P<filler>[^0-9\n]{1,24})[0-9]{1,10}(?![0-9])")
_MOST_PARTS: Final = 3
_LONGEST_OPENING: Final = 28
_GROUPED: Final = re.compile(
    r"1[3-9][0-9](?P<one>[^0-9]{1,16})[0-9]{4}(?P<other>[^0-9]{1,16})[0-9]{4}"
)
_PLACED = re.compile(
    "[前后中间尾最再接然加跟连末剩位]|开头|打头|first|then|last|middle|end|next|follow|start"
    "|plus|begin|final|part|after"
)
_OPENS = re.compile(
    r"(?:前面?(?:[三四五六七]|[3-7])位(?:数字?|号码)?(?:是|为)?|(?:开头|打头)(?:是|为)?"
    r"|(?<![a-z])(?:(?:starts?|begins?|starting|beginning)\swith"
    r"|(?:the\s)?first\s(?:three|four|[3-7])(?:\sdigits?)?(?:\sare|\sis)?))[\s:,]{0,3}\Z"
)
_DRAWN_OUT = re.compile(r"\s*([^\w\s])\1{2,}\s*")
_CALLED = re.compile(
    r"(?:电话|手机|联系|致电|[打拨]|号码|(?<![a-z])(?:call|text|phone|tel|mobile))[^0-9\n]{0,8}\Z"
)
_PUT_TOGETHER = re.compile(
    "[连拼合接组凑]起来|连着[读念打拨]"
    "|(?:put|join|string|read|glue|stick|take)[a-z ]{0,24}together"
    "|combine|in a row|in order"
)
_STOPS = re.compile("[。！？!?]")
_COUNTS = re.compile(
    "[元块年月日号楼层天米克斤次寸码分点万千百件个台只条张双本辆升度瓦折%¥$]"
    r"|(?<![a-z])(?:[kcm]?m|k?g|[gmt]b|m?l|k?w|hz|usd|rmb|and|or|to)(?![a-z])"
)
# "138 (area) 1234 (mid)": said of a part, in brackets.
_NOTED = re.compile(r"\s?\([a-z一-鿿\s]{1,10}\)\s?")
_SIZED = re.compile(r"\s?(?:[cm]?m(?![a-z])|毫米|厘米|公分|米|英寸)")
_ENCODED = re.compile(
    r"(?:%3[0-9]){7,}|(?<![0-9])1(?:(?:%2[0-9a-d]|&[a-z]{2,6};|\\[nrt])?[0-9]){10}(?![0-9])|(?:&#(?:4[89]|5[0-7]|x3[0-9]);){7,}|(?:\\[ux](?:00)?3[0-9]){7,}"
)
_MORSE: Final = {
    ".----": "1", "..---": "2", "...--": "3", "....-": "4", ".....": "5",
    "-....": "6", "--...": "7", "---..": "8", "----.": "9", "-----": "0",
}  # fmt: skip
_MORSE_RUN = re.compile(r"(?<![.\-])[.\-]{5}(?:[\s/|,;]{1,3}[.\-]{5}){6,}(?![.\-])")
_MAY_BE_MORSE = re.compile(r"[.\-—–―−_·•・⋅●▪]{5}")
_TO_MORSE: Final = str.maketrans("—–―−_·•・⋅●▪", "-----......")


def find_disguised_phones(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Mobiles spelled with letters, words or sound-alikes, scattered or turned."""
    backwards = bool(runs and _BACKWARDS.search(view.text))
    for run in runs:
        yield from _find_spelled(view.text, run, backwards=backwards)
    for reading in (
        {view.bare, view.bare_digits, view.digits} if view.digit_count > 10 else ()
    ):
        for found in matches(_SCATTERED, reading, _ONE):
            value = re.sub("[^0-9]", "", found[0])
            yield Hit("phone", *_with_beat(found), f"phone:{value}", 62)
    if view.digit_count > 5:
        hidden = matches(_HIDDEN_MIDDLE, view.text, _MOBILE_BEGINS)
        for found in (*hidden, *_ENCODED.finditer(view.text)):
            yield Hit("phone", *found.span(), f"phone:{found[0]}", 58)
        yield from _find_parted(view.text)
    if _MAY_BE_MORSE.search(view.text):
        yield from _find_morse(view.text.translate(_TO_MORSE))


def _with_beat(found: re.Match[str]) -> tuple[int, int]:
    """Take along at both ends what stands between the digits."""
    start, end = found.span()
    beats = {beat.strip() for beat in re.findall("[^0-9]+", found[0])} - {""}
    for beat in sorted(beats, key=len, reverse=True):
        if start == found.start() and len(beats) == 1:
            start -= len(beat) * found.string.endswith(beat, 0, start)
        if end == found.end():
            end += len(beat) * found.string.startswith(beat, end)
    return start, end


def _find_parted(text: str) -> Iterator[Hit]:
    for first in matches(_FIRST_PART, text, _ONE):
        end, fillers = first.end(), list[str]()
        value = first[0]
        while len(value) < 11 and len(fillers) < _MOST_PARTS:
            part = _NEXT_PART.match(text, end)
            if not part:
                break
            fillers.append(part["filler"])
            value += part[0][len(fillers[-1]) :]
            end = part.end()
        if _MOBILE.fullmatch(value) and _is_parted(text, (first.start(), end), fillers):
            start = first.start()
            opened = _OPENS.search(text, max(0, start - _LONGEST_OPENING), start)
            start = opened.start() if opened else start
            yield Hit("phone", start, end, f"phone:{value}", 59)


def _is_parted(text: str, span: tuple[int, int], fillers: Sequence[str]) -> bool:
    """No prices and sizes: one filler twice, a few letters, or words of order."""
    if all(map(_DRAWN_OUT.fullmatch, fillers)):
        return True
    if _PUT_TOGETHER.search(text):
        return True
    if all(map(_PLACED.search, fillers)):
        return not _STOPS.search("".join(fillers))
    grouped = _GROUPED.fullmatch(text, *span)
    return bool(grouped and _is_grouped(text, grouped))


def _is_grouped(text: str, grouped: re.Match[str]) -> bool:
    """The same of a mobile's usual three groups, by what stands between them."""
    one, other = grouped.groups()
    span = grouped.span()
    called = _CALLED.search(text, max(0, span[0] - 16), span[0])
    if called and max(len(one), len(other)) < 4:
        return True
    if called and _NOTED.fullmatch(one) and _NOTED.fullmatch(other):
        return True
    if one == other in {"元", "块"}:
        return text.startswith(one, span[1])
    if _COUNTS.search(one + other) or _SIZED.match(text, span[1]):
        return False
    return one == other or (max(len(one), len(other)) <= 3 and one[-1].isalpha())


def find_backwards(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Mobiles written from right to left, where the text says so."""
    if not _BACKWARDS.search(view.text):
        return
    for run in runs:
        yield from _hits(run, run.digits[::-1], turned=True)
        parts = [run.digits[first:last] for first, last in run.groups]
        value = "".join(reversed(parts))
        if len(parts) in {2, 3} and _MOBILE.fullmatch(value):
            yield Hit("phone", *run.span(0, len(run.digits)), f"phone:{value}", 70)


def _find_spelled(text: str, run: Run, *, backwards: bool) -> Iterator[Hit]:
    start, end = run.span(0, len(run.digits))
    written = text[start:end]
    signs = "".join(text[first:last] for first, last in run.places)
    if not _SPELLED.search(signs) or not _is_meant(written):
        return
    yield from _hits(run, run.digits, turned=False)
    if backwards or _TURNED.search(written):
        yield from _hits(run, run.digits[::-1], turned=True)


def _is_meant(written: str) -> bool:
    """Not prose with a look-alike letter in it."""
    if not re.search(r"[oil|]", written) or re.search(r"[a-z]{2}", written):
        return True
    return len(re.findall(rf"[0-9{_NUMERALS}]", written)) >= 4


def _hits(run: Run, digits: str, *, turned: bool) -> Iterator[Hit]:
    """The run as one mobile, give or take two words at its ends that read as digits."""
    begun = _PREFIXED.match(digits)
    first = begun.end() if begun and len(digits) > 12 else 0
    for skipped in range(first, min(first + 3, max(len(digits) - 10, 0))):
        found = _MOBILE.match(digits, skipped)
        if found and len(digits) - found.end() <= 2:
            at = len(digits) - found.end() if turned else skipped
            yield Hit("phone", *run.span(at, at + 11), f"phone:{found[0]}", 70)
            return


def _find_morse(text: str) -> Iterator[Hit]:
    for found in _MORSE_RUN.finditer(text):
        signs = re.findall(r"[.\-]{5}", found[0])
        if all(sign in _MORSE for sign in signs):
            value = "".join(_MORSE[sign] for sign in signs)
            yield Hit("phone", *found.span(), f"phone:{value}", 70)
