"""The parts of an address in Latin letters, capitals or not: doors, houses, towns.

What begins as an address goes on over parts with commas between them, as long as each
is a door, a code, or a name: words with capitals, or small ones that no dictionary has.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.latin import both, listed, ordinary, plain_letters
from jury.redaction.places.street_ends import STATE
from jury.redaction.places.words import COUNTRIES, STREET_WORDS

# What is numbered, or lettered, in a street, a house, a market, a park of caravans.
DOOR_WORDS: Final = (
    "(?:dorm(?:itory)? )?room|rm|flat|unit|dorm(?:itory)?|apt|apartment|suite|ste|bldg"
    "|building|block|blk|tower|section|sec|floor|level|phase|house|villa|stall|alley"
    "|lane|penthouse|bungalow|caravan|cabin|chalet|plot|lot|gate|locker|office|wing|bay"
    "|mail ?stop|warehouse|studio|shop|sector|street|road|(?:h|d|house|door|shop|plot"
    r"|flat|road|street|unit|office|warehouse|gali|ward|quarter)\.? ?no|no"
)
_MORE: Final = r"(?:[\-/][0-9a-z]{1,5}){0,3}\b(?! ?(?:[%$€£]|days?|pcs|years?))"
# "Building a house": an article is no letter of a door.
_ID: Final = (
    rf"(?: ?#?[0-9]{{1,5}}[a-z]?| [b-hj-z][0-9]{{0,4}}| a(?:[0-9]{{1,4}}|(?=,))){_MORE}"
)
DOOR: Final = (
    rf"(?:(?:{DOOR_WORDS})\.?{_ID}"
    r"|#[0-9]{1,3}-[0-9]{1,4}[a-z]?|[0-9]{1,3}(?:st|nd|rd|th)? ?/?(?:f\b|fl\b|floor\b)"
    r"|[0-9]{1,3}(?:st|nd|rd|th) (?:cross|main|block|phase|stage|lane)\b)"
)
# How houses, estates and parts of towns are called.
PLACE_ENDS: Final = (
    "house|court|park|estate|hall|towers?|apartments?|mansions?|heights|plaza|building"
    "|centre|center|market|village|complex|residency|residences?|enclave|colony|nagar"
    "|vihar|layout|extension|gardens?|hills?|cottages?|lodge|manor|farm|mill|barn|grange"
    "|campus|college|university|hospital|barracks|wharf|quays?|quarter|district"
    "|township|condo|condominium|mall|arcade|works|yard|mews|villas|society|terminal"
)
# Codes of the post in Britain, Canada, Ireland and the Netherlands.
CODE: Final = (
    r"(?:[a-z]{1,2}[0-9][0-9a-z]? [0-9](?!gb|tb)[abd-hjlnp-uw-z]{2}"
    r"|[a-z][0-9][a-z] ?[0-9][a-z][0-9]|[ac-fhknprtv-y][0-9]{2} [0-9ac-fhknprtv-y]{4}"
    r"|[0-9]{4} ?[a-z]{2}(?= [a-z])|s?[0-9]{5,6}|[0-9]{5}-[0-9]{4}|[0-9]{3} [0-9]{2}"
    r"(?= [a-z]))"
)
# What an address does not go on over.
_STOPS: Final = (
    "which|but|and|not|instead|please|pls|plz|thx|thanks?|asap|within|is|was|so|then|if"
    "|by|before|after|on|for|from|with|right|now|mate|btw|i|im|you|u|he|she|it|its|we"
    "|they|because|when|next|tmr|tomorrow|today|can|could|will|would|just|ok|okay|or"
    "|my|your|his|her|our|their|that|this|these|those|are|were|has|have|had|did|do|does"
    "|to|too|where|who|how|yet|still|since|until|till|while|than|in|at|an?|of|no|nope"
    "|bro|babe|haha|hello|hey|hi|oh|ah|lol|dude|darling|sir|madam|mum|mom|dad|dear"
    "|cheers"
    "|(?:i|it|he|she|that|we|they|there|here|what)['’](?:s|m|re|ve|ll|d)|ta|yes|yeah"
    "|yep|nah|sorry|only|also|again|asking|need|want"
)
WORD: Final = rf"(?!(?:{_STOPS})(?![\w'’]))[\w'’.&#/\-]*[\w#]\.?(?!\w)"
_SEGMENT: Final = re.compile(
    rf"[ \t]*,\s{{0,3}}({WORD}(?: {WORD}){{0,4}}(?: [a-z]{{2}} {CODE})?)"
    rf"(?=[\s,.;!?；)]|\Z)",
    re.IGNORECASE,
)
_DOOR_OR_CODE: Final = re.compile(
    rf"{DOOR}|(?:[a-z'.\-]+ ){{0,3}}{CODE}(?: [a-z'.\-]+){{0,2}}\Z"
    rf"|(?:{STATE})\Z|(?:[a-z'.]+ ){{1,2}}[0-9]{{4}}\Z|(?:opp\.?|opposite|near|behind"
    rf"|next to|beside|off|above) |(?:{COUNTRIES})\Z"
    r"|(?:[a-z]+ ){1,2}(?:city|county|[0-9]{1,2})\Z|(?:co|county)\.? [a-z]+\Z|"
    rf"(?:[a-z]+ ){{1,3}}(?:{PLACE_ENDS}|{STREET_WORDS})\Z"
    rf"|[0-9]{{1,5}}[a-z]? (?:[a-z'.]+ ){{1,3}}(?:{STREET_WORDS})\b",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"\s*(?:[.!?；\n]|\Z)")
# Words of every day of which names of places are made.
_TOWN_WORDS: Final = """
    the old new north south east west upper lower great little town city port lake
    hill park green center metro central garden gardens market mill high union
"""
_TOWNISH: Final = frozenset(_TOWN_WORDS.split())
_SURE_DOOR: Final = re.compile(
    rf"(?<![\w'’#.])(?!(?:lot|no|section|sec|level|phase|street|road|lane|gate"
    rf"|bay)\b){DOOR}"
    r"(?=, )",
    re.IGNORECASE,
)
_MOST_SEGMENTS: Final = 5
_HOUSE: Final = re.compile(r"[0-9]{1,4}[a-z]?(?= )", re.IGNORECASE)
_STREETS: Final = frozenset(STREET_WORDS.split("|"))
_COUNTS: Final = re.compile(
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)"
    "|.*(?:ers|ies|ings|ions|ents|ages|days)$|(?:percent|pounds?|quid|bucks?|euros?"
    "|dollars?|oclock|o|grand|mins?|hrs?|secs?|kgs?|miles?|metres?|meters?|inches|volts?"
    "|watts?|addresses|stars?)$"
)
_ASIDE: Final = re.compile(
    r" \((?:above|behind|below|beside|next|near|opp|opposite|off|flat|rear|back|ground"
    r"|top|first|side|ring|buzz|door)\b[^()\n]{1,40}\)",
    re.IGNORECASE,
)
# The side of a street, and the number that tells streets of Singapore apart.
_SIDE: Final = re.compile(
    r" (?:north|south|east|west|[nsew]{1,2})(?=\s*(?:[,.!?；\n]|\Z))"
    r"|(?<=ave|.st|.rd) [0-9]{1,2}(?=\s*(?:[,.!?；\n]|\Z)| [a-z])"
    r"|(?: [0-9]{1,2})?,? #[0-9]{1,3}-[0-9]{1,4}[a-z]?\b"
    r"| (?:[nsew]|[nsew][ew]|[ew]c)[0-9]{1,2}(?=\s*(?:[,.!?；\n]|\Z)| [a-z])",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(r"[A-Z][\w'’.\-]*")
# A door and a house that has a name, before the number and the street.
_LEADS: Final = re.compile(
    rf"(?<![\w'’#])(?:#[0-9]{{1,4}}, |{DOOR},? "
    rf"(?:(?:{WORD} ){{1,3}}?(?:{PLACE_ENDS}),? )?"
    rf"|(?:opp(?:osite|\.)?|near|behind|next to|above|no\.?|number) |(?:garden"
    rf"|basement|ground floor|top floor|first floor|upper|lower|rear) flat,? "
    rf"|[a-z]-(?=[0-9])|c/o (?:{WORD},? ){{1,4}})+\Z",
    re.IGNORECASE,
)
_LONGEST_LEAD: Final = 48
# A door with a named place behind it: "caravan 14, sunny sands park".
_DOOR_AND_PLACE: Final = re.compile(
    rf"(?<![\w'’#.])(?:{DOOR}[, ] ?){{1,4}}(?:{WORD},? ){{1,4}}?"
    rf"(?:{PLACE_ENDS}|{STREET_WORDS})(?!\w)(?:(?: {WORD})? (?:{PLACE_ENDS}"
    rf"|{STREET_WORDS})(?!\w))?",
    re.IGNORECASE,
)
_DOOR_AND_DOOR: Final = re.compile(
    rf"(?<![\w'’#.])(?:(?:[a-z]-?[0-9]{{1,4}}(?:/[0-9]{{1,3}})?, ?)"
    rf"(?={DOOR})|(?={DOOR}[, ] ?{DOOR}))"
    rf"(?:{DOOR}[, ] ?){{1,4}}(?:{WORD}(?: {WORD}){{0,2}}(?=[\s,.;!?；]|\Z))?",
    re.IGNORECASE,
)
# Blocks of Japan ("1-4-12 Kamimeguro"), and a house that a code closes.
_JAPANESE: Final = re.compile(
    r"(?<![\w\-])[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,3} [a-z]{4,}(?:-(?:ku|cho|machi))?"
    r"(?=, [a-z]+(?:-(?:ku|shi|cho|gun|machi))?\b)",
    re.IGNORECASE,
)
_UP_TO_CODE: Final = re.compile(
    rf"(?<![\w'’#.,/\-])(?:{DOOR}|[0-9]{{1,5}}[a-z]?(?:[\-/][0-9a-z]{{1,5}}){{0,2}}"
    rf"|rr ?[0-9]{{1,3}})(?:,? {WORD}){{1,10}}?"
    rf"(?:,? (?:{STATE}),? [0-9]{{5}}|(?:,? [a-z]{{2}})?,? (?![0-9]{{5}}){CODE})(?!\w)",
    re.IGNORECASE,
)


# A code of six figures stands behind parts: "c-304, palm court, mumbai 400053".
_TO_FIGURES: Final = re.compile(
    rf"(?<![\w'’#.,/\-])(?:{DOOR}|(?:[a-z]-?)?[0-9]{{1,5}}[a-z]?)(?: {WORD}){{0,4}}"
    rf"(?:, (?:{DOOR}|{WORD}(?: {WORD}){{0,3}}?)){{1,5}},? [0-9]{{6}}(?!\w)",
    re.IGNORECASE,
)
# The same without a number: "rose cottage, mill lane, thaxted cm6 2py".
_HOUSE_TO_CODE: Final = re.compile(
    r"(?<![\w'’#.,/\-])(?!(?:see|use|take|took|send|sent|ship|shipped|post|posted"
    r"|deliver|delivered|left|leave|collect|come|came|go|went|moved|visit|meet|met"
    r"|address|label|says|shows|new|got|get|give|gave|drop|dropped|pick|picked|change"
    r"|update|return|live|lives|there|here|out|up|down|off|near|me|them|him)\b)"
    rf"(?:{WORD}(?: {WORD}){{0,3}}, ){{1,3}}{WORD}(?: {WORD})?"
    r" [a-z]{1,2}[0-9][0-9a-z]? [0-9](?!gb|tb|nd|rd)[abd-hjlnp-uw-z]{2}(?!\w)",
    re.IGNORECASE,
)
# "24 Moyne Park, Ballybrack": a house by its number in what is no street by name.
_NUMBER_AND_PLACE: Final = re.compile(
    rf"(?<![\w.$€£#/\-])[0-9]{{1,4}}[a-z]? (?:{WORD} ){{1,3}}?(?:{PLACE_ENDS}|green"
    rf"|view|meadows?|fields?|walk)(?=, ?{WORD}(?: {WORD}){{0,2}}(?:[.,!?；\n]|\Z))"
    rf"|(?<![\w.$€£#/\-])[0-9]{{1,4}}[a-z]? {WORD}(?: {WORD}){{0,2}}"
    r"(?=, (?:opp|opposite|near|behind|next to)\b)",
    re.IGNORECASE,
)
_HOUSE_AND_STREET: Final = re.compile(
    r"(?<![\w'’])(?:The |(?=[A-Z][\w'’]+ [A-Z]))(?:[A-Z][\w'’]* ){0,3}[A-Z][\w'’]*, "
    r"(?:[A-Z][\w'’]* ){1,3}?"
    r"(?:Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Close|Gardens|Grove|Hill|Row)"
    r"(?=[,.!?；\n]|\s*\Z| [a-z])"
)
_STREET_AND_HOUSE: Final = re.compile(
    r"(?<!\w)[^\W\d_]{4,}(?:stra(?:ss|ß)e|gracht|straat|weg|gatan|vägen|gasse|platz"
    r"|allee) [0-9]{1,4}[a-z]?\b"
)
SHAPES: Final = (
    _DOOR_AND_DOOR,
    _JAPANESE,
    _UP_TO_CODE,
    _STREET_AND_HOUSE,
    _HOUSE_TO_CODE,
    _TO_FIGURES,
    _NUMBER_AND_PLACE,
)
NAMED: Final = (_DOOR_AND_PLACE, _HOUSE_AND_STREET)
_TO_CODE: Final = re.compile(
    rf"(?:,? {WORD}){{0,4}}?(?:,? [a-z]{{2}})?,? {CODE}(?!\w)", re.IGNORECASE
)


# "28013 Madrid": the town behind its code, or behind the last door.
_TOWN: Final = re.compile(
    r"(?<=[0-9]{4}) [A-Z]\w+(?: [A-Z]\w+)?(?![\w'’])"
    r"|(?<=[0-9]) [A-Z]\w+(?: [A-Z]\w+){0,2}(?: nan)?(?=[,.!?；\n]|\Z)"
)


def end_of_parts(text: str, start: int) -> int:
    """Where the last part ends that goes on with an address behind commas."""
    if side := _SIDE.match(text, start):
        start = side.end()
    if closed := _TO_CODE.match(text, start):
        start = closed.end()
    town = _TOWN.match(text, start)
    if town and not ordinary().issuperset(map(plain_letters, town[0].split())):
        start = town.end()
    if aside := _ASIDE.match(text, start):
        start = aside.end()
    for _ in range(_MOST_SEGMENTS):
        segment = _SEGMENT.match(text, start)
        if not segment:
            break
        end = _end_of_part(text, *segment.span(1))
        if end < 0:
            break
        start = end
    return start


def _end_of_part(text: str, start: int, end: int) -> int:
    """Where the words end that are a part, of those between: -1 when none are."""
    while True:
        if _is_part(text[start:end], last=bool(_ENDS.match(text, end))):
            return end
        shorter = text.rfind(" ", start, end)
        if shorter < 0:
            return -1
        end = shorter


def start_of_parts(text: str, start: int) -> int:
    """Where the doors and houses begin that stand before the number of a street."""
    lead = _LEADS.search(text, max(0, start - _LONGEST_LEAD), start)
    return lead.start() if lead else start


def led_by_doors(text: str) -> Iterator[tuple[int, int]]:
    """Doors that named parts follow: "Studio 6, The Old Brewery, Ramsgate"."""
    for door in _SURE_DOOR.finditer(text):
        end = end_of_parts(text, door.end())
        if end > door.end():
            yield door.start(), end


def _is_part(words: str, *, last: bool) -> bool:
    if _DOOR_OR_CODE.match(words):
        return True
    if house := _HOUSE.match(words):
        return names_place(words[house.end() :])
    named = words.split()
    if len(named) > 4 or any(any(map(str.isdigit, word)) for word in named):
        return False
    plain = [plain_letters(word.strip(".")) for word in named]
    if all(map(_NAMES.match, named)) or (last and len(named) < 3):
        return not any(map(_is_everyday, plain))
    strange = [word for word in plain if not _is_talk(word)]
    said = len(plain) - len(strange)
    return len(named) < 4 and said < min(2, len(plain)) and _is_told(strange)


def names_place(words: str) -> bool:
    """Whether small words behind a number could call a street, and count nothing."""
    plain = [plain_letters(word.strip(".")) for word in words.split()]
    if any(map(_COUNTS.match, plain)) or not all(map(str.isalpha, plain)):
        return False
    *first, last = plain
    street = bool(first) and last in _STREETS
    strange = first if street else plain
    if not street and last.endswith("s") and not last.endswith("ss"):
        return False
    return len(max(plain, key=len)) > 3 and not any(map(_is_everyday, strange))


def _is_everyday(plain: str) -> bool:
    lists = ("words", "ordinary", "trade", "goods", "common")
    return any(plain in listed(name) for name in lists) and plain not in _TOWNISH


def _is_talk(plain: str) -> bool:
    said = plain in ordinary() or plain in both() or plain in listed("trade")
    return said and plain not in listed("places")


def _is_told(strange: Sequence[str]) -> bool:
    """Whether one of the words that no dictionary has is long, or known for a place."""
    return max(map(len, strange)) > 3 or not listed("places").isdisjoint(strange)
