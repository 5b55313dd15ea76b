"""Names spelled for the ear: "lima india", "L for London, underscore, nine"."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.writing.normal import Normal

_PILOTS: Final = (
    "alf|alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike"
    "|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu"
)
_FOR: Final = (
    r"[a-z]\s(?:for|as\sin|like(?:\sin)?|is\sfor)\s[a-z]{2,12}"
    r"|[a-z]\s?[(（][a-z]{2,12}[)）]"
)
_OTHER: Final = (
    r"[0-9]{1,4}|[_\-.]|zero|oh|one|two|three|four|five|six|seven|eight|nine|niner|dash|dot"
    r"|underscore|hyphen|下划线|横杠|杠|点|capital|lower\s?case|upper\s?case|[a-z](?![a-z])"
)
_SPELLED: Final = re.compile(
    rf"(?<![a-z0-9])(?:(?:{_FOR}|{_PILOTS}|{_OTHER})(?![a-z])[\s,，、\-]{{0,2}}){{4,}}"
)
_WORD_OF_IT: Final = re.compile(rf"(?<![a-z])(?:{_FOR}|{_PILOTS})(?![a-z])")
_PILOT_WORDS: Final = frozenset(
    {*_PILOTS.replace("?", "").split("|"), "juliet", "whisky", "xray"}
)
_FORS: Final = (" for ", " as in ", " like ", "(")
_FEWEST_WORDS: Final = 3


def find_spelled_out(view: Normal) -> Iterator[Hit]:
    """Four signs and more in a row, of which three are such words."""
    text = view.text
    parted = text.replace(",", " ").replace("-", " ").replace("、", " ").split()
    piloted = sum(map(_PILOT_WORDS.__contains__, parted))
    if max(piloted, sum(map(text.count, _FORS))) < _FEWEST_WORDS:
        return
    for found in _SPELLED.finditer(view.text):
        if len(_WORD_OF_IT.findall(found[0])) >= _FEWEST_WORDS:
            end = found.start() + len(found[0].rstrip(" ,，、"))
            yield Hit("handle", found.start(), end, f"handle:{found[0].strip()}", 46)
