"""What can be an e-mail address; whether somebody reads it only a mail tells."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 254
# Without what a header would read as more than one address, or as a comment.
_PART: Final = r'[^\s@<>()\[\],;:\\".]+'
_FORM: Final = re.compile(rf"{_PART}(\.{_PART})*@{_PART}(\.{_PART})*")


def is_email(text: str) -> bool:
    """Tell whether a mail can be sent there: one address, nothing hidden in it."""
    if len(text) > LONGEST or not _FORM.fullmatch(text):
        return False
    return not any(unicodedata.category(char).startswith("C") for char in text)
