"""Telling in which language somebody wrote, so that nobody has to say it."""

from jury.web.frame import reader_locale


def language_of(text: str) -> str:
    """ "zh-Hans" or "en"; the reader's own when the text does not tell."""
    if any("一" <= sign <= "鿿" for sign in text):
        return "zh-Hans"
    return "en" if any(sign.isalpha() for sign in text) else reader_locale()
