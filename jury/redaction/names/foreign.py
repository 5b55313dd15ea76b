"""Names of foreigners in Chinese texts: written by sound, or left in Latin letters.

News and chats put the original into brackets ("米勒（miller）") or keep nothing else
("队友grubby说"). The reader (``tagger``) proposes a word in Latin letters; lists say
which words are goods and everyday English.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from jury.redaction.latin import is_listed, listed
from jury.redaction.names.latin_words import NUMBERED
from jury.redaction.tagger import Reading

# Characters that foreign names are written with.
SOUNDS: Final = frozenset(
    "阿埃艾爱安奥巴白柏班邦包鲍贝本比宾波伯博布查达大戴丹德登迪蒂丁多厄恩尔法范菲费弗佛"
    "福夫富盖戈格古哈海汉赫亨侯霍基吉加杰金卡凯坎康考科克肯库拉莱兰朗劳勒雷里利莉丽连列林"
    "琳隆卢鲁路伦罗洛马玛麦翰迈曼梅门蒙米密明莫姆穆娜纳内尼妮宁纽努诺欧帕派佩皮普奇乔切琼丘"
    "让热日荣瑞若萨塞森沙莎山舍圣施史斯松苏索塔泰坦汤唐特腾提图托瓦万旺威韦维温文沃乌武西"
    "希锡夏香肖谢辛雅亚扬耶伊因英永尤约泽詹珍卓兹佐茨什顿默杜瑟扎涅摩逊契齐桑彼珀昂各奎赖廉"
    "芬潘撒芙滕娅琴葛庞奈"
)
_LATIN: Final = "a-zà-öø-ÿāčđěğıłńňőřśşšťůýźžż"
# Not a part of "mark-2" or "jade_ring".
_WORD: Final = re.compile(rf"(?<![{_LATIN}\d_-])[{_LATIN}]{{3,}}(?![{_LATIN}\d_-])")
_BRACKETED: Final = re.compile(
    rf"[\s“”\"'*]{{0,2}}\(\s?[{_LATIN}][{_LATIN} .·'’_-]{{1,30}}[{_LATIN}.]\s?\)"
)
# How likely a word must be a name that no list knows, and one that a list knows: in a
# text that tells of others, and in any.
_TOLD: Final = (0.02, 0.015)
_SAID: Final = (0.25, 0.03)
_HAN: Final = re.compile(r"[一-鿿]")
_PAIRS: Final = frozenset(("()", "“”", "【】", '""', "‘’"))
# Of Han characters there are more than of Latin words: else the text is English.
_CHINESE: Final = 0.25


def latin_names(
    text: str, reading: Reading, names: Sequence[tuple[int, int]], *, tells: bool
) -> Iterator[tuple[int, int]]:
    """Start and end of what is left in Latin letters, with the name it explains."""
    for start, end in names:
        if original := _BRACKETED.match(text, end):
            yield start, original.end()
    if len(_HAN.findall(text)) < _CHINESE * len(text):
        return
    for word in _WORD.finditer(text):
        start, end = word.span()
        if NUMBERED.match(text, end):
            continue
        enough = _enough(word[0], tells=tells)
        if float(reading.person[start:end].mean()) >= enough:
            yield start, end


def with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a name with the brackets or quotes that hold nothing else."""
    if text[start - 1 : start] + text[end : end + 1] in _PAIRS:
        return start - 1, end + 1
    return start, end


def _enough(word: str, *, tells: bool) -> float:
    """How likely a word in Latin letters must be a person to be taken for one."""
    if word in _no_names():
        return 2.0
    known = is_listed(word)
    return (_TOLD if tells else _SAID)[known]


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    words = listed("never") | listed("words") | listed("ordinary") - listed("both")
    return words | listed("trade")
