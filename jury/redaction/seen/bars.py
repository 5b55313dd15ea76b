"""The bar above a chat without portraits: whom one writes to, and their picture.

Without portraits a chat is told by where its lines stand: what one side says begins at
the left, what the other says ends at the right, and never both in one row.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from jury.redaction.seen.blocks import levelled
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, Seen, grown, united

_OF_THE_PHONE: Final = re.compile(
    r"^[\d\s:：.%<>〈〉‹›←→…·KBMGkbmgsS/\-+]*$|^(?:[345]G|LTE|WLAN)(?![a-zA-Z]{3})"
    # As what the arrow back is read.
    r"|^[VvくΛ∧个仁]$"
)
# When it was said, with the ticks that tell it was read.
_CLOCK: Final = re.compile(
    r"(?:^|(?<=\s))\d{1,2}[:：]\d{2}(?:\s?[AaPp][Mm])?[\s√✓vV/]*$"
)
_TIME_OF_DAY: Final = re.compile(r"^\d{1,2}[:：.]\d{2}\b")
_NETWORK: Final = re.compile(r"(?:\b[345]G|\bLTE|WLAN|Wi-?Fi|\d%)")
# The day and the time between what is said.
_WHEN: Final = re.compile(
    r"^(?:(?:昨天|前天|今天|星期[一二三四五六日天]|周[一二三四五六日]|today|yesterday|\d{1,2}月\d{1,2}日|"
    r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?)"
    r"\s?(?:[上下]午|早上|晚上|凌晨|中午)?\s?(?:at )?(?:\d{1,2}[:：]\d{2})?|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s(?:.{0,12}\s)?\d{1,2}:\d{2})"
    r"\s?(?:[ap]m)?$",
    re.IGNORECASE,
)
# The number of whom one writes to, where they have no name; a day and time have nine.
_OF_A_PERSON: Final = 10
_ALIGNED: Final = 0.03
_APART: Final = 0.08
_LEANS: Final = 0.1
_ROOM: Final = 0.3
_SPOKEN: Final = 2
# Where times stand beside what is said, one word of a side is enough.
_TIMED: Final = 3
_CENTRED: Final = 0.06
_WIDEST: Final = 0.7
# The picture of whom one writes to, in heights of the name: beside it, or above.
_BESIDE: Final = 2.6
_ABOVE: Final = 3.8
_PLAIN: Final = 12.0
_FAR: Final = 5.0
_ROW: Final = 0.7


def is_of_the_phone(text: str) -> bool:
    """Whether it is the clock, battery or network, an arrow of the bar, or a day."""
    if sum(character.isdigit() for character in text) >= _OF_A_PERSON:
        return False
    return bool(_OF_THE_PHONE.match(text) or _WHEN.match(text.strip()))


def find_bar(picture: Picture, lines: Sequence[Line]) -> list[Seen]:
    """The name in the bar of a chat, with the picture beside or above it."""
    spoken = _up_to_its_time(lines)
    said = _sides(spoken)
    timed = sum(bool(_CLOCK.search(line.text)) for line in lines)
    least = 1 if timed > _TIMED else _SPOKEN
    if min(len(side) for side in said) < least:
        return []
    if not _take_turns(said) and not any(_WHEN.match(x.text.strip()) for x in lines):
        return []
    first = min(line.box[1] for side in said for line in side)
    above = [
        line
        for line in lines
        if line.box[1] + line.box[3] < first and not is_of_the_phone(line.text)
    ]
    if not above:
        return []
    name = min(above, key=lambda line: line.box[1])
    left = min(line.box[0] for line in said[0])
    right = max(line.box[0] + line.box[2] for line in said[1])
    if name.box[2] > _WIDEST * (right - left):
        return []
    box = _with_portrait(picture, name, (left, right))
    return [
        Seen("name", box, name.confidence),
        *(
            Seen("name", grown(one.box, 0.3 * one.height, 0.1 * one.height), 0.5)
            for one in above
            if one != name and (_share_a_row(one, name) or _is_under(one, name))
        ),
    ]


def _is_under(line: Line, name: Line) -> bool:
    """Whether it stands closely beneath the name: who else is in the group."""
    gap = line.box[1] - (name.box[1] + name.box[3])
    begins = abs(line.box[0] - name.box[0]) < name.height
    return begins and -0.4 * name.height < gap < 0.8 * name.height


def with_portrait_above(picture: Picture, name: Line) -> Area:
    """The name, and the place above it unless that is plain."""
    x, y, wide, _ = name.box
    tall, middle = name.height, x + wide / 2
    half = round(max(wide / 2 + 0.3 * tall, 1.9 * tall))
    top = max(0, round(y - _ABOVE * tall))
    patch = picture[top:y, max(0, round(middle - tall)) : round(middle + tall)]
    beside = max(0, round(middle - _FAR * tall))
    aside = picture[top:y, beside : beside + round(tall)]
    if patch.size and _is_plain(patch, aside):
        top = y
    return round(middle - half), top, 2 * half, round(y + 1.2 * tall) - top


def _is_plain(patch: Picture, aside: Picture) -> bool:
    """Whether it is one colour, and that of the bar: a disc has one colour, too."""
    if float(np.std(patch)) >= _PLAIN:
        return False
    colours = [np.median(part.reshape(-1, 3), axis=0) for part in (patch, aside)]
    return bool(np.abs(colours[0] - colours[1]).max() < _PLAIN)


def besides_status(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines beneath the row at the top of a screen that holds the phone's clock.

    It is the highest of all, or the clock shares it with the network; what stands
    above that is not on the screen.
    """
    level = levelled(lines)
    middles = [line.box[1] + line.box[3] / 2 for line in level]
    for clock, middle in sorted(zip(level, middles, strict=True), key=lambda x: x[1]):
        if not _TIME_OF_DAY.match(clock.text):
            continue
        row = [
            line
            for line, other in zip(level, middles, strict=True)
            if abs(other - middle) < clock.height
        ]
        if middle - min(middles) < clock.height or any(
            _NETWORK.search(line.text) for line in row
        ):
            low = middle + _ROW * clock.height
            return [x for x, y in zip(lines, middles, strict=True) if y >= low]
    return lines


def _up_to_its_time(lines: Sequence[Line]) -> list[Line]:
    """What is said, as far as the time that ends its bubble."""
    clocks = [line for line in lines if _CLOCK.match(line.text)]
    spoken = [x for x in lines if not is_of_the_phone(x.text) and x not in clocks]
    long = []
    for line in spoken:
        after = [
            clock.box
            for clock in clocks
            if clock.box[0] > line.box[0] and _share_a_row(line, clock)
        ]
        long.append(replace(line, box=united(line.box, after[0])) if after else line)
    return long


def _sides(spoken: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """What begins at the left and what ends at the right, alone in its row."""
    alone = [x for x in spoken if not any(_share_a_row(x, y) for y in spoken if y != x)]
    if not alone:
        return [], []
    left = min(line.box[0] for line in alone)
    right = max(line.box[0] + line.box[2] for line in alone)
    wide, tops = right - left, [line.box[1] for line in alone]
    slack = _ALIGNED * wide + _LEANS * _ALIGNED * (max(tops) - min(tops))
    ours, theirs = [], []
    for line in alone:
        x, _, across, _ = line.box
        begins = x - left < slack
        # What wraps leaves room for a word at its end.
        ends = right - (x + across) < max(slack, _ROOM * (x - left))
        if begins and right - (x + across) > _APART * wide:
            ours.append(line)
        elif ends and x - left > _APART * wide:
            theirs.append(line)
    return ours, theirs


def _take_turns(said: tuple[list[Line], list[Line]]) -> bool:
    """Whether one side speaks between what the other says."""
    spans = [(min(tops), max(tops)) for tops in ([x.box[1] for x in s] for s in said)]
    return spans[0][0] < spans[1][1] and spans[1][0] < spans[0][1]


def _share_a_row(one: Line, other: Line) -> bool:
    top = max(one.box[1], other.box[1])
    bottom = min(one.box[1] + one.box[3], other.box[1] + other.box[3])
    return bottom - top > 0.5 * min(one.box[3], other.box[3])


def _with_portrait(picture: Picture, name: Line, screen: tuple[int, int]) -> Area:
    """The name; with the place above it in the middle, or else with that beside it."""
    x, y, wide, _ = name.box
    tall = name.height
    middle = x + wide / 2
    if abs(middle - sum(screen) / 2) < _CENTRED * (screen[1] - screen[0]):
        return with_portrait_above(picture, name)
    reach = round(_BESIDE * tall)
    top = round(y - 0.7 * tall)
    return x - reach, top, wide + reach + tall // 2, round(2.8 * tall)
