"""Laws of redaction that hold for every text."""

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from jury.redaction import (
    Known,
    KnownPerson,
    Message,
    Pseudonyms,
    find,
    find_in_messages,
    redact,
    render,
)
from jury.redaction.detect import find_identifiers
from jury.redaction.findings import Finding
from jury.redaction.hits import merge
from jury.redaction.numbers.plain_talk import is_han, is_plain_talk
from jury.redaction.writing.normal import fold_digits, normalise
from tests.redaction.people import BUYER, KNOWN
from tests.redaction.variants import Person, make_person

PIECES = [
    *BUYER.names,
    *BUYER.nicknames,
    *BUYER.phones,
    *BUYER.addresses,
    *BUYER.handles,
    "138 1234 5678",
    "①③⑧",
    "1️⃣",
    "\u200b",
    "微信",
    "订单",
    "¥12.50",
    "2024-05-03",
    "😊",
    "a@b.com",
    "⟦buyer⟧",
    "\n",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=8).map("".join)
digits = st.text("0123456789", min_size=8, max_size=8)
hanzi = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=4)
names = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4
) | st.text("abcdefgHIJKLM", min_size=4, max_size=12)


@given(texts)
def test_findings_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    at = 0
    for finding in find(text, KNOWN):
        assert at <= finding.start < finding.end <= len(text)
        at = finding.end


@given(texts)
def test_the_offset_map_leads_back_to_the_same_characters(text: str) -> None:
    view = normalise(text)
    assert len(view.text) == len(view.digits) == len(view.starts) == len(view.ends)
    for place, character in enumerate(view.text):
        start, end = view.original_span(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert character in normalise(text[start:end]).text


@given(texts)
def test_the_offset_map_never_runs_backwards(text: str) -> None:
    view = normalise(text)
    assert list(view.starts) == sorted(view.starts)
    assert list(view.ends) == sorted(view.ends)


@given(texts, st.sampled_from(["en", "zh-Hans"]))
def test_no_known_value_can_be_read_afterwards(text: str, locale: str) -> None:
    template = redact(text, find(text, KNOWN), Pseudonyms(b"salt"))
    seen = fold_digits(render(template, locale))
    for value in (*BUYER.names, *BUYER.phones, *BUYER.handles, *BUYER.nicknames):
        assert fold_digits(value) not in seen


@given(hanzi, digits, hanzi)
def test_any_mobile_number_is_covered(before: str, tail: str, after: str) -> None:
    phone = "139" + tail
    assert phone not in render(
        redact(
            before + phone + after,
            find(before + phone + after, Known()),
            Pseudonyms(b"salt"),
        ),
        "en",
    )


@given(names, texts, texts)
def test_any_known_name_is_covered(name: str, before: str, after: str) -> None:
    text = f"{before} {name} {after}"
    known = Known(seller=KnownPerson(names=(name,)))
    covered = {i for f in find(text, known) for i in range(f.start, f.end)}
    start = len(before) + 1
    assert set(range(start, start + len(name))) <= covered


# What leads to a name, sound-alikes, and digits that words stand between.
talk = st.lists(
    st.sampled_from(
        (
            *("昵称", "昵稱", "店鋪", "用户名", "叫", "：", "三个五", "电话", "二"),
            *("千", "，", "小猫", " ", "妖散扒灵灵五灵吾留拐勾"),
            "1个人3只猫8条鱼0根草0把伞1朵花2张床3条狗4只鸡5头牛6匹马",
        )
    ),
    max_size=6,
).map("".join)


@settings(max_examples=300)
@given(talk)
def test_plain_talk_holds_no_identifier(text: str) -> None:
    view = normalise(text)
    if is_han(text) and is_plain_talk(view.text):
        assert not list(find_identifiers(view))


values = st.lists(st.text(max_size=8) | st.sampled_from(PIECES), max_size=3).map(tuple)
people = st.builds(
    KnownPerson,
    names=values,
    nicknames=values,
    phones=values,
    addresses=values,
    emails=values,
    handles=values,
)


@settings(max_examples=40)  # each compiles what is known anew
@given(st.builds(Known, people, people, st.tuples(people), values), texts)
def test_whatever_an_order_says_can_be_looked_for(known: Known, text: str) -> None:
    covered = [(f.start, f.end) for f in find(text, known)]
    assert covered == sorted(covered)
    assert all(0 <= start < end <= len(text) for start, end in covered)


@given(st.lists(texts, max_size=6))
def test_findings_of_a_chat_cover_those_of_its_messages(lines: list[str]) -> None:
    messages = [Message("b", line) for line in lines]
    for line, found in zip(lines, find_in_messages(messages, KNOWN), strict=True):
        together = {i for f in found for i in range(f.start, f.end)}
        alone = {i for f in find(line, KNOWN) for i in range(f.start, f.end)}
        assert alone <= together
        assert all(f.end <= len(line) for f in found)


spans = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: (p[0], sum(p)))


@given(
    st.lists(
        st.tuples(
            spans,
            st.sampled_from(["known", "structured", "address", "name"]),
            st.integers(0, 99),
        )
    )
)
def test_no_claim_is_smaller_after_overlaps_are_settled(
    claims: list[tuple[tuple[int, int], str, int]],
) -> None:
    text = "甲" * 40
    given_claims = [
        (weight, Finding("name", by, start, end, f"name:{weight}"))
        for (start, end), by, weight in claims
    ]
    merged = merge(given_claims, text)
    covered = {i for f in merged for i in range(f.start, f.end)}
    assert all(set(range(*span)) <= covered for span, _, _ in claims)
    assert all(a.end <= b.start for a, b in pairwise(merged))


def told(person: Person, number: str) -> str:
    """The same story, whoever it happened to."""
    who = person.known
    return (
        f"{who.names[0]}您好，订单{number}发到{who.addresses[0]}，电话{who.phones[0]}，"
        f"没人接就写信{who.emails[0]}，杯子碎了3个，退129元"
    )


def test_stories_that_differ_in_the_identities_alone_read_the_same() -> None:
    read = set()
    for seed in range(4):
        dice = random.Random(seed)
        person, number = make_person(dice), str(dice.randrange(10**17, 10**18))
        known = Known(buyer=person.known, numbers=(number,))
        text = told(person, number)
        read.add(redact(text, find(text, known), Pseudonyms(b"salt")))
    assert len(read) == 1
