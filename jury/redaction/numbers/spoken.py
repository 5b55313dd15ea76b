"""Runs of digits that are partly words, letters or sound-alikes, in several tongues.

"yao san ba", "one double three", "一百三十八", "l38OO": each is an ordinary word
elsewhere, so a caller accepts only what has the exact shape of a phone number or
equals a known number.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from jury.redaction.numbers.runs import GAP, JOINING, JOINING_WORDS, Run
from jury.redaction.writing.normal import Normal
from jury.redaction.writing.scripts import (
    FOREIGN_WORDS,
    HEARD,
    NUMBER_WORDS,
    SOUND_ALIKES,
    STEMS,
    TURNED,
)

_SYLLABLES: Final = {
    "ling": "0", "dong": "0", "yao": "1", "yi": "1", "er": "2", "liang": "2",
    "san": "3", "si": "4", "wu": "5", "liu": "6", "lu": "6", "qi": "7", "guai": "7",
    "ba": "8", "jiu": "9", "gou": "9",
}  # fmt: skip
_ROMAN: Final = {
    "iii": "3", "ii": "2", "iv": "4", "v": "5", "viii": "8", "vii": "7", "vi": "6",
    "ix": "9",
}  # fmt: skip
# "zer0", "f1ve", "s3ven": figures that look like a letter of the word.
_FIGURES: Final = {"o": "o0", "i": "i1", "e": "e3"}
_TYPED: Final = {
    "".join(letters): digit
    for word, digit in NUMBER_WORDS.items()
    for letters in product(*(_FIGURES.get(letter, letter) for letter in word))
    if not "".join(letters).isdigit()
}
_TEENS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: Final = (
    _TYPED
    | _SYLLABLES
    | FOREIGN_WORDS
    | HEARD
    | _ROMAN
    | {word: str(10 + n) for n, word in enumerate(_TEENS.split())}
    | {word: str(20 + 10 * n) for n, word in enumerate(_TENS.split())}
)
_SPOKEN: Final = _WORDS | {
    f"{word}{tone}": digit for word, digit in _SYLLABLES.items() for tone in "12345"
}
_LETTERS: Final = (
    TURNED
    | STEMS
    | {letter: digit for digit, those in SOUND_ALIKES.items() for letter in those}
)
_ANY_WORD: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_ONES: Final = "|".join(word for word, n in NUMBER_WORDS.items() if n != "0")
_TOKEN = re.compile(
    rf"(?<![a-z])(?:(?:double|triple)[\s\-]?(?:{'|'.join(NUMBER_WORDS)}|[0-9](?![0-9]))"
    rf"|(?:{'|'.join(_TENS.split())})[\s\-](?:{_ONES})|{_ANY_WORD})(?![a-z])"
    r"|[2-5两俩]个[0-9]"
    r"|[1-9](?:千(?:[1-9]百(?:[1-9]十)?|0[1-9]十)?|百(?:[1-9]十)?|十)(?:0?[1-9](?![十百千]))?"
    r"|十[1-9]?"
    r"|(?<![a-hjkmnp-z])(?<![a-hjkmnp-z][oil])[oil](?![oil]?[a-hjkmnp-z])"
    rf"|[0-9{re.escape(''.join(c for c in _LETTERS if c not in 'oil'))}]"
)
# What a run cannot reach over: a Chinese character that neither reads as a digit nor
# joins two, and a word of letters that does neither.
_IN_RUN: Final = frozenset((*_LETTERS, *JOINING, *"十百千个"))
_STRETCH = re.compile(
    "[^"
    + "".join(chr(c) for c in range(0x4E00, 0xA000) if chr(c) not in _IN_RUN)
    + "]{5,}"
)
_WORD = re.compile("[a-z]{2,}")
_PIECES: Final = frozenset(
    piece for word in _TYPED for piece in _WORD.findall(word) if len(word) > len(piece)
)
_JOINS = re.compile(f"(?:{'|'.join(sorted(JOINING_WORDS))})+|.*[oil]{{2}}.*")
_RUN = re.compile(rf"(?:{_TOKEN.pattern})(?:{GAP}?(?:{_TOKEN.pattern})){{3,}}")
# In a run so short, what only sounds like a digit is a word: "电话是 138".
_PLAIN_TOKEN = re.compile(rf"(?<![a-z])(?:{_ANY_WORD})(?![a-z])|[0-9]")
_SHORT_RUN = re.compile(
    rf"(?:{_PLAIN_TOKEN.pattern})(?:{GAP}?(?:{_PLAIN_TOKEN.pattern})){{2,}}"
)
_JOINED_TOKEN = re.compile(
    "|".join(sorted((*_SYLLABLES, *NUMBER_WORDS), key=len, reverse=True)) + "|[0-9]"
)
_JOINED = re.compile(
    rf"(?<![a-z0-9])(?:(?:{_JOINED_TOKEN.pattern})[\s\-.,]?){{11,13}}(?![a-z0-9])"
)
# "yi1 san1 ba1": the tone is written behind the syllable.
_TONED = re.compile(
    rf"(?<![a-z0-9])(?:(?:{'|'.join(sorted(_SYLLABLES, key=len, reverse=True))})"
    r"[1-5][\s\-.,]?){11,13}(?![a-z0-9])"
)
_TONE = re.compile("[a-z]+[1-5]")
_ALL_JOINED = re.compile(f"(?:{_JOINED_TOKEN.pattern})+")
# Letters that look like digits, among at least five digits.
_LEET: Final = str.maketrans("olisbzgq|!edat", "01158299113047")
_LOOKS_ALIKE = re.compile(
    r"(?<![a-z0-9])(?=(?:[a-z|!\s\-.]*[0-9]){5})"
    r"[0-9olisbzgqedat|!]{3}[\s\-.]?[0-9olisbzgqedat|!]{4}[\s\-.]?[0-9olisbzgqedat|!]{4}"
    r"(?![a-z0-9])"
)
# What a text without any of these cannot hold.
_SIGNS: Final = re.escape("".join(_LETTERS)) + "0-9"
_ENOUGH_SIGNS = re.compile(rf"(?:[^{_SIGNS}]*+[{_SIGNS}]){{8}}")
_LETTER = re.compile("[a-z|!]")
_MAY_HOLD = re.compile("[a-z]{2}.*[a-z]{2}|[十百千].*[十百千]", re.DOTALL)


def find_loose_runs(view: Normal) -> list[Run]:
    """Runs in which some digit is not written as one."""
    text = view.digits
    alike = view.digit_count > 4 and _LETTER.search(text)
    found = _look_alikes(text) if alike else []
    if not (_ENOUGH_SIGNS.match(text) or _MAY_HOLD.search(text)):
        return found
    found += [
        _loose_run(text, match, _TOKEN)
        for stretch in _stretches(text)
        for match in _RUN.finditer(text, *stretch)
    ]
    if _may_be_joined(view):
        found += [_loose_run(text, m, _JOINED_TOKEN) for m in _JOINED.finditer(text)]
        found += [_loose_run(text, m, _TONE) for m in _TONED.finditer(text)]
    return found


def find_short_runs(view: Normal) -> list[Run]:
    """Runs of three signs and more, however each is written: pieces of a number."""
    words = sum(word in _WORDS for word in _WORD.findall(view.digits))
    if view.digit_count + words < 3:
        return []
    return [
        _loose_run(view.digits, match, _PLAIN_TOKEN)
        for match in _SHORT_RUN.finditer(view.digits)
    ]


def _look_alikes(text: str) -> list[Run]:
    return [_alike(match) for match in _LOOKS_ALIKE.finditer(text)]


def _alike(match: re.Match[str]) -> Run:
    places = [at for at in range(*match.span()) if match.string[at] not in " -.\n"]
    digits = "".join(match.string[at] for at in places).translate(_LEET)
    return Run(digits, tuple((at, at + 1) for at in places), ((0, len(digits)),))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text, five characters and more, that no run reaches out of."""
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        for word in _WORD.finditer(text, start, end):
            if not _may_stand_inside(word[0]):
                if word.start() - start > 4:
                    yield start, word.start()
                start = word.end()
        if end - start > 4:
            yield start, end


def _may_be_joined(view: Normal) -> bool:
    """Whether the words that consist of tokens, and the digits, are eleven tokens."""
    tokens = view.digit_count + sum(map(_tokens_in, _WORD.findall(view.digits)))
    return tokens > 10


@lru_cache(maxsize=16384)
def _tokens_in(word: str) -> int:
    """An upper bound of the tokens that a word may be cut into; 0 when into none."""
    return len(word) // 2 if _ALL_JOINED.fullmatch(word) else 0


@lru_cache(maxsize=16384)
def _may_stand_inside(word: str) -> bool:
    """Whether a run can hold these letters: as a digit, or between two digits."""
    if word in _WORDS or word in _PIECES or word.startswith(("double", "triple")):
        return True
    return bool(_JOINS.fullmatch(word))


def _loose_run(text: str, match: re.Match[str], token_of: re.Pattern[str]) -> Run:
    digits: list[str] = []
    places: list[tuple[int, int]] = []
    groups: list[tuple[int, int]] = []
    for token in token_of.finditer(text, match.start(), match.end()):
        read = _read(token[0])
        touches = bool(places) and places[-1][1] == token.start()
        begun = groups.pop()[0] if touches else len(places)
        digits.append(read)
        places.extend([token.span()] * len(read))
        groups.append((begun, len(places)))
    return Run("".join(digits), tuple(places), tuple(groups))


def _read(token: str) -> str:
    """The digits that a token stands for."""
    if token in _LETTERS or token.isdigit():
        return _LETTERS.get(token, token)
    if token in _SPOKEN:
        return _SPOKEN[token]
    if token[1:2] == "个":
        return (2 if token[0] in "两俩" else int(token[0])) * token[2]
    first, _, second = re.sub(r"[\s\-]", " ", token).partition(" ")
    if token.startswith(("double", "triple")):
        doubled = second or token[6:]
        return NUMBER_WORDS.get(doubled, doubled) * (2 if first[0] == "d" else 3)
    if second:
        return _WORDS[first][0] + NUMBER_WORDS[second]
    return str(_counted(token))


def _counted(token: str) -> int:
    """A number with 千, 百 and 十 in it."""
    total = 0
    token = f"1{token}" if token[0] == "十" else token
    for digit, unit in re.findall(r"([0-9])([千百十]?)", token):
        total += int(digit) * {"千": 1000, "百": 100, "十": 10, "": 1}[unit]
    return total
