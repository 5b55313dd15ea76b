"""Labels stand in for what was found, and tell nothing more."""

import json

import pytest

from jury.redaction import (
    KINDS,
    Finding,
    Pseudonyms,
    plain,
    redact,
    render,
    segments,
)
from jury.redaction.labels import label


def make_finding(entity: str, start: int, end: int, kind: str = "phone") -> Finding:
    return Finding(kind, "known", start, end, entity)


def test_one_entity_keeps_one_label_across_texts() -> None:
    pseudonyms = Pseudonyms(b"salt")
    first = redact("aaabbb", [make_finding("phone:1", 0, 3)], pseudonyms)
    second = redact(
        "cccaaa",
        [make_finding("phone:2", 0, 3), make_finding("phone:1", 3, 6)],
        pseudonyms,
    )
    assert (first, second) == ("⟦phone:1⟧bbb", "⟦phone:2⟧⟦phone:1⟧")


def test_numbering_goes_on_from_what_was_kept() -> None:
    pseudonyms = Pseudonyms(b"salt")
    pseudonyms.code_for(make_finding("phone:13812345678", 0, 1))
    kept = json.loads(json.dumps(pseudonyms.dump()))
    assert "13812345678" not in json.dumps(kept)
    again = Pseudonyms(b"salt", kept)
    assert again.code_for(make_finding("phone:13812345678", 0, 1)) == "phone:1"
    assert again.code_for(make_finding("phone:other", 0, 1)) == "phone:2"


@pytest.mark.parametrize(
    ("locale", "seen"),
    [
        ("en", "⟨Buyer⟩ ⟨Phone 1⟩ ⟨Person 2⟩"),
        ("zh-Hans", "⟨买家⟩ ⟨电话1⟩ ⟨第三人2⟩"),
        ("zh_Hans", "⟨买家⟩ ⟨电话1⟩ ⟨第三人2⟩"),
    ],
)
def test_labels_are_read_in_the_readers_language(locale: str, seen: str) -> None:
    assert render("⟦buyer⟧ ⟦phone:1⟧ ⟦name:2⟧", locale) == seen


def test_a_page_can_tell_labels_from_text() -> None:
    assert segments("打 ⟦phone:1⟧！", "zh-Hans") == [
        (False, "打 "),
        (True, "电话 1"),
        (False, "！"),
    ]
    assert segments("⟦buyer⟧", "en") == [(True, "Buyer")]
    assert segments("", "en") == []


def test_parts_as_plain_text_keep_their_brackets() -> None:
    assert plain(segments("call ⟦phone:1⟧!", "en")) == "call ⟨Phone 1⟩!"


@pytest.mark.parametrize("forged", ["⟦phone:1⟧", "⟨Seller⟩", "⟦⟦buyer⟧⟧"])
def test_a_label_cannot_be_forged(forged: str) -> None:
    parts = segments(redact(forged, [], Pseudonyms(b"salt")), "en")
    assert not any(is_label for is_label, _ in parts)
    assert not set("⟦⟧⟨⟩") & set(parts[0][1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_label_in_both_languages(kind: str) -> None:
    assert label(f"{kind}:1", "en") != label("unheard:1", "en")
    assert label(f"{kind}:1", "zh-Hans") != label("unheard:1", "zh-Hans")
