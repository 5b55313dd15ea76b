"""What people send is stored in one form, and shows what it says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction import TextEmpty, TextRefused, TextTooLong, clean_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("abc\u202edef\u2069", "abcdef"),
        ("13\u200b8\u200c\u2060\ufeff", "138"),
        ("a\0b\x1b[31m\x7f", "ab[31m"),
        ("tab\tstays", "tab\tstays"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("❤\ufe0f 1\ufe0f\u20e3", "❤\ufe0f 1\ufe0f\u20e3"),
        ("a\u200db\u200d", "ab"),
        ("微\ufe0f信", "微信"),
        ("a\U000e0041\U000e0100", "a"),
        ("half \ud800", "half "),
        ("<b>", "<b>"),
        ("Z" + "\u0337" * 60 + "!", "Z" + "\u0337" * 4 + "!"),
        ("ก" + "\u0e47" * 9, "ก" + "\u0e47" * 4),
        ("ệ ẫ 1\ufe0f\u20e3", "ệ ẫ 1\ufe0f\u20e3"),
    ],
)
def test_a_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean_text(text, max_length=100) == cleaned


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text, max_length=300)
    assert clean_text(once, max_length=300) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize("length", [6, 10_000])
def test_a_long_text_is_refused(length: int) -> None:
    with pytest.raises(TextTooLong):
        clean_text("字" * length, max_length=5)


def test_the_limit_itself_is_allowed() -> None:
    assert clean_text("字" * 5, max_length=5) == "字" * 5


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_an_empty_text_is_refused_where_one_is_needed(text: str) -> None:
    assert not clean_text(text, max_length=5).strip()
    with pytest.raises(TextEmpty) as refusal:
        clean_text(text, max_length=5, required=True)
    assert isinstance(refusal.value, TextRefused)
