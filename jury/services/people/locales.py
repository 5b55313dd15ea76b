"""The languages that pages, mails and refusals come in.

What the court itself says, it says in Chinese and in English: a reader of any other
language reads that in English (`jury.domain.law.texts`).
"""

from typing import Final, Literal

Locale = Literal["zh-Hans", "en"]
# Each with its own name, as the link to it reads.
LOCALES: Final[dict[Locale, str]] = {"zh-Hans": "中文", "en": "English"}
