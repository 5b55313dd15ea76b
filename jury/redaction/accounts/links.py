"""E-mail addresses, links and the pass-phrases of shopping apps, plain or spelled."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.numbers.starts import matches
from jury.redaction.writing.normal import Normal

_SURE_ENDINGS: Final = (
    "com|cn|net|org|edu|gov|info|biz|xyz|vip|icu|cc|io|hk|tw|co\\.uk|com\\.cn"
    "|de|fr|jp|ru"
)
# Ordinary words too: they make a link only with a path behind them.
_OTHER_ENDINGS: Final = (
    "top|shop|club|store|site|online|link|app|me|tv|co|us|uk|eu|in|so|to|ly|it|gl|gd"
    "|tk|sg|my|ee|bio|page|im|fun|live|work|ltd|group|chat|gg|be|ai|dev|fm"
)
# Of those, the ones that sellers take.
_SALES_ENDINGS: Final = "top|shop|club|store|site|online|link|fun|live|group"
_PICTURES: Final = "[\u2190-\u2bff\U0001f300-\U0001faff]"
_HOST: Final = r"[a-z0-9](?:[a-z0-9\-]{0,62}[a-z0-9])?"
_PATH: Final = r"[a-z0-9\-._~:/?#@!$&'*+;=%]"
_ALONE: Final = r"(?<![a-z0-9@.\-])"
_URL = re.compile(
    rf"(?:h\s?(?:t\s?t|xx)\s?p\s?s?\s?:\s?/\s?/\s?|(?:ftp|weixin|tbopen|taobao|alipays?|fleamarket)://){_PATH}+"
    rf"|{_ALONE}w\s?w\s?w\s?[.。点]\s?[a-z0-9_\-]+(?:[.。点]{_HOST})+(?:[/?:#]{_PATH}*)?"
    rf"|{_ALONE}(?:{_HOST}\.)+(?:{_SURE_ENDINGS})(?![a-z0-9\-@])(?:[/?:#]{_PATH}*)?"
    rf"|{_ALONE}(?:{_HOST}\.)+(?:{_OTHER_ENDINGS})/{_PATH}+"
    # With a dot that is said, bracketed or drawn, or with the ending spelled out.
    r"|(?<![a-z0-9])(?:(?:[三3]\s?w|[a-z0-9\-]{1,40})\s?[点。]\s?){0,2}[a-z0-9\-]{1,40}(?:\s?(?:点|[(\[{<]\s?(?:dot|[.。])\s?[)\]}>]|[。•∙·])\s?|\sd[o0]t\s|\s\.\s)"
    rf"(?:(?:com|cn|net|org|co|io|xyz|vip|{_SALES_ENDINGS})(?![a-z])|me/{_PATH}+|[康西][姆欧]姆?)(?:\s?(?:/|slash)\s?{_PATH}+)*"
    r"|(?<![a-z0-9])[a-z0-9\-]{2,40}\s?\.\s?c\s(?:o\sm|n)(?![a-z])"
    r"|(?<![a-z0-9])www[\s,]{1,2}[a-z0-9\-]{2,40}[\s,]{1,2}"
    rf"(?:{_SURE_ENDINGS}|{_SALES_ENDINGS})(?![a-z])"
    # A name with a figure in it is no last word of a sentence.
    rf"|{_ALONE}(?:[a-z0-9\-]{{3,40}}\.){{2,3}}(?:{_SALES_ENDINGS})(?![a-z0-9\-@])"
    rf"|(?<![a-z0-9])(?:[a-z0-9\-]\s){{4,30}}(?:dot|点|\.)\s?(?:{_SURE_ENDINGS}|{_SALES_ENDINGS})(?![a-z])"
    rf"|{_ALONE}(?:[a-z0-9\-]{{1,40}}\.){{0,2}}(?=[a-z\-]*[0-9\-])[a-z](?:[a-z0-9\-]{{3,62}}[a-z0-9])"
    rf"(?:\s?\.\s?(?:com|cn|net|org|cc|io|xyz|vip)|(?:\s?\.|[,*。丶]|[\"“”']\.[\"“”']|\s?\(点\)\s?|{_PICTURES}{{1,2}})"
    rf"(?:{_SURE_ENDINGS}|{_SALES_ENDINGS}))(?![a-z0-9\-@])"
)
# A link that has no dot of its own.
_SPOKEN_DOT = re.compile(
    r"点|d[o0]t|[.。]\s?[)\]}>]|[。•∙·]\s?(?:com|cn|net|org|co|io|xyz|vip|me/)|c\so\sm|\s\.\s|h\st\st|www[\s,]|hxx|p\s?:\s"
)
_URL_STARTS = re.compile(
    r"(?:h\s?(?:t\s?t|xx)\s?p\s?s?|ftp|weixin|tbopen|taobao|alipays?|fleamarket)\s?:\s?/|w\s?w\s?w\s?[.。点]"
    r"|[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9]|(?<=[0-9])[\s,*。丶(.\"“”'\u2190-\u2bff\U0001f300-\U0001faff])"
)
# Eight or more letters and digits between two marks open an item in an app.
_MARKS: Final = "¥$€£₤₴¢₳"
_PHRASE = re.compile(
    rf"[{_MARKS}《(\[/]\s?"
    r"((?=[a-z0-9]*[a-z])(?=[a-z0-9]*[0-9])[a-z0-9]{8,14})"
    rf"\s?[{_MARKS}》)\]/]"
)

# What a maker, a year or a game is called, in brackets.
_NAMED: Final = re.compile("[a-z]+[0-9]+")
_MARK_PAIR: Final = re.compile(rf"[{_MARKS}]\s?([a-z0-9]{{9,13}})\s?[{_MARKS}]")
_LATIN = re.compile("[a-z]")
_LOCAL: Final = r"[a-z0-9][a-z0-9._%+\-]{0,63}"
_EMAIL = re.compile(
    rf"(?:{_LOCAL}|[一-鿿]{{1,4}})@\s?{_HOST}(?:\.{_HOST})*\.[a-z]{{2,24}}"
)
_OPEN: Final = r"\s?[(\[{<【]\s?"
_SHUT: Final = r"\s?[)\]}>】]\s?"
_AT: Final = (
    rf"(?:{_OPEN}(?:a|at|at\ssign|@|艾特){_SHUT}|/at/"
    r"|\s?(?:[艾爱]特|在|圈\s?a|花?a圈|小?老鼠(?:符?号)?|[🐭🐁🐀])\s?"
    r"|\s?[_.\-*~+|·“”\"'‘’]\s?at\s?[_.\-*~+|·“”\"'‘’]\s?|\s?[#*&]\s?|\s?(?:加\s?)?[*_~]{0,2}@{1,2}[*_~]{0,2}\s?|\sat\ssign\s|%40|&#(?:64|x40);)"
)
_DOT: Final = (
    rf"(?:{_OPEN}(?:dot|period|punkt|point|punto|点|[.。]){_SHUT}|\s+(?:dot|period)\s+"
    r"|\s?[_\-*~+|·“”\"'‘’]\s?dot\s?[_\-*~+|·“”\"'‘’]\s?|\s?[点丶之]\s?|\s?[.。•∙‧]{1,2}\s?)"
)
_SAID_DOT: Final = rf"(?:{_OPEN}(?:dot|点){_SHUT}|\s+dot\s+|\s?点\s?)"
_TOP: Final = (
    "(?:com|cn|net|org|co|edu|io|me|uk|hk|sg|de|fr|ru|jp|kr|tw|eu|info|biz|xyz|top|shop|app|dev"
    "|ai|tv|cc|us|ca|au|nl|es|it|ch|se)(?![a-z])"
)
_MAILERS: Final = "qq|163|126|gmail|foxmail|outlook|hotmail|yahoo|sina|icloud|live"
_SPELLED = re.compile(
    rf"(?<![a-z0-9]){_LOCAL}{_AT}[a-z0-9\-]{{1,63}}(?:{_DOT}[a-z0-9\-]{{2,63}}){{0,2}}{_DOT}{_TOP}"
    # A mail service lets signs stand for the dot that would be anything elsewhere.
    rf"|(?<![a-z0-9]){_LOCAL}(?:{_AT}|\s+at\s+)(?:{_MAILERS})(?:{_DOT}|\s?[,，、_\-#*~]\s?|\s)"
    r"(?:com|c0m|cn|net|c\s?o\s?m|康姆|酷姆)(?![a-z])"
    rf"|(?<![a-z0-9])(?=[a-z._\-]*[0-9_])[a-z][a-z0-9._\-]{{3,63}}(?:\s+at\s+(?:{_MAILERS})(?![a-z0-9])"
    rf"|[\s,]?的?\s?(?:{_MAILERS}|谷歌|网易|微软|新浪)邮箱)"
    # " at " alone joins ordinary words: it needs a spoken dot or a mail service.
    rf"|(?<![a-z0-9]){_LOCAL}\s+at\s+[a-z0-9\-]{{1,63}}"
    rf"(?:{_SAID_DOT}[a-z0-9\-]{{2,63}}){{0,2}}{_SAID_DOT}{_TOP}"
    rf"|(?<![a-z0-9]){_LOCAL}\s+at\s+(?:{_MAILERS}){_DOT}{_TOP}"
    rf"|(?<![a-z0-9])[a-z0-9][a-z0-9._\-]{{3,63}}\s?(?:#|[艾爱]特|@)\s?(?:{_MAILERS})(?:邮箱)?"
    r"(?![a-z0-9.])"
)


# What every link, every pass-phrase and every spelled e-mail holds.
_SIGNED_DOT = re.compile(
    rf"[0-9](?:[,*丶]|\s?\.\s?|[\"“”']\.[\"“”']|{_PICTURES}{{1,2}})(?:com|cn|net|org|io|xyz|vip|shop|top|store)(?![a-z])"
)
_DOTTED = re.compile(r"\.[a-z0-9]|\s\.\s(?:com|cn|net)|\.\sc\s")
_IN_BRACKETS = re.compile(r"[(\[{<]\s?\.\s?[)\]}>]")
_DRAWN_DOT = re.compile("[点。•∙·]")
_MARKED = re.compile(rf"[{_MARKS}《(\[/]\s?[a-z0-9]{{8}}")
_AT_SIGN = re.compile("[@#*%&艾爱圈鼠在箱🐭🐁🐀]")
_AT_IN_BRACKETS = re.compile(
    r"(?:at?|sign)\s?[)\]}>】]|[_.\-*~+|·“”\"'‘’/]\s?at\s?[_.\-*~+|·“”\"'‘’/]"
)
_SAID_AT = re.compile(r"at\s")
# Letters as pilots spell them, before the part of an address that is found.
_PILOTS: Final = (
    "alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike"
    "|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee"
    "|zulu|[0-9]+|dot|dash|underscore|zero|one|two|three|four|five|six|seven|eight|nine"
)
_PILOTED = re.compile(rf"(?<![a-z0-9])(?:(?:{_PILOTS})[\s,\-]{{1,2}}){{2,}}\Z")
_LONGEST_SPELLING: Final = 160
# Signs put between the letters of a link: "a#b#c.com".
_STUFFED = re.compile(
    r"(?<![a-z0-9@.])(?=[a-z0-9.]*[#*~^|+$])[a-z0-9]{1,20}"
    r"(?:[#*~^|+$]{1,2}[a-z0-9]{0,20}|\.[#*~^|+$]{0,2}[a-z0-9]{1,20}){1,24}(?![a-z0-9])"
)
_STUFFING = re.compile(r"[#*~^|+$]")
_UNSTUFFED = re.compile(rf"(?:{_HOST}\.)+(?:{_SURE_ENDINGS})")
_ENDS_MAIL = re.compile(
    r"(?:[.。点丶之•∙‧,，、_\-*~#)\]}>】]|dot|period)\s?"
    rf"(?:com|c0m|cn|net|org|co|edu|io|me|uk|hk|sg|c\s?o\s?m|康姆|酷姆)(?![a-z])|dot\W{{0,2}}[a-z]{{2,4}}(?![a-z])|{_MAILERS}|邮箱"
)
_SAID_MAIL = re.compile(rf"点|dot|{_MAILERS}")


def find_links(view: Normal) -> Iterator[Hit]:
    """E-mails, links and pass-phrases of a text."""
    if not _LATIN.search(view.text):
        return
    yield from _find_emails(view.text)
    if _may_be_linked(view.text):
        for found in _links(view.text):
            value = found[0].rstrip(".,;:!?'")
            end = found.start() + len(value)
            yield Hit("url", found.start(), end, f"url:{value}", 84)
    if _STUFFING.search(view.text):
        yield from _find_stuffed(view.text)
    if _MARKED.search(view.text):
        phrases = [p for p in _PHRASE.finditer(view.text) if not _NAMED.fullmatch(p[1])]
        for found in (*phrases, *_MARK_PAIR.finditer(view.text)):
            yield Hit("url", *found.span(), f"url:{found[1]}", 60)


def _may_be_linked(text: str) -> bool:
    """Whether a dot, in whatever form, stands where a link may have one."""
    if "dot" in text or "d0t" in text or "www" in text or "//" in text:
        return True
    if "." in text and (_DOTTED.search(text) or _IN_BRACKETS.search(text)):
        return True
    if not text.isascii() and _DRAWN_DOT.search(text):
        return True
    return bool(_SIGNED_DOT.search(text))


def _find_stuffed(text: str) -> Iterator[Hit]:
    for found in _STUFFED.finditer(text):
        value = _STUFFING.sub("", found[0])
        if _UNSTUFFED.fullmatch(value):
            yield Hit("url", *found.span(), f"url:{value}", 83)


def _links(text: str) -> Iterator[re.Match[str]]:
    if _SPOKEN_DOT.search(text):
        return _URL.finditer(text)
    return matches(_URL, text, _URL_STARTS)


def _find_emails(text: str) -> Iterator[Hit]:
    # Most messages hold none of these, and the patterns are slow on long words.
    signed = _AT_SIGN.search(text) or _AT_IN_BRACKETS.search(text)
    if not signed and not (_SAID_AT.search(text) and _SAID_MAIL.search(text)):
        return
    spelled = (_SPELLED,) if _ENDS_MAIL.search(text) else ()
    for pattern in (_EMAIL, *spelled) if "@" in text else spelled:
        for found in pattern.finditer(text):
            start = found.start()
            before = text[max(0, start - _LONGEST_SPELLING) : start]
            piloted = _PILOTED.search(before)
            start -= len(piloted[0]) if piloted else 0
            value = _plain(text[start : found.end()])
            yield Hit("email", start, found.end(), f"email:{value}", 90)


def _plain(written: str) -> str:
    """A spelled e-mail as it is meant, so that both ways name one entity."""
    value = re.sub(r"[()\[\]{}<>【】\s]", " ", written)
    value = re.sub(
        r"\s*(?:\bat?\b|[_.\-*~]at[_.\-*~]|\bat sign\b|[艾爱]特|在|圈\s?a|花?a圈"
        r"|小?老鼠(?:符?号)?|[🐭🐁🐀]|%40|&#(?:64|x40);|#|\*|@+)\s*",
        "@",
        value,
    )
    return re.sub(
        r"\s*(?:\b(?:dot|period|punkt|point|punto)\b|[_\-*~]dot[_\-*~]|[点丶之]|[.。•∙‧]+)\s*",
        ".",
        value,
    ).strip()
