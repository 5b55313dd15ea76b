"""Chinese names that nothing announces: a trained reader proposes, shapes decide.

The reader (``tagger``) says how likely each character belongs to a name. How likely is
likely enough depends on what the stretch looks like: a surname with two characters that
people give their children needs little more, a lone character needs a lot.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.names.announced import bare_names
from jury.redaction.names.foreign import SOUNDS, latin_names, with_brackets
from jury.redaction.names.slots import gaps
from jury.redaction.names.spared import is_spared, spared
from jury.redaction.names.surnames import (
    COMPOUND,
    EVERYDAY,
    GIVEN,
    NO_NAMES,
    NOT_GIVEN,
    PREFIXES,
    SURNAMES,
    TITLES,
)
from jury.redaction.places.words import CITIES
from jury.redaction.tagger import Reading, read
from jury.redaction.writing.normal import Normal

_HAN: Final = re.compile(r"[一-鿿]")
_NO_PART: Final = (
    "的了在是我你他她它这那和就不也都说要去吗呢吧啊哦呀把被给到从与及或但所没很太最更"
    "已将会能想让叫做看见请问您什怎哪谁几多少个只还有来得过着下上里"
)
# Small words that parents choose too.
_ALSO_GIVEN: Final = "来开明天为才和正以会先少将经后"
_PART: Final = "".join(sorted(GIVEN - set(_NO_PART)))
# Half of what people write needs no more than this to be sure that it names nobody.
_MAYBE: Final = re.compile(
    f"[{''.join(sorted(SURNAMES - EVERYDAY))}](?![{_NO_PART}])[一-鿿*x]"
    f"|[{''.join(sorted(EVERYDAY))}](?:[{_PART}某*x]|{TITLES})|[{''.join(sorted(SOUNDS))}]{{2}}"
    f"|[{PREFIXES.replace('|', '')}](?![{_NO_PART}])[一-鿿]|·|[{_PART}]{{2}}"
    f"|{'|'.join(sorted(COMPOUND))}"
    f"|[{''.join(sorted(SURNAMES - EVERYDAY))}][{_ALSO_GIVEN}][{_PART}]"
    r"|[\s,:、(][男女][\s,。;、)]"
    r"|[一-鿿][^\w]{0,2}[a-z]{3}|[a-z]{3}[^\w]{0,2}[一-鿿]"
)
# Who tells of others speaks to nobody, of no goods, and marks nothing up as posts do:
# such texts name more people.
_TALKS: Final = re.compile(
    "[我你您咱亲吗呢吧啊呀哦哈嘛啦嗯哪么噢货款寄码色拍买卖邮件]|快递|宝贝|质量|颜色|客服|店"
    r"|电话|手机|签收|退|换|价|[@#~\[]|http|//"
)
_TELLING: Final = 16
_NEVER: Final = 99.0
_EASIER: Final = 0.15
_SENTENCE: Final = re.compile(r"[^。！？!?;；\n]*[。！？!?;；\n]*")
_LONGEST: Final = 40
_LIKELY: Final = 0.03
_FALLS: Final = 0.25
_GOES_ON: Final = 0.1
_SHUTS: Final = NOT_GIVEN - frozenset(_ALSO_GIVEN)
_DOTS: Final = frozenset("·•")
_CONCEIVABLE: Final = 0.02
_ELSEWHERE: Final = 0.5
# So sure a reader knows a name from the word that it begins with: "李国庆", "张家明".
_SURELY: Final = 0.6
_JOINS: Final = frozenset("-·•・?")
# A neighbour that may belong to a name needs only not to be ruled out.
_MAY_BELONG: Final = 0.01
_HOUSES: Final = frozenset("堂坊斋阁铺馆庄")
_TITLE: Final = re.compile(TITLES)
_NO_NAME: Final = re.compile(f"{NO_NAMES}|{CITIES}")


def find_people(views: Sequence[Normal]) -> list[list[Hit]]:
    """The names in each text; many texts at once are read faster than one by one."""
    pieces = [
        (place, start, piece)
        for place, view in enumerate(views)
        for start, piece in _pieces(view.text)
    ]
    hits: list[list[Hit]] = [[] for _ in views]
    readings = read([piece for _, _, piece in pieces]) if pieces else []
    for (place, offset, piece), reading in zip(pieces, readings, strict=True):
        for start, end in _names(piece, reading):
            name = piece[start:end].partition("(")[0].rstrip(" ·")
            first, last = with_brackets(piece, start, end)
            hits[place].append(
                Hit("name", offset + first, offset + last, f"name:{name}", 50)
            )
    return hits


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The sentences that may hold a name; a short text is one."""
    if len(text) <= _LONGEST:
        if _MAYBE.search(text) or _tells(text):
            yield 0, text
        return
    for found in _SENTENCE.finditer(text):
        if _MAYBE.search(found[0]) or _tells(found[0]):
            yield found.start(), found[0]


def _tells(text: str) -> bool:
    """Whether a text tells of others, as news and papers do: nobody is spoken to."""
    return len(text) >= _TELLING and not _TALKS.search(text)


def _names(text: str, reading: Reading) -> Iterator[tuple[int, int]]:
    ease = _EASIER if _tells(text) else 1.0
    names = [*_read_names(text, reading, ease), *_shaped_names(text, reading)]
    yield from names
    yield from _joined(text, names)
    yield from latin_names(text, reading, names, tells=ease < 1)


def _joined(text: str, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Two parts of one name with a hyphen or a dot between them."""
    begins = dict(names)
    for start, end in names:
        if text[end : end + 1] in _JOINS and end + 1 in begins:
            yield start, begins[end + 1]


def _read_names(text: str, reading: Reading, ease: float) -> Iterator[tuple[int, int]]:
    """What the reader takes for a name."""
    for start, end in _stretches(reading):
        name = text[start:end]
        likely = float(reading.person[start:end].mean())
        place = float(reading.place[start:end].mean())
        is_no_name = _is_no_name if likely < _SURELY else _is_only_a_word
        enough = ease * _enough(name, place)
        if likely >= enough and not is_no_name(text, start, end):
            whole = _whole_end(text, reading, start=start, end=end)
            title = _TITLE.match(text, whole)
            yield (
                _whole_start(text, reading, start=start, end=end),
                title.end() if title else whole,
            )


def _whole_start(text: str, reading: Reading, *, start: int, end: int) -> int:
    """Where a name begins of which the reader saw the rest."""
    before = text[start - 1 : start]
    if not before or reading.person[start - 1] < _MAY_BELONG:
        return start
    sounds = end - start > 1 and SOUNDS.issuperset(text[start - 1 : end])
    given = end - start == 2 and GIVEN.issuperset(text[start:end])
    return start - (sounds or (given and before in SURNAMES))


def _whole_end(text: str, reading: Reading, *, start: int, end: int) -> int:
    """Where a name ends that the reader is less sure of towards its end."""
    following = text[end : end + 1]
    if end - start == 2 and text[start] in SURNAMES and following not in _SHUTS:
        return end + bool(following and reading.person[end] >= _GOES_ON)
    if set(text[start:end]) <= SOUNDS and end - start > 1:
        while text[end : end + 1] in SOUNDS and reading.person[end] >= _MAY_BELONG:
            end += 1
        if text[end : end + 1] == "-" and text[end + 1 : end + 2] in SOUNDS:
            end += 1
    return end + (text[end : end + 1] in _DOTS)


def _shaped_names(text: str, reading: Reading) -> Iterator[tuple[int, int]]:
    """What stands or looks like a name, when the reader does not rule it out."""
    for start, end in bare_names(text):
        if spared(text, start):
            continue
        if float(reading.person[start:end].mean()) >= _CONCEIVABLE:
            yield start, end
    for start, end, least in gaps(text):
        likely = float(reading.person[start:end].mean())
        if likely >= least and not _is_no_name(text, start, end):
            yield start, end


def _is_only_a_word(text: str, start: int, end: int) -> bool:
    """Whether nothing is left of a name behind the word that it begins with."""
    if text[start] not in SURNAMES and is_spared(text, start, end):
        return True
    word = _NO_NAME.match(text, start, end) or spared(text, start)
    return bool(word and word.end() >= end)


def _is_no_name(text: str, start: int, end: int) -> bool:
    # "屹茗堂": what houses of trade are called, unless a surname comes before it.
    short = end - start in {2, 3}
    if short and text[end - 1] in _HOUSES and text[start] not in SURNAMES:
        return text[max(0, start - 1) : start] not in SURNAMES
    return bool(_NO_NAME.match(text, start, end)) or is_spared(text, start, end)


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    """Neighbouring characters of a name; where the next name begins, a new one.

    What is much less likely than the stretch before it is no longer part of it.
    """
    start, peak = -1, 0.0
    for place, likely in enumerate(reading.person.tolist()):
        begins = reading.begins[place] > likely / 2
        if start >= 0 and (likely < max(_LIKELY, _FALLS * peak) or begins):
            yield start, place
            start = -1
        if start < 0 and likely >= _LIKELY:
            start, peak = place, 0.0
        peak = max(peak, likely)
    if start >= 0:
        yield start, len(reading.person)


def _enough(name: str, place: float) -> float:
    """How likely a stretch of this shape must be on average to be taken for a name.

    ``place`` is how likely it is the name of something else.
    """
    by_sound = len(name) > 1 and set(name) <= SOUNDS
    if by_sound and place < _ELSEWHERE:
        return 0.05 if len(name) > 2 else 0.2
    surname = 2 if name[:2] in COMPOUND else 1
    if surname == 2 or name[0] in SURNAMES:
        return _enough_given(name, surname)
    if not _HAN.search(name):
        return _NEVER
    return 0.1 if "·" in name else _enough_short(name, by_sound=by_sound)


def _enough_short(name: str, *, by_sound: bool) -> float:
    """The same for what begins with no surname."""
    if len(name) == 2 and set(name) <= GIVEN:
        return 0.1 if name[0] == name[1] else 0.2
    if len(name) == 2 and name[0] in PREFIXES:
        return 0.15 if name[1] in SURNAMES else 0.4
    return 0.5 if by_sound else 0.3


def _enough_given(name: str, surname: int) -> float:
    """The same for what begins with a surname of that many characters."""
    given = name[surname:]
    if "·" in name:
        return 0.1
    if not 1 <= len(given) <= 2 or (surname == 1 and name[0] in EVERYDAY):
        return 0.18
    if not NOT_GIVEN.isdisjoint(given):
        return 0.6
    if len(given) == 1:
        return 0.1
    return 0.06 if set(given) <= GIVEN else 0.1
