"""Accounts that stand in one message while another says what they are.

"What is your WeChat?" – "lily_88". And an account in two halves: "it starts with lily",
"and ends with 88".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from jury.redaction.accounts.labelled import GOODS
from jury.redaction.accounts.messengers import (
    ACCOUNT,
    BOND,
    NUMBER_BOND,
    OTHER,
    PAY,
    QQ,
    WECHAT,
)
from jury.redaction.findings import Finding, Message
from jury.redaction.hits import Hit, to_findings
from jury.redaction.numbers.rows import find_rows
from jury.redaction.writing.normal import Normal

Claim = tuple[int, Finding]
_CUE: Final = (
    f"(?:{WECHAT}|{QQ}|{PAY}|{OTHER}|{ACCOUNT}"
    "|(?:[你我]的?|[留加给发换]个?)[vq微](?![a-z]))"
)
# Nothing of an account stands in a message that ends so, or that asks for one.
_OPEN: Final = re.compile(
    rf"{_CUE}(?:号码?|id|账号|帐号|名|多少|是?什么|是|呢|吗|吧|发我?|给我?|说|一下|我|好友|也?行|is|id|number|please|pls"
    r"|[\s:：?？,，。.!！~…]){0,8}\Z"
)
_ASKS: Final = re.compile(
    rf"(?:发|给|留|报|问|要|加|有|互|what|which|your|ur|send|share|drop|give|have|got|add)[^\n]{{0,16}}{_CUE}"
    r"|怎么(?:加|找|联系)你|(?:find|add|reach|contact|message)\syou|加你|私下聊|(?<![a-z])socials(?![a-z])"
)
_ASKS_NUMBER: Final = re.compile(
    r"(?:电话|手机|号码|联系方式|(?<![a-z])(?:phone|number|cell|mobile|contact)s?(?![a-z]))"
    r"(?:号码?|是?多少|是?什么|呢|给我|发我?|报一?下|please|pls|again|[\s:：?？,，。.!！~…]){0,6}\Z"
)
_SHORT: Final = 40
# An account, and hardly anything else.
_ANSWER: Final = re.compile(
    r"(?:(?:是|我的?|就是|好的?|有的?|嗯+|行|可以|方便|(?:ok|sure|yes|yeah|yep|yup)(?![a-z])|it['’]?s|its|mine\sis|(?:here|this|me)(?![a-z])|搜|加)?[\s:：,，~]{0,2}){0,3}"
    r"[@“\"'「]?(?P<value>(?=[a-z_.\-]*[0-9_])[a-z][a-z0-9_.\-]{4,29}|[0-9]{6,12}|[a-z]{2,10}[0-9][a-z0-9_]{2,20})(?![a-z0-9_])"
)
_REST: Final = 12
_NEXT: Final = 3
_PIECE: Final = re.compile(r"\s*(?P<value>[a-z0-9_.\-]{1,12})\s*")
_MOST_PIECES: Final = 6
_CUED: Final = re.compile(_CUE)
_ANNOUNCED: Final = 24
_HALF: Final = r"(?P<value>[a-z0-9_][a-z0-9_.\-]{1,24})(?![a-z0-9_])"
_FIRST_HALF: Final = re.compile(
    rf"{_CUE}.{{0,12}}?(?:分[两二2三3]?[段次半截条]发?|前[面半]?[部段半]?分?|先|开头|(?:starts?|begins?)\swith|first\s(?:part|half))"
    rf"(?:是|为|is|[\s:：]){{0,3}}{_HALF}"
)
_OTHER_HALF: Final = re.compile(
    r"(?:后[面半边]?[部段半]?分?|[接连]着?|再来?|加上?|最后|剩下|尾巴|另一半|(?:ends?|finish(?:es)?)\s(?:with|in)|then|rest"
    rf"|(?:second|other|last)\s(?:part|half)|followed\sby)(?:是|为|接|跟|加|上|is|[\s:：]){{0,4}}{_HALF}"
)
_HALVES_APART: Final = 5
# "WeChat lily", and nothing behind it: the next message may be the rest.
_BEGUN: Final = re.compile(
    rf"(?:{_CUE}{BOND}(?:号|id|[\s:：@是]){{1,4}}(?P<value>[a-z][a-z0-9_.\-]{{1,11}})"
    rf"|(?:{QQ}|q){NUMBER_BOND}(?P<figures>[0-9]{{3,7}}))\s?[.…]{{0,6}}\Z"
)
_REST_OF_IT: Final = re.compile(
    r"\s*(?P<value>(?=[a-z_.\-]*[0-9])(?![0-9]{1,3}\s*\Z)[a-z0-9_.\-]{2,14})\s*"
)
_FIGURES: Final = re.compile(r"\s*(?P<value>[0-9]{3,7})\s*")
_ENDS_APART: Final = 2
_MAY_BE_CUE: Final = re.compile("[a-z一-鿿✈🐧💚🟢]")


def find_answers(
    messages: Sequence[Message], views: Sequence[Normal]
) -> Iterator[tuple[int, Claim]]:
    """Claims on the messages behind a question or an opening, with their places."""
    for place, view in enumerate(views):
        if len(view.text) > _SHORT or not _MAY_BE_CUE.search(view.text):
            continue
        if _OPEN.search(view.text) or _ASKS.search(view.text):
            yield from _answers_behind(views, place)
        if len(view.text) <= _ANNOUNCED and _CUED.search(view.text):
            yield from _pieces_behind(messages, views, place)
        if _ASKS_NUMBER.search(view.text):
            yield from _numbers_behind(views, place)
        if begun := _BEGUN.search(view.text):
            yield from _end_of(begun, _own_from(messages, place), views)
        if half := _FIRST_HALF.search(view.text):
            yield place, _claim(view, half)
            yield from _other_halves(messages, views, place)


def _answers_behind(views: Sequence[Normal], place: int) -> Iterator[tuple[int, Claim]]:
    for at in range(place + 1, min(place + 1 + _NEXT, len(views))):
        text = views[at].text
        found = _ANSWER.match(text)
        if not found or len(text) - found.end("value") > _REST:
            continue
        if not GOODS.match(found["value"]):
            yield at, _claim(views[at], found)
            return


def _pieces_behind(
    messages: Sequence[Message], views: Sequence[Normal], place: int
) -> Iterator[tuple[int, Claim]]:
    """An account in pieces, each a message of its own: "man", "go2", "973"."""
    own = _own_from(messages, place)[1 : 1 + _MOST_PIECES]
    pieces = [(at, _PIECE.fullmatch(views[at].text)) for at in own]
    row = [(at, one) for at, one in takewhile(lambda piece: piece[1], pieces) if one]
    value = "".join(one["value"] for _, one in row)
    mixed = any(map(str.isdecimal, value)) and not value.isdecimal()
    if len(row) > 1 and mixed and not GOODS.match(value):
        yield from ((at, _claim(views[at], one)) for at, one in row)


def _numbers_behind(views: Sequence[Normal], place: int) -> Iterator[tuple[int, Claim]]:
    """Rows of digit words, which nothing but the question makes a number."""
    for at in range(place + 1, min(place + 1 + _NEXT, len(views))):
        for start, end in find_rows(views[at].text):
            value = views[at].text[start:end]
            hit = Hit("phone", start, end, f"phone:{value}", 54)
            yield at, to_findings(views[at], [hit], "structured")[0]


def _end_of(
    begun: re.Match[str], own: Sequence[int], views: Sequence[Normal]
) -> Iterator[tuple[int, Claim]]:
    """Both parts of an account that breaks off, the other a message by itself.

    ``own`` are the places of the sender's messages, from the one that breaks off.
    """
    sort = "value" if begun["value"] else "figures"
    rests = _FIGURES if sort == "figures" else _REST_OF_IT
    found = [(at, rests.fullmatch(views[at].text)) for at in own[1 : 1 + _ENDS_APART]]
    ends = [(at, one) for at, one in found if one][: 1 + (sort == "figures")]
    if ends and not GOODS.match(begun[sort] + ends[0][1]["value"]):
        yield own[0], _claim(views[own[0]], begun, sort)
        yield from ((at, _claim(views[at], one)) for at, one in ends)


def _own_from(messages: Sequence[Message], place: int) -> list[int]:
    sender = messages[place].sender
    return [
        at for at, one in enumerate(messages) if at >= place and one.sender == sender
    ]


def _other_halves(
    messages: Sequence[Message], views: Sequence[Normal], place: int
) -> Iterator[tuple[int, Claim]]:
    for at in range(place + 1, min(place + 1 + _HALVES_APART, len(views))):
        if (
            messages[at].sender != messages[place].sender
            or len(views[at].text) > _SHORT
        ):
            continue
        if half := _OTHER_HALF.search(views[at].text):
            yield at, _claim(views[at], half)


def _claim(view: Normal, found: re.Match[str], sort: str = "value") -> Claim:
    hit = Hit("handle", *found.span(sort), f"handle:{found[sort]}", 41)
    return to_findings(view, [hit], "structured")[0]
