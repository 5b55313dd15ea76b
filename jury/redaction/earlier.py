"""Words of what was decided before: struck from what is written for an appeal.

Whoever hears a dispute anew must not know that somebody decided it already, or how.
A sentence that tells of it is struck whole, and so is one beside it that goes on about
winning, losing or the count. Better a sentence too many: a moderator looks at each text
and lifts what was struck by mistake.
"""

import re
import unicodedata
from typing import Final

STRUCK: Final = "⟦covered⟧"

_SENTENCE = re.compile(r"[^。！？!?；;\n.]*(?:[。！？!?；;\n]+|\.+(?!\w)|\.(?=\w)|$)")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")

_COUNT = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*"
    r"(?:to|:|-|–|against|versus|vs\.?)\s*(?:\d{1,2}|zero|none|one|two|three|four)\b"
    r"|[\d一二三四五六七八九十]+\s*(?:比|对|:|：)\s*[\d零一二三四五六七八九十]+"
)
# Said of nothing else here: any of these is enough.
_ALWAYS: Final = re.compile(
    r"\bjur(?:y|ies|ors?)\b|\bverdicts?\b|\bappeal(?:s|ed)?\b|\bappealing\s+(?:the|this"
    r"|that|against|to|my)\b|\b(?:re-?hearing|retrial|re-?heard)\b|\btribunal\b"
    r"|\bvot(?:es?|ed|ers?|ing)\b|\bmoderators?\b|\bunanimous(?:ly)?\b|\bmajority\b"
    r"|\bruled\s+(?:for|against|that|in)\b|\b(?:the|that|this|last|first|earlier)"
    r"\s+ruling\b|\b(?:first|second|last|earlier|previous)\s+(?:round|hearing|instance"
    r"|panel|decision|judg(?:e)?ment)\b|\bround\s+(?:one|two|1|2)\b"
    r"|\bpanel\s+(?:decided|found|ruled|said|agreed|voted)\b"
    r"|\b(?:won|lost|winning|losing)\s+(?:the|this|that|my|his|her|their)\s+"
    r"(?:case|dispute|hearing|round|first)\b"
    r"|陪审|评审|裁决|判决|裁定|宣判|改判|原判|误判|错判|判错|被判|判(?:我|给|他|她|你|"
    r"卖家|买家|对方|输|赢|定|了)|[初一二复再终重]审|上诉|申诉|投票|票数|得票|"
    r"[\d一二三四五六七八九十两几]+\s*票|多数票|赞成票|反对票|审核员|仲裁|法庭|"
    r"败诉|胜诉|(?:第一|首|上一|前一|第二)轮"
)
_DECIDED: Final = re.compile(
    r"\bdeci(?:sion|ded)\b|\bjudg(?:e)?ments?\b|\boutcome\b|\bresult\b|\bfindings?\b"
    r"|\bconclu(?:sion|ded)\b|结果|决定|结论|认定|处理|支持|驳回|判"
)
_BEFORE: Final = re.compile(
    r"\b(?:last|first|previous|earlier)\s+time\b|\bpreviously\b|\balready\b|\bcourt\b"
    r"|\bwrong(?:ly)?\b|\bunfair(?:ly)?\b|\bunjust\b|\boverturn\w*|\brevers(?:e|ed|al)\b"
    r"|\buph(?:old|eld)\b|\bagainst\s+(?:me|us)\b"
    r"|\bin\s+(?:my|his|her|their|favou?r)\b(?:\s+favou?r)?|\bset\s+aside\b"
    r"|上次|上一次|前一次|第一次(?:审|判|处理|认定|结果)|此前|先前|原来的?(?:结果|决定|结论)"
    r"|不公|不服|有误|错误|推翻|维持|撤销|不利|偏袒|冤"
)
_BESIDE: Final = re.compile(
    rf"{_COUNT}|\b(?:won|lost|win|lose|unfair|unjust|overturn\w*)\b"
    r"|输|赢|不服|不公|偏袒|冤"
)
_SCORE: Final = re.compile(
    rf"(?:{_COUNT}).*(?:\b(?:won|lost|for|against)\b|输|赢|支持)"
    rf"|(?:\b(?:won|lost|decided)\b|输|赢|支持).*(?:{_COUNT})"
)


def tells_of_earlier(sentence: str) -> bool:
    """Whether a sentence tells that, or how, the dispute was decided before."""
    said = _plain(sentence)
    return bool(
        _ALWAYS.search(said)
        or _SCORE.search(said)
        or (_DECIDED.search(said) and _BEFORE.search(said))
    )


def strike(template: str) -> str:
    """The text without the sentences that tell of an earlier decision."""
    sentences = [one.group() for one in _SENTENCE.finditer(template) if one.group()]
    tells = [tells_of_earlier(one) for one in sentences]
    struck = [
        tells[at] or (_has_told_neighbour(tells, at) and _goes_on(one))
        for at, one in enumerate(sentences)
    ]
    kept: list[str] = []
    for is_struck, one in zip(struck, sentences, strict=True):
        if not is_struck:
            kept.append(one)
        elif not kept or not kept[-1].endswith(STRUCK):
            kept.append(STRUCK)
    return "".join(kept)


def _has_told_neighbour(tells: list[bool], at: int) -> bool:
    return any(tells[max(at - 1, 0) : at + 2])


def _goes_on(sentence: str) -> bool:
    return bool(_BESIDE.search(_plain(sentence)))


def _plain(sentence: str) -> str:
    """Small letters, one width, no gaps between characters."""
    folded = unicodedata.normalize("NFKC", sentence).casefold()
    return _HAN_GAP.sub("", folded)
