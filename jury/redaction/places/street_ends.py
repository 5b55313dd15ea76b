"""Where an address in Latin letters ends: behind a town, a postcode, a country."""

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
    r"(?P<gap>[ \t]*[,\n][\s>?]{0,4},?[ ]?|[ ])(?:(?P<code>[0-9]{4,6}(?:-[0-9]{4})?"
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
