"""The law as a whole: what the files say together, and what a dispute takes along."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from jury.domain.award import Line, LineCode, LineRole
from jury.domain.ballots import chips_for
from jury.domain.errors import Invalid
from jury.domain.law.fields import LawInvalid
from jury.domain.law.ladder import AS_ASKED, Goods
from jury.domain.law.reasons import Group, Reason
from jury.domain.law.texts import Text
from jury.domain.law.whole import Rules
from jury.domain.lifecycle import Side
from jury.services.law.lawbook import SHIPPED, lawbook, load_law
from tests.domain.builders import WORDS, make_reason

CURRENCIES = ("CNY", "HKD", "USD", "EUR")
REASONS = tuple(lawbook().reasons.values())


def rules_for(reason: str, *, amount: int = 50_000, category: str = "other") -> Rules:
    rules, _ = lawbook().rules_for(
        category=category, reason=reason, amount_minor=amount, currency="CNY"
    )
    return rules


def shipped_texts() -> Iterator[Text]:
    law = lawbook()
    for reason in REASONS:
        yield from (reason.title, reason.rule)
        yield from (question.text for question in reason.questions)
        for items in reason.evidence.values():
            for item in items:
                yield from (item.text, item.hint)
    for rung in law.rungs.values():
        yield from (rung.title, rung.says)
    yield from (chip.text for chip in law.chips)
    yield from (policy.title for policy in law.policies)
    for section in law.words.values():
        yield from section.values()


def test_the_shipped_taxonomy_is_complete() -> None:
    assert {
        group: len([r for r in REASONS if r.group is group]) for group in Group
    } == {
        Group.PRODUCT: 8,
        Group.LOGISTICS: 5,
        Group.SERVICE: 6,
        Group.BUYER: 5,
    }


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_every_shipped_reason_can_be_tried(reason: Reason) -> None:
    assert 1 <= len(reason.questions) <= 7
    assert all(reason.evidence[side] for side in Side)
    chips = chips_for(lawbook().chips, reason)
    assert all(sum(chip.goes_with(rung) for chip in chips) >= 4 for rung in (0, 1))
    rules = rules_for(reason.code)
    for asked, freight in product((1, 777, 50_000), (0, 1_200)):
        rungs = rules.offered(
            price_minor=50_000,
            freight_minor=freight,
            held_minor=50_000 + freight,
            asked_minor=asked,
            currency="CNY",
        )
        assert 2 <= len(rungs) <= 6
        assert all(rules.rung(rung.code).title.en for rung in rungs)


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("amount", [1, 3_000, 3_001, 20_001, 200_001, 10**9])
def test_every_sum_has_a_court(currency: str, amount: int) -> None:
    rules, _ = lawbook().rules_for(
        category="phones",
        reason="late_shipment",
        amount_minor=amount,
        currency=currency,
    )
    assert rules.policy.seats in {5, 9, 17}


@pytest.mark.parametrize(
    ("amount", "seats"), [(20_000, 5), (20_001, 9), (200_000, 9), (200_001, 17)]
)
def test_larger_sums_have_larger_panels(amount: int, seats: int) -> None:
    assert rules_for("hidden_defect", amount=amount).policy.seats == seats


def test_the_plain_court_is_two_rungs_and_first_to_nine_of_seventeen() -> None:
    rules = rules_for("hidden_defect", category="plain-court")
    assert [rung.code for rung in rules.ladder] == ["nothing", "full_refund_keep"]
    assert (rules.policy.seats, rules.policy.windows.hearing_hours) == (17, 24)


def test_every_shipped_court_gives_an_hour_to_answer() -> None:
    assert {policy.pace.reply_minutes for policy in lawbook().policies} == {60}


def test_an_invoice_goes_to_staff() -> None:
    assert rules_for("invoice").policy.route.value == "staff"


@pytest.mark.parametrize(
    ("reason", "remedy", "goods"),
    [
        ("wrong_item", "exchange", Goods.EXCHANGED),
        ("colour_or_size", "exchange", Goods.EXCHANGED),
        ("damaged_in_transit", "exchange", Goods.EXCHANGED),
        ("missing_parts", "resend_part", Goods.RESENT),
        ("wrong_address", "resend", Goods.RESENT),
    ],
)
def test_goods_can_be_sent_again_where_that_fits_the_reason(
    reason: str, remedy: str, goods: Goods
) -> None:
    found = {rung.code: rung.goods for rung in rules_for(reason).ladder}
    assert found[remedy] is goods


@pytest.mark.parametrize(
    ("reason", "remedy"),
    [
        ("not_as_described", "return_refund_seller_freight"),
        ("hidden_defect", "return_refund_seller_freight"),
        ("counterfeit", "return_refund_seller_freight"),
        ("wrong_item", "return_refund_seller_freight"),
        ("seven_day_return", "return_refund_buyer_freight"),
    ],
)
def test_goods_can_be_sent_back_where_that_fits_the_reason(
    reason: str, remedy: str
) -> None:
    *_, back, keep = rules_for(reason).ladder
    assert (back.code, keep.code) == (remedy, "full_refund_keep")


@pytest.mark.parametrize(
    ("category", "reason", "remedy"),
    [
        ("freight-insured", "seven_day_return", "return_refund_insurer_freight"),
        (
            "marketplace-courier",
            "damaged_in_transit",
            "return_refund_platform_freight",
        ),
    ],
)
def test_an_insurer_or_the_marketplace_pays_the_way_back_where_that_is_theirs(
    category: str, reason: str, remedy: str
) -> None:
    assert rules_for(reason, category=category).ladder[-1].code == remedy


def test_no_text_lacks_a_language_or_says_the_same_in_both() -> None:
    for text in shipped_texts():
        assert re.search("[a-z]", text.en)
        assert not re.search("[\u4e00-\u9fff]", text.en)
        assert re.search("[\u4e00-\u9fff]", text.zh_hans)
        assert not re.search("[,;?!]", text.zh_hans), text.zh_hans


def test_parties_are_addressed_politely_and_jurors_as_equals() -> None:
    law = lawbook()
    for reason in REASONS:
        for items in reason.evidence.values():
            assert not any(
                "你" in item.text.zh_hans + item.hint.zh_hans for item in items
            )
        asked = "".join(one.text.zh_hans for one in reason.questions)
        assert not re.search("[你您我]", asked)
        assert not re.search("[你您]", reason.rule.zh_hans)
    assert not any("您" in text.zh_hans for text in law.words["eligibility"].values())


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en", "words"), ("zh_Hans", "文字"), ("zh-Hans", "文字"), ("fr", "words")],
)
def test_a_text_is_said_in_the_readers_language(locale: str, said: str) -> None:
    assert WORDS.for_locale(locale) == said


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_the_rules_of_a_dispute_survive_being_stored(reason: Reason) -> None:
    rules = rules_for(reason.code)
    assert Rules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


def test_what_an_earlier_version_froze_still_judges() -> None:
    rules = rules_for("invoice")
    frozen = json.loads(json.dumps(rules.to_json()))
    frozen["policy"]["draw"] |= {"by_category": False, "lanes_a_seat": 50}
    assert Rules.from_json(frozen) == rules


def test_stored_rules_with_a_wrong_field_are_refused() -> None:
    stored = rules_for("invoice").to_json() | {"judge": "me"}
    with pytest.raises(LawInvalid, match="judge: is not a known field"):
        Rules.from_json(stored)


def test_a_rung_is_looked_up_by_its_code() -> None:
    rules = rules_for("counterfeit")
    assert rules.rung(AS_ASKED).title.en == "The sum that is asked"


def test_a_reason_outside_the_taxonomy_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        rules_for("bad_karma")
    assert set(refusal.value.fields) == {"reason"}


@pytest.mark.parametrize("locale", ["en", "zh-Hans"])
def test_every_line_of_a_calculation_is_said_with_its_percentage(locale: str) -> None:
    for code in LineCode:
        said = lawbook().say_line(Line(code, LineRole.TERM, 5, percent=30), locale)
        assert ("30" in said and "%" in said) == (code is LineCode.SHARE)


def test_the_law_words_its_codes() -> None:
    assert lawbook().word("eligibility", "tied").en.startswith("You share")


def test_a_reason_finds_its_questions() -> None:
    reason = make_reason()
    assert reason.question("harm") == reason.questions[1]
    assert reason.question("no_such") is None


def test_the_shipped_files_are_read_from_a_folder(tmp_path: Path) -> None:
    assert load_law(SHIPPED).policies == lawbook().policies
    with pytest.raises(LawInvalid, match=r"rungs\.toml: is not there"):
        load_law(tmp_path)


@pytest.mark.parametrize("content", [b"name = ", b'name = "\xff"'])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "court.toml").write_bytes(content)
    with pytest.raises(LawInvalid, match=r"court\.toml"):
        load_law(tmp_path)
