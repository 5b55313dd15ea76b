"""Addresses in Latin letters told by what stands there, by a house's name, by a floor.

"Behind the Shell garage on Holloway Road", "The Old Bakery, High St, Lavenham" and "1st
floor, 87 Deansgate" have no number of a street that an address could begin from. Each
shape wants the name of a street, a number or a code, so that a shelf behind a desk is
no address.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.places.latin_parts import DOOR, PLACE_ENDS, WORD, names_place
from jury.redaction.places.words import STREET_WORDS

# In small letters only what is hardly another word.
_WAYS: Final = (
    "street|st|road|rd|avenue|ave|lane|ln|crescent|cres|terrace|gardens|grove|mews"
    "|square|sq|parade|pde|quay|boulevard|blvd|parkway|brae|highway|hwy"
    "|(?-i:Drive|Dr|Close|Row|Hill|Way|Walk|Court|Ct|Place|Pl|Gate|Green|View)"
)
_WAY: Final = re.compile(rf"(?<=\w )(?:{_WAYS})(?!\w)", re.IGNORECASE)
_STREET: Final = (
    rf"(?!(?:high|main) (?:street|road)|the |every |same |next )(?:{WORD} ){{1,3}}?"
    rf"(?:{_WAYS})(?!\w)\.?"
)
_HOUSES: Final = (
    "house|flat|shop|cottage|bungalow|block|building|pub|chippy|garage|bakery|farm"
    "|barn|office|salon|warehouse|apartments?|church|chapel|school|station|stores?|dairy"
)
_BESIDE: Final = (
    r"(?:behind|opposite|opp\.?|across from|next(?: door)? to|beside|above|near|outside"
    r"|in front of)"
)
_LANDMARK: Final = re.compile(
    rf"(?<![\w'’])(?:(?:the )?(?:{WORD} )??(?:(?:{_HOUSES}) )?"
    rf"{_BESIDE} (?:the |an? )?"
    rf"(?:{WORD} ){{0,3}}?(?:{WORD}, |{WORD} (?:on|in|at|off) )"
    rf"|the (?:{WORD} ){{0,2}}?(?:{_HOUSES}) (?:on|in|at|off) )"
    rf"{_STREET}(?:,? (?:number|no\.?) [0-9]{{1,4}}[a-z]?)?(?![\w'’])",
    re.IGNORECASE,
)
_NAMED_HOUSE: Final = re.compile(
    r"(?<![\w'’])(?!(?:see|visit|try|find|check|meet|pass) )"
    rf"(?:the )?(?:{WORD} ){{1,3}}?(?:{_HOUSES}|lodge|grange|mill|manor"
    rf"|rectory|vicarage|brewery|inn|forge|stables|cottages), "
    rf"(?:{WORD} ){{1,3}}?(?:{_WAYS})(?!\w)",
    re.IGNORECASE,
)
_FLOOR: Final = re.compile(
    rf"(?<![\w'’])(?:{DOOR}|(?:ground|top|first|second|third) floor),? "
    r"[0-9]{1,4}[a-z]? (?:(?-i:[A-Z])[\w'’]+|[a-z]{5,}(?=\s*(?:[,.!?；\n]|\Z)))",
    re.IGNORECASE,
)
_NUMBERED_ROAD: Final = re.compile(
    r"(?<![\w.])(?:[nsew]?[0-9]{2,6} (?:[nsew]\.? )?(?:interstate|ih|highway|hwy"
    r"|state road|county road)|(?:[nsew]?[0-9]{2,6} )?(?:county|state|farm) "
    r"(?:road|rd|route|rte|hwy|highway))[ \-][0-9]{1,4}\b"
    r"|(?<![\w.])rr ?[0-9]{1,2}, (?:site|box) [0-9]{1,4}(?:, box [0-9]{1,4})?",
    re.IGNORECASE,
)
# "Carnegie Hall dorm, room 306": the house before its door.
_HOUSE_AND_DOOR: Final = re.compile(
    rf"(?<![\w'’])(?:{WORD} ){{1,3}}?(?:{PLACE_ENDS}|dorm|dormitory|residence|block),? "
    r"(?:room|rm|flat|unit|apt|suite) ?#?[0-9]{1,4}[a-z]?(?![\w%])",
    re.IGNORECASE,
)
# "8 The Cloisters, Naas": a number that leads to no model of anything.
_THE_HOUSE: Final = re.compile(
    r"(?:(?<=\b[Aa]t )|(?<=\b[Tt]o )|(?<=\bis )|(?<=\bin )|(?<=[,:] )|(?<=\n)|\A)"
    r"[0-9]{1,3}[A-Za-z]? The [A-Z][\w'’]+(?=, [A-Z]|\s*\Z)"
)
# "Ballinacurra, Midleton, Co. Cork": names alone, up to a county or a code of Ireland.
_COUNTIES: Final = (
    "antrim|armagh|carlow|cavan|clare|cork|derry|donegal|down|dublin|fermanagh|galway"
    "|kerry|kildare|kilkenny|laois|leitrim|limerick|longford|louth|mayo|meath|monaghan"
    "|offaly|roscommon|sligo|tipperary|tyrone|waterford|westmeath|wexford|wicklow"
)
_TO_COUNTY: Final = re.compile(
    r"(?<![\w'’])(?!(?:into|moved|gone|address|live|lives|over|new)\b)"
    rf"(?:{WORD}(?: {WORD}){{0,2}}, ){{1,4}}(?:co\.?|county) (?:{_COUNTIES})(?!\w)",
    re.IGNORECASE,
)
_TO_CODE: Final = re.compile(
    rf"(?<![\w'’])(?:{WORD}(?: {WORD}){{0,2}}, ){{1,4}}"
    r"[ac-fhknprtv-y][0-9]{2} [ac-fhknprtv-y][0-9][0-9ac-fhknprtv-y]{2}(?!\w)",
    re.IGNORECASE,
)
# A number and strange words where somebody says where something went or is.
_NUMBER_LED: Final = re.compile(
    r"(?:\baddr(?:ess)?(?: is|'s)?[: ]|\b(?:live|lives|living|based|sitting|left"
    r"|dropped|drop|leave|is|us|me|him|her|them|it|off|meet|i'?m|we'?re|place'?s?|shop'?s?"
    r"|house'?s?) at |\b(?:deliver|delivered|sent|send|ship|shipped|return|returned"
    r"|moved|move|went|go|going|posted|took|taken|bring|brought|come)(?: it| them)? to"
    r":? |\b(?:collect|pickup|pick up|posted)(?: it)? from ) ?(?P<place>"
    rf"[1-9][0-9]{{0,3}}[a-z]?(?P<words>(?: {WORD}){{1,3}}?))"
    r"(?=\s*(?:[,.!?；\n]|\Z)| (?:which|but|not|and|within|instead|please|pls|thx|asap"
    r"|so|is|was|now|with|by|on|if|for|yesterday|today|tomorrow)\b)",
    re.IGNORECASE,
)
# "9 Abbey View": no word for a street, but behind a number hardly anything else.
_VIEWS: Final = re.compile(
    r"(?:\b(?:at|to|into|from|is|in|it's)|[:,]|\A|\n) ?(?P<place>[1-9][0-9]{0,3}[a-z]?"
    rf"(?P<words>(?: {WORD}){{1,2}}?) (?:bank|view|vale|meadows?|fields?|bridge|croft"
    r"|ridge|brow|fold|point|green|glade|chase|dene|knoll))(?![\w'’])"
    r"(?=\s*(?:[,.!?；\n]|\Z)| (?:pls|please|thanks|thx|again|not|but|and|which|on)\b)",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(
    r"(?<![\w.$€£#/\-])(?P<place>[0-9]{1,4}/[0-9]{1,4}[a-z]?(?P<words>(?: "
    rf"{WORD}){{1,2}}? (?:{STREET_WORDS})))(?![\w'’])",
    re.IGNORECASE,
)
SHAPES: Final = (_FLOOR, _NUMBERED_ROAD, _TO_CODE, _HOUSE_AND_DOOR, _THE_HOUSE)


def find_landmarks(text: str) -> Iterator[tuple[int, int]]:
    """Streets whose house is told by its name or by what is beside it."""
    if _WAY.search(text):
        for pattern in (_LANDMARK, _NAMED_HOUSE):
            for found in pattern.finditer(text):
                yield found.span()
    for found in _TO_COUNTY.finditer(text) if ", " in text else ():
        yield found.span()
    for pattern in (_NUMBER_LED, _SLASHED, _VIEWS):
        for found in pattern.finditer(text):
            if names_place(found["words"]):
                yield found.span("place")
