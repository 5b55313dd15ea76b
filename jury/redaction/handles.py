"""Accounts on messengers and payment apps, found by the words people use for those."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.runs import Run, Window, windows

_WECHAT: Final = (
    r"(?:微\s?信|微❤|v\s?信|薇\s?信|威信|徽信|唯信|维信|卫星号|绿泡泡|绿泡|威杏|加\s?薇"
    r"|加\s?v|[+➕]\s?v|加\s?wx?|(?<![a-z])(?:vx|wx|v\s?x|we\s?-?chat|weixin)(?![a-z])"
    r"|w\s?x(?=[:是号]))"
)
_QQ: Final = r"(?:(?<![a-z])q\s?q(?![a-z])|q号|扣扣|企鹅号?|球球|抠抠)"
_PAY: Final = r"(?:支付宝|某付宝|(?<![a-z])(?:zfb|alipay|paypal)(?![a-z]))"
_OTHER: Final = (
    r"(?:抖音|快手|小红书|微博|闲鱼号|咸鱼号|旺旺|淘宝号|贴吧|b站|(?<![a-z])(?:telegram|tg"
    r"|whatsapp|line|instagram|insta|ig|facebook|fb|twitter|snapchat|snap|skype|kakao"
    r"|discord|tiktok|venmo|cashapp|zelle)(?![a-z]))"
)
_ASCRIBED: Final = (
    r"(?:\s?(?:群|裙|号码|账号|帐号|账户|用户名|号|id|名|昵称|user\s?name|handle"
    r"|account))"
)
_LINK: Final = r"(?:\s?(?:是|为|就是|也是|[:=@]|is\s|->|→))"
_GLUE: Final = r"[\s\"'“”‘’(\[【<]{0,3}"
_NAMED = re.compile(
    rf"(?P<cue>{_WECHAT}|{_QQ}|{_PAY}|{_OTHER})"
    rf"(?P<bond>{_ASCRIBED}?{_LINK}{{0,2}}|我的?|加我?){_GLUE}"
    r"(?P<value>[a-z0-9][a-z0-9_.\-]{4,29})(?![a-z0-9_])"
)
_SAID_OUTRIGHT = re.compile(r"[:=@]|号|id|名|handle|account")
_WXID = re.compile(r"(?<![a-z0-9])wxid_[a-z0-9]{4,}")
_STUCK = re.compile(
    r"(?<![a-z0-9])(?:vx|wx)(?=[a-z0-9_\-]*[0-9])[a-z0-9_\-]{5,20}(?![a-z0-9])"
)
_MENTION = re.compile(r"(?<![a-z0-9_.])@([a-z0-9_][a-z0-9_.\-]{2,29}|[一-鿿]\w{1,11})")
_NUMBER_CUE = re.compile(
    rf"(?:{_WECHAT}|{_QQ}|{_PAY})(?:{_ASCRIBED}|{_LINK}|同号|同步|加|我|的|[\s:,(\[【])*\Z"
)


def find_handles(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Accounts named in a text, by letters or by number."""
    for found in _NAMED.finditer(view.text):
        if _is_handle(found["value"], found["cue"], found["bond"]):
            start = found.start("value")
            value = found["value"].rstrip(".-")
            yield Hit("handle", start, start + len(value), f"handle:{value}", 68)
    for pattern in (_WXID, _STUCK):
        for found in pattern.finditer(view.text):
            yield Hit("handle", *found.span(), f"handle:{found[0]}", 66)
    for found in _MENTION.finditer(view.text):
        yield Hit("handle", *found.span(1), f"handle:{found[1]}", 40)
    yield from _find_numbered(view.text, runs)


def _is_handle(value: str, cue: str, bond: str) -> bool:
    """Tell an account name from the next word: "wechat tomorrow" names none."""
    if re.match(_QQ, cue):
        return value.isdigit() and 5 <= len(value) <= 12
    if re.match(_WECHAT, cue) and (value[0].isdigit() or len(value) < 6):
        return False
    if re.search(r"[0-9_]", value):
        return bool(re.search(r"[a-z]", value))
    return bool(_SAID_OUTRIGHT.search(bond)) or not cue.isascii()


def _find_numbered(text: str, runs: Sequence[Run]) -> Iterator[Hit]:
    """A number right after the name of a messenger is the account there."""
    for run in runs:
        covered = 0
        for window in _account_windows(run):
            start, end = window.span
            before = text[max(0, start - 20) : start]
            if start >= covered and _NUMBER_CUE.search(before):
                yield Hit("handle", start, end, f"handle:{window.value}", 67)
                covered = end


def _account_windows(run: Run) -> Iterator[Window]:
    """Whole groups of five digits and more, or scattered groups of fewer."""
    for window in windows(run, 5, 12):
        if len(window.shape) == 1 or max(window.shape) < 5:
            yield window
