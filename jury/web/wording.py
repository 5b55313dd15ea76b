"""Sentences and fixed addresses in templates, looked up once where once is enough.

Flask-Babel asks which language the reader has at every sentence, and a page has a
hundred of them: that was a third of the time a juror's page took.
"""

from datetime import datetime
from functools import lru_cache
from typing import cast

from babel.support import NullTranslations
from flask import Flask, g, get_template_attribute, request
from flask_babel import get_locale, get_translations, to_user_timezone
from markupsafe import Markup

from jury.services.people.locales import LOCALES

NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def init_app(app: Flask) -> None:
    """Give templates their words; after Flask-Babel, which gives them slower ones."""
    app.jinja_env.globals.update(
        {
            "_": say,
            "gettext": say,
            "ngettext": say_number,
            "fixed": fixed,
            "nearness": nearness,
            "languages": LOCALES,
        }
    )


def say(sentence: str, **values: object) -> Markup:
    """A sentence in the reader's language, with what is filled in escaped."""
    said = _markup(_catalogue().ugettext(sentence))
    return said % values if "%" in said else said


def word(sentence: str) -> str:
    """A sentence without values, for code rather than for templates."""
    return str(_catalogue().ugettext(sentence))


def sentences(*said: str) -> str:
    """Several sentences as one text; Chinese has no blank between them."""
    gap = "" if str(get_locale()).startswith("zh") else " "
    return gap.join(one for one in said if one)


def say_number(one: str, many: str, number: int, **values: object) -> Markup:
    """A sentence with a number in it, in the form that the number asks for."""
    said = _markup(_catalogue().ungettext(one, many, number))
    return said % {"num": number, **values}


def _markup(said: str) -> Markup:
    # Sentences are the project's own; only what is filled in comes from elsewhere.
    return Markup(said)  # noqa: S704 # nosec B704


def _catalogue() -> NullTranslations:
    """The reader's catalogue, kept for the rest of the request."""
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return cast(NullTranslations, found)


def nearness(at: datetime, now: datetime) -> str:
    """How a day is called where the reader is: by a word, or by a date with a year."""
    that, today = to_user_timezone(at).date(), to_user_timezone(now).date()
    named = NEAR_DAYS.get((that - today).days)
    return named or ("this year" if that.year == today.year else "another year")


def fixed(macro: str, template: str = "layout_fixed.html") -> Markup:
    """What a macro without arguments gives: the same all through a language."""
    return _fixed(template, macro, str(get_locale()), request.script_root)


@lru_cache(maxsize=64)
def _fixed(template: str, macro: str, _locale: str, _script_root: str) -> Markup:
    return cast(Markup, get_template_attribute(template, macro)())
