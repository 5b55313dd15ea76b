"""Text as people send it, made safe to store and to show.

NFC, line ends as LF, and nothing that shows no glyph but changes how others read:
bidi controls, zero-width characters, tags, other control characters. Marks do not pile
up on a letter until they cover the lines around it.
"""

import re
import unicodedata
from typing import Final

_HIDDEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]"
)
_LINE_END: Final = re.compile("\r\n?|[\u2028\u2029\u0085\x0b\x0c]")
_EMOJI: Final = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
_JOINER = re.compile(
    f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])"  # joins no two emoji
    f"|(?<![{_EMOJI}0-9#*])[\ufe00-\ufe0f]"  # varies nothing that has variants
)
_MARK: Final = (
    "[\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# No language stacks more on a letter; a tower is drawn over other people's words.
_TOWER: Final = re.compile(f"({_MARK}{{4}}){_MARK}+")


class TextRefused(ValueError):
    """A text that cannot be taken as it is."""


class TextTooLong(TextRefused):
    """More characters than the field takes."""


class TextEmpty(TextRefused):
    """Nothing is left to read, where something is needed."""


def clean_text(text: str, *, max_length: int, required: bool = False) -> str:
    """The text as others may read it, at most ``max_length`` code points long.

    Raises TextTooLong, and TextEmpty when ``required`` and only blanks are left.
    """
    if len(text) > 4 * max_length + 64:
        raise TextTooLong(f"more than {max_length} characters")
    lines = _LINE_END.sub("\n", text)
    shown = _HIDDEN.sub("", _CONTROL.sub("", lines))
    shown = _drop_lone_joiners(shown)
    cleaned = _TOWER.sub(r"\1", unicodedata.normalize("NFC", shown))
    if len(cleaned) > max_length:
        raise TextTooLong(f"more than {max_length} characters")
    if required and not cleaned.strip():
        raise TextEmpty("nothing to read")
    return cleaned


def _drop_lone_joiners(text: str) -> str:
    """Until nothing changes: taking one joiner away may bare the next."""
    while (shorter := _JOINER.sub("", text)) != text:
        text = shorter
    return text
