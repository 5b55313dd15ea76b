"""What looks like an account and stands near the name of a platform.

"the app with the little plane: lily88", "WeChat, which is lily88": between the two may
be any few words. A model has the same form now and then, so that makers' names and what
is sold on platforms speak against it.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.accounts.labelled import is_sold
from jury.redaction.accounts.messengers import ACCOUNT, OTHER, PAY, WECHAT
from jury.redaction.hits import Hit
from jury.redaction.numbers.starts import matches

_SHAPED: Final = re.compile(
    r"(?<![a-z0-9_.\-@/])(?:[a-z]{3,16}(?:[_\-.][a-z]{1,12})?[_\-.]?[0-9]{2,8}|[a-z]{4,12}[_\-][0-9]"
    r"|[a-z][a-z0-9]{1,14}_[a-z0-9_]{1,14})(?![a-z0-9_\-.]*[a-z0-9_])"
)
_SHAPE_BEGINS: Final = re.compile(r"[a-z]{2,}[0-9_.\-]")
_SHORTEST: Final = 5
_LETTERS_TURNED: Final = "ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ"
_TURNED: Final = re.compile(f"[{_LETTERS_TURNED}]")
_TURNED_WORD: Final = re.compile(f"[a-z0-9_.{_LETTERS_TURNED}\\-]{{4,30}}")
_BORN: Final = re.compile("[a-z]{4,12}(?:19[5-9][0-9]|20(?:0[0-9]|1[0-2]))")
# Names of platforms by what their picture shows, and of all platforms at once.
_DRAWN: Final = (
    r"[👻📘📷🎮💬🐦🕊✉🎵]|(?:little|blue|small)\splane|飞机(?:软件|app)|红色?的?(?:小书|软件|app)"
    r"|音符(?:软件|app)?|[逗抖都斗豆][音茵因阴]|dou\s?音|[小大]红[书薯叔树]|(?<![a-z])(?:wee?|v)\s?chat(?![a-z])"
    r"|(?<![a-z])we[ix]{1,2}ing?(?![a-z])|(?<![a-z])w\se\si\sx\si\sn(?![a-z])|[卫胃未味位喂维]兴"
    r"|ali\s?p[@a]y|同名|(?:所有|每个|各大?)(?:软件|平台)|(?<![a-z])every\s?(?:where|app)(?![a-z])|all\s(?:my\s)?(?:apps|platforms)"
)
# Somebody is to be looked for or written to, wherever that is.
_SOUGHT: Final = (
    r"(?<![a-z])(?:add|find\sme|search(?:\sfor)?|look\sme\sup|dm|ping|follow|hmu|hit\sme(?:\sup)?|socials?|profile|nick(?:name)?|tag|user|id|handle"
    r"|wherever|gram|username|(?:my|the|on)\s(?:[a-z]{1,12}\s){0,3}(?:app|site|platform|network|server|account))(?![a-z])"
    r"|软件|平台|(?<![a-z])app(?![a-z])|私信?|搜索?|关注|找我|加我?|[来去]|昵称|网名|账号|帐号|叫|绿[聊泡软]"
)
_NAMED: Final = re.compile(rf"(?:{_DRAWN}|{_SOUGHT}|{WECHAT}|{PAY}|{OTHER}|{ACCOUNT})")
# Shops and makers: something of theirs may stand near.
SHOP: Final = re.compile(
    "转转|得物|京东|拼多多|美团|百度|ebay|apple|steam|xbox|vinted|depop|roblox|epic|wise|[黄橙].*"
    "|[闲咸黄]鱼|某.|mail|e-?mail|邮箱|line|signal|teams"
)
_WORDS_BETWEEN: Final = re.compile(r"[^\n。!?;；0-9]{0,24}\Z")
_REACH: Final = 40
_BEHIND: Final = re.compile(
    r"(?:[\"'”’」』]\s?(?:添加|加|在|into|on|in|via)?|\s(?:into|on|in|via|everywhere|every\sapp)"
    r"|\s?添加)\s?(?:the\s|my\s|我的?)?"
)
_BEHIND_SAID: Final = re.compile(
    r"\s(?:everywhere|is\sme(?![a-z])|there(?![a-z]))|\s?(?:加我|私我|找我|聊聊?|搜我)"
)


def find_near_platforms(text: str) -> Iterator[Hit]:
    """Accounts by their form, with a platform named not far from them."""
    for found in matches(_SHAPED, text, _SHAPE_BEGINS):
        value = found[0]
        # A year makes a name of a game or a fair, unless a person is born in it.
        sold = is_sold(value) and not _BORN.fullmatch(value)
        if len(value) >= _SHORTEST and not sold and _is_near(text, found):
            yield Hit("handle", *found.span(), f"handle:{value}", 39)


def find_turned(text: str) -> Iterator[Hit]:
    """Accounts in letters that stand upside down: no word of a chat has two of them."""
    if not _TURNED.search(text):
        return
    for found in _TURNED_WORD.finditer(text):
        if len(_TURNED.findall(found[0])) > 1 and _is_near(text, found):
            yield Hit("handle", *found.span(), f"handle:{found[0]}", 39)


def _is_near(text: str, found: re.Match[str]) -> bool:
    first = max(0, found.start() - _REACH)
    for named in _NAMED.finditer(text, first, found.start()):
        between = _WORDS_BETWEEN.match(text, named.end(), found.start())
        if between and not SHOP.fullmatch(named[0]):
            return True
    behind = _BEHIND.match(text, found.end())
    return bool(
        (behind and _NAMED.match(text, behind.end()))
        or _BEHIND_SAID.match(text, found.end())
    )
