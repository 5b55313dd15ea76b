"""Names in Latin letters that are goods: "Marshall amp", "a Stanley", "Paul Smith bag".

A person has a verb, a possession or an end behind the name; goods have the word for a
thing. ``brands`` are kept by hand: single words that are names of people too, and names
of several words with a line between them. A brand is a person only where something says
so; any other name is one unless it stands where goods do.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from jury.redaction.latin import is_listed, listed, plain_letters

_NEXT: Final = re.compile(
    r" (?:(?:signed|framed|limited|vintage|retro|replica|leather|denim|black|white|navy"
    r"|red|blue|green|brown|grey|gray|pink|purple|cream|beige|gold|silver|old|new|mini"
    r"|big|small|official|scented|dining|tour|concert|wooden|wireless|electric"
    r"|acoustic|fitted|floral|long|short|matte) )?([a-z]+)"
    r"(?P<ends>(?=\s*(?:[,.!?;)\n]|\Z)))?(?![\w'’])"
)
# Words that tell of no deed, up to the end of a clause: "Norton antivirus key".
_COMPOUND: Final = re.compile(
    r"(?: (?:and [A-Z][a-z]+|"
    r"(?!(?:is|was|has|had|got|took|gave|sent|said|paid|broke|lost"
    r"|made|brought|left|put|kept|bought|sold|told|found|saw|let|did|will|can|may|and|or"
    r"|but|the|an?|my|your|his|her|our|their|this|that|me|you|him|us|them|it|in|on|at|to"
    r"|of|for|from|with|by|as|if|so|not|no|who|what|when|where|why|how|pls|please|here"
    r"|just|then|too|also|came|went|keep|want|need|know|think|about|up|down|out|off|over"
    r"|ate|wore|hid|held|drove|met|cut|hit|shut|read|set|lent|spent|built|chose|stole"
    r"|dropped|packed|picked|never|always|still|really)\b)"
    r"[a-z]{3,}(?<!ed)(?<!s))){1,3} ([a-z]{3,})(?=\s*(?:[,.!?;)\n]|\Z))"
)
_CLAUSE: Final = re.compile(
    r"(?:\A|[.!?;\n]\s?|\b(?:an?|the|this|selling|sell|sold|wanted|got|some|any)\s)\Z",
    re.IGNORECASE,
)
# What no surname is: "Sierra Blue" is a colour.
_COLOURS: Final = frozenset(
    ("blue", "red", "pink", "purple", "teal", "orange", "silver", "navy", "yellow")
)
# Words that are verbs too are goods only at the end of a clause.
_ENDS: Final = re.compile(
    r" (?:set|cover|top|case|part|game|ring|glass|iron)(?=[,.!?;)\n]|\s*\Z)"
    r"|(?:['’]s)? (?:Day|Eve|[Ee]dition|Collection|Limited|Ltd|Inc|Garage|Shop|Store"
    r"|Cycles|Bikes|Music|Motors|Autos|Books|Records|Guitars|Jewellers)\b"
    r"| the (?:Tank|Pooh)\b"
    r"| (?:blue|red|pink|purple|teal|orange|brown|green|grey)"
    r"(?=[,.!?;)\n]|\s*\Z| (?:ones?|colou?r|version|shade)\b)"
    r"| (?:VI{1,3}|X[IV]{0,4})\b"
)
# The word beside a name that makes both the name of a thing: "Hugo Boss", "Pro Max".
_BESIDE: Final = re.compile(r"([A-Za-z][\w'’]*)(?:['’]s)? \Z")
_BEHIND: Final = re.compile(r" ([A-Z][\w'’]*)")
# Houses of two: "Lyle and Scott".
_ALLIED: Final = re.compile(r" (?:and|&) ([A-Z][\w'’]*)")
_ALLIED_BEFORE: Final = re.compile(r"([A-Z][\w'’]*) (?:and|&) \Z")
_SETS: Final = frozenset(("set", "sets", "pack", "pair", "lot", "bundle"))
_MODELS: Final = frozenset(("pro", "ultra", "mini", "plus", "air", "galaxy", "series"))
# Doctors and misters that nobody ever met.
_NOBODY: Final = frozenset(
    ("martens", "dre", "pepper", "oetker", "seuss", "scholl", "scholls", "kipling")
) | {"muscle", "potato", "beast", "porter", "dior", "selfridge", "hinch", "bean"}
_ONE_OF: Final = re.compile(
    r"\b(?:an?|genuine|vintage|authentic|fake|original|used|preloved|branded)\s\Z",
    re.IGNORECASE,
)
# Whom a ticket or a picture shows.
_SHOWN: Final = re.compile(
    r"\b(?:tickets?|posters?|albums?|vinyl|cds?|merch|dolls?) (?:for|of|by|to) \Z",
    re.IGNORECASE,
)
_FOLLOWERS: Final = re.compile(r" (?:supporter|fan|voter|impersonator|lookalike)s?\b")
# What is said to people and about them, not of goods.
_TO_PEOPLE: Final = re.compile(
    r"\b(?:ask|asked|asking|contact|contacted|told|tell|call|called|calling|email"
    r"|emailed|text|texted|paid|dear|hi|hello|hey|thanks|thx|thank you|name is|name's"
    r"|i'm|i am|did|does|has|if|when|because|until|why|this is|it's"
    r"|named|friend|mate|wife|husband|partner|brother|sister|son"
    r"|daughter|mother|father|mum|mom|dad|uncle|aunt|auntie|cousin|nephew|niece"
    r"|grandma|grandpa|boss|colleague|coworker|flatmate|roommate|housemate|neighbou?r"
    r"|girlfriend|boyfriend|gf|bf|courier|driver|agent|manager|technician|rep|seller"
    r"|buyer|attn|recipient|consignee|regards|sincerely|cheers|love|signed|miss"
    r"|spoke (?:to|with|w/?)|speak (?:to|with)|talk(?:ed)? (?:to|with)|met|meet|cc"
    r"|me and|behalf of|according to|shouted at|directed by|starring|named (?:him|her)"
    r"|(?:hand|handed|give|gave) (?:(?:it|this|that|them) )?to"
    r"|nan|nana|granny|gran|auntie|aunty|missus|fella|lad)[\s:,]{1,8}\Z",
    re.IGNORECASE,
)
# What no firm is told of by either.
_OF_PEOPLE: Final = re.compile(
    r"\b(?:dear|name is|name's|i'm|i am|named|friend|mate|wife|husband|partner|brother"
    r"|sister|son|daughter|mother|father|mum|mom|dad|uncle|aunt|cousin|boss|colleague"
    r"|flatmate|roommate|neighbou?r|girlfriend|boyfriend|courier|driver)[\s:,]{1,8}\Z",
    re.IGNORECASE,
)
_PEOPLE_DO: Final = re.compile(
    r",? (?:said|says|told|asked|promised|called|wrote|replied|refused|agreed"
    r"|confirmed|thinks|thought|wants|wanted|sent|gave|took|came|went|lives|works"
    r"|picked|dropped|brought|collected|knows|knew|tried|never|paid|helped|and (?:i|me)"
    r"|(?:will|would|can|could|did|should|might) (?:be|not|pick|come|bring|drop|send"
    r"|call|ask|tell|pay|meet|collect|know|say|take|help)"
    r"|from (?:your|the|customer)|at (?:your|the) (?:desk|shop|office)"
    r"|signed (?:for|the))\b|,? did you\b|, (?:can|could|would|will|have|are) you\b",
    re.IGNORECASE,
)
_LONGEST: Final = 3
_BEFORE: Final = 24


def is_goods(text: str, span: tuple[int, int], words: Sequence[str]) -> bool:
    """Whether a name that stands there is what something is called, not somebody.

    ``words`` are its words in plain letters.
    """
    if _stands_as_goods(text, *span, alone=len(words) == 1):
        return True
    if len(words) > 1 and (words[-1] in _COLOURS or _is_only_brand(words[0])):
        return True
    return is_brand(words) and not is_said_of_people(text, span, words)


def is_said_of_people(text: str, span: tuple[int, int], words: Sequence[str]) -> bool:
    """Whether only a person is spoken to or told of so; houses of fashion tell too."""
    the = text[max(0, span[0] - 4) : span[0]].casefold().endswith("the ")
    only_brand = len(words) == 1 and not listed("common").issuperset(words)
    if the or (only_brand and is_brand(words)):
        return not the and bool(
            _OF_PEOPLE.search(text, max(0, span[0] - _BEFORE), span[0])
        )
    if is_spoken_to(text, span[0]):
        return True
    if len(words) > 1:
        return False
    called = text[: span[0]].endswith(", ") and text[span[1] :][:1] in {"!", "?"}
    return called or bool(_PEOPLE_DO.match(text, span[1]))


def is_spoken_to(text: str, start: int) -> bool:
    """Whether the words before a name have a person behind them: "ask", "my wife"."""
    return bool(_TO_PEOPLE.search(text, max(0, start - _BEFORE), start))


def follows_somebody(text: str, end: int) -> bool:
    """Whether people are told of there who follow whoever is named before."""
    return bool(_FOLLOWERS.match(text, end))


def is_brand(words: Sequence[str]) -> bool:
    """Whether one word is a brand, or several of many are the name of one."""
    if len(words) == 1:
        return words[0] in listed("brands")
    return any(
        "_".join(words[at : at + size]) in _houses()
        for size in range(2, _LONGEST + 1)
        for at in range(len(words) - size + 1)
    )


def is_nobody(words: Sequence[str]) -> bool:
    """Whether the name behind a title is that of goods: "Dr. Martens"."""
    return words[0] in _NOBODY


def _stands_as_goods(text: str, start: int, end: int, *, alone: bool) -> bool:
    first = max(0, start - _BEFORE)
    beside = _BESIDE.search(text, first, start)
    behind = _BEHIND.match(text, end)
    near = [part[1] for part in (beside, behind) if part and part[1][0].isupper()]
    allied = _ALLIED_BEFORE.search(text, first, start), _ALLIED.match(text, end)
    house = any(
        _is_of_house(text[start:end], *pair) for pair in ((beside, behind), allied)
    )
    if house or any(map(_is_of_goods, near)):
        return True
    if follows_somebody(text, end):
        return False
    following = _NEXT.match(text, end)
    if following and _is_thing(following[1], ends=following["ends"] is not None):
        return True
    ends = _ENDS.match(text, end) or _SHOWN.search(text, first, start)
    if ends or _is_compound(text, start, end):
        return True
    return alone and bool(_ONE_OF.search(text, first, start))


def _is_compound(text: str, start: int, end: int) -> bool:
    """Whether a clause names a thing and nothing else: "Lionel train set"."""
    if not _CLAUSE.search(text, max(0, start - _BEFORE), start):
        return False
    compound = _COMPOUND.match(text, end)
    return compound is not None and _is_thing(compound[1], ends=True)


def _is_of_house(
    name: str, beside: re.Match[str] | None, behind: re.Match[str] | None
) -> bool:
    """Whether a neighbour makes the name that of a house: "Baby" before "Bjorn"."""
    words = name.split()
    pairs = [(beside[1], words[0])] if beside else []
    pairs += [(words[-1], behind[1])] if behind else []
    return any(is_brand([*map(plain_letters, pair)]) for pair in pairs)


def _is_thing(word: str, *, ends: bool) -> bool:
    """Whether a word is one for a thing; of those that are verbs too, at the end."""
    plain = plain_letters(word)
    forms = {plain, plain.removesuffix("s"), plain.removesuffix("es")}
    if plain in listed("goods") or not listed("things").isdisjoint(forms):
        return True
    return ends and (plain in listed("uses") or plain in _SETS)


def _is_only_brand(plain: str) -> bool:
    return plain in listed("brands") and not is_listed(plain)


def _is_of_goods(word: str) -> bool:
    plain = plain_letters(word)
    return plain in _MODELS or (
        plain in listed("brands") and plain not in listed("common")
    )


@lru_cache(maxsize=1)
def _houses() -> frozenset[str]:
    return frozenset(word for word in listed("brands") if "_" in word)
