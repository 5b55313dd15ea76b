"""Addresses in Latin letters by rule: a street, boxes, rooms, and what follows a cue.

They are read in the text as it was written: capitals tell a street from a phrase. From
the street an address is followed over the town to its postcode or country.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.numbers.starts import matches
from jury.redaction.places import landmarks
from jury.redaction.places.latin_parts import (
    NAMED,
    SHAPES,
    end_of_parts,
    led_by_doors,
    start_of_parts,
)
from jury.redaction.places.street_ends import (
    BRITISH,
    LINK,
    NAME,
    STATE,
    TOLD,
    UPPER,
    end_of_block,
    end_of_town,
)
from jury.redaction.places.words import (
    STREET_ENDINGS,
    STREET_OPENINGS,
    STREET_WORDS,
)

_CAPITALISED: Final = rf"[{UPPER}0-9][\w'’.\-]*"
_STREET: Final = "|".join(
    f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in STREET_WORDS.split("|")
)
_PLAIN_STREET: Final = (
    "street|avenue|road|boulevard|drive|lane|st|rd|ave|blvd|ln|pkwy|cir"
)
_SMALL_OPENINGS: Final = (
    "rue|avenue|boulevard|chemin|allée|impasse|quai|calle|avenida|rua|piazza|corso"
    "|viale|rambla|ulica|jalan|lorong"
)
_SMALL: Final = (
    "on|the|a|an|to|at|in|of|and|or|who|is|for|by|my|your|this|that|off|down"
    "|minutes?|mins?|hours?|hrs?|miles?|km|would|will|can|could"
)
_DOOR: Final = r"(?:(?i:apt|apartment|suite|ste))\.?\s?#?[0-9][0-9A-Za-z\-]{0,5}\b"
_ROOM: Final = (
    rf"(?:[,\s>?]{{1,6}}(?:{_DOOR}|(?:[Uu]nit|[Ff]lat|[Ff]loor|[Rr]oom|[Rr]m|#)\.?\s?#?"
    r"[0-9A-Za-z\-]{1,6}\b)){0,2}"
)
_ONE_ROOM: Final = _ROOM.removesuffix("{0,2}") + "{1,2}"
_NUMBER: Final = r"(?<![\w.])(?:[0-9]{1,6}[ ])?[0-9]{1,6}[A-Za-z]?(?:[\-/][0-9]{1,5})?"
_HOUSE: Final = r"[0-9]{1,5}[A-Za-z]?\.?(?![\w%])"
_PATTERNS: Final = (
    re.compile(
        rf"{_NUMBER},?[ ]+(?:[NSEW]\.?[ ]+)?(?:{_CAPITALISED}[ ]+){{1,4}}?"
        rf"(?:{_STREET})(?![ ][A-Z][a-z]+['’]s\b)(?:[ ](?:{_STREET}))?\b\.?"
        rf"(?:[ ](?:[NSEW]{{1,2}}|Central|North|South|East|West)\b)?{_ROOM}"
    ),
    re.compile(
        rf"{_NUMBER}[ ]+(?:(?!(?:{_SMALL})\b)[a-z0-9'.\-]+[ ]+){{1,3}}?"
        rf"(?:{_PLAIN_STREET})\b\.?{_ROOM}"
    ),
    re.compile(
        rf"(?<![\w.$€£])[1-9][0-9]{{1,4}}[a-z]?[ ]"
        rf"(?!(?:{_SMALL})\b|[0-9])[a-z'.]{{3,}}[ ]"
        r"(?:[a-z'.]{3,}[ ])?(?:dr|ct|circle|terrace|crescent|cres|grove|gardens|mews"
        r"|hwy|way|close|court|square|row|rise|quay|parade|place)"
        r"\b\.?(?=[,.!?；\n]|\s*\Z|\s(?:apt|unit|suite|ste|flat|no|now|instead"
        r"|please|pls|thanks|thx|mate|btw)\b|\s#)"
        rf"{_ROOM}"
    ),
    re.compile(
        rf"{_NUMBER},?[ ]+(?:bis[ ])?(?:{_SMALL_OPENINGS})[ ]"
        rf"(?:(?:{LINK}|l'|d')[ ]?){{0,2}}{NAME}(?:[ -]{NAME}){{0,3}}"
    ),
    re.compile(
        rf"{_NUMBER}[ ]+(?:(?:{LINK}|{_CAPITALISED})[ ]+){{0,5}}?{_CAPITALISED}"
        rf"{_ONE_ROOM}"
    ),
    re.compile(
        rf"(?:{_NUMBER}[ ]+)?(?<!\w){NAME[:-1]}*(?:{STREET_ENDINGS})[ ]{_HOUSE}{_ROOM}"
    ),
    re.compile(
        rf"{_NUMBER},?[ ]+(?:{STREET_OPENINGS})[ ]+(?:(?:{LINK})[ ]+){{0,2}}"
        rf"{NAME}(?:[ ](?:(?:{LINK})[ ]+)?{NAME}){{0,3}}(?:/[0-9]+)?"
        rf"(?:[ ]{_HOUSE})?{_ROOM}|(?:{_NUMBER}[ ]+)?(?<!\w)(?:{STREET_OPENINGS})[ ]+"
        rf"(?:(?:{LINK})[ ]+){{0,2}}(?:{NAME}[ ]+){{1,4}}?{_HOUSE}{_ROOM}"
    ),
    re.compile(
        rf"(?<=[ \n>])[0-9]{{3,6}}[ ]{NAME}(?:[ ]{NAME}){{0,2}}[ ][0-9]{{1,5}}"
        rf"(?=[,\n]){_ROOM}"
    ),
    re.compile(
        r"(?<![\w.])[0-9]{1,6}[ ](?:[NSEW]\.?[ ])?(?:County Road|County Rd|CR|Highway"
        r"|Hwy|State (?:Route|Road)|Route|Rte|FM|US)[ -][0-9]{1,4}\b"
        r"(?:[ ](?:[NSEW]|North|South|East|West)\b)?"
        r"|(?<!\w)(?:RR|HC)\s?#?[0-9]{1,4},?\sBox\s[0-9]{1,5}"
    ),
    re.compile(
        rf"{_NUMBER},?[ ]+[0-9]{{1,3}}(?:st|nd|rd|th)[ ]"
        r"(?:Cross|Main|Block|Phase|Sector|Stage|Lane|Floor)\b"
    ),
    re.compile(rf"(?<!\w){_DOOR}"),
    re.compile(
        r"(?<!\w)(?:[Pp]\.?\s?[Oo]\.?\s?[Bb]ox|PSC|psc|[Uu]nit|[Pp]rivate\s[Bb]ag"
        r"|GPO\sBox|[Cc]ampus\s[Bb]ox|[Ll]ocked\s[Bb]ag)\s[0-9]{1,7}"
        r"(?:,?\s[Bb]ox\s[0-9]{1,6})?(?:\s(?i:APO|DPO|FPO)\s[A-Za-z]{2}\s[0-9]{5})?"
    ),
    re.compile(
        rf"(?:US[NCS]{{1,2}}S?\s{NAME}\s)?(?:APO|DPO|FPO)\s[A-Z]{{2}}\s[0-9]{{5}}"
    ),
    re.compile(
        rf"(?<!\w)(?:{BRITISH}|[A-Z][0-9][A-Z]\s?[0-9][A-Z][0-9])"
        r"(?!\w)"
    ),
    re.compile(r"(?<!\w)(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT)\s[0-9]{4}(?!\w)"),
    re.compile(
        r"(?i:zip(?:\scode)?|postcode|postal\scode)[\s:]*(?:is\s)?"
        r"[0-9]{5}(?:-[0-9]{4})?\b"
    ),
)
# How addresses of China are put into English: rooms, houses and roads in any order.
_PART_WORD: Final = (
    "[Rr]oom|[Rr]m|ROOM|[Ff]lat|[Uu]nit|[Dd]orm(?:itory)?|[Aa]pt|[Bb]uilding|[Bb]ldg"
    "|[Bb]lock|[Bb]lk|[Tt]ower|[Nn][Oo]|[Ll]ane|[Ss]ec(?:tion)?|[Ss]uite|[Ff]loor"
    "|[Pp]hase|[Hh]ouse|[Vv]illa|[Ss]tall|[Aa]lley"
)
_DOOR_PART: Final = (
    rf"(?:(?:{_PART_WORD})\.?\s?#?(?:[0-9]{{1,5}}[A-Za-z]?|[A-Z])"
    rf"(?:[\-/][0-9A-Z]{{1,5}}){{0,2}}\b"
    r"|[0-9]{1,3}(?:st|nd|rd|th)?\s?/?(?:F\b|Fl\b|[Ff]loor\b)"
    rf"|{BRITISH}\b)"
)
_NAME_END: Final = (
    "Road|Rd|Street|St|Lu|Jie|Dadao|Da Dao|Avenue|Ave|Gardens?|Plaza|Towers?|Mansions?"
    "|Building|Bldg|Xiaoqu|Qu|District|Dist|University|College|Village|Community"
    "|Estate|Hall|Campus|[A-Z][a-z]+(?:lu|jie)|Centre|Court|House|Cottage|Lane|Mill"
    "|Farm|Park|Xiang|Hutong|Zhen|Town"
)
_NAME_PART: Final = (
    rf"(?:(?:[0-9]{{1,5}}[A-Za-z]?(?:[\-/][0-9]{{1,5}}){{0,3}},?\s)?"
    rf"(?:{NAME},?\s){{1,4}}?(?:{_NAME_END})\b\.?"
    r"(?:\s[0-9]{1,5}\b)?)"
)
_IN_PARTS = re.compile(
    rf"(?<!\w)(?:{_DOOR_PART}|{_NAME_PART}|[0-9]{{1,5}}(?:-[0-9]{{1,5}}){{0,3}})"
    rf"(?:[,\s>]{{1,3}}(?:{_DOOR_PART}|{_NAME_PART})){{1,8}}"
)
# The district that closes an address of Hong Kong.
_AREA = re.compile(rf"(?:,[ ]?{NAME}(?:[ ]{NAME}){{0,2}}){{1,2}}(?=[\s.,?!；]|\Z)")
_PART_BEGINS = re.compile(
    r"[A-Z0-9]\w*|(?:room|rm|flat|unit|dorm|apt|bldg|building|no)\b"
)
_NAMES_PART = re.compile(_NAME_PART)
_DOORS_PART = re.compile(_DOOR_PART)
_HAN_CUE = re.compile(
    "(?:地址|住址|寄[到往去]?|发[到往]|送[到去]|退[到回]|住在?|家在)[是在为:：\\s]*"
)
_CUE = re.compile(
    r"(?:\b[Aa]ddress(?:\sof\s[\w .]{1,30})?(?:\s+is|\s+to|\s?[:,])|\b[Ll]iv(?:es?"
    r"|ing)\s+(?:at|in)|\b(?:[Ss]hip(?:ped)?|[Dd]eliver(?:ed)?"
    r"|[Ss]en[dt])(?:\sit)?\s+to|\b[Rr]eturn(?:ed)?\s+(?:it\s)?to|\b[Ll]ocated\s(?:at"
    r"|in)|\boffice\sis\sat|\b[Dd]rop(?:ped)?(?:\s(?:it|them))?\s(?:off\s)?at"
    r"|\b[Pp]osted\sit\sfrom|\b[Cc]ollect(?:ed)?(?:\sit)?\sfrom"
    r"|\b[Pp]ick(?:ed)?(?:\sit)?\sup\s(?:at|from)|\b[Mm]oved\s+to|\barrived\s+at"
    r"|\b[Mm]eet\sme\sat|\btaxi\sto)\s*"
)
_PARTS: Final = (
    rf"(?:[,\s>?]{{0,4}}(?:(?:{LINK})(?!\w)|{NAME}|#?[0-9]{{1,6}}[A-Za-z]?(?![\w%])"
    r"(?:[\-/][0-9]{1,5})?\.?))"
)
_LED = re.compile(rf"{_PARTS}{{2,14}}")
_LONGEST: Final = 90
_ENDS_BLOCK = re.compile(
    rf"(?<!\w)(?:{BRITISH}|(?P<state>{STATE}),?\s[0-9]{{5}})(?!\w)"
)
_LEADS = re.compile(
    rf"(?<![\w'’])(?=[{UPPER}0-9])"
    rf"(?:(?:{NAME}|[0-9]{{1,5}}[A-Za-z]?|{LINK}),?[ ]){{1,10}}\Z"
)
# The same after a cue without any capital: "ship to 45 oak court apt 2, austin tx".
_LED_SMALL = re.compile(
    rf"[0-9]{{1,5}}[a-z]?[ ](?:(?!(?:{_SMALL})\b)[a-z0-9'.]+[ ]){{1,3}}?"
    rf"(?:{STREET_WORDS})\b\.?(?:[, ]{{1,2}}(?:apt|unit|suite|ste|floor|bldg|flat|room"
    r"|rm|#)\.?\s?#?[0-9a-z]{1,5}\b){0,2}(?:[, ]{1,2}(?:[a-z]+[ ]){0,2}[a-z]+,?[ ]"
    rf"(?i:{STATE})(?:[ ][0-9]{{5}}|(?<![ ](?:me|ok|in|hi|or))(?=[.,!?；]|\Z)))?"
)
_HAN = re.compile("[一-鿿]")
_FIGURES = re.compile("[0-9]+")
_COUNTED = re.compile(
    r"\s(?:days?|pcs|pieces|items?|times|hours?|minutes?|units?|weeks?|months?|years?"
    r"|usd)"
)


def find_streets(text: str) -> Iterator[Hit]:
    """English and other addresses in Latin letters of a text as it was written."""
    led = [found.end() for found in _HAN_CUE.finditer(text)]
    # A Chinese character is no letter of the word that it touches.
    text = _HAN.sub("；", text)
    for start, end in landmarks.find_landmarks(text):
        yield _hit(text, start, end_of_block(text, end))
    if not re.search("[0-9]", text):
        for pattern in NAMED:
            for found in pattern.finditer(text):
                yield _hit(text, found.start(), end_of_block(text, found.end()))
        yield from _find_named(text)
        return
    for pattern in (*_PATTERNS, *SHAPES, *landmarks.SHAPES, *NAMED):
        for found in pattern.finditer(text):
            yield _hit(text, found.start(), end_of_block(text, found.end()))
    for start, end in led_by_doors(text):
        yield _hit(text, start, end)
    yield from _find_named(text)
    yield from _find_in_parts(text)
    yield from _find_before_postcode(text)
    yield from _find_led(text, led)


def _find_led(text: str, cues: Sequence[int]) -> Iterator[Hit]:
    """What stands behind a cue: ``cues`` are the ends of those in Chinese."""
    for start in cues:
        if small := _LED_SMALL.match(text, start):
            yield _hit(text, *small.span())
    for cue in _CUE.finditer(text):
        if small := _LED_SMALL.match(text, cue.end()):
            yield _hit(text, *small.span())
        led = _LED.match(text, cue.end())
        if led and _is_place(led[0]) and not _COUNTED.match(text, led.end()):
            yield _hit(text, led.start(), end_of_block(text, led.end()))


def _find_in_parts(text: str) -> Iterator[Hit]:
    """Two parts of an address and more, with a door and with a name or another door."""
    for found in matches(_IN_PARTS, text, _PART_BEGINS):
        doors = len(_DOORS_PART.findall(found[0]))
        numbers = len(_FIGURES.findall(found[0]))
        if (doors or numbers > 1) and (doors > 1 or _NAMES_PART.search(found[0])):
            area = _AREA.match(text, found.end())
            end = area.end() if area else found.end()
            yield _hit(text, found.start(), end_of_block(text, end))


def _find_before_postcode(text: str) -> Iterator[Hit]:
    """The capitals and numbers that lead to a postcode of Britain or America."""
    for code in _ENDS_BLOCK.finditer(text):
        first = max(0, code.start() - _LONGEST)
        led = _LEADS.search(text, first, code.start())
        # "Model NO 12345": a state's letters alone are no state.
        if led and (not code["state"] or re.search("[0-9,]", led[0])):
            yield _hit(text, led.start(), code.end())


def _find_named(text: str) -> Iterator[Hit]:
    for pattern in TOLD:
        for found in pattern.finditer(text):
            yield _hit(text, *found.span(1))


def _is_place(words: str) -> bool:
    """A name and a number of two digits: one alone says little."""
    return bool(re.search(rf"[{UPPER}]", words) and re.search("[0-9]{2}", words))


def _hit(text: str, start: int, end: int) -> Hit:
    start = start_of_parts(text, start)
    end = start + len(text[start:end].rstrip(" \n,>?"))
    end = end_of_parts(text, end_of_town(text, end))
    value = re.sub(r"[\s,.\-]", "", text[start:end]).casefold()
    return Hit("address", start, end, f"address:{value}", end - start)
