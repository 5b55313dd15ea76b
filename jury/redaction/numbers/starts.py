"""Looking for a pattern only where it can begin.

A pattern that opens with a look behind, or with one of many words, is tried at every
character of a text. Where it begins with is often told by one set of characters, and
those the machine finds a hundred times faster.
"""

import re
from collections.abc import Iterator


def matches(
    pattern: re.Pattern[str], text: str, starts: re.Pattern[str]
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` yields, where all of it begins as ``starts`` do."""
    end = 0
    for start in starts.finditer(text):
        at = start.start()
        if at >= end and (found := pattern.match(text, at)):
            yield found
            end = found.end()
