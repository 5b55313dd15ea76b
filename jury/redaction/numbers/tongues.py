"""Mobiles said digit by digit in one of many tongues, in its own letters or in ours.

Chinese and English have rules of their own (``spoken.py``). Here one table a tongue is
enough: eleven of its words in a row, or written as one word, are a number when they
read as a mobile in that tongue alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.writing.normal import Normal, fold

# From nought to nine; several ways of saying one digit are parted by a bar.
_SAID: Final = (
    "영|공|령 일 이 삼 사 오 육|륙 칠 팔 구",
    "ゼロ|れい|まる いち に さん よん|し ご ろく なな|しち はち きゅう|く",
    "ゼロ|レイ|マル イチ ニ サン ヨン|シ ゴ ロク ナナ|シチ ハチ キュウ|ク",
    "ㄌㄧㄥ|ㄉㄨㄥ ㄧ|ㄧㄠ ㄦ|ㄌㄧㄤ ㄙㄢ ㄙ ㄨ ㄌㄧㄡ ㄑㄧ|ㄍㄨㄞ ㄅㄚ ㄐㄧㄡ|ㄍㄡ",
    "ноль|нуль один два три четыре пять шесть семь восемь девять",
    "nol odin dva tri chetyre pyat shest sem vosem devyat",
    "нуль один два три чотири пять шість сім вісім девять",
    "μηδεν ενα δυο τρια τεσσερα πεντε εξι εφτα|επτα οχτω|οκτω εννεα|εννια",
    "صفر واحد اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة",
    "אפס אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע",
    "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
    "शून्य एक दो तीन चार पांच|पाँच छह|छः सात आठ नौ",
    "kosong|sifar|nol satu dua tiga empat lima enam tujuh lapan|delapan sembilan",
    "khong mot hai ba bon nam sau bay tam chin",
    "zero uno due tre quattro cinque sei sette otto nove",
    "zero um dois tres quatro cinco seis|meia sete oito nove",
    "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zero un|une deux trois quatre cinq six sept huit neuf",
    "null eins zwei|zwo drei vier funf|fuenf sechs sieben acht neun",
    "nul een twee drie vier vijf zes zeven acht negen",
    "noll|nul ett|en tva|to tre fyra|fire fem sex|seks sju|syv atta|otte nio|ni",
    "zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec",
    "sifir|sıfır bir iki uc dort bes alti|altı yedi sekiz dokuz",
    "sero isa dalawa tatlo apat lima anim pito walo siyam",
    "shunya ek do teen char|chaar paanch|panch chhe|chah saat|sat aath nau",
    "gong|yeong il i sam sa o yuk chil pal gu",
    "zero|rei ichi ni san yon|shi go roku nana|shichi hachi kyu|kyuu",
    "sun neung song sam si ha hok jet paet kao",
    "ling yat|jat yi saam sei ng luk chat baat gau",
    "nihil unus duo tres quattuor quinque sex septem octo novem",
)
_TABLES: Final = tuple(
    {
        fold(way): str(n)
        for n, ways in enumerate(said.split())
        for way in ways.split("|")
    }
    for said in _SAID
)
_KNOWN: Final = {
    word: frozenset(n for n, table in enumerate(_TABLES) if word in table)
    for table in _TABLES
    for word in table
}
_ALL: Final = frozenset(range(len(_TABLES)))
_JOINED: Final = tuple(
    re.compile(f"(?:{'|'.join(sorted(table, key=len, reverse=True))}){{11}}")
    for table in _TABLES
)
_EACH: Final = tuple(
    re.compile("|".join(sorted(table, key=len, reverse=True))) for table in _TABLES
)
_TONES: Final = "ˉˊˇˋ˙ー'’"
# Vowels of India are signs that join two letters, and no letters themselves.
_WORD: Final = re.compile(rf"(?:[^\W\d_一-鿿{_TONES}]|[\u093a-\u094f])+|[0-9]")
_OTHER_SCRIPT: Final = re.compile("[\u0370-\u0fff\u1100-\u11ff\u3041-\u312f]")
_OUR_WORD: Final = re.compile("[a-zß-ɏ]{20}")
_PARTED: Final = str.maketrans("-,./，、·", "       ")
_SHORTEST: Final = 11
_SHORTEST_OF_WORDS: Final = 36
_LONGEST_WORD: Final = 10
_ENOUGH: Final = 7
_BETWEEN: Final = re.compile(rf"(?:[^\w]|[{_TONES}]){{0,3}}")
_MOBILE: Final = re.compile("1[3-9][0-9]{9}")


def find_in_tongues(view: Normal) -> Iterator[Hit]:
    """Mobiles of which each digit is a word, all in one tongue."""
    text = view.text
    if len(text) < _SHORTEST or not _may_hold(text):
        return
    row: list[re.Match[str]] = []
    shared = _ALL
    for word in _WORD.finditer(text):
        if len(word[0]) > _LONGEST_WORD:
            yield from _in_one_word(word)
        tongues = _ALL if word[0].isdigit() else _KNOWN.get(word[0], frozenset())
        apart = row and not _BETWEEN.fullmatch(text, row[-1].end(), word.start())
        if apart or not (shared & tongues):
            yield from _in_row(row, shared)
            row, shared = [], _ALL
        if tongues:
            row.append(word)
            shared &= tongues
    yield from _in_row(row, shared)


def _may_hold(text: str) -> bool:
    """Letters of other scripts, or enough of our words that name a digit somewhere."""
    if not text.isascii() and _OTHER_SCRIPT.search(text):
        return True
    if len(text) < _SHORTEST_OF_WORDS:
        return False
    # Most texts have few of the signs that stand between such words beside blanks.
    signed = sum(map(text.count, "-,./、·")) >= _ENOUGH
    words = text.translate(_PARTED).split() if signed else text.split()
    # Few rows hold fewer words than figures, and one long word may be a row.
    return sum(map(_KNOWN.__contains__, words)) >= _ENOUGH or any(
        len(word) > 2 * _LONGEST_WORD and _OUR_WORD.search(word) for word in words
    )


def _in_row(row: list[re.Match[str]], tongues: frozenset[int]) -> Iterator[Hit]:
    if len(row) < _SHORTEST or tongues == _ALL:
        return
    for tongue in sorted(tongues):
        read = "".join(_TABLES[tongue].get(word[0], word[0]) for word in row)
        if found := _MOBILE.search(read):
            first, last = row[found.start()], row[found.end() - 1]
            yield Hit("phone", first.start(), last.end(), f"phone:{found[0]}", 61)
            return


def _in_one_word(word: re.Match[str]) -> Iterator[Hit]:
    for tongue, joined in enumerate(_JOINED):
        for found in joined.finditer(word[0]):
            table = _TABLES[tongue]
            read = "".join(table[one] for one in _EACH[tongue].findall(found[0]))
            if _MOBILE.fullmatch(read):
                start, end = (word.start() + at for at in found.span())
                yield Hit("phone", start, end, f"phone:{read}", 61)
                return
