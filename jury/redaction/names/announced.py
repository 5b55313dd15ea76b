"""Names of third persons by rule: a cue word, a surname, a form of address.

News corpora say little about chat, so the rules want a reason before they take two
characters for a name. Names without a reason are the business of ``people.py``.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.names.spared import is_spared
from jury.redaction.names.surnames import (
    COMPOUND,
    EVERYDAY,
    GIVEN,
    NO_GIVEN,
    NO_NAMES,
    NOT_GIVEN,
    NUMERALS,
    PREFIXES,
    SURNAMES,
    TITLES,
    VERBAL,
)
from jury.redaction.places.words import CITIES
from jury.redaction.writing.normal import Normal

_CUE = re.compile(
    r"(?:收件人|收货人|寄件人|发件人|联系人|签收人|代收人|经办人|负责人|登记人|持卡人|开户人"
    r"|户主|车主|房主|业主|姓名|名字|实名|我叫|他叫|她叫|名叫|叫做|叫我|客户|患者|旅客|用户"
    r"|乘客|会员|快递员|骑手|配送员|派件员|揽件员|客服|医生|律师|签收|户名|本人|我是)"
    r"(?:姓名|名字|是|为|叫|[:：\s])*"
)
_NO_NAME = re.compile(f"{NO_NAMES}|{CITIES}")
_STRONG: Final = re.compile(r"人|姓名|名字|叫|户名|[:：]")
_COMPOUNDS: Final = "|".join(sorted(COMPOUND))
_RARE: Final = "".join(sorted(SURNAMES - EVERYDAY))
_SURNAME: Final = rf"(?:{_COMPOUNDS}|[{''.join(sorted(SURNAMES))}])"
_SURE_SURNAME: Final = rf"(?:{_COMPOUNDS}|[{_RARE}])"
# Verbs that have a person behind them.
_ADDRESSED: Final = "[找请让跟和给问被叫谢归同向与替帮由托约送陪辛苦]"
# Given names of peoples that have no surnames: no other word holds these.
_PEOPLES: Final = (
    "古丽|买买提|吐尔逊|艾尔肯|玛依拉|热依汗|阿卜杜|阿不都|艾合买提|木合塔尔|迪丽努尔|库尔班|买合木提"
    "|吾买尔|玉素甫|依布拉|阿迪力|努尔(?=[艾买麦古兰])|卓玛|次仁|扎西|多吉|央金|央宗|旺堆|索朗|旦增|丹增|平措"
    "|白玛|拉姆|达娃|格桑|顿珠|边巴|其木格|其其格|巴特尔|娜仁|托娅|高娃|格日勒|斯琴|阿拉坦|宝音|萨仁|朝鲁"
    "|那日苏|苏日娜|乌云|额尔德"
)
_OF_PEOPLES = re.compile(
    rf"(?:[阿艾帕热迪古阿玛尼][一-鿿]{{0,2}}?)?(?:{_PEOPLES})(?:[·•]?(?:{_PEOPLES})|·[一-鿿]{{2,5}})*"
)
_POLITE: Final = "先生|女士|小姐|太太|师傅|阿姨"
_TITLED = re.compile(
    rf"(?:(?<![一-鿿])|(?<={_ADDRESSED}))({_SURE_SURNAME}[一-鿿]{{0,2}}?)(?:{TITLES})"
    rf"|({_SURNAME}[一-鿿]{{0,2}}?)(?:{_POLITE})"
)
_NICK = re.compile(
    rf"(?<![一-鿿])(?:{PREFIXES})[{_RARE}](?=[,，。:：!！?？说在给和跟也就又\s]|\Z)"
    rf"|(?<={_ADDRESSED})(?:{PREFIXES})[{_RARE}]"
    r"(?=[,，。:：!！?？说在给和跟也就又回来去帮打发送处\s]|\Z)"
)
# A given name with the word for an elder brother or sister behind it.
_FAMILIAR = re.compile(
    rf"(?:(?<![一-鿿])|(?<={_ADDRESSED}))"
    rf"((?![大小老空学师表堂帅美亲各那这{NUMERALS}])"
    rf"[{''.join(sorted(GIVEN - NOT_GIVEN))}]"
    "{1,2})(?:哥|姐)(?![们夫妹弟])"
)
_RECEIVES = re.compile(
    rf"(?<![一-鿿])({_SURNAME}[一-鿿]{{1,2}})\s?收"
    r"(?![到货件入费藏购回据集拾款下了])"
)
# Without any cue: a surname that is no word, and characters that make given names.
_SAFE_GIVEN: Final = GIVEN - NOT_GIVEN
_BARE: Final = "".join(sorted(GIVEN - NOT_GIVEN - frozenset(NUMERALS)))
_BARE_SURNAME: Final = f"[{''.join(sorted(SURNAMES - EVERYDAY - frozenset(VERBAL)))}]"
_BOUND: Final = r"[\s,，。;；:：、/|()（）!！?？…~]"
_LABELLED = re.compile(
    r"(?:收件人|收货人|寄件人|发件人|联系人|签收人|收货|姓名|名字|户名|我叫|名叫|叫做|人叫|员叫)"
    rf"(?:姓名|名字|写的是|是|为|叫|[:\s])*({_SURNAME}[一-鿿]{{1,2}})(?={_BOUND}|[0-9+]|\Z)"
)
_BESIDE = re.compile(
    r"(?:朋友|老公|老婆|媳妇|我妈|我爸|同事|邻居|家人|门卫|快递员|快递小哥|快递被|找|让|叫|联系"
    rf"|被|应该是|写的是|写|和|跟|给|问)({_SURE_SURNAME}(?!{NO_GIVEN})[{_BARE}]{{1,2}})"
    rf"(?=签|收|的|说|接|吗|也|打|就|来|去|在|态|{_BOUND}|\Z)"
)
_CELL: Final = r"\+?(?:86)?1[3-9][0-9]{9}"
_BEFORE_CELL = re.compile(
    rf"(?<![一-鿿])({_SURNAME}[一-鿿]{{1,2}})[\s,，:：]{{0,2}}(?={_CELL})"
)
_AFTER_CELL = re.compile(rf"{_CELL}[\s,，]{{0,2}}({_SURNAME}[一-鿿]{{1,2}})(?![一-鿿])")

_THREE = re.compile(
    rf"({_BARE_SURNAME}(?:(?!{NO_GIVEN})[{_BARE}]{{2}}|[{_BARE}]一))(?![学姐士])"
)
_TWO = re.compile(rf"(?:(?<={_BOUND})|\A)({_BARE_SURNAME}[{_BARE}])(?={_BOUND}|\Z)")


def find_names(view: Normal) -> Iterator[Hit]:
    """Chinese names of people in a text."""
    yield from _find_cued(view.text)
    for pattern in (_RECEIVES, _BEFORE_CELL, _AFTER_CELL):
        for found in pattern.finditer(view.text):
            if not set(found[1][1:]) & NOT_GIVEN:
                yield _hit(*found.span(1), found[1])
    for pattern in (_LABELLED, _BESIDE):
        for found in pattern.finditer(view.text):
            if not _NO_NAME.match(view.text, found.start(1)):
                yield _hit(*found.span(1), found[1])
    yield from _find_titled(view.text)
    for found in _OF_PEOPLES.finditer(view.text):
        yield _hit(*found.span(), found[0])


def bare_names(text: str) -> Iterator[tuple[int, int]]:
    """What looks like a name and nothing announces: somebody else has to agree."""
    for pattern in (_THREE, _TWO):
        for found in pattern.finditer(text):
            if not _NO_NAME.match(text, found.start(1)):
                yield found.span(1)


def _hit(start: int, end: int, name: str) -> Hit:
    return Hit("name", start, end, f"name:{name}", 50)


def _find_cued(text: str) -> Iterator[Hit]:
    for cue in _CUE.finditer(text):
        length = _name_length(text, cue.end(), strong=bool(_STRONG.search(cue[0])))
        if length:
            end = cue.end() + length
            yield _hit(cue.end(), end, text[cue.end() : end])


def _name_length(text: str, start: int, *, strong: bool) -> int:
    """How many characters from ``start`` are surname and given name; 0 for none."""
    surname = 2 if text[start : start + 2] in COMPOUND else 1
    first = text[start : start + 1]
    if surname == 1 and (first not in SURNAMES or (first in EVERYDAY and not strong)):
        return 0
    rest = text[start + surname : start + surname + 2]
    if not _may_begin_given(rest, strong=strong):
        return 0
    takes_two = rest[1:] in GIVEN - NOT_GIVEN if len(rest) > 1 else False
    length = surname + (2 if takes_two else 1)
    return 0 if _NO_NAME.fullmatch(text, start, start + length) else length


def _may_begin_given(rest: str, *, strong: bool) -> bool:
    if not rest or rest[0] in NOT_GIVEN or not "一" <= rest[0] <= "鿿":
        return False
    return strong or rest[0] in GIVEN


def _find_titled(text: str) -> Iterator[Hit]:
    for found in _TITLED.finditer(text):
        name = found[1] or found[2]
        given = name[2:] if name[:2] in COMPOUND else name[1:]
        certain = not set(given) & NOT_GIVEN if found[2] else set(given) <= _SAFE_GIVEN
        if certain and not _is_a_word(text, found):
            yield _hit(*found.span(), found[0])
    for found in _FAMILIAR.finditer(text):
        if not is_spared(text, *found.span()) and not _is_a_word(text, found):
            yield _hit(*found.span(), found[0])
    for found in _NICK.finditer(text):
        if not is_spared(text, *found.span()):
            yield _hit(*found.span(), found[0])


def _is_a_word(text: str, found: re.Match[str]) -> bool:
    """Words that only look like a surname with a title: "康师傅", "温哥华"."""
    return bool(_NO_NAME.match(text, found.start()))
