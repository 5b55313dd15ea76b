"""Names of third persons by rule: a cue word, a surname, a form of address.

News corpora say little about chat, so the rules want a reason before they take two
characters for a name. A trained recogniser can join later as one more function.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.surnames import (
    COMPOUND,
    EVERYDAY,
    GIVEN,
    NOT_GIVEN,
    PREFIXES,
    SURNAMES,
    TITLES,
)

_CUE = re.compile(
    r"(?:收件人|收货人|寄件人|发件人|联系人|签收人|代收人|经办人|负责人|登记人|持卡人|开户人|户主|车主|房主|业主|姓名|名字|实名|我叫|他叫|她叫|名叫|叫做|叫我"
    r"|客户|患者|旅客|用户|乘客|会员|快递员|骑手|配送员|派件员|揽件员|客服|医生|律师|签收|户名|本人|我是)"
    r"(?:姓名|名字|是|为|叫|[:：\s])*"
)
_STRONG: Final = re.compile(r"人|姓名|名字|叫|户名|[:：]")
_COMPOUNDS = "|".join(sorted(COMPOUND))
_SURNAME = rf"(?:{_COMPOUNDS}|[{''.join(sorted(SURNAMES))}])"
_TITLED = re.compile(
    rf"(?<![一-鿿]){_SURNAME}[一-鿿]{{0,2}}?(?:{TITLES})|{_SURNAME}(?:先生|女士|小姐|师傅|老师|阿姨|老板|经理|警官)"
)
_FULL_TITLED = re.compile(
    rf"({_SURNAME}[一-鿿]{{1,2}})(?:先生|女士|小姐|师傅|老师|医生|律师|教授|主任|同学)"
)
_NICK = re.compile(
    rf"(?<![一-鿿])(?:{PREFIXES})[{''.join(sorted(SURNAMES - EVERYDAY))}](?=[,，。:：!！?？说的在给和跟也就又,\s]|\Z)"
)
_RECEIVES = re.compile(
    rf"(?<![一-鿿])({_SURNAME}[一-鿿]{{1,2}})\s?收(?![到货件入费藏购回据集拾款下了])"
)
_BEFORE_NUMBER = re.compile(
    rf"(?<![一-鿿])({_SURNAME}[一-鿿]{{1,2}})[\s,，:：]{{0,2}}(?=\+?(?:86)?1[3-9][0-9]{{9}})"
)
_AFTER_NUMBER = re.compile(
    rf"1[3-9][0-9]{{9}}[\s,，]{{0,2}}({_SURNAME}[一-鿿]{{1,2}})(?![一-鿿])"
)
_WORD = r"[A-Z][a-z'’\-]+(?:[A-Z][a-z]+)?"
_FULL = rf"{_WORD}(?:\s(?:[A-Z]\.\s)?{_WORD}){{0,2}}"
_ENGLISH = re.compile(
    rf"(?:\b(?:[Mm]y name is|[Nn]ame is|[Nn]ame:|[Cc]ontact:|[Aa]ttn:?|ATTN:?|[Rr]ecipient:?|[Ss]igned by|[Ss]igned for by|[Cc]alled me|[Cc]ourier|[Dd]river|[Dd]ear|[Rr]egards,|[Ss]incerely,|[Tt]hanks,|[Cc]heers,|this is|I am|I'm)\s+({_FULL})"
    rf"|\b((?:Mr|Mrs|Ms|Miss|Dr|Prof|Mx|Sir|Madam)\.?\s{_FULL}))"
)
_NO_NAME = frozenset(
    "The A An I It We You He She They This That Customer Sir Madam Seller Buyer Team All Friend Friends Not Sorry Sure Very So In On At To And But If Ok Okay Just Still Also Happy Glad Afraid Going Here Now Done Dear Hi Hello".split()
)


def find_names(text: str, view: Normal) -> Iterator[Hit]:
    """Names of people in a text; ``text`` is the original, for its capitals."""
    yield from _find_cued(view.text)
    for pattern in (_RECEIVES, _BEFORE_NUMBER, _AFTER_NUMBER):
        for found in pattern.finditer(view.text):
            yield _hit(*found.span(1), found[1])
    yield from _find_titled(view.text)


def find_english_names(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) in the original text, whose capitals tell a name."""
    for found in _ENGLISH.finditer(text):
        group = 1 if found[1] else 2
        if found[group].split()[0] not in _NO_NAME:
            yield (*found.span(group), found[group].casefold())


def _hit(start: int, end: int, name: str) -> Hit:
    return Hit("name", start, end, f"name:{name}", 50)


def _find_cued(text: str) -> Iterator[Hit]:
    for cue in _CUE.finditer(text):
        length = _name_length(text, cue.end(), strong=bool(_STRONG.search(cue[0])))
        if length:
            end = cue.end() + length
            yield _hit(cue.end(), end, text[cue.end() : end])


def _name_length(text: str, start: int, *, strong: bool) -> int:
    """How many characters from ``start`` read as surname and given name; 0 for none."""
    surname = 2 if text[start : start + 2] in COMPOUND else 1
    first = text[start : start + 1]
    if surname == 1 and (first not in SURNAMES or (first in EVERYDAY and not strong)):
        return 0
    rest = text[start + surname : start + surname + 2]
    if not rest or rest[0] in NOT_GIVEN or not "一" <= rest[0] <= "鿿":
        return 0
    if not strong and rest[0] not in GIVEN:
        return 0
    second = rest[1:]
    takes_two = second and second in GIVEN and second not in NOT_GIVEN
    return surname + (2 if takes_two else 1)


def _find_titled(text: str) -> Iterator[Hit]:
    for found in _FULL_TITLED.finditer(text):
        if found[1][1] not in NOT_GIVEN and found[1][-1] not in NOT_GIVEN:
            yield _hit(*found.span(), found[1])
    for pattern in (_TITLED, _NICK):
        for found in pattern.finditer(text):
            if not set(found[0][1:-2]) & NOT_GIVEN:
                yield _hit(*found.span(), found[0])
