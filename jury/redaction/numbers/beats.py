"""Rows of beats: numbers in a code that no table knows.

"My number is rat, dog, ox, rat …": whatever a code puts in place of a digit, a number
in it is a row of like signs, at most ten of them in turn, so that some come back; and
no word that sentences are held together with stands between them. Ordinary talk never
gets so far without "the", "you" or "的"; what makers print on goods never repeats.
How much speaks for a code is counted (``ways.py``): like signs, eleven of them, the
same between any two; and here, whether somebody says that he can be reached.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from jury.redaction.numbers.ways import FEWEST, FEWEST_HAN, MOBILE, Beat, find_code

# Words that hold talk together; none of them stands for a digit by itself.
_WORDS: Final = """
    let's line's talk speak bell soon interested
    the a an is are am was were be been i you u he she it we they me my your ur
    his her its our their this that these those there here in on at by with from
    of if when what where which who how why can could will would should shall dont
    don't doing have has had not no yes ok okay please pls plz thanks thank thx hi
    hello hey just but or as about also too only all some any get got go going
    come came want need know think see say said tell told ask let make give send
    sent take call text phone tel mobile cell ring reach dial number contact sms
    whatsapp wechat message msg add find use using via off back home work time day
    today tonight tomorrow later after before now anytime again im i'm ill i'll
    it's cant can't wont won't lor lah leh meh haha lol hehe directly direct buzz
    ping evenings weekends private privately offline
    cheaper still really very much more than into out up down over because cos
    then like love good nice
"""
_GLUE: Final = frozenset(_WORDS.split())
_GLUE_HAN: Final = frozenset(
    "的了是我你您他她它们在有不没就都也还这那吗呢吧啊哦嗯么什怎谁哪为和跟与但要会能以说到把被让给"
    "请谢好很太多少打电话手机联系号码加找呼拨致短信直接私聊记存抄线下发看来去想知道时候如因所"
)
# Somebody can be reached: said in a word of contact, or only hinted at.
_HINTS: Final = re.compile(
    r"(?<![a-z])(?:me|my|mine|i['’]m|digits|line|direct(?:ly)?|buzz|ping|dm|hmu|holla|shout|catch|touch|evenings?"
    r"|weekends?|anytime|cheaper|private(?:ly)?|off(?:line)?|app|platform|decode|puzzle|guess|code|talk|speak|bell|interested|soon|messages?|msg|reachable|outside|know\swhere)(?![a-z])"
    r"|我|咱|俺|本人|平台|随时|细聊|聊|找|加|方便|同号|微|私|便宜|需要|站外|线下|懂的|拼|连起来|谐音|[解密]码|有空|要的话|老板|[打拨呼]"
)
_SIGNS: Final = "\u2190-\u2bff\U0001d100-\U0001d1ff\U0001f000-\U0001faff"
_LETTER: Final = re.compile("[^\\W\\d_一-鿿]")
_PARTED: Final = re.compile(
    rf"(?<=\w)[^\w\n{_SIGNS}]+(?=\w)|(?<=[a-z])(?=[0-9])|[{_SIGNS}]"
)
_HAN: Final = re.compile("[一-鿿]")
_FIGURE: Final = re.compile("[0-9]")
_SIGN: Final = re.compile(rf"[{_SIGNS}|/]|([^\w\s])\1")
_UNIT: Final = re.compile(
    r"(?P<word>[^\W\d_一-鿿]+(?:['’][^\W\d_一-鿿]+)*['’]?)"
    # Figures that touch a picture are read one by one: the next digit is a picture.
    rf"|(?P<digits>[0-9](?=[0-9]{{0,8}}[{_SIGNS}])|(?<=[{_SIGNS}])[0-9]|(?<=[{_SIGNS}][0-9])[0-9]|[0-9]+)"
    rf"|(?P<han>[一-鿿])|(?P<sign>[{_SIGNS}])|(?P<strokes>([^\w\s])\6*)"
)
# Where no row can be, which is most of what is said in Chinese.
NO_GLUE: Final = re.compile(f"[^{''.join(sorted(_GLUE_HAN))}。！？!?;；…]{{10,}}")
_SINGLE: Final = frozenset({"word", "digits", "sign"})
_WIDEST_GAP: Final = 4
_REACH: Final = 40
_REACH_BEHIND: Final = 24
_ENOUGH: Final = 3


def find_beats(
    text: str, said: re.Pattern[str] | None = None, *, told: bool = False
) -> Iterator[tuple[int, int]]:
    """The spans of rows that stand for eight digits and more.

    ``said`` finds a word of contact; ``told`` says that one is known to stand near.
    """
    for stretch in NO_GLUE.finditer(text):
        for row in _rows(text, stretch.span()) if _may_hold(stretch[0]) else ():
            span = row[0].start, row[-1].end
            called = told or bool(said and _is_near(said, text, span))
            hinted = called or _is_near(_HINTS, text, span)
            han = row[0].sort == row[-1].sort == "han"
            # Chinese of whatever form is talk where nobody hints at a number.
            if hinted or not han:
                needed = int(han) if called else _ENOUGH - hinted
                if code := find_code(text, row, needed, told=called):
                    yield code[0].start, code[-1].end


def _may_hold(stretch: str) -> bool:
    """Whether signs come back in it, or words enough stand in a row: quickly told."""
    if _LETTER.search(stretch):
        words = stretch.split()
        if len(words) < FEWEST:
            enough = len(_PARTED.findall(stretch)) >= FEWEST - 1
        else:
            glue = (n for n, one in enumerate(words) if one in _GLUE and len(one) > 1)
            enough = any(a + FEWEST < b for a, b in pairwise([-1, *glue, len(words)]))
        return enough or _comes_back(stretch)
    signs = _SIGN.search(stretch) or len(_FIGURE.findall(stretch)) >= FEWEST
    return bool(signs) or _comes_back(stretch)


def _comes_back(stretch: str) -> bool:
    """Whether enough of its Chinese characters do."""
    han = _HAN.findall(stretch)
    back = len(han) - len(set(han))
    few = 4 * back >= len(han) or (back > 1 and len(han) <= MOBILE + 2)
    return few and len(han) >= FEWEST_HAN


def _is_near(words: re.Pattern[str], text: str, span: tuple[int, int]) -> bool:
    start, end = span
    return bool(
        words.search(text, max(0, start - _REACH), start)
        or words.search(text, end, end + _REACH_BEHIND)
    )


def _rows(text: str, span: tuple[int, int]) -> Iterator[Sequence[Beat]]:
    row: list[Beat] = []
    for beat in _beats(text, span):
        if row and (not beat.key or beat.start - row[-1].end > _WIDEST_GAP):
            if len(row) >= FEWEST:
                yield row
            row = []
        if beat.key:
            row.append(beat)
    if len(row) >= FEWEST:
        yield row


def _beats(text: str, span: tuple[int, int]) -> Iterator[Beat]:
    """Each sign, word and figure; without a key what holds talk together."""
    found = [*_UNIT.finditer(text, *span)]
    short = [len(set(one[0])) == 1 and one.lastgroup in _SINGLE for one in found]
    for at, one in enumerate(found):
        said, sort = one[0], str(one.lastgroup)
        glue = said in (_GLUE if sort == "word" else _GLUE_HAN)
        # "a" among "c", "h" and "bbb" is no article, and "ok" no word in "1ok 3ok".
        if glue:
            among = short[max(0, at - 1) : at] + short[at + 1 : at + 2]
            single = sort == "word" and short[at] and any(among)
            glue = not single and not _touches_figure(text, one)
        drawn = len(said) > 2 and len(set(said)) == 1 and sort != "digits"
        key = "" if glue else str(len(said)) if drawn else said
        yield Beat(key, sort, *one.span())


def _touches_figure(text: str, word: re.Match[str]) -> bool:
    return bool(
        text[max(0, word.start() - 1) : word.start()].isdecimal()
        or text[word.end() : word.end() + 1].isdecimal()
    )
