"""Telling in which language somebody wrote, so that nobody has to say it."""

from jury.web.frame import reader_locale


def language_of(text: str) -> str:
    """ "zh-Hans" or "en"; where the text does not tell, as the reader reads."""
    if any("一" <= sign <= "鿿" for sign in text):
        return "zh-Hans"
    is_chinese = reader_locale() == "zh-Hans" and not any(map(str.isalpha, text))
    return "zh-Hans" if is_chinese else "en"
