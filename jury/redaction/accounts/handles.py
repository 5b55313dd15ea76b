"""Accounts on messengers and payment apps, found by the words people use for those."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.accounts.labelled import GOODS, find_labelled
from jury.redaction.accounts.messengers import (
    ACCOUNT,
    BEGINS,
    BOND,
    NUMBER_BOND,
    OTHER,
    PAY,
    QQ,
    SAID_OUTRIGHT,
    WECHAT,
)
from jury.redaction.hits import Hit
from jury.redaction.numbers.runs import Run, Window, windows_from
from jury.redaction.numbers.starts import matches
from jury.redaction.writing.normal import Normal

_GLUE: Final = (
    r"[^\w\n。!?;]{0,4}"
    r"(?:(?:字母|英文|拼音|[大小]写|前[面半]?[部段]?|开头|先)[\s:是]?)?[@$]?"
)
# An account whose parts are held together by words or blanks.
_SAID: Final = (
    r"(?:下划线|下横线|中划线|横杠|减号|然后|接着|[后][面半]?[部段]?[是跟接]?|[再跟接]|再?加上?|点|杠|数字|字母|\(?(?:中间)?(?:无|没有?|不带|不要)空格\)?"
    r"|underscore|followed\sby|then|dash|dot)"
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
    rf"(?!{_PAID}\W{{1,3}}[0-9]{{1,6}}(?![0-9a-z_])|[a-z]+\s[0-9]+\s?{_MONEY})"
    r"[a-z][a-z0-9_\-]{1,11}(?:\s|[^\w\s。!?;,:]{1,2}|[+/~|&\n]){1,2}"
    r"[a-z0-9_\-]{0,8}[0-9_][a-z0-9_]{1,8}"
)
_SPREAD: Final = (
    r"(?:[a-z0-9](?:[^a-z0-9一-鿿\n。!?;]{1,3}[a-z0-9]){4,29}"
    rf"|{_CHUNK}(?:\s?{_SAID}\s?{_CHUNK}){{1,4}}|{_HALVES}"
    r"|[a-z0-9](?:[_.\-·*]?[a-z0-9]){4,29})"
)
_ONE_BY_ONE: Final = re.compile(r"[a-z0-9](?:[^a-z0-9一-鿿]{1,3}[a-z0-9]){4,29}")
_CUE: Final = f"(?:{WECHAT}|{QQ}|{PAY}|{OTHER}|{ACCOUNT})"
_NAMED = re.compile(
    rf"(?P<cue>{_CUE})(?P<bond>{BOND}){_GLUE}"
    r"(?P<value>[a-z0-9_][a-z0-9_.\-]{4,29})(?P<tag>#[0-9]{4})?(?![a-z0-9_])"
)
_SPELLED = re.compile(
    rf"(?P<cue>{_CUE})(?P<bond>{BOND}){_GLUE}(?P<value>{_SPREAD})(?![a-z0-9_])"
)
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
_IS_NUMBERED = re.compile("[一-鿿][a-z_]{0,6}[0-9]{2}")
# What every name of the form above holds.
_SAYS_NAME = re.compile(r"[称名号字铺d]\s?[:=叫是为就]")
# No cue is longer, nor is what stands behind the sign that a name follows.
_BEFORE_SAID: Final = 30
_BEHIND_SAID: Final = 24
_SAID_OUTRIGHT = re.compile(SAID_OUTRIGHT)
# "Have you WeChat?": what follows may be any word.
_ASKED = re.compile("[吗吧呗么嘛]")
# Letters that nobody could speak.
_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|\A[^aeiouy]+\Z")
# The account first: "sunny315 是我微信", "add sunny315 on WhatsApp".
_BEFORE_CUE = re.compile(
    r"(?<![a-z0-9_.\-@/])(?P<value>(?=[a-z_.\-]*[0-9_])[a-z][a-z0-9_.\-]{4,29})"
    r"(?:(?P<tie>[\s,，:：\-—]{0,3}(?:这个?)?(?:就?是|为|is|as)?\s?(?:我的?|俺的?|my)\s?|\s?[(\[]"
    r"|\s(?:on|via|in)\s(?:my\s)?)|\s?(?:这个?|是|就是)?)"
    rf"(?P<cue>{_CUE})"
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
# Also makers and kinds of goods, and places where goods are sold: a model stands there.
_SOLD_TOO = re.compile(
    "steam|psn|messenger|signal|threads|line|soul|slack|teams|ebay|vinted|depop|roblox|xbox"
    "|epic|minecraft|twitch|wise|apple|icloud|github|twitter|snap|ins|insta|discord|tiktok"
    "|飞机|✈|转转|得物|京东|拼多多|美团|百度|某[宝手书博东多]|[黄橙].*|[闲咸黄]鱼|快手|抖音"
    "|小红书|微博|b站|企鹅|.新|知乎|豆瓣|钉钉|飞书|网易云|油管"
)
_MODEL = re.compile(
    r"(?:ootd|vlog|haul|new|sale|review|edition|version)20(?:1[3-9]|2[0-9])|[a-z]{0,3}[\-.]?[0-9]{1,5}(?![0-9])[a-z0-9.\-]*|[a-z][a-z0-9\-]*[^\w\-.]{1,3}[a-z0-9\-]+"
)
# "premium 12 months", "reels 1080x1920": what a platform sells, and how much of it.
_COUNTED = re.compile(r"[a-z]+\s(?:(?:19|20)[0-9]{2}|[0-9]+x[0-9]+|[0-9]{1,2})")
_TIED = re.compile(r"[\w:=@→>]")
_WXID = re.compile(r"(?<![a-z0-9])wxid_[a-z0-9]{4,}")
_STUCK = re.compile(
    r"(?<![a-z0-9])(?:(?:vx|wx)(?!-?[0-9]{1,5}(?![0-9a-z_]))(?=[a-z0-9_\-]*[0-9_])[a-z0-9_\-]{5,20}"
    r"|(?:we-?chat|weixin|zfb|alipay|w\sx)(?=[a-z_]*[0-9_]+[0-9]{2})[a-z0-9_]{6,20})(?![a-z0-9])"
)
_MAY_STICK = re.compile("wx|vx|w\\sx|chat|weixin|zfb|alipay")
_MENTION = re.compile(
    r"(?<![a-z0-9_.])@([a-z0-9_][a-z0-9_.\-]{2,29}|(?!所有人|全体)[一-鿿]\w{1,11})"
)
_NUMBER_CUE = re.compile(rf"(?:{WECHAT}|{QQ}|{PAY}){NUMBER_BOND}\Z")
_OTHER = re.compile(OTHER)
_ACCOUNT = re.compile(ACCOUNT)
_PLATFORM = re.compile(_CUE)
_CUES = re.compile(rf"(?:{BEGINS}){_CUE}")
# So many digits make an account where no letter stands.
_FEWEST: Final = 5
_LETTER: Final = re.compile("[a-z]")
_NAMES = re.compile("[a-z0-9@名昵称店]")


def find_handles(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """Accounts named in a text, by letters or by number."""
    text = view.text
    if not _NAMES.search(view.digits):
        return
    yield from _find_screen_names(text)
    if view.digit_count < _FEWEST and not _LETTER.search(text):
        return
    yield from _find_added(text)
    yield from find_labelled(text)
    places = _cue_places(text)
    if not places:
        return
    for found in matches(_BEFORE_CUE, text, _WORD_BEGINS):
        if _is_said_before(found):
            yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 44)
    for found in _at_places(_NAMED, text, places):
        if _is_handle(found["value"], found["cue"], found["bond"]):
            start = found.start("value")
            value = found["value"].rstrip(".-") + (found["tag"] or "")
            yield Hit("handle", start, start + len(value), f"handle:{value}", 68)
    yield from _find_in_pieces(view, places)
    yield from _find_numbered(text, runs)


def _find_added(text: str) -> Iterator[Hit]:
    for found in matches(_ADDED, text, _ADDS):
        if not GOODS.match(found["value"]):
            yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 43)


def _is_said_before(found: re.Match[str]) -> bool:
    """Said to be an account, or at least nothing that is sold."""
    value = found["value"]
    if GOODS.match(value):
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
    return bool(_MODEL.fullmatch(value) or GOODS.match(value))


def _is_counted(cue: str, bond: str, value: str) -> bool:
    """A word and a year, a size or a small number behind the name of a platform."""
    is_platform = _OTHER.fullmatch(cue) and not _TIED.search(bond)
    return bool(is_platform and _COUNTED.fullmatch(value))


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
            # "fb messenger: sunny315": what follows the one name is another.
            named = _PLATFORM.fullmatch(found["value"])
            end = found.start("value") if named else found.end()


def _find_screen_names(text: str) -> Iterator[Hit]:
    """Names said to be screen names, mentions, and ids in a form of their own."""
    names = [*_said_names(text)]
    names += _NUMBERED_NAME.finditer(text) if _IS_NUMBERED.search(text) else ()
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


def _find_in_pieces(view: Normal, places: Sequence[int]) -> Iterator[Hit]:
    """Accounts spelled with blanks, joining words or numerals in them."""
    for reading in {view.text, view.digits}:
        for found in _at_places(_SPELLED, reading, places):
            value = re.sub(r"下划线|underscore", "_", found["value"])
            value = re.sub(rf"\s?{_SAID}\s?|[^a-z0-9_.\-]", "", value)
            letters = re.search("[a-z]", value)
            apart = _ONE_BY_ONE.fullmatch(found["value"])
            said = found["cue"], found["bond"], found["value"]
            if not apart and (_is_sold(*said) or _is_counted(*said)):
                continue
            if letters and (apart or re.search("[0-9_]", value)):
                yield Hit("handle", *found.span("value"), f"handle:{value}", 67)


def _is_handle(value: str, cue: str, bond: str) -> bool:
    """Tell an account name from the next word: "wechat tomorrow" names none."""
    if (cue == "v" and GOODS.match(value)) or _is_sold(cue, bond, value):
        return False
    if re.match(QQ, cue):
        return value.isdigit() and 5 <= len(value) <= 12
    if re.match(WECHAT, cue) and (value[0].isdigit() or len(value) < 6):
        return False
    if re.search(r"[0-9_]", value):
        return bool(_LETTER.search(value))
    return not _PLATFORM.fullmatch(value) and _is_word_meant(value, cue, bond)


def _is_word_meant(value: str, cue: str, bond: str) -> bool:
    """The same of letters only."""
    if _ASKED.search(bond):
        return False
    if _SAID_OUTRIGHT.search(bond) or _NO_WORD.search(value):
        return True
    if _ACCOUNT.fullmatch(cue):
        return bool(_TIED.search(bond))
    return not cue.isascii() and not _OTHER.match(cue)


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
