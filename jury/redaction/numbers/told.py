"""Numbers that somebody hands over: any row of digits right beside a word of contact.

Elsewhere a row of digits, however it is written, is a number only when it has the
shape of one. Behind "call me on" or before "is my number" no shape is asked for: ten
stars, four words in tens, tallies or letters that look like digits are enough.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.accounts.labelled import GOODS
from jury.redaction.hits import Hit
from jury.redaction.numbers.beats import NO_GLUE, find_beats
from jury.redaction.numbers.rows import find_rows, may_be_row
from jury.redaction.numbers.runs import Run
from jury.redaction.numbers.starts import matches, openings
from jury.redaction.writing.normal import Normal
from jury.redaction.writing.readable import is_unreadable
from jury.redaction.writing.scripts import SOUND_ALIKES

_FEWEST: Final = 7
_MOST: Final = 24
_WORDS: Final = (
    r"电话|手机|座机|(?<![型货款色批])号码|联系|致电|短信|加我|加一?下|找我|呼我|拨|打(?![印开包折死款钱])"
    r"|留个?号码?|线下聊?|私[下聊]|站外|直接找|(?:记|存|抄)一?下|发平台"
    r"|(?<![a-z])(?:call|text|phone|tel|telephone|mobile|cell|ring|reach|dial"
    r"|(?:my|your|ur|his|her|contact|phone)\s(?:[a-z]{2,8}\s)?number|(?<=is\sthe\s)number|number(?=\sis\s|s?:)|get\sme\son|digits|sms|whatsapp|wa|contact|fax|off(?:line|\sthe\sapp|\splatform)|directly)(?![a-z])"
)
_SOUNDS: Final = frozenset(
    c for those in SOUND_ALIKES.values() for c in those if c > "一"
)
_COUNTING: Final = "012345678901234567890"
# A beginning of each of those words, with no look behind, which is found much faster.
_MAY_SAY: Final = openings(
    "电手座号联致短我加找呼拨打留线私站直记存抄发",
    "get|call|text|phone|tel|mob|cell|ring|reach|dial|number|digits|sms|wa|contact|fax|off|direct|whatsapp"
    "|my|your|ur|his|her",
)
_SAYS: Final = re.compile(rf"{_WORDS}|我的?号")
# Between the word and the number no sentence ends.
_NEAR_BEFORE: Final = re.compile(rf"(?:{_WORDS})[^0-9\n。！？!?;；]{{0,14}}[\n]?\Z")
_NEAR_BEHIND: Final = re.compile(
    r"[\s,，)）:：\-—]{0,3}(?:(?:这个?|就)?(?:才?是)?\s?(?:我的?|俺的?|咱的?|本人)?"
    r"|(?:is|are|that['’]?s)?\s?(?:my|the)?)\s?"
    r"(?:手机|电话|号码?(?![楼栋室店线])"
    r"|(?<![a-z])(?:cell|mobile|number|phone|tel|mob|digits)(?![a-z])"
    r"|打给我|联系我|找我|给我打|(?:you\s?)?call\s?me)"
)
_REACH_BEFORE: Final = 30
_REACH_BEHIND: Final = 24
# Letters that look like digits: in one word with digits, in groups, or one by one.
_ALIKE: Final = "0-9olisbzgqedat|!"
_ALIKES: Final = re.compile(
    r"(?<![a-z0-9])(?:\+[0-9]{1,3}[\s\-]?)?"
    rf"(?:(?![a-z]+[0-9]+(?![a-z0-9]))(?=(?:[a-z|!]*[0-9]){{2}})[{_ALIKE}]{{7,14}}"
    rf"|[1il|!][{_ALIKE}]{{2}}(?:(?P<sign>[\s\-.])[{_ALIKE}]{{4}}(?P=sign)[{_ALIKE}]{{4}}"
    rf"|[{_ALIKE}]{{8}})"
    rf"|[1il|!](?:(?P<beat>[\s\-.])[{_ALIKE}])(?:(?P=beat)[{_ALIKE}]){{9}})(?![a-z0-9])"
)
_MAY_LOOK_ALIKE: Final = re.compile(
    rf"[{_ALIKE}]{{7}}|[1il|!][{_ALIKE}]{{0,2}}[\s\-.][{_ALIKE}]"
)
# Strokes or other signs, as many as the digit says.
_TALLIES: Final = re.compile(
    r"(?:(?P<sign>[^\w\s])(?P=sign){0,8}|丨{1,9}|[0o])"
    r"(?:[\s,/、]{1,3}(?:(?P=sign){1,9}|丨{1,9}|[0o○◯☆⚪])){6,}"
)
# One Chinese character at a time: nobody talks like that.
_SINGLY: Final = re.compile(
    r"(?<![一-鿿])[一-鿿](?P<sign>[\s、,，.\-·/])(?:[一-鿿](?P=sign)){6,13}[一-鿿](?![一-鿿])"
)
_STROKES: Final = re.compile(r"([^\w\s。.…!！?？~～\-—=_*#])\1|丨丨")
_DIFFERENT_TALLIES: Final = 3
# Eleven digits among units of money, time or length: no such sum or date is written.
_IN_UNITS: Final = re.compile(
    r"(?<![0-9])1(?:[^0-9\n。！？!?;；]{0,4}[0-9]){10}(?![0-9])"
)
_ONE_WORD: Final = re.compile(
    r"(?<![a-z0-9_.@/\-])(?=[0-9]*[a-z])[a-z0-9]{7,30}(?![a-z0-9_@/]|[.\-][a-z0-9])"
)
_LONG_WORD: Final = re.compile("[a-z0-9]{7,30}")
_DIGITS: Final = re.compile("[0-9]+")
_MANY_TURNS: Final = 3
_MOBILE: Final = re.compile("1[3-9][0-9]{9}")
_PLUS: Final = re.compile(r"(?:\+|(?<![a-z])plus|加)\s?\Z")


def find_told(view: Normal, runs: Sequence[Run], loose: Sequence[Run]) -> Iterator[Hit]:
    """Rows of seven digits and more, by whatever signs, beside a word of contact."""
    text = view.text
    said = any(True for _ in matches(_SAYS, text, _MAY_SAY))
    beats = find_beats(text, _SAYS if said else None) if NO_GLUE.search(text) else ()
    for start, end in beats:
        yield Hit("phone", start, end, f"phone:{text[start:end]}", 53)
    if not said:
        return
    spelled = [run for run in loose if _is_spelled(text, run)]
    # Digits that touch are a long number anyway.
    grouped = [run for run in runs if len(run.groups) > 1]
    for run in (*grouped, *spelled):
        if _FEWEST <= len(run.digits) <= _MOST and run.digits not in _COUNTING:
            yield from _of_run(text, run)
    yield from _find_rows(view)
    if view.digit_count > 10:
        yield from _find_in_units(view)
    yield from _find_drawn(text)
    yield from _find_unreadable(text)


def _of_run(text: str, run: Run) -> Iterator[Hit]:
    if _is_told(text, run.span(0, len(run.digits))):
        first, last = _without_particles(text, run)
        start, end = run.span(first, last)
        plus = _PLUS.search(text, max(0, start - 6), start)
        start = plus.start() if plus else start
        yield Hit("phone", start, end, f"phone:{run.digits[first:last]}", 57)


def _without_particles(text: str, run: Run) -> tuple[int, int]:
    """The run without a character at its ends that only sounds like a digit.

    "31 吧": what stands beside it in the run is written in another way.
    """
    first, last = 0, len(run.digits)
    sounds = [text[start:end] in _SOUNDS for start, end in run.places]
    if last and sounds[-1] and not any(sounds[first : last - 1]):
        last -= 1
    if last and sounds[0] and not any(sounds[1:last]):
        first += 1
    return first, last


def _is_spelled(text: str, run: Run) -> bool:
    """Whether there is more to a run than plain digits, which are another run's."""
    start, end = run.places[0][0], run.places[-1][1]
    return any(c.isalnum() and not c.isdecimal() for c in text[start:end])


def _find_rows(view: Normal) -> Iterator[Hit]:
    text = view.text
    if may_be_row(text, view.digit_count):
        for span in find_rows(text):
            if _is_told(text, span):
                yield Hit("phone", *span, f"phone:{text[slice(*span)]}", 55)


def _find_in_units(view: Normal) -> Iterator[Hit]:
    """A mobile dressed as a date, a sum or a size."""
    for found in _IN_UNITS.finditer(view.digits):
        value = "".join(filter(str.isdecimal, found[0]))
        if _MOBILE.fullmatch(value) and _is_told(view.text, found.span()):
            yield Hit("phone", *found.span(), f"phone:{value}", 56)


def _find_drawn(text: str) -> Iterator[Hit]:
    """Digits as strokes, and as letters of their form."""
    for found in _TALLIES.finditer(text) if _STROKES.search(text) else ():
        counts = {len(tally) for tally in re.split(r"[\s,/、]+", found[0])}
        if len(counts) >= _DIFFERENT_TALLIES:
            yield Hit("phone", *found.span(), f"phone:{found[0]}", 57)
    drawn = [*_SINGLY.finditer(text)]
    if _MAY_LOOK_ALIKE.search(text):
        drawn += _ALIKES.finditer(text)
    for found in drawn:
        if _is_told(text, found.span()):
            yield Hit("phone", *found.span(), f"phone:{found[0]}", 57)


def _find_unreadable(text: str) -> Iterator[Hit]:
    """One word that is none: letters of a keypad, or of a cipher, and digits."""
    for found in matches(_ONE_WORD, text, _LONG_WORD):
        word = found[0]
        letters = _DIGITS.sub("", word)
        turns = len(_DIGITS.findall(word)) if letters != word else 0
        odd = is_unreadable(letters) or turns >= _MANY_TURNS
        if odd and not GOODS.match(word) and _is_told(text, found.span()):
            yield Hit("phone", *found.span(), f"phone:{word}", 53)


def _is_told(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    before = text[max(0, start - _REACH_BEFORE) : start]
    if any(True for _ in matches(_NEAR_BEFORE, before, _MAY_SAY)):
        return True
    return bool(_NEAR_BEHIND.match(text[end : end + _REACH_BEHIND]))
