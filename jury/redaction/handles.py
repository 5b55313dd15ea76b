"""Accounts on messengers and payment apps, found by the words people use for those."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.runs import Run, Window, windows_from
from jury.redaction.starts import matches

_HEARTS: Final = r"[❤♥♡💕💗💚🧡💛💙💜\ufe0f]"
_SOUNDS: Final = "微薇威徽唯维溦嶶薔围卫喂葳巍徵征嵬"
_SEP: Final = r"[\s.\-_·*/|~]{0,2}"
_WECHAT: Final = (
    rf"(?:[{_SOUNDS}]{_SEP}[信x芯心❤♥](?![号任誉用封])|[{_SOUNDS}]{_SEP}信号?|[某w]信"
    rf"|(?:[{_SOUNDS}]|(?<![a-z0-9])(?:wei|[vw])){_SEP}"
    r"(?:[信芯心欣鑫昕馨❤♥]|xin(?![a-z])|x(?![a-z]))"
    rf"|[❤♥💕💗💚][\ufe0f\s]{{0,2}}[{_SOUNDS}v]|(?<![a-z0-9])(?<![a-z0-9]\s)v(?=\s[a-z][a-z_\-]{{2,}}[0-9])|卫星(?=[\s:：]{{0,2}}[a-z])|(?:私聊?|加个?|我|搜)v(?![a-z])"
    rf"|[{_SOUNDS}]{_HEARTS}{{1,2}}|v\s?信|卫星号|🛰{_HEARTS}?号?|绿泡泡|绿泡|绿色软件|小绿书?|绿标|威杏"
    rf"|加\s?[{_SOUNDS}]|加个?\s?[微vw]x?|[+➕]\s?[{_SOUNDS}vw]x?|[{_SOUNDS}]我|扫?v\s?{_HEARTS}{{1,2}}"
    r"|我的?\s?v(?=[号是:\s])|(?<![a-z0-9])v(?=\s?[:号]|是)"
    r"|(?<![a-z])(?:vx|wx|v\s?x|w[\s\-.]?e[\s\-.]?c[\s\-.]?h[\s\-.]?a[\s\-.]?t|wei\s?xin|we\s?-?chat)(?![a-z])"
    r"|w\s?x(?=[:是号]))"
)
_QQ: Final = (
    r"(?:(?<![a-z])q\s?q(?![a-z])|q号|扣扣|企鹅号?|球球|抠抠|秋秋|叩叩|🐧|扣我|[加+]\s?[q扣]"
    r"|(?<![a-z0-9])q(?=\s?[:号]))"
)
_PAY: Final = (
    r"(?:支[付护]宝|某付宝|(?<![a-z])(?:zfb|alipay|paypal)(?![a-z])|收款码|付款码)"
)
_OTHER: Final = (
    r"(?:抖音|快手|小红书|微博|闲鱼号|咸鱼号|闲鱼|旺旺|淘宝号|淘宝(?=账号|帐号|账户)|贴吧|b站|电报|飞机号|纸飞机|脸书|推特"
    r"|转转|得物|陌陌|探探|知乎|豆瓣|钉钉|飞书|飞信|脉脉|连我|瓦次普"
    r"|(?<![a-z])(?:telegram|tg|ins|whats\s?app|line|instagram|insta|ig|facebook|fb"
    r"|messenger|twitter|snapchat|snap|skype|kakao\s?(?:talk)?|kik|signal|viber|zalo"
    r"|threads|reddit|steam|psn|discord|tiktok|venmo|cash\s?app|zelle)(?![a-z]))"
)
_ASCRIBED: Final = (
    r"(?:\s?(?:群|裙|号码|账号|帐号|账户|用户名|号|id|名|昵称|邮箱|user\s?name|handle"
    r"|account|number))"
)
_LINK: Final = r"(?:\s?(?:是|为|就是|也是|[:=@]|is\s|->|→|>))"
# Words between the name of a messenger and the account there.
_BOND: Final = (
    rf"(?:{_ASCRIBED}|{_LINK}|同号|同步|一样|好友|我的?|加我?|搜索?|找我?|备注|[\s,，、\-—~.]"
    r"|(?:as|at|by|under|here|me|via)(?![a-z])){0,5}"
)
_GLUE: Final = r"[\s\"'“”‘’(\[【<❤♥\ufe0f]{0,3}[@$]?"
# An account whose parts are held together by words or blanks.
_SAID: Final = (
    r"(?:下划线|下横线|中划线|横杠|减号|然后|接着|后面是?|再加?|加上?|点|杠"
    r"|underscore|then|dash|dot)"
)
_CHUNK: Final = r"[a-z0-9_.\-]{1,16}"
# What is paid through an app, or done there, and the sum or the year.
_PAID: Final = (
    "(?:pay|paid|payments?|paying|transfer(?:red)?|transfers|fees?|balance|refund(?:ed)?|sent"
    "|received|cost|credit|charged?|marketplace|group|post|story|shop|store)"
)
_MONEY: Final = (
    "(?:元|块|yuan|rmb|cny|usd|hkd|eur|gbp|dollars?|bucks|euros?|pounds?|quid)"
)
# "sunny 315", "sun😊ny315": two parts, the second with a figure in it.
_HALVES: Final = (
    rf"(?!{_PAID}\s[0-9]{{1,6}}(?![0-9a-z_])|[a-z]+\s[0-9]+\s?{_MONEY})"
    r"[a-z][a-z0-9_\-]{1,11}(?:\s|[\u2600-\u27bf\U0001f000-\U0001faff]{1,2})"
    r"[a-z0-9_\-]{0,8}[0-9_][a-z0-9_]{1,8}"
)
_SPREAD: Final = (
    r"(?:[a-z0-9](?:[\s.\-·*_]{1,3}[a-z0-9]){4,29}"
    rf"|{_CHUNK}(?:\s?{_SAID}\s?{_CHUNK}){{1,4}}|{_HALVES}"
    r"|[a-z0-9](?:[_.\-·*]?[a-z0-9]){4,29})"
)
_ONE_BY_ONE: Final = re.compile(r"[a-z0-9](?:\s[_\-]?\s?[a-z0-9]){4,29}")
_NAMED = re.compile(
    rf"(?P<cue>{_WECHAT}|{_QQ}|{_PAY}|{_OTHER})"
    rf"(?P<bond>{_BOND}){_GLUE}"
    r"(?P<value>[a-z0-9][a-z0-9_.\-]{4,29})(?![a-z0-9_])"
)
_SPELLED = re.compile(
    rf"(?P<cue>{_WECHAT}|{_QQ}|{_PAY}|{_OTHER})(?P<bond>{_BOND})"
    rf"{_GLUE}(?P<value>{_SPREAD})(?![a-z0-9_])"
)
# A name on a platform may be any words; it must be said to be one.
_SCREEN_NAME = re.compile(
    rf"(?:(?:{_WECHAT}|{_QQ}|{_OTHER})?(?:昵称|网名)|(?:{_WECHAT}|{_OTHER}|淘宝|旺旺)(?:名|号|id|名字)"
    r"|店铺名?)\s?(?:[:=]|叫做?|[是为]\s?[:“\"「]|就叫)\s?[“\"「『【]?"
    r"(?P<value>[一-鿿a-z0-9_\-·~]{2,16})(?=[\s,，。.;；!！?？、”\"」』】)）]|\Z)"
)
# What every name of the form above holds.
_SAYS_NAME = re.compile(r"[称名号字铺d]\s?[:=叫是为就]")
# No cue is longer, nor is what stands behind the sign that a name follows.
_BEFORE_SAID: Final = 30
_BEHIND_SAID: Final = 24
_SAID_OUTRIGHT = re.compile(r"[:=@→>]|号|id|名|handle|account|number|搜|加|找")
# Letters that nobody could speak.
_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|\A[^aeiouy]+\Z")
# The account first: "sunny315 是我微信", "add sunny315 on WhatsApp".
_BEFORE_CUE = re.compile(
    r"(?<![a-z0-9_.\-@/])(?P<value>(?=[a-z_.\-]*[0-9_])[a-z][a-z0-9_.\-]{4,29})"
    r"(?:(?P<tie>[\s,，:：\-—]{0,3}(?:这个?)?(?:就?是|为|is|as)?\s?(?:我的?|俺的?|my)\s?|\s?[(\[]"
    r"|\s(?:on|via|in)\s(?:my\s)?)|\s?(?:这个?|是|就是)?)"
    rf"(?P<cue>{_WECHAT}|{_QQ}|{_PAY}|{_OTHER})"
    r"(?=(?P<end>\s?(?:号|id|账号)|[\s,，。.;；!！?？)\]~]|\Z|联系|加我?|聊))"
)
# Nothing but that somebody is to be added.
_ADDED = re.compile(
    r"(?:加我?|搜索?|找我|好友|添加|(?<![a-z])(?:add|dm|search))(?:好友|一下|下|就行|我|是|叫|me|for|[\s:：,，]){0,3}"
    r"(?P<value>[a-z]{4,16}[a-z_]{0,8}[_\-]?[0-9]{2,8}|[a-z][a-z0-9]{2,12}_[a-z0-9_]{2,12}"
    r"|[a-z]{3}[0-9]{5,9})(?![a-z0-9_])"
)
_WORD_BEGINS = re.compile(r"[a-z][a-z0-9_.\-]{4}")
_ADDS = re.compile("[加搜找好添]|add|dm|search")
_GOODS = re.compile(
    "iphone|ipad|ipod|macbook|airpods?|imac|galaxy|switch|rtx|gtx|redmi|mate|nova|honor"
    "|oppo|vivo|reno|find|xbox|gopro|mini|canon|nikon|sony|think|pixel|oneplus|huawei"
    "|xiaomi|kindle|windows|mini|size|nike|adidas|lego|model|ryzen|intel|core|usb|type"
)
# Also makers and kinds of goods, and places where goods are sold: a model stands there.
_SOLD_TOO = re.compile("steam|psn|messenger|signal|threads|转转|得物")
_MODEL = re.compile(
    r"[a-z]{0,3}[\-.]?[0-9]{1,5}(?![0-9])[a-z0-9.\-]*|[a-z][a-z0-9\-]*\s[a-z0-9\-]+"
)
_TIED = re.compile(r"[\w:=@→>]")
_WXID = re.compile(r"(?<![a-z0-9])wxid_[a-z0-9]{4,}")
_STUCK = re.compile(
    r"(?<![a-z0-9])(?:vx|wx)(?=[a-z0-9_\-]*[0-9])[a-z0-9_\-]{5,20}(?![a-z0-9])"
)
_MENTION = re.compile(r"(?<![a-z0-9_.])@([a-z0-9_][a-z0-9_.\-]{2,29}|[一-鿿]\w{1,11})")
_NUMBER_CUE = re.compile(
    rf"(?:{_WECHAT}|{_QQ}|{_PAY})(?:{_ASCRIBED}|{_LINK}|同号|同步|加|我|的|[\s:,(\[【❤♥])*\Z"
)
# What every cue above holds one character of.
_CUES = re.compile(
    rf"(?=[{_SOUNDS}❤♥💕💗💚加➕+扫我某wv卫绿小q扣企球抠秋叩🐧🛰支zap收付抖快闲咸旺淘贴b电飞纸脸推"
    r"转得陌探知豆钉脉连瓦私搜tlifsdcmkr])"
    rf"(?:{_WECHAT}|{_QQ}|{_PAY}|{_OTHER})"
)
_NAMES = re.compile("[a-z0-9@名昵称店]")
_MAY_HOLD = re.compile(
    rf"[{_SOUNDS}@加扣球抠秋叩鹅宝绿信音手书鱼旺号吧站报机特❤♥💕💗💚🛰🐧➕+码昵网店转得陌探知瓣钉飞脉我普私搜找友vwqx]"
)
_MAY_NAME = re.compile(
    "zfb|pay|tele|tg|ins|line|ig|fb|face|twit|snap|skyp|kak|disc|tik|venm|zel|cash|mess|kik"
    "|sign|vib|zalo|thread|redd|steam|psn|add|dm|sear|apps?"
)


def find_handles(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Accounts named in a text, by letters or by number."""
    text = view.text
    if not _NAMES.search(view.digits):
        return
    if not (_MAY_HOLD.search(text) or _MAY_NAME.search(text)):
        return
    yield from _find_screen_names(text)
    yield from _find_added(text)
    places = _cue_places(text)
    if not places:
        return
    for found in matches(_BEFORE_CUE, text, _WORD_BEGINS):
        if _is_said_before(found):
            yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 44)
    for found in _at_places(_NAMED, text, places):
        if _is_handle(found["value"], found["cue"], found["bond"]):
            start = found.start("value")
            value = found["value"].rstrip(".-")
            yield Hit("handle", start, start + len(value), f"handle:{value}", 68)
    yield from _find_in_pieces(view, places)
    yield from _find_numbered(text, runs)


def _find_added(text: str) -> Iterator[Hit]:
    for found in matches(_ADDED, text, _ADDS):
        if not _GOODS.match(found["value"]):
            yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 43)


def _is_said_before(found: re.Match[str]) -> bool:
    """Said to be an account, or at least nothing that is sold."""
    value = found["value"]
    if _GOODS.match(value):
        return False
    if not found["tie"] and _is_sold(found["cue"], "", value):
        return False
    figures = sum(map(str.isdecimal, value))
    return bool(found["tie"]) or (len(value) > 5 and (figures > 1 or "_" in value))


def _is_sold(cue: str, bond: str, value: str) -> bool:
    """Tell "Steam XA864" and "Steam Deck 64GB" from "Steam: xa864", an account.

    A model that is covered in a title is not known in what people write of it.
    """
    if not _SOLD_TOO.fullmatch(cue) or _TIED.search(bond):
        return False
    return bool(_MODEL.fullmatch(value) or _GOODS.match(value))


def _cue_places(text: str) -> list[int]:
    """Where a cue may begin: one may begin inside another."""
    return [at for found in _CUES.finditer(text) for at in range(*found.span())]


def _at_places(
    pattern: re.Pattern[str], text: str, places: Sequence[int]
) -> Iterator[re.Match[str]]:
    end = 0
    for at in places:
        if at >= end and (found := pattern.match(text, at)):
            yield found
            end = found.end()


def _find_screen_names(text: str) -> Iterator[Hit]:
    """Names said to be screen names, mentions, and ids in a form of their own."""
    for found in _said_names(text):
        yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 45)
    if "wx" in text or "vx" in text:
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


def _find_in_pieces(view: Normal, places: Sequence[int]) -> Iterator[Hit]:
    """Accounts spelled with blanks, joining words or numerals in them."""
    for reading in {view.text, view.digits}:
        for found in _at_places(_SPELLED, reading, places):
            value = re.sub(r"下划线|underscore", "_", found["value"])
            value = re.sub(rf"\s?{_SAID}\s?|[\s·*]", "", value)
            letters = re.search("[a-z]", value)
            apart = _ONE_BY_ONE.fullmatch(found["value"])
            if not apart and _is_sold(found["cue"], found["bond"], found["value"]):
                continue
            if letters and (apart or re.search("[0-9_]", value)):
                yield Hit("handle", *found.span("value"), f"handle:{value}", 67)


def _is_handle(value: str, cue: str, bond: str) -> bool:
    """Tell an account name from the next word: "wechat tomorrow" names none."""
    if cue == "v" and _GOODS.match(value):
        return False
    if _is_sold(cue, bond, value):
        return False
    if re.match(_QQ, cue):
        return value.isdigit() and 5 <= len(value) <= 12
    if re.match(_WECHAT, cue) and (value[0].isdigit() or len(value) < 6):
        return False
    if re.search(r"[0-9_]", value):
        return bool(re.search(r"[a-z]", value))
    outright = _SAID_OUTRIGHT.search(bond) or _NO_WORD.search(value)
    return bool(outright) or not cue.isascii()


def _find_numbered(text: str, runs: Sequence[Run]) -> Iterator[Hit]:
    """A number right after the name of a messenger is the account there."""
    for run in runs:
        covered = 0
        for first, (begun, _) in enumerate(run.groups):
            start = run.places[begun][0]
            if start < covered or not _NUMBER_CUE.search(
                text[max(0, start - 20) : start]
            ):
                continue
            if window := _account(run, first):
                covered = window.span[1]
                yield Hit("handle", start, covered, f"handle:{window.value}", 67)


def _account(run: Run, first: int) -> Window | None:
    """Whole groups of five digits and more, or scattered groups of fewer."""
    for window in windows_from(run, first, (5, 12)):
        halves = len(window.shape) == 2 and window.shape[0] < 5
        if len(window.shape) == 1 or max(window.shape) < 5 or halves:
            return window
    return None
