"""How a known Chinese name turns up: whole, titled, masked, in Latin letters."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.known.guards import COMMON, WORDS
from jury.redaction.known.needles import (
    SPREAD,
    Guard,
    Needle,
    as_word,
    is_hanzi,
    literal,
    size,
)
from jury.redaction.known.western import masked, western_needles
from jury.redaction.names.surnames import COMPOUND, EVERYDAY, SURNAMES, TITLES
from jury.redaction.writing.normal import fold, fold_digits
from jury.redaction.writing.pinyin import initials, spelled

# Everyday words that a nickname of the same form would black out everywhere.
_NICKNAME_WORDS_LISTED = (
    "小时 小米 小于 小计 小路 小车 小区 小数 小文 小单 小包 小心 小学 小说 小孩 "
    "小组 小明 小雨 小家 小程 小班 小样 小姐 小哥 小票 小红 小鲜 小强 小飞 小青 "
    "小月 小星 小云 小雪 小鱼 小海 小河 小宝 小美 小新 小丽 小亮 小军 小年 小生 "
    "小同 小曲 老师 老路 老公 老家 老人 老大 老板 老实 老总 老哥 老天 老年 老虎 "
    "老是 老乡 老生 老百 阿里 阿明 大哥 大姐 光明 平常 常常 时时 平平 全全 高高 "
    "方方 安安 毛毛 天总 总总 小石 小向 小都 小冰"
)
_NICKNAME_WORDS: Final = WORDS | frozenset(_NICKNAME_WORDS_LISTED.split())
_SURNAME_CLASS: Final = "".join(sorted(SURNAMES - EVERYDAY))
_CALLED_AFTER: Final = (
    rf"(?:{TITLES}|工(?![作厂程具资序业])|同志|局|董|导(?![致航演])|队(?![友列])|哥哥|姐姐|大叔"
    r"|大夫|师父|领导|客服|店家|掌柜|妹妹|弟弟|同学|姑娘|氏|sir(?![a-z])|某某?)"
)
_CALLED_IN_LATIN: Final = (
    "mr|mrs|ms|miss|mx|dr|sir|madam|boss|manager|teacher|uncle|aunt|auntie|brother"
    "|sister|lao|xiao|ah"
)
_TITLES_IN_LATIN: Final = (
    rf"(?:\s?(?:{TITLES})|\s?(?:xian\s?sheng|n[vu]\s?shi|xiao\s?jie|lao\s?shi|shi\s?fu"
    r"|zong|ge|jie|tai\s?tai)(?![a-z]))"
)
_MASK: Final = r"[*×x○0●#某]"


def name_needles(names: tuple[str, ...], entity: str) -> Iterator[Needle]:
    """Everything that a person's real names may look like."""
    for name in names:
        folded = "".join(fold(name).split())
        hanzi = re.sub(r"[·•・.]", "", folded)
        if is_hanzi(hanzi):
            yield from _chinese(hanzi, entity)
        elif size(name) >= 2:
            yield from western_needles(name, entity)


def nickname_needles(nicknames: tuple[str, ...], entity: str) -> Iterator[Needle]:
    """A screen name: whole, masked by the platform, or called out with @."""
    for nickname in nicknames:
        folded = "".join(fold_digits(nickname).split())
        if not folded:
            continue
        if len(folded) == 1 or (folded.isdigit() and len(folded) < 5):
            yield Needle("@" + literal(folded), "name", entity)
            continue
        yield Needle(literal(folded, r"[\s_.\-]?"), "name", entity)
        spoken = "".join(c for c in folded if c.isalnum())
        if spoken != folded and len(spoken) >= 3:
            yield Needle(literal(spoken, r"[\s_.\-]{0,2}"), "name", entity)
        if len(folded) > 2:
            yield Needle(masked(folded), "name", entity)


def _chinese(name: str, entity: str) -> Iterator[Needle]:
    if len(name) < 2:
        yield Needle(
            fold_digits(name), "name", entity, "person" if name in COMMON else ""
        )
        return
    cut = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    if len(name) > 4:
        cut = 0  # a transliterated or minority name: no Chinese surname to cut off
    surname, given = name[:cut], name[cut:]
    yield Needle(literal(name, SPREAD), "name", entity)
    yield Needle(masked(name), "name", entity)
    if not surname:
        return
    for pattern in (*_by_surname(surname, given), *_by_given(given)):
        yield Needle(fold_digits(pattern), "name", entity)
    for prefix in "小老阿大":
        guard: Guard = "called" if prefix + surname in _NICKNAME_WORDS else ""
        yield Needle(fold_digits(prefix + surname), "name", entity, guard)
    if len(given) > 1 and given in WORDS:
        called = rf"{given}(?:哥|姐|老师|师傅|先生|女士|同学|经理|总(?![是共算之]))"
        yield Needle(fold_digits(called), "name", entity)
        yield Needle(fold_digits(given), "name", entity, "person")
    yield from _in_latin(surname, given, entity)


def _by_surname(surname: str, given: str) -> Iterator[str]:
    yield rf"{surname}\s?{_CALLED_AFTER}"
    yield rf"{surname}{_MASK}{{1,2}}{given[-1]}"
    yield rf"{surname}(?:{re.escape(given[:-1])})?[*×某●]{{1,3}}"
    yield rf"{surname}[x○0]{{2}}(?![0-9a-z])"
    yield rf"姓\s?{surname}"


def _by_given(given: str) -> Iterator[str]:
    last = given[-1]
    yield rf"\*\*{{0,2}}\s?{re.escape(given)}"
    yield rf"\*\*{{0,2}}\s?{last}"
    for hiding in "■□█▇▓●":
        yield rf"{hiding}{hiding}?\s?{re.escape(given)}"
    yield rf"某某?{last}"
    if len(given) > 1 and given not in WORDS:
        yield given[0] + r"[\s*]?" + given[1:] + rf"(?:{_CALLED_AFTER})?"
    for letter in dict.fromkeys((last, given[0])):
        for prefix in "小阿":
            if prefix + letter not in _NICKNAME_WORDS:
                # "王小明" is somebody else.
                yield f"{prefix}(?<![{_SURNAME_CLASS}]{prefix}){letter}"
        for after in ("哥", "姐", "总", "叔", "姨", "仔", letter):
            if letter + after not in _NICKNAME_WORDS:
                yield letter + after


def _in_latin(surname: str, given: str, entity: str) -> Iterator[Needle]:
    """Pinyin in full, in both orders, joined or not, numbered or not, and initials."""
    first, second = spelled(surname), spelled(given)
    if not first or not second:
        return
    for pattern in _spelled_whole(first, second):
        yield Needle(as_word(pattern), "name", entity)
    for pattern in _with_initials(first, second, surname + given):
        yield Needle(as_word(pattern), "name", entity)
    for pattern in _masked_in_latin(first, second):
        yield Needle(as_word(pattern), "name", entity)
    family = "".join(first)
    for title in _CALLED_IN_LATIN.split("|"):
        yield Needle(as_word(rf"{title}[\s.]{{0,2}}{family}"), "name", entity)
    for way in _ways(first):
        yield Needle(as_word(way) + _TITLES_IN_LATIN, "name", entity)
        if len(way) > 2:
            yield Needle(as_word(way), "name", entity, "capital")


def _spelled_whole(first: list[str], second: list[str]) -> Iterator[str]:
    gap = r"[1-5]?[\s'’·_.\-]{0,2}"
    own = rf"{gap}".join(second)
    for family in _ways(first):
        yield rf"{family}[1-5]?[\s,_.'·\-]{{0,2}}{own}[1-5]?"
    for beginning in _ways(second[:1]):
        rest = second[1:]
        own = gap.join([beginning, *rest])
        yield rf"{own}[1-5]?[\s,_.'·\-]{{0,2}}{''.join(first)}[1-5]?"
        if rest:
            yield rf"{own}[1-5]?"


def _with_initials(first: list[str], second: list[str], name: str) -> Iterator[str]:
    """``zwm``, ``z.w.m.``, ``zhang w. m.`` and ``wm zhang``."""
    letters = initials(name)
    if not letters:
        return
    count = len(first)
    family, own = letters[:count], letters[count:]
    dotted = r"[.\s·\-]{0,2}"
    orders = [family + own, own + family]
    if count > 1:
        orders += [family[:1] + own, own + family[:1]]
    for ordered in orders:
        for opening in _ways(ordered[:1]):
            if len(ordered) > 2:
                yield dotted.join([opening, *ordered[1:]])
            else:
                yield rf"{opening}(?:\.\s?{ordered[1]}\.?|{_pair(opening, ordered[1])})"
    yield from _given_with_initial(second, family[0])
    for way in _ways(first):
        yield rf"{way}[\s,_.]{{0,2}}{dotted.join(own)}\.?"
    for opening in _ways(own[:1]):
        yield rf"{dotted.join([opening, *own[1:]])}[\s,_.]{{0,2}}{''.join(first)}"


def _given_with_initial(second: list[str], letter: str) -> Iterator[str]:
    """``weiming z.`` and ``z. weiming``."""
    for way in _ways(second):
        yield rf"{way}[\s_]{{0,2}}{letter}\."
    own = r"[\s\-]?".join(second)
    for opening in _ways([letter]):
        yield rf"{opening}\.\s?{own}"


# Units, sizes, services and English words of two letters.
_PAIRS_LISTED = (
    "mm cm km kg mg ml mb gb tb kb mw kw xl xs xx ok pc tv ac dc hp lg qq wx vx vs "
    "hi no so is it in on of to at an as am be by do go he if me my or up us we ps "
    "id sf yt jd zt sd hd uk cn la pm dj cd vr ar gf bf md sb nb zz dd yy ll ss oh "
    "ah eh ha ya ye ma ba em re vi ex ad ed et un du ch sh th st nd rd px fm mr ms "
    "dr jr sr eu hk tw nz ip pr ui ux kn bb tt cc aa ee ff gg hh ii jj kk nn oo pp "
    "rr uu vv ww"
)
_PAIRS: Final = frozenset(_PAIRS_LISTED.split())


def _pair(one: str, others: str) -> str:
    """A second letter that makes no everyday word of two letters with the first."""
    plain = [c for c in others.strip("[]") if one + c not in _PAIRS]
    return f"[{''.join(plain)}]" if plain else r"\.\."


def _masked_in_latin(first: list[str], second: list[str]) -> Iterator[str]:
    for family in _ways(first):
        for own in _ways(second):
            for whole in (family, family + own, own + family, own):
                yield rf"{whole[0]}[*×●#]{{1,12}}{whole[-1]}"
            yield rf"{family}[\s,_.]{{0,2}}{own[0]}?[*×●#]{{1,8}}"


def _ways(syllables: list[str]) -> list[str]:
    """Every spelling as plain letters: what a pattern may begin with."""
    ways = [""]
    for syllable in syllables:
        choices = syllable.strip("(?:)[]").split("|")
        if syllable.startswith("["):
            choices = list(syllable.strip("[]"))
        ways = [way + choice for way in ways for choice in choices][:12]
    return ways
