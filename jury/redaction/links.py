"""E-mail addresses, links and the pass-phrases of shopping apps, plain or spelled."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.starts import matches

_SURE_ENDINGS: Final = (
    "com|cn|net|org|edu|gov|info|biz|xyz|vip|icu|cc|io|hk|tw|co\\.uk|com\\.cn"
    "|de|fr|jp|ru"
)
# Ordinary words too: they make a link only with a path behind them.
_OTHER_ENDINGS: Final = (
    "top|shop|club|store|site|online|link|app|me|tv|co|us|uk|eu|in|so|to|ly|it|gl|gd"
    "|tk|sg|my|ee|bio|page|im|fun|live|work|ltd|group|chat|gg|be|ai|dev|fm"
)
_HOST: Final = r"[a-z0-9](?:[a-z0-9\-]{0,62}[a-z0-9])?"
_PATH: Final = r"[a-z0-9\-._~:/?#@!$&'*+;=%]"
_ALONE: Final = r"(?<![a-z0-9@.\-])"
_URL = re.compile(
    rf"(?:https?|ftp|weixin|tbopen|taobao|alipays?|fleamarket)://{_PATH}+"
    rf"|{_ALONE}www\.[a-z0-9_\-]+(?:\.{_HOST})+(?:[/?:#]{_PATH}*)?"
    rf"|{_ALONE}(?:{_HOST}\.)+(?:{_SURE_ENDINGS})(?![a-z0-9\-@])(?:[/?:#]{_PATH}*)?"
    rf"|{_ALONE}(?:{_HOST}\.)+(?:{_OTHER_ENDINGS})/{_PATH}+"
    r"|(?<![a-z0-9])[a-z0-9\-]{2,40}\s?(?:点|\(dot\)|\[dot\])\s?(?:com|cn|net|org)"
    r"(?![a-z])"
)
_SPOKEN_DOT = re.compile(r"点|dot[)\]]")
_URL_STARTS = re.compile(
    "(?:https?|ftp|weixin|tbopen|taobao|alipays?|fleamarket)://"
    r"|[a-z0-9][a-z0-9\-]*\.[a-z0-9]"
)
# Eight or more letters and digits between two marks open an item in an app.
_MARKS: Final = "¥$€£₤₴¢₳"
_PHRASE = re.compile(
    rf"[{_MARKS}《(\[/]\s?"
    r"((?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]{8,14})"
    rf"\s?[{_MARKS}》)\]/]"
)

_LATIN = re.compile("[a-z]")
_LOCAL: Final = r"[a-z0-9][a-z0-9._%+\-]{0,63}"
_EMAIL = re.compile(
    rf"(?:{_LOCAL}|[一-鿿]{{1,4}})@\s?{_HOST}(?:\.{_HOST})*\.[a-z]{{2,24}}"
)
_OPEN: Final = r"\s?[(\[{<【]\s?"
_SHUT: Final = r"\s?[)\]}>】]\s?"
_AT: Final = rf"(?:{_OPEN}(?:at|@|艾特){_SHUT}|\s?艾特\s?|\s?[#*]\s?|\s@\s?|@\s)"
_DOT: Final = rf"(?:{_OPEN}(?:dot|点){_SHUT}|\s+dot\s+|\s?点\s?|\s?\.\s?)"
_SAID_DOT: Final = rf"(?:{_OPEN}(?:dot|点){_SHUT}|\s+dot\s+|\s?点\s?)"
_TOP: Final = "(?:com|cn|net|org|co|edu|io|me|uk|hk|sg)(?![a-z])"
_MAILERS: Final = "qq|163|126|gmail|foxmail|outlook|hotmail|yahoo|sina|icloud|live"
_SPELLED = re.compile(
    rf"(?<![a-z0-9]){_LOCAL}{_AT}[a-z0-9\-]{{1,63}}(?:{_DOT}[a-z0-9\-]{{2,63}}){{0,2}}{_DOT}{_TOP}"
    # " at " alone joins ordinary words: it needs a spoken dot or a mail service.
    rf"|(?<![a-z0-9]){_LOCAL}\s+at\s+[a-z0-9\-]{{1,63}}"
    rf"(?:{_SAID_DOT}[a-z0-9\-]{{2,63}}){{0,2}}{_SAID_DOT}{_TOP}"
    rf"|(?<![a-z0-9]){_LOCAL}\s+at\s+(?:{_MAILERS}){_DOT}{_TOP}"
    rf"|(?<![a-z0-9])[a-z0-9][a-z0-9._\-]{{3,63}}\s?(?:#|艾特|@)\s?(?:{_MAILERS})(?:邮箱)?"
    r"(?![a-z0-9.])"
)


# What every link, every pass-phrase and every spelled e-mail holds.
_DOTTED = re.compile(r"\.[a-z0-9]|://|点|dot[)\]]")
_MARKED = re.compile(rf"[{_MARKS}《(\[/]\s?[a-z0-9]{{8}}")
_AT_SIGN = re.compile(r"[@#*艾]")
_AT_IN_BRACKETS = re.compile(r"at\s?[)\]}>】]")
_SAID_AT = re.compile(r"at\s")
_SAID_MAIL = re.compile(rf"点|dot|{_MAILERS}")


def find_links(view: Normal) -> Iterator[Hit]:
    """E-mails, links and pass-phrases of a text."""
    if not _LATIN.search(view.text):
        return
    yield from _find_emails(view.text)
    if _DOTTED.search(view.text):
        for found in _links(view.text):
            value = found[0].rstrip(".,;:!?'")
            end = found.start() + len(value)
            yield Hit("url", found.start(), end, f"url:{value}", 84)
    if _MARKED.search(view.text):
        for found in _PHRASE.finditer(view.text):
            yield Hit("url", *found.span(), f"url:{found[1]}", 60)


def _links(text: str) -> Iterator[re.Match[str]]:
    if _SPOKEN_DOT.search(text):
        return _URL.finditer(text)
    return matches(_URL, text, _URL_STARTS)


def _find_emails(text: str) -> Iterator[Hit]:
    # Most messages hold none of these, and the patterns are slow on long words.
    signed = _AT_SIGN.search(text) or _AT_IN_BRACKETS.search(text)
    if not signed and not (_SAID_AT.search(text) and _SAID_MAIL.search(text)):
        return
    for pattern in (_EMAIL, _SPELLED) if "@" in text else (_SPELLED,):
        for found in pattern.finditer(text):
            yield Hit("email", *found.span(), f"email:{_plain(found[0])}", 90)


def _plain(written: str) -> str:
    """A spelled e-mail as it is meant, so that both ways name one entity."""
    value = re.sub(r"[()\[\]{}<>【】\s]", " ", written)
    value = re.sub(r"\s*(?:\bat\b|艾特|#|\*|@)\s*", "@", value)
    return re.sub(r"\s*(?:\bdot\b|点|\.)\s*", ".", value).strip()
