"""How a known name turns up: in full, by surname and title, masked, as a nickname."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.needles import SPREAD, Needle, is_hanzi, literal, size, words
from jury.redaction.normal import fold, fold_digits
from jury.redaction.pinyin import spelled
from jury.redaction.surnames import COMPOUND, EVERYDAY, SURNAMES, TITLES

# Everyday words that a nickname of the same form would black out everywhere.
_WORDS: Final = frozenset(
    (
        *(
            "小时",
            "小米",
            "小于",
            "小计",
            "小路",
            "小车",
            "小区",
            "小数",
            "小文",
            "小单",
        ),
        *(
            "小包",
            "小黄",
            "小心",
            "小学",
            "小说",
            "小孩",
            "小组",
            "小明",
            "小雨",
            "小家",
        ),
        *(
            "小程",
            "小全",
            "小康",
            "小班",
            "小方",
            "小样",
            "小姐",
            "小哥",
            "小票",
            "小票",
        ),
        *(
            "老师",
            "老路",
            "老公",
            "老家",
            "老人",
            "老大",
            "老板",
            "老实",
            "老总",
            "老哥",
        ),
        *(
            "大哥",
            "大姐",
            "天天",
            "好好",
            "常常",
            "刚刚",
            "明明",
            "宝宝",
            "多多",
            "平平",
        ),
        *(
            "明天",
            "平安",
            "大方",
            "成功",
            "国庆",
            "健康",
            "永远",
            "和平",
            "光明",
            "新华",
        ),
        *(
            "海洋",
            "中华",
            "建国",
            "可可",
            "文文",
            "高兴",
            "开心",
            "自然",
            "东方",
            "长城",
        ),
    )
)
_SURNAME_CLASS: Final = "".join(sorted(SURNAMES - EVERYDAY))
_CALLED_AFTER: Final = f"(?:{TITLES}|工(?![作厂程具资序业])|同志)"
# Given names that are everyday English words count only with a capital letter.
_ORDINARY = re.compile(
    "(?:will|mark|may|grace|rose|bill|frank|art|june|april|august|joy|hope|faith|"
    "dawn|rich|price|long|young|white|black|brown|green|king|ray|guy|pat|drew|"
    "chase|grant|jack|page|summer|autumn|case|dean|lance|miles|rusty|sandy|sunny|"
    "angel|amber|ruby|pearl|ivy|lily|violet|daisy|holly|robin|jay|gene|dale|glen|"
    "cliff|heath|lane|park|hill|wood|stone|banks|brook|rivers|fields|west|north|"
    "day|knight|bishop|pope|cook|baker|mason|hunter|fisher|taylor|parker|walker|"
    "carter|porter|spencer|gray|gold|silver|love|best|good|small|little|short|"
    "strong|wise|moody|sharp|swift|stark|bond|cash|reed|rush|ford|dodge|bush|"
    "bean|rice|olive|berry|apple|star|skye|chance|major|sue|rob|nick|don|al|ed|"
    "max|an|so|he|she|you|yu|lee|lin|song|sun|tan|wan|pan|han|man|can|gun|dong|"
    "hang|ping|tong|win|sing)\\Z"
)


def name_needles(names: tuple[str, ...], entity: str) -> Iterator[Needle]:
    """Everything that a person's real names may look like."""
    for name in names:
        folded = "".join(fold(name).split())
        if is_hanzi(folded):
            yield from _chinese(folded, entity)
        elif size(name) >= 2:
            yield from _western(name, entity)


def nickname_needles(nicknames: tuple[str, ...], entity: str) -> Iterator[Needle]:
    """A screen name: whole, masked by the platform, or called out with @."""
    for nickname in nicknames:
        folded = "".join(fold_digits(nickname).split())
        if not folded:
            continue
        if len(folded) == 1 or (folded.isdigit() and len(folded) < 5):
            yield Needle("@" + literal(folded), "name", entity)
            continue
        yield Needle(literal(folded, r"\s?"), "name", entity)
        first, last = re.escape(folded[0]), re.escape(folded[-1])
        if len(folded) > 2:
            yield Needle(rf"{first}[*]{{2,6}}{last}", "name", entity)


def _chinese(name: str, entity: str) -> Iterator[Needle]:
    if len(name) < 2:
        return
    cut = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    if len(name) > 4:
        cut = 0  # a transliterated or minority name: no Chinese surname to cut off
    surname, given = name[:cut], name[cut:]
    yield Needle(literal(name, SPREAD), "name", entity)
    if not surname:
        return
    for pattern in (*_by_surname(surname, given), *_by_given(given)):
        yield Needle(fold_digits(pattern), "name", entity)
    for pattern in _in_latin(surname, given):
        yield Needle(pattern, "name", entity)


def _by_surname(surname: str, given: str) -> Iterator[str]:
    yield rf"{surname}{_CALLED_AFTER}"
    yield rf"{surname}(?:某某?|[*×][*×]?){given[-1]}?"
    for prefix in "小老阿":
        if prefix + surname not in _WORDS:
            yield prefix + surname


def _by_given(given: str) -> Iterator[str]:
    last = given[-1]
    if len(given) > 1 and given not in _WORDS:
        yield given[0] + r"[\s*]?" + given[1:]
    for prefix in "小阿":
        if prefix + last not in _WORDS:
            # "王小明" is somebody else.
            yield f"{prefix}(?<![{_SURNAME_CLASS}]{prefix}){last}"
    for called in (last + "哥", last + "姐", last + "总", last + last):
        if called not in _WORDS:
            yield called


def _in_latin(surname: str, given: str) -> Iterator[str]:
    """Pinyin in full, in both orders and joined or not, and three initials."""
    first, second = spelled(surname), spelled(given)
    if not first or not second:
        return
    family, own = "".join(first), r"[\s'\-]?".join(second)
    for pattern in (rf"{family}[\s,_.\-]?{own}", rf"{own}[\s,_.\-]?{family}"):
        yield _as_word(pattern)
    if len(second) > 1:
        yield _as_word(own)
        yield _as_word(
            "".join(syllable.lstrip("(?:")[0] for syllable in first + second)
        )


def _as_word(pattern: str) -> str:
    if pattern[0] == "(":
        return rf"(?<![a-z]){pattern}(?![a-z])"
    return rf"{pattern[0]}(?<![a-z]{pattern[0]}){pattern[1:]}(?![a-z])"


def _western(name: str, entity: str) -> Iterator[Needle]:
    parts = [p for p in re.split(r"[\s.,]+", fold(name)) if p]
    yield Needle(words(name), "name", entity)
    if len(parts) > 1:
        yield Needle(words(" ".join([parts[-1], *parts[:-1]])), "name", entity)
        yield Needle(words(f"{parts[0]} {parts[-1]}"), "name", entity)
        yield Needle(rf"{words(parts[0])}\s{re.escape(parts[-1][0])}\.", "name", entity)
    for part in parts if len(parts) > 1 else []:
        if len(part) > 2 or (len(part) == 2 and not part.isascii()):
            yield Needle(words(part), "name", entity, bool(_ORDINARY.match(part)))
