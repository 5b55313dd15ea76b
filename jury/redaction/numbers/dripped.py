"""Numbers and accounts that trickle in: message by message, sign by sign.

"My number, bit by bit" – "one eight" – "three" …; "what is your phone number?" – eleven
emoji; "tail 5678" – "middle 1234" – "head 138". One message announces or asks, or each
says which part it holds; what follows holds nothing else. Of a mobile number, which has
a shape, no word need be said: "138" – "you there?" – "1234" – "five six seven eight".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from jury.redaction.accounts.messengers import ACCOUNT, OTHER, PAY, QQ, WECHAT
from jury.redaction.findings import Finding, Message
from jury.redaction.hits import Hit, to_findings
from jury.redaction.numbers.beats import find_beats
from jury.redaction.numbers.rows import find_rows
from jury.redaction.numbers.runs import Run
from jury.redaction.numbers.spoken import find_short_runs
from jury.redaction.writing.normal import Normal
from jury.redaction.writing.readable import is_unreadable

Claim = tuple[int, Finding]
_CUE: Final = re.compile(
    r"电话|手机|号码?|联系|加[我你]|找[我你]|[打拨]|私聊|一个一个|一位一位|分[开段次条批]"
    r"|(?<![a-z])(?:phone|number|cell|mobile|call|text|reach|contact|digits|find|add)(?![a-z])"
    rf"|letter\sby\sletter|one\sby\sone|bit\sby\sbit|in\sparts|{WECHAT}|{QQ}|{PAY}|{OTHER}|{ACCOUNT}"
)
# A message of one sign, or of two; what is said so without a number means "ok".
_ONE_SIGN: Final = re.compile(
    r"[^\w\s]{0,2}(?:[a-z0-9]{1,2}|[一-鿿]|[^\w\s])[^\w\s]{0,2}"
)
_SAID: Final = frozenset(
    [
        *("ok", "k", "no", "ya", "ye", "yo", "hi", "oh", "ah", "um"),
        *"好嗯哦噢在行对是不没啊哈喂额呃恩嘿?!.？！。",
    ]
)
_PART: Final = re.compile(
    r"(?:最?[后末][面几三四3-4]?[位段]?|尾[号数巴]?|中间?[面几四4]?[位段]?|[头前开][头面几三3]?[位段]?"
    r"|(?:the\s)?(?:first|second|third|start|beginning|begins?|head|middle|mid|next|then|last|end|ends?|tail|rest)"
    r"(?:\s(?:part|bit|half|three|four|[34]))?(?:\s(?:digits?|numbers?))?)"
    r"(?:是|为|with|in|is|are|[\s:：,，]){0,3}(?P<value>[0-9][0-9\s\-]{1,7})"
)
_WORD: Final = re.compile("^[a-z]{7,14}(?![a-z])", re.MULTILINE)
# What is counted, paid, measured or dated is no piece of a number.
_MEASURED: Final = re.compile(
    r"[\s\-]{0,2}(?:[%％元块刀圆角分年月日号点天周小时秒楼栋室层单码寸克斤吨升米度个件套双条台部张本次折期倍人多几来左右]"
    r"|(?:cm|mm|kg|g|gb|tb|mb|ml|l|mah|w|v|hz|usd|rmb|cny|yuan|dollars?|bucks|quid|pounds?|euros?|days?|hours?|mins?|pcs|am|pm|th|st|nd|rd)(?![a-z]))"
)
_PRICED: Final = re.compile(
    r"(?:[¥￥$£€]|价|size|尺码|身高|体重|型号|model)[\s:：是]{0,2}\Z"
)
_CALLED: Final = re.compile(
    r"电话|手机|联系|加我|找我|[打拨]|(?<![a-z])(?:phone|number|cell|mobile|call|text)(?![a-z])"
)
# "1: 138", "part 2 1234": how the pieces are counted.
_COUNTED: Final = re.compile(
    r"\s*(?:第|part|no\.?|number)?\s?[1-4一二三四][)）:：.、段部分\s]{1,3}(?=[0-9]{3,4}\s*\Z)"
)
_CIRCLED: Final = re.compile(r"\s*[①-④❶-❹⑴-⑷⒈-⒋]\s?[0-9]{3}")
_COUNTED_PIECE: Final = range(4, 6)
_AT_END: Final = re.compile(
    r"(?<![0-9.:/\-])(?<![0-9],)(?P<value>[0-9]{3,4})(?:[\s,，]{0,2}(?:打我?|找我|加我|哈|call|text|me|\s){0,3})?[.。!~…]{0,3}\Z"
)
_MOBILE: Final = re.compile("1[3-9][0-9]{9}")
_PIECE: Final = range(3, 9)
_MOST_PIECES: Final = 4
# Own messages that say something else between two pieces, and words beside one. Of
# what reads as a digit a few are words: "一下", "一起".
_BETWEEN: Final = 2
_PLAINLY: Final = 2
_BESIDE: Final = 16
_FEWEST_SIGNS: Final = 5
_FEWEST_DIGITS: Final = 7
_FEWEST_PARTS: Final = 3
_LONGEST: Final = 60
_BEHIND: Final = 14


def find_dripped(
    messages: Sequence[Message], views: Sequence[Normal]
) -> Iterator[tuple[int, Claim]]:
    """Claims on such messages, with their places."""
    for sender in dict.fromkeys(message.sender for message in messages):
        own = [at for at, one in enumerate(messages) if one.sender == sender]
        yield from _signs(own, views)
        yield from _parts(own, views)
        yield from _coded(own, views)
        yield from _pieces(own, messages, views)


def _signs(own: Sequence[int], views: Sequence[Normal]) -> Iterator[tuple[int, Claim]]:
    for lone, places in groupby(own, lambda at: _is_lone_sign(views[at].text.strip())):
        row = [*places]
        if lone and len(row) >= _FEWEST_SIGNS and _is_announced(views, row[0]):
            value = "".join(views[at].text.strip() for at in row)
            for at in row:
                yield at, _claim(views[at], (0, len(views[at].text)), value)


def _is_lone_sign(said: str) -> bool:
    return bool(_ONE_SIGN.fullmatch(said)) and said not in _SAID


def _parts(own: Sequence[int], views: Sequence[Normal]) -> Iterator[tuple[int, Claim]]:
    """Parts of a number, each called by its place, in any order."""
    row: list[tuple[int, re.Match[str]]] = []
    for at in own:
        found = _PART.match(views[at].digits)
        if found and len(views[at].text) - found.end() <= _LONGEST // 10:
            row.append((at, found))
    value = "".join(re.sub("[^0-9]", "", found["value"]) for _, found in row)
    if len(row) >= _FEWEST_PARTS and len(value) >= _FEWEST_DIGITS:
        for at, found in row:
            yield at, _claim(views[at], found.span("value"), value)


def _pieces(
    own: Sequence[int], messages: Sequence[Message], views: Sequence[Normal]
) -> Iterator[tuple[int, Claim]]:
    """A mobile number in pieces, each alone in its message.

    Or each at the end of one that says something else, where one says to call.
    """
    row: list[tuple[int, Run]] = []
    idle = 0
    for at in own:
        piece = _piece(messages[at].text, views[at])
        if piece is None:
            idle += 1
            if idle > _BETWEEN or views[at].digit_count > _PLAINLY:
                row = []
            continue
        idle = 0
        row = [*row[1 - _MOST_PIECES :], (at, piece)]
        for first in range(len(row) - 1):
            value = "".join(run.digits for _, run in row[first:])
            places = [place for place, _ in row[first:]]
            if _MOBILE.fullmatch(value) and _are_meant(views, places):
                for place, run in row[first:]:
                    span = run.span(0, len(run.digits))
                    yield place, _claim(views[place], span, value)


def _piece(text: str, view: Normal) -> Run | None:
    """ "①1388": what such a sign counts is no digit of the piece."""
    run = _lone_run(view) or _last_run(view)
    if run and _CIRCLED.match(text) and len(run.digits) in _COUNTED_PIECE:
        return Run(run.digits[1:], run.places[1:], ((0, len(run.digits) - 1),))
    return run


def _are_meant(views: Sequence[Normal], places: Sequence[int]) -> bool:
    return all(_lone_run(views[at]) for at in places) or any(
        _CALLED.search(views[at].text) for at in places
    )


def _last_run(view: Normal) -> Run | None:
    """What stands at the end of a message, or before its last word or two."""
    found = _AT_END.search(view.digits)
    if (
        not found
        or len(view.text) > _LONGEST
        or _PRICED.search(view.text[: found.start()])
    ):
        return None
    places = [(at, at + 1) for at in range(*found.span("value"))]
    return Run(found["value"], tuple(places), ((0, len(places)),))


def _lone_run(view: Normal) -> Run | None:
    """The only digits of a short message, unless they are counted or measured."""
    if len(view.text) > _LONGEST:
        return None
    if _COUNTED.match(view.digits):
        return _last_run(view)
    runs = find_short_runs(view)
    if len(runs) != 1 or len(runs[0].digits) not in _PIECE:
        return None
    run = runs[0]
    start, end = run.span(0, len(run.digits))
    before, behind = view.text[:start], view.text[end:]
    beside = [c for c in before + behind if c.isalnum()]
    is_other = len(beside) > _BESIDE or any(c.isdigit() for c in beside)
    if is_other or _MEASURED.match(behind) or _PRICED.search(before):
        return None
    return run


def _coded(own: Sequence[int], views: Sequence[Normal]) -> Iterator[tuple[int, Claim]]:
    """Rows in any code behind a message that announces or asks."""
    short = [at for at in own if 0 < len(views[at].text) <= _LONGEST]
    ends, joined = [], ""
    for at in short:
        joined += views[at].text
        ends.append(len(joined))
        joined += "\n"
    odd = [one.span() for one in _WORD.finditer(joined) if is_unreadable(one[0])]
    for start, end in (*find_rows(joined), *find_beats(joined, told=True), *odd):
        touched = [n for n, last in enumerate(ends) if last > start]
        touched = [n for n in touched if not n or ends[n - 1] + 1 < end]
        if not touched or not _is_announced(views, short[touched[0]]):
            continue
        for n in touched:
            begun = ends[n - 1] + 1 if n else 0
            span = max(start - begun, 0), min(end, ends[n]) - begun
            yield short[n], _claim(views[short[n]], span, joined[start:end])


def _is_announced(views: Sequence[Normal], place: int) -> bool:
    before = views[max(0, place - 3) : place + 1]
    return any(len(view.text) <= _LONGEST and _CUE.search(view.text) for view in before)


def _claim(view: Normal, span: tuple[int, int], value: str) -> Claim:
    hit = Hit("phone", *span, f"phone:{value}", 40)
    return to_findings(view, [hit], "structured")[0]
