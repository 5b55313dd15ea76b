"""Where an address in Latin letters ends, and streets told without a number."""

import re
from typing import Final

from jury.redaction.places.words import COUNTRIES

UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-Я"
NAME: Final = rf"[{UPPER}][\w'’.\-]*"
LINK: Final = (
    "de|da|do|dos|das|del|di|la|le|les|los|van|von|der|den|du|des|y|of|the"
    "|u\\.|út|tér|tee|utca|ulica|St\\."
)
# A postcode of Britain, whose last letters are neither C, I, K, M, O nor V.
BRITISH: Final = r"[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9](?!GB|TB)[ABD-HJLNP-UW-Z]{2}"
# The states of America as their post writes them.
STATE: Final = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]"
    "|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
# What may stand behind the street: a town, a region, a country, a postcode.
_SEGMENT = re.compile(
    r"(?P<gap>[ \t]*[,\n][\s>?]{0,4},?[ ]?|[ ])(?:(?P<code>[0-9]{4}\s[A-Z]{2}"
    r"(?=\s[A-Z])|[0-9]{4,6}(?:-[0-9]{4})?"
    rf"|{BRITISH})|(?P<country>{COUNTRIES})"
    rf"|(?P<region>[A-Z]{{2,4}})(?![\w])|(?P<town>(?:(?:{LINK})[ ])*{NAME}))"
    r"(?:[ ]\(\w+\))?(?:[ ](?P<after>[0-9]{4,6}(?:-[0-9]{4})?"
    # "Dublin 8": the number of a part of the town, where the line ends.
    r"|[0-9]{1,2}[A-Z]?(?=[ \t]*(?:[,.!?；\n]|\Z))))?(?![\w])"
)
_MOST_SEGMENTS: Final = 9
# What follows a street that is written small: the town with its postcode.
_SMALL_END = re.compile(
    rf"[, ]{{1,2}}(?:[a-z]+[ ]){{0,2}}[a-z]+,?[ ](?i:(?:{STATE})[ ][0-9]{{5}}|{BRITISH}"
    r"|(?:nsw|vic|qld|tas|act|sa|wa|nt)[ ][0-9]{4})(?!\w)"
    r"|,[ ](?:[a-z]+[ ]){1,2}[0-9]{4,6}(?!\w)"
)
# Streets by their names, where somebody says where something is.
_WAYS: Final = (
    "Street|Avenue|Road|Boulevard|Lane|Drive|Crescent|Terrace|Court|Circle|Close|Place"
    "|Gardens|Grove|Mews|Parkway|Pkwy|Square|Row|Way|St|Rd|Ave|Blvd|Dr|Ln|Ct"
)
_NAMED_ONLY: Final = re.compile(
    r"\b(?:[Oo]n|[Ff]rom|[Tt]o|[Aa]t|[Nn]ear|[Ii]n|[Oo]ff)\s"
    rf"({NAME}(?:[ ]{NAME}){{0,2}}[ ](?:{_WAYS})\b\.?)(?![ ][A-Z])"
)
# Where two streets meet.
_ORDINAL: Final = (
    r"(?:[NSEW]\.?[ ])?(?:[0-9]{1,3}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth"
    "|Sixth|Seventh|Eighth|Ninth|Tenth)"
)
_ONE_WAY: Final = (
    rf"(?:[0-9]{{1,5}}[ ])?(?:{_ORDINAL}(?:[ ](?:{_WAYS}))?"
    rf"|(?:(?:{LINK}|{NAME})[ ]){{1,4}}(?:{_WAYS}|[0-9]{{1,5}}|{NAME})(?!\w)\.?|{NAME})"
)
_CROSSING: Final = re.compile(
    r"(?:(?i:\bbetween|\bcross\sstreets(?:\sare|:))\s|(?=(?i:\b(?:the\s)?(?:corner"
    r"|junction|intersection|cnr)\b)))"
    r"((?i:\b(?:the\s)?(?:corner|junction|intersection|cnr)(?:\sof)?\s)?"
    rf"{_ONE_WAY}[ ](?:and|&)[ ]{_ONE_WAY}(?:[ ]on[ ]{_ONE_WAY})?)"
)
# A house that is told without its street, and its bell.
_AT_NUMBER: Final = re.compile(
    r"\b(?i:(?:i'?m|i\sam|we'?re|it'?s|living|live|parked)\s(?:at\s|in\s|on\s)?"
    r"(?:number|no\.?)|(?:the|my|house|flat|door)\s(?:house\s|flat\s|door\s)?number"
    r"(?:\sis|'s|:))\s([0-9]{1,4}[A-Za-z]?)(?![\w%])"
)
_BELL: Final = re.compile(
    r"(?i:\b(?:buzzer|buzz|doorbell|bell|intercom|entry\scode|gate\scode|door\scode)"
    r"(?:\s(?:no\.?|number|is))?)\s#?([0-9]{1,5}[A-Za-z]?)(?![\w%])"
)
_POSTCODED: Final = re.compile(
    r"\bpost\s?code(?:\sis|'s|:)?\s([a-z]{1,2}[0-9][0-9a-z]?\s?[0-9][a-z]{2})(?!\w)",
    re.IGNORECASE,
)
_SMALL_NAMED: Final = re.compile(
    r"\b(?:live|living|lives|based|parked|moved|house(?:\sis)?|i'?m|we'?re)\s(?:on|off"
    r"|in|to|at)\s(?!the\b|a\b|my\b)([a-z'’]{3,}(?:\s[a-z'’]{3,})?\s(?:street|road"
    r"|avenue|lane|drive|crescent|terrace|close|gardens|grove|mews|row|hill|rd|ave"
    r"|st)\b(?:\sno\.?\s[0-9]{1,4}[a-z]?)?)"
)
_RURAL: Final = re.compile(r"(?<!\w)(RR\s?#?[0-9]{1,2})(?!\w)")
# The same in small letters, and a house that is told by its number and a name.
_SMALL_WAY: Final = (
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)|[a-z]{3,}(?: [a-z]+)??)"
    rf"(?: (?:{_WAYS.lower()}))?"
)
_SMALL_CROSSING: Final = re.compile(
    r"((?:the )?(?:corner|junction|intersection) of (?!the\b|an?\b|my\b|this\b|each\b)"
    rf"{_SMALL_WAY} (?:and|&) {_SMALL_WAY})(?![\w'’])"
)
_TO_HOUSE: Final = re.compile(
    r"(?i:\baddress(?: is|:)|\b(?:live|living|now|based|left|dropped|is|us|me|him"
    r"|her) at|\b(?:deliver(?:ed)?|sent|send|shipped|ship|return(?:ed)?|moved|went"
    r"|going|posted)(?: it| them| the item)? to|\b(?:collect|posted|sent)(?: it"
    r"| them)? from|\bit(?:'|’)s|\bconfirm) ([0-9]{1,4}[A-Za-z]? (?!(?:Jan|Feb|Mar|Apr"
    r"|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|AM|PM|GBP|USD"
    r"|EUR)[a-z]*\b)[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?)(?=[,.!?；\n]|\s*\Z| (?:which"
    r"|but|not|and|within|instead|please|pls|thx|asap|so|is|was)\b)"
)
TOLD: Final = (
    _SMALL_CROSSING,
    _TO_HOUSE,
    _SMALL_NAMED,
    _RURAL,
    _NAMED_ONLY,
    _CROSSING,
    _AT_NUMBER,
    _BELL,
    _POSTCODED,
)
# A town with its code in small letters, or of Australia without a state.
_TOWN_CODE: Final = re.compile(
    rf"(?:(?:,?[ \n]{NAME}(?:[ ]{NAME})?)?,?[ \n]"
    r"[a-z]{1,2}[0-9][0-9a-z]?[ ][0-9][abd-hjlnp-uw-z]{2}"
    rf"|,?[ ]{NAME}(?:[ ]{NAME})?,?[ ][0-9]{{4}})(?=[ \t]*(?:[,.!?；\n]|\Z))"
)


def end_of_town(text: str, start: int) -> int:
    """Where the town ends that closes an address there, if one does."""
    town = _TOWN_CODE.match(text, start)
    return town.end() if town else start


def end_of_block(text: str, start: int) -> int:
    """Where the lines or parts of an address end that begins with a street."""
    if small := _SMALL_END.match(text, start):
        return small.end()
    at = last = start
    coded = False
    for turn in range(_MOST_SEGMENTS):
        segment = _SEGMENT.match(text, at)
        if not segment:
            break
        at = segment.end()
        ends = segment["code"] or segment["country"] or segment["after"]
        alone = "\n" in segment["gap"] and (at == len(text) or text[at] in "\n,")
        closed = at == len(text) or text[at] in "\n,.?!"
        # "75007 Paris": where the town stands behind the code.
        alone = alone or (coded and bool(segment["town"]))
        coded = turn == 0 and bool(segment["code"]) and len(segment["code"]) > 3
        if ends or alone or (segment["region"] and (segment["gap"] != " " or closed)):
            last = at
    return last
