"""Ways to reach somebody outside: e-mail, links, pass-phrases, account handles."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.runs import Run, Window, windows

_SURE_ENDINGS: Final = "com|cn|net|org|edu|gov|info|biz|xyz|vip|icu|cc|io|hk|tw|co\\.uk|com\\.cn|de|fr|jp|ru"
_OTHER_ENDINGS: Final = "top|shop|club|store|site|online|link|app|me|tv|co|us|uk|eu|in|so|to|ly|it|gl|gd|tk|sg|my"
_HOST = r"[a-z0-9](?:[a-z0-9\-]{0,62}[a-z0-9])?"
_PATH = r"[a-z0-9\-._~:/?#@!$&'*+;=%]"
_URL = re.compile(
    rf"(?:https?|ftp|weixin|tbopen|taobao|alipays?|fleamarket)://{_PATH}+"
    rf"|(?<![a-z0-9@.\-])www\.{_HOST}(?:\.{_HOST})+(?:[/?:#]{_PATH}*)?"
    rf"|(?<![a-z0-9@.\-])(?:{_HOST}\.)+(?:{_SURE_ENDINGS})(?![a-z0-9\-@])(?:[/?:#]{_PATH}*)?"
    rf"|(?<![a-z0-9@.\-])(?:{_HOST}\.)+(?:{_OTHER_ENDINGS})/{_PATH}+"
    rf"|(?<![a-z0-9])[a-z0-9\-]{{2,}}\s?(?:点|\(dot\)|\[dot\])\s?(?:com|cn|net|org)(?![a-z])"
)
# Share phrases of shopping apps: eight or more letters and digits between two marks.
_PHRASE = re.compile(
    r"[¥$€£₤₴¢₳《(\[/]\s?((?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]{8,14})\s?[¥$€£₤₴¢₳》)\]/]"
)
_LOCAL = r"[a-z0-9][a-z0-9._%+\-]{0,63}"
_EMAIL = re.compile(
    rf"(?:{_LOCAL}|[一-鿿]{{1,4}})@\s?{_HOST}(?:\.{_HOST})*\.[a-z]{{2,24}}"
)
_AT: Final = r"(?:\s?[(\[{<（【]\s?(?:at|@|艾特)\s?[)\]}>）】]\s?|\s+at\s+|\s?艾特\s?|\s?[#*]\s?|\s@\s?|@\s)"
_DOT: Final = (
    r"(?:\s?[(\[{<（【]\s?(?:dot|点)\s?[)\]}>）】]\s?|\s+dot\s+|\s?点\s?|\s?\.\s?)"
)
_SPELLED_EMAIL = re.compile(
    rf"(?<![a-z0-9]){_LOCAL}{_AT}"
    rf"[a-z0-9\-]{{1,}}(?:{_DOT}[a-z0-9\-]{{2,}}){{0,2}}{_DOT}(?:com|cn|net|org|co|edu|io|me|uk|hk)(?![a-z])"
    rf"|(?<![a-z0-9])[a-z0-9][a-z0-9._\-]{{3,}}\s?(?:#|at|艾特|@)\s?(?:qq|163|126|gmail|foxmail|outlook|hotmail|sina)(?:邮箱)?(?![a-z0-9.])"
)


def find_contacts(view: Normal, runs: Sequence[Run]) -> Iterator[Hit]:
    """E-mails, links and handles of a text."""
    yield from _find_emails(view.text)
    for found in _URL.finditer(view.text):
        value = found[0].rstrip(".,;:!?'")
        yield Hit("url", found.start(), found.start() + len(value), f"url:{value}", 84)
    for found in _PHRASE.finditer(view.text):
        yield Hit("url", found.start(), found.end(), f"url:{found[1]}", 60)
    yield from _find_named_handles(view.text)
    yield from _find_number_handles(view.text, runs)


def _find_emails(text: str) -> Iterator[Hit]:
    if "@" in text or "at" in text or "艾特" in text or "#" in text:
        for pattern in (_EMAIL, _SPELLED_EMAIL):
            for found in pattern.finditer(text):
                value = _plain_email(found[0])
                yield Hit("email", found.start(), found.end(), f"email:{value}", 90)


def _plain_email(written: str) -> str:
    value = re.sub(r"[()\[\]{}<>【】\s]", " ", written)
    value = re.sub(r"\s*(?:\bat\b|艾特|#|@)\s*", "@", value)
    return re.sub(r"\s*(?:\bdot\b|点|\.)\s*", ".", value).strip()


_WECHAT: Final = (
    r"微\s?信|微❤|v\s?信|薇\s?信|威信|徽信|唯信|卫星号|维信|绿泡泡|绿泡|威杏|加\s?薇|加\s?[vv]|[+➕]\s?v|加\s?wx?|"
    r"(?<![a-z])(?:vx|wx|v\s?x|we\s?-?chat|weixin)(?![a-z])|w\s?x(?=[:是号])"
)
_QQ: Final = r"(?<![a-z])q\s?q(?![a-z])|q号|扣扣|企鹅号?|球球|抠抠"
_PAY: Final = r"支付宝|某付宝|(?<![a-z])(?:zfb|alipay|paypal)(?![a-z])"
_OTHER: Final = (
    r"抖音|快手|小红书|微博|闲鱼号|咸鱼号|旺旺|淘宝号|贴吧|b站|"
    r"(?<![a-z])(?:telegram|tg|whatsapp|line|instagram|insta|ig|facebook|fb|twitter|snapchat|snap|skype|kakao|discord|tiktok|venmo|cashapp|zelle)(?![a-z])"
)
_ASCRIBED: Final = r"(?:\s?(?:群|裙|号码|账号|帐号|账户|用户名|号|id|名|昵称|user\s?name|handle|account))"
_LINK: Final = r"(?:\s?(?:是|为|就是|也是|[:：=@]|is\s|->|→))"
_GLUE: Final = r"[\s\"'“”‘’(\[【（<]{0,3}"
_VALUE: Final = r"[a-z0-9][a-z0-9_.\-]{4,29}"
_NAMED = re.compile(
    rf"(?P<cue>{_WECHAT}|{_QQ}|{_PAY}|{_OTHER})"
    rf"(?P<bond>{_ASCRIBED}?{_LINK}{{0,2}}|{_ASCRIBED}{_LINK}{{0,2}}|(?:我的?|加我?)){_GLUE}"
    rf"(?P<value>{_VALUE})(?![a-z0-9_])"
)
_WXID = re.compile(r"(?<![a-z0-9])wxid_[a-z0-9]{4,}")
_STUCK = re.compile(
    r"(?<![a-z0-9])(?:vx|wx)(?=[a-z0-9_\-]*[0-9])[a-z0-9_\-]{5,20}(?![a-z0-9])"
)
_MENTION = re.compile(
    r"(?<![a-z0-9_.])@([a-z0-9_][a-z0-9_.\-]{2,29}|[一-鿿][\w]{1,11})"
)
_NUMBER_CUE = re.compile(
    rf"(?:{_WECHAT}|{_QQ}|{_PAY})(?:{_ASCRIBED}|{_LINK}|同号|同步|加|我|的|[\s:,(\[【])*\Z"
)


def _find_named_handles(text: str) -> Iterator[Hit]:
    for found in _NAMED.finditer(text):
        if _is_handle(found["value"], found["cue"], found["bond"]):
            start, end = found.span("value")
            value = found["value"].rstrip(".-")
            end -= len(found["value"]) - len(value)
            yield Hit("handle", start, end, f"handle:{value}", 68)
    for pattern in (_WXID, _STUCK):
        for found in pattern.finditer(text):
            yield Hit("handle", found.start(), found.end(), f"handle:{found[0]}", 66)
    for found in _MENTION.finditer(text):
        yield Hit("handle", *found.span(), f"handle:{found[1]}", 40)


def _is_handle(value: str, cue: str, bond: str) -> bool:
    """Tell an account name from the next word: "wechat tomorrow" names none."""
    if re.match(_QQ, cue):
        return value.isdigit() and 5 <= len(value) <= 12
    if re.match(_WECHAT, cue) and (value[0].isdigit() or len(value) < 6):
        return False
    if re.search(r"[0-9_]", value):
        return bool(re.search(r"[a-z]", value))
    said_outright = bool(re.search(r"[:：=@]|号|id|名|handle|account", bond))
    return said_outright or not cue.isascii()


def _find_number_handles(text: str, runs: Sequence[Run]) -> Iterator[Hit]:
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
    for window in windows(run, 12):
        sizes = window.shape
        if len(window.value) >= 5 and (len(sizes) == 1 or max(sizes) < 5):
            yield window
