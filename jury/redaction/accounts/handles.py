"""Accounts on messengers and payment apps, found by the words people use for those."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.accounts.joined import find_joined
from jury.redaction.accounts.labelled import GOODS, find_labelled, may_be_shaped
from jury.redaction.accounts.messengers import (
    ACCOUNT,
    BEGINS,
    BEGINS_WORD,
    BOND,
    MAIL,
    NUMBER_BOND,
    OTHER,
    PAY,
    QQ,
    SAID_OUTRIGHT,
    WECHAT,
)
from jury.redaction.accounts.near_platform import find_near_platforms, find_turned
from jury.redaction.accounts.screen_names import find_screen_names
from jury.redaction.hits import Hit
from jury.redaction.numbers.runs import Run, Window, windows_from
from jury.redaction.numbers.starts import matches, openings
from jury.redaction.writing.normal import Normal

_GLUE: Final = (
    r"[^\w\n。!?;]{0,4}"
    r"(?:(?:字母|英文|拼音|[大小]写|前[面半]?[部段]?|开头|先)[\s:是]?)?[@$]?"
)
# An account whose parts are held together by words or blanks.
_SAID: Final = (
    r"(?:[(\[]?[小短中下]?(?:横[线杠]|划线|杠)[)\]]?|减号|连字符|然后|接着|[后][面半]?[部段]?[是跟接]?|[再跟接]|再?加上?|点|杠|数字|字母|\(?(?:中间)?(?:无|没有?|不带|不要)空格\)?|\(no\s(?:space|gap)s?\)"
    r"|underscore|followed\sby|then|dash|dot|hyphen|minus)(?:\s?[两二三四2-4]个)?"
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
    r"(?:[a-z0-9](?:(?:[^a-z0-9一-鿿\n。!?;]|;(?!\s)){1,5}[a-z0-9]){4,29}"
    rf"|{_CHUNK}(?:[\s,，]{{0,2}}{_SAID}\s?{_CHUNK}){{1,4}}|{_HALVES}"
    r"|[a-z0-9](?:[_.\-·*]?[a-z0-9]){4,29})"
)
_ONE_BY_ONE: Final = re.compile(r"[a-z0-9](?:[^a-z0-9一-鿿]{1,5}[a-z0-9]){4,29}")
_CUE: Final = f"(?:{WECHAT}|{QQ}|{PAY}|{OTHER}|{ACCOUNT})"
_NAMED = re.compile(
    rf"(?P<cue>{_CUE})(?P<bond>{BOND}){_GLUE}"
    r"(?P<value>[a-z0-9_][a-z0-9_.\-]{4,29})(?P<tag>#[0-9]{4})?(?![a-z0-9_])"
)
_SPELLED = re.compile(
    rf"(?P<cue>{_CUE})(?P<bond>{BOND}){_GLUE}(?P<value>{_SPREAD})(?![a-z0-9_])"
)
_SAID_OUTRIGHT = re.compile(SAID_OUTRIGHT)
# "Have you WeChat?": what follows may be any word.
_ASKED = re.compile("[吗吧呗么嘛]")
# Letters that nobody could speak.
_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|\A[^aeiouy]+\Z")
# The account first: "sunny315 是我微信", "add sunny315 on WhatsApp".
_BEFORE_CUE = re.compile(
    r"(?<![a-z0-9_.\-@/])(?P<value>(?=[a-z_.\-]*[0-9_])[a-z][a-z0-9_.\-]{4,29})"
    r"(?:(?P<tie>[\s,，:：\-—]{0,3}(?:这个?)?(?:就?是|为|is|as|that['’]?s|that\sis)?\s?(?:我的?|俺的?|my)\s?|\s?[(\[]|\s?(?:[←<⬅]|<[\-=]{1,2})\s?加?[这我]?个?"
    r"|\s(?:on|via|in)\s(?:my\s|the\s)?)|\s?[,，\-—]?\s?(?:这个?|是|就是)?)"
    rf"(?P<cue>{_CUE})"
    r"(?=(?P<end>\s?(?:号|id|账号)|[\s,，。.;；!！?？)\]~]|\Z|联系|加我?|聊))"
)
# The same letter by letter: "d:a:d:a:5:1 on Instagram".
_SPREAD_BEFORE = re.compile(
    r"(?<![a-z0-9])(?P<value>[a-z0-9](?:[^a-z0-9一-鿿\n。!?;]{1,4}[a-z0-9](?![a-z0-9])){4,29})"
    r"\s?(?:(?:这个?)?(?:就?是|is|on|via|in)\s?(?:我的?|my)?|[(←<]-{0,2})\s?"
    rf"{_CUE}"
)
_SPREAD_BEGINS = re.compile(
    r"(?<![a-z0-9])[a-z0-9][^a-z0-9一-鿿\n。!?;]{1,4}[a-z0-9][^a-z0-9一-鿿\n。!?;]"
)
# Nothing but that somebody is to be added.
_ADDED = re.compile(
    r"(?:加我?|搜索?|找我|好友|添加|申请发?|我的?号|(?<![a-z])(?:add|dm|search|look\sme\sup|find\sme|my\sid(?:\sthere)?|id))"
    r"(?:好友|一下|下|就行|我|是|叫|me|for|is|[\s:：,，]){0,5}"
    r"(?P<value>[a-z]{4,16}[a-z_]{0,8}[_\-]?[0-9]{2,8}|[a-z][a-z0-9]{2,12}_[a-z0-9_]{1,12}"
    r"|[a-z]{3}[0-9]{5,9}|(?<=me[:\s]\s)[a-z]{4,16}[0-9])(?![a-z0-9_])"
)
_WORD_BEGINS = re.compile(r"[a-z][a-z0-9_.\-]{4}")
_ADDS = openings("加搜找好添申我", "add|dm|search|look|find|my|id")
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
_NUMBER_CUE = re.compile(rf"(?:{WECHAT}|{QQ}|{PAY}){NUMBER_BOND}\Z")
_OTHER = re.compile(OTHER)
_ACCOUNT = re.compile(ACCOUNT)
_MAIL = re.compile(MAIL)
_PLATFORM = re.compile(_CUE)
_CUE_BEGINS = re.compile(BEGINS)
_CUE_BEGINS_WORD = re.compile(BEGINS_WORD)
# So many digits make an account where no letter stands.
_FEWEST: Final = 5
_LETTER: Final = re.compile("[a-z]")
_NAMES = re.compile("[a-z0-9@名昵称店]")


def find_handles(
    view: Normal, runs: Sequence[Run], loose: Sequence[Run] = ()
) -> Iterator[Hit]:
    """Accounts named in a text, by letters or by number."""
    text = view.text
    if not loose and not _NAMES.search(view.digits):
        return
    places = _cue_places(text)
    yield from find_screen_names(text, named=bool(places))
    if loose or view.digit_count >= _FEWEST or _LETTER.search(text):
        yield from _find_shaped(text)
        yield from find_turned(text)
        if places:
            yield from _find_at_cues(view, [*runs, *loose], places)


def _find_at_cues(
    view: Normal, runs: Sequence[Run], places: Sequence[int]
) -> Iterator[Hit]:
    text = view.text
    for found in matches(_BEFORE_CUE, text, _WORD_BEGINS):
        if _is_said_before(found):
            yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 44)
    for found in matches(_SPREAD_BEFORE, text, _SPREAD_BEGINS):
        if _LETTER.search(found["value"]):
            yield Hit("handle", *found.span("value"), f"handle:{found['value']}", 44)
    for found in _at_places(_NAMED, text, places):
        if _is_handle(found["value"], found["cue"], found["bond"]):
            start = found.start("value")
            value = found["value"].rstrip(".-") + (found["tag"] or "")
            yield Hit("handle", start, start + len(value), f"handle:{value}", 68)
    yield from _find_in_pieces(view, places)
    yield from find_joined(text, view.digits, places)
    yield from _find_numbered(text, runs)


def _find_shaped(text: str) -> Iterator[Hit]:
    if may_be_shaped(text):
        yield from _find_added(text)
        yield from find_labelled(text)
        yield from find_near_platforms(text)


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
    begins = [*_CUE_BEGINS.finditer(text), *_CUE_BEGINS_WORD.finditer(text)]
    places: set[int] = set()
    for begin in begins:
        if cue := _PLATFORM.match(text, begin.start()):
            places.update(range(*cue.span()))
    return sorted(places)


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
    if _MAIL.fullmatch(cue):
        return bond.strip() == ":"
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
