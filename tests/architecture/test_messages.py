"""Every language is whole: a sentence for people is said in all of them."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from jury.services.people.locales import LOCALES, Locale
from tests.architecture import sources

LAZY = {
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
HAN = re.compile(r"[\u4e00-\u9fff]")
CATALOGUES = sorted((sources.TOP / "jury" / "translations").glob("*/*/*/*.po"))
LANGUAGES = sorted({file.parts[-3] for file in CATALOGUES})


def forms(message: Message) -> list[str]:
    """A message's sentences in the language of its catalogue."""
    text = message.string
    return [text or ""] if isinstance(text, str | None) else [one or "" for one in text]


def said_in_the_code() -> dict[str, str]:
    """Every English sentence, and where it is said."""
    said: dict[str, str] = {}
    for root in ("jury", "templates"):
        for file, line, message, *_ in extract_from_dir(
            str(sources.TOP / root),
            method_map=METHODS,
            keywords=DEFAULT_KEYWORDS | LAZY,
        ):
            english = message if isinstance(message, str) else message[0]
            said.setdefault(english, f"{root}/{file}:{line}")
    return said


def catalogues(language: str) -> Iterator[tuple[str, Catalog]]:
    for file in CATALOGUES:
        if file.parts[-3] == language:
            with file.open("rb") as text:
                yield sources.name(file), read_po(text, locale=language)


def english_of(message: Message) -> tuple[str, ...]:
    text = message.id
    return (text,) if isinstance(text, str) else tuple(text)


def messages(language: str) -> Iterator[tuple[str, Message]]:
    for file, catalogue in catalogues(language):
        for message in catalogue:
            if message.id:
                yield file, message


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_in_every_language(language: str) -> None:
    translated = {
        english_of(message)[0]
        for _, message in messages(language)
        if all(forms(message)) and not message.fuzzy
    }
    missing = [
        f"{place}: {sentence}"
        for sentence, place in said_in_the_code().items()
        if sentence not in translated
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_fuzzy(language: str) -> None:
    unfinished = [
        f"{file}: {message.id}"
        for file, message in messages(language)
        if message.fuzzy or not all(forms(message))
    ]
    assert not unfinished, "\n".join(unfinished)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_sentence_fills_in(language: str) -> None:
    different = []
    for file, message in messages(language):
        # One English form may leave out the number that the other one says.
        wanted = {
            name for text in english_of(message) for name in PLACEHOLDER.findall(text)
        }
        *rare, usual = [set(PLACEHOLDER.findall(said)) for said in forms(message)]
        if usual != wanted or any(one - wanted for one in rare):
            different.append(f"{file}: {message.id} -> {message.string}")
    assert not different, "\n".join(different)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_one_translation_wherever_it_stands(language: str) -> None:
    found: defaultdict[tuple[str | None, str], set[str]] = defaultdict(set)
    for _, message in messages(language):
        found[message.context, english_of(message)[0]].add("|".join(forms(message)))
    several = [f"{key[1]}: {texts}" for key, texts in found.items() if len(texts) > 1]
    assert not several, "\n".join(several)


def test_catalogues_lie_where_the_pages_look_for_them() -> None:
    odd = [
        sources.name(file)
        for file in CATALOGUES
        if file.parts[-2:] != ("LC_MESSAGES", "messages.po")
    ]
    assert not odd, "\n".join(odd)
    assert "zh_Hans" in LANGUAGES


def test_every_language_that_can_be_chosen_has_its_sentences() -> None:
    chosen = {code.replace("-", "_") for code in LOCALES}
    assert chosen == {*LANGUAGES, "en"}
    assert get_args(Locale) == tuple(LOCALES)


POLICIES = sorted((sources.TOP / "jury" / "policies").glob("*.toml"))


def one_sided(value: Any, place: str) -> Iterator[str]:
    """Where a text of the court stands in one language only."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from one_sided(item, f"{place}[{number}]")
    if not isinstance(value, dict):
        return
    spoken = {"en", "zh-Hans"} & value.keys()
    if spoken and not all(value.get(language) for language in ("en", "zh-Hans")):
        yield place
    elif spoken and not HAN.search(str(value["zh-Hans"])):
        yield f"{place} (no Chinese in it)"
    for key, item in value.items():
        yield from one_sided(item, f"{place}.{key}")


@pytest.mark.parametrize("file", POLICIES, ids=sources.name)
def test_the_courts_own_words_are_in_both_languages(file: Any) -> None:
    lame = list(one_sided(tomllib.loads(file.read_text()), sources.name(file)))
    assert not lame, "\n".join(lame)
