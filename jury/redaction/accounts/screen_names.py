"""Names on platforms: said to be one, called with an @, or in a form of their own."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.accounts.messengers import ACCOUNT, OTHER, QQ, WECHAT
from jury.redaction.hits import Hit
from jury.redaction.numbers.starts import openings

# A name on a platform may be any words; it must be said to be one.
_SCREEN_NAME = re.compile(
    rf"(?:(?:{WECHAT}|{QQ}|{OTHER})?(?:昵称|网名|用户名|会员名|登录名)|(?:{WECHAT}|{OTHER}|淘宝|旺旺)(?:名|号|id|名字)"
    r"|店铺名?)\s?(?:[:=]|叫做?|[是为]\s?[:“\"「]|就叫)\s?[“\"「『【]?"
    r"(?P<value>[一-鿿a-z0-9_\-·~]{2,16})(?=[\s,，。.;；!！?？、”\"」』】)）]|\Z)"
)
# Words with figures behind them, where an account is named: "旺旺 小猫咪6501".
_NUMBERED_NAME = re.compile(
    rf"(?:(?:{ACCOUNT}|(?:淘宝|闲鱼|{OTHER})\s?(?:账号|帐号|昵称|号|用户|id|会员名?))"
    r"(?:\s?(?:名字?|昵称))?[\s:=是为叫]{0,3}|旺旺(?:联系|找)?[\s:号是]{1,3}|taobao\s(?:id|account|user(?:name)?)\s?(?:is|:)?\s?)"
    r"(?P<value>[一-鿿]{1,8}[a-z_]{0,6}[0-9]{2,8})(?=[\s,。.;!?、)\]】」]|\Z)"
)
# Two digits with a Chinese character before them, give or take some letters.
_IS_NUMBERED = re.compile(
    f"[0-9]{{2}}(?:{'|'.join(f'(?<=[一-鿿][a-z_]{{{n}}}..)' for n in range(7))})"
)
_SHOPS = openings("旺", "淘宝|闲鱼|taobao")
# What every name that is said to be one has before it.
_SAYS_NAME = re.compile(r"[称名号字铺d]\s?[:=叫是为就]")
# No cue is longer, nor is what stands behind the sign that a name follows.
_BEFORE_SAID: Final = 30
_BEHIND_SAID: Final = 24
_WXID = re.compile(r"(?<![a-z0-9])wxid(?:_|\s?(?:underscore|下划线)\s?)[a-z0-9]{4,}")
_STUCK = re.compile(
    r"(?<![a-z0-9])(?:(?:vx|wx)(?!-?[0-9]{1,5}(?![0-9a-z_]))(?=[a-z0-9_\-]*[0-9_])[a-z0-9_\-]{5,20}"
    r"|(?:we-?chat|weixin|zfb|alipay|w\sx)(?=[a-z_]*[0-9_]+[0-9]{2})[a-z0-9_]{6,20})(?![a-z0-9])"
)
_MAY_STICK = re.compile("wx|vx|w\\sx|chat|weixin|zfb|alipay")
_MENTION = re.compile(
    r"(?<![a-z0-9_.])@(?:\s(?=[a-z][a-z_.\-]{2,20}[0-9]))?([a-z0-9_][a-z0-9_.\-]{2,29}|(?!所有人|全体)[一-鿿]\w{1,11})"
)


def find_screen_names(text: str, *, named: bool) -> Iterator[Hit]:
    """Names said to be screen names, mentions, and ids in a form of their own.

    ``named`` says whether the text names a platform at all.
    """
    names = [*_said_names(text)]
    if _IS_NUMBERED.search(text) and (named or _SHOPS.search(text)):
        names += _NUMBERED_NAME.finditer(text)
    for name in names:
        yield Hit("handle", *name.span("value"), f"handle:{name['value']}", 45)
    if _MAY_STICK.search(text):
        for found in (*_WXID.finditer(text), *_STUCK.finditer(text)):
            yield Hit("handle", *found.span(), f"handle:{found[0]}", 66)
    if "@" not in text:
        return
    for found in _MENTION.finditer(text):
        yield Hit("handle", *found.span(1), f"handle:{found[1]}", 40)


def _said_names(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for said in _SAYS_NAME.finditer(text):
        first = max(end, said.start() - _BEFORE_SAID)
        if found := _SCREEN_NAME.search(text, first, said.end() + _BEHIND_SAID):
            yield found
            end = found.end()
