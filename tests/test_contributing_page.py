"""CONTRIBUTING.md is true: what it prints can be added as printed."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from jury.domain.law.whole import Law
from jury.services.law.lawbook import SHIPPED, load_law
from scripts import new_language
from tests import servers

PAGE = (servers.TOP / "CONTRIBUTING.md").read_text()


@pytest.fixture
def law(tmp_path: Path) -> Law:
    """The law with the printed reason and remedy, the one on the other's ladder.

    Under codes of their own, so that whoever tries the page finds nothing twice.
    """
    folder = tmp_path / "policies"
    shutil.copytree(SHIPPED, folder)
    reason, rung = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    reason = reason.replace('"nothing", ', '"nothing", "printed_10", ')
    reason = reason.replace('"manual_missing"', '"printed_missing"')
    rung = rung.replace('"share_10"', '"printed_10"')
    for file, more in (("reasons.toml", reason), ("rungs.toml", rung)):
        with (folder / file).open("a") as written:
            written.write("\n" + re.sub(r"^   ", "", more, flags=re.MULTILINE))
    return load_law(folder)


def test_the_printed_reason_and_remedy_make_a_ballot(law: Law) -> None:
    rules, _considered = law.rules_for(
        category="phones", reason="printed_missing", amount_minor=9000, currency="CNY"
    )
    offered = rules.offered(
        price_minor=9000,
        freight_minor=0,
        held_minor=9000,
        asked_minor=9000,
        currency="CNY",
    )
    assert [(one.code, one.buyer_minor) for one in offered][:3] == [
        ("nothing", 0),
        ("printed_10", 900),
        ("share_20", 1800),
    ]


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:jury|tests|templates|scripts)/[\w/.-]+)`", PAGE))
    gone = [one for one in sorted(named) if not (servers.TOP / one).exists()]
    assert len(named) > 10
    assert not gone


@pytest.mark.parametrize("area", sorted(new_language.TRANSLATIONS.iterdir()))
def test_a_language_begins_with_every_sentence_and_no_translation(area: Path) -> None:
    begun = new_language.empty_catalogue(area, "de")
    with (area / "zh_Hans" / new_language.FILE).open("rb") as text:
        known = read_po(text, locale="zh_Hans")
    assert {one.id for one in begun} == {one.id for one in known}
    assert not any(one.string for one in begun if one.id and not one.pluralizable)
