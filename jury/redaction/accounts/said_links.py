"""E-mails and links as one says them aloud: "at gee mail dot com", "t dot me slash".

An e-mail is found from its middle: the sign for "at", by whatever word, and a mail
service behind it. What stands before is the name there, and the ending may be missing.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.numbers.starts import openings
from jury.redaction.writing.normal import Normal

_SERVICES: Final = (
    r"g[\s\-]?(?:ee)?[\s\-]?mail|google\s?mail|hot\s?(?:mail|male)|out\s?look|ya\s?hoo|fox\s?mail"
    r"|i\s?cloud|proton\s?mail|q\s?q|qiu\s?qiu|企鹅|扣扣|1\s?6\s?3|1\s?2\s?6|一六三|幺六三|一二六|一三九|幺三九"
    r"|新浪|sina|网易|谷歌|阿里云|aliyun|搜狐|sohu|live|msn|aol|gmx|yeah|谷哥"
)
_SAID_AT: Final = (
    r"\s?(?:[(\[{<【]\s?(?:a|at|@|[艾爱埃]特|圈a)\s?[)\]}>】]|@{1,2}|[艾爱埃唉哎]特|圈\s?a|a圈"
    r"|小?老鼠(?:符?号)?|at符?号|[✉\U0001f300-\U0001faff]|#|后[面边]?(?:[加跟接是]|加上)|[,，]?\s?(?:后缀|域名)[是为]?\s?@?|加上|在|[·+|“\"]\s?at\s?[·+|”\"]|\(the\susual\sat\)|a\st)\s?\*?"
)
_AT: Final = rf"(?:{_SAID_AT}|\s(?:at|aat|@)\s(?:sign\s|the\s)?(?:usual\s)?|\s)"
_DOT: Final = (
    r"\s?(?:[(\[{<【]\s?(?:dot|d|点|[.。])\s?[)\]}>】]"
    r"|\*?[.。点丶•∙·,，]|[“\"+|·]?\s?(?:dot|d\so\st|period|point)\s?[”\"+|·]?)\s?"
)
_ENDING: Final = (
    r"(?:c\s?[o0]\s?m|c\s?n|net|org|[康抗扛酷科靠][姆母木]|康|com\.cn|co\.uk)"
)
# What every "at" has, by whatever word, before any service is looked for.
_MAY_BE_AT: Final = openings(
    "@#特圈鼠🐭🐁🐀📧✉缀",
    r"t\s?[)\]}>】]|a\s?[)\]}>】]|后[面边]?[加跟接是]|加上|\sat\s|\saat\s|at符|在|mail|hoo\s|look\s|\s(?:qq|1[26][36]|sina)[\s.点]|at[”\"·+|]|a\st|[✉\U0001f300-\U0001faff]\s?[gqyohifs1]",
)
_AT_BEFORE: Final = re.compile(rf"{_AT}\Z")
# Any picture stands for "at" before a mail service with its ending.
_PICTURE: Final = re.compile("[\u2190-\u2bff\U0001f300-\U0001faff]")
_LONGEST_AT: Final = 16
_SERVICE: Final = re.compile(
    rf"(?P<service>{_SERVICES})\*?(?P<mail>\s?邮箱)?"
    rf"(?P<end>{_DOT}{_ENDING}|\s{_ENDING}(?![a-z]))?(?![a-z0-9@])"
)
_NAME: Final = re.compile(
    r"(?:(?<![a-z0-9])(?:[a-z0-9][\s*_.\-]{1,2}){3,40}[a-z0-9]|(?<![a-z0-9.])[a-z0-9][a-z0-9._%+\-]{1,63})[*]?\Z"
)
_LONGEST_NAME: Final = 90

_STOP: Final = (
    r"(?:\s?点\s?|\s?[(\[{<]\s?(?:dot|点|[.。])\s?[)\]}>]\s?|[\s\-_]dot[\s\-_]"
    r"|\s?\.\s?|。)"
)
_SLASH: Final = r"(?:\s?(?:[正反]?斜[杠线]|/)\s?|[\s\-_]slash[\s\-_])"
_LINK: Final = re.compile(
    rf"(?<![a-z0-9@])(?:h\s?(?:tt|xx)\s?ps?\s?:\s?/\s?/\s?)?(?:[a-z0-9\-]{{1,40}}{_STOP}){{1,3}}"
    r"(?P<ending>com|cn|net|org|me|io|gg|co|ly|link|shop|cc|top|xyz|vip|store|app|ee|tv|tk|us|uk|de|so|to|fm|im|page|bio)(?![a-z0-9])"
    rf"(?P<path>(?:{_SLASH}[a-z0-9_.\-+@?=]{{1,60}})*)"
)
_MAY_BE_LINK: Final = openings(
    "",
    r"点\s?[a-z]|dot|\(\s?[.。]|\[\s?[.。]|\{\s?[.。]|<\s?[.。]|\s\.\s|\.\s?[a-z]{2,5}\s?/"
    r"|slash|斜|。[cnmi]",
)
_SURE: Final = frozenset(
    ["com", "cn", "net", "org", "xyz", "shop", "top", "store", "io", "cc", "vip"]
)
_SAID: Final = re.compile(r"点|dot|[\[({<]|\s")
_OUTRIGHT: Final = re.compile(r"点|dot|[\[({<]|\s\.\s")
_LETTER_BY_LETTER: Final = re.compile(
    r"(?<![a-z0-9])h\s?[tx]\s?[tx]\s?p\s?s?\s?[:：]\s?/\s?/(?:\s?[a-z0-9._/\-?=&%#]){4,120}"
)
_MAY_BE_LETTERS: Final = re.compile(r"p\s?s?\s[:：]|[:：]\s/|/\s/|h\s[tx]")


def find_said_links(view: Normal) -> Iterator[Hit]:
    """E-mails with a mail service in them, and links with a spoken dot or slash."""
    text = view.text
    if _MAY_BE_AT.search(text):
        yield from _find_mails(text)
    if _MAY_BE_LINK.search(text):
        yield from _find_links(text)
    if _MAY_BE_LETTERS.search(text):
        for found in _LETTER_BY_LETTER.finditer(text):
            yield Hit("url", *found.span(), f"url:{found[0]}", 82)


def _find_mails(text: str) -> Iterator[Hit]:
    for service in _SERVICE.finditer(text):
        first = max(0, service.start() - _LONGEST_AT)
        sign = _AT_BEFORE.search(text, first, service.start())
        if not sign:
            continue
        first = max(0, sign.start() - _LONGEST_NAME)
        name = _NAME.search(text, first, sign.start())
        if name and _is_meant(name[0], sign[0].strip(), service):
            value = re.sub(r"\s", "", text[name.start() : service.end()])
            yield Hit("email", name.start(), service.end(), f"email:{value}", 89)


def _is_meant(name: str, sign: str, service: re.Match[str]) -> bool:
    """ "look at live" names nobody: where "at" is a word, more has to say so."""
    if not sign and not (service["end"] and re.search("[0-9_]", name)):
        return False
    if service["end"] or service["mail"]:
        return True
    if _PICTURE.fullmatch(sign) and sign not in "🐭🐁🐀📧✉":
        return False
    if sign.startswith(("at", "aat", "#", "后", "加")):
        return bool(re.search("[0-9_]", name)) and "mail" in service["service"]
    return True


def _find_links(text: str) -> Iterator[Hit]:
    for found in _LINK.finditer(text):
        said = _SAID.search(found[0])
        if (found["path"] and said) or (
            found["ending"] in _SURE and _OUTRIGHT.search(found[0])
        ):
            yield Hit("url", *found.span(), f"url:{found[0]}", 83)
