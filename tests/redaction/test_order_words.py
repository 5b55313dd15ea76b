"""What people repeat of an order is covered where it is plain, and only there."""

import pytest

from jury.redaction import cover_order, plain, repeated_of

LISTING = repeated_of(
    ["佳能 EF 50mm F1.8 镜头 九成新", "Kettle, brushed steel"],
    "自用两年，镜片无霉无划痕，诚心要的来。 It boils a litre in under three minutes.",
)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("3月5号付的款，1280块", "⟨Date⟩付的款，⟨Sum⟩"),
        ("二〇二六年三月五日", "⟨Date⟩"),
        ("共一千二百元，", "共⟨Sum⟩，"),
        ("I paid ¥1,280.00 on 3 March.", "I paid ⟨Sum⟩ on ⟨Date⟩."),
        ("sent March 7th, 2026, 12 dollars", "sent ⟨Date⟩, ⟨Sum⟩"),
        ("on 2026-03-05 or 5.3.2026", "on ⟨Date⟩ or ⟨Date⟩"),
        ("从杭州市发来", "从⟨Place⟩发来"),
        ("佳能的镜头", "⟨Item⟩的⟨Item⟩"),
        ("佳能EF50mm还在吗", "⟨Item⟩还在吗"),
        ("my 50 mm lens, the EF50mmF1.8", "my 50 mm lens, the ⟨Item⟩.8"),
        ("the EF 50mm is foggy", "the ⟨Item⟩ ⟨Item⟩ is foggy"),
        ("说好镜片无霉无划痕，诚心", "说好⟨Item⟩"),
        ("'boils a litre in under three'", "'⟨Item⟩'"),
        # What stays: it is no listing's, or not plainly a date or a sum.
        ("九成新，正品，没有划痕", "九成新，正品，没有划痕"),
        ("住12号楼，坐3号线，64GB，第3位", "住12号楼，坐3号线，64GB，第3位"),
        ("It came last Tuesday, like new.", "It came last Tuesday, like new."),
        ("iPhone 13, about five of them", "iPhone 13, about five of them"),
    ],
)
def test_only_what_is_plain_is_covered(said: str, left: str) -> None:
    assert plain(cover_order([(False, said)], LISTING, "en")) == left


def test_a_label_stays_what_it_is_and_is_said_in_the_readers_language() -> None:
    parts = [(True, "电话 1"), (False, "，3月5号")]
    covered = cover_order(parts, LISTING, "zh-Hans")
    assert covered == ((True, "电话 1"), (False, "，"), (True, "日期"))
