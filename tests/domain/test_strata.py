"""Panels balanced between kinds of people: whose seats are whose."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.jurors.strata import (
    Axis,
    Bench,
    Panel,
    balances_of,
    choose_strata,
    kinds_in,
    mostly_buys,
    seats_to_fill,
    stratum_keys,
)
from jury.domain.law.fields import LawInvalid
from jury.domain.policy import from_json
from jury.domain.sortition import (
    full_transcript,
    public_transcript,
    row_key,
    verify_transcript,
)
from tests.domain.builders import make_policy
from tests.domain.draws import Court, Setup, people

WHOLE = "en/*/active"
BOTH = Panel((Axis.TRADE, Axis.EXPERIENCE))
BUYS, SELLS = f"{WHOLE}/buys", f"{WHOLE}/sells"
FOUR = stratum_keys(WHOLE, BOTH.balance)


def test_every_kind_of_people_is_a_list_of_its_own() -> None:
    assert [
        f"{WHOLE}/{kinds}"
        for kinds in (
            "buys.new",
            "buys.experienced",
            "sells.new",
            "sells.experienced",
        )
    ] == FOUR
    assert [kinds_in(key) for key in (FOUR[0], BUYS, WHOLE)] == [
        ("buys", "new"),
        ("buys",),
        (),
    ]


def test_lists_are_named_alike_whatever_is_given_up_first() -> None:
    other = Panel((Axis.EXPERIENCE, Axis.TRADE))
    assert other.tries() == [BOTH.balance, (Axis.EXPERIENCE,)]
    assert balances_of([BOTH, other, Panel()]) == sorted(
        [BOTH.balance, (Axis.TRADE,), (Axis.EXPERIENCE,)]
    )


@pytest.mark.parametrize(
    ("bought", "sold", "last", "buys"),
    [(5, 4, 1, True), (4, 5, 0, False), (3, 3, 0, True), (0, 0, 1, False)],
)
def test_whoever_did_both_equally_often_is_put_by_their_key(
    bought: int, sold: int, last: int, *, buys: bool
) -> None:
    assert mostly_buys(bought, sold, bytes(15) + bytes([last])) is buys


@pytest.mark.parametrize(
    ("short", "keys"),
    [
        ({}, FOUR),
        ({FOUR[3]: 5}, [BUYS, SELLS]),
        ({FOUR[1]: 0, SELLS: 7}, [WHOLE]),
    ],
)
def test_where_a_list_is_short_less_is_balanced(
    short: dict[str, int], keys: list[str]
) -> None:
    sizes = dict.fromkeys((WHOLE, BUYS, SELLS, *FOUR), 100) | short
    found = choose_strata(
        BOTH.tries(), sizes, whole=WHOLE, seats=9, enough=lambda seats: 2 * seats
    )
    assert found[1] == keys
    assert stratum_keys(WHOLE, found[0]) == keys


def test_a_list_that_was_never_promised_balances_nothing() -> None:
    found = choose_strata(
        BOTH.tries(), {WHOLE: 50}, whole=WHOLE, seats=9, enough=lambda seats: seats
    )
    assert found == ((), [WHOLE])


def benches(*rows: tuple[int, int, int, bool], keys: list[str]) -> list[Bench]:
    return [Bench(key, *row) for key, row in zip(keys, rows, strict=True)]


def test_seats_open_in_turn() -> None:
    two = benches((5, 0, 0, False), (4, 0, 0, False), keys=[BUYS, SELLS])
    opened = [seats_to_fill(two, opened=count) for count in range(10)]
    assert opened[5] == [3, 2]
    assert all(abs(one - other) <= 1 for one, other in opened)


def test_what_nobody_is_left_for_goes_to_the_nearest_kind() -> None:
    rows = [(3, 0, 0, False), (2, 0, 0, False), (2, 1, 0, True), (2, 0, 0, False)]
    found = seats_to_fill(benches(*rows, keys=FOUR), opened=9)
    assert found == [3, 2, 1, 3]
    rows[3] = (2, 0, 2, True)
    found = seats_to_fill(benches(*rows, keys=FOUR), opened=9)
    assert found == [3, 3, 1, 2]


ROWS = st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(0, 5), st.booleans())


@given(rows=st.lists(ROWS, min_size=4, max_size=4), opened=st.integers(0, 40))
def test_no_seat_is_made_and_none_is_lost(
    rows: list[tuple[int, int, int, bool]], opened: int
) -> None:
    made = benches(*rows, keys=FOUR)
    found = seats_to_fill(made, opened=opened)
    assert sum(found) == min(opened, sum(bench.seats for bench in made))
    assert all(room >= 0 for room in found)
    if not any(bench.is_short for bench in made):
        assert all(room <= bench.seats for room, bench in zip(found, made, strict=True))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"balance": ["luck"]}, "must name some of trade, experience"),
        ({"balance": ["trade", "trade"]}, "names something twice"),
        ({"balance": "trade"}, "must be a list of texts"),
        ({"weight": 3}, "is not a known field"),
    ],
)
def test_what_no_panel_can_be_balanced_by_is_named(
    told: dict[str, object], says: str
) -> None:
    with pytest.raises(LawInvalid, match=says):
        make_policy(panel=told)


def test_a_balance_needs_a_seat_for_each_kind() -> None:
    with pytest.raises(LawInvalid, match=r"panel.balance needs a seat|panel.balance"):
        make_policy(seats=3, panel={"balance": ["trade", "experience"]})


def test_a_balance_is_frozen_into_the_dispute() -> None:
    policy = make_policy(panel={"balance": ["trade"]})
    assert policy.panel.balance == (Axis.TRADE,)
    assert from_json(policy.to_json()) == policy
    assert "panel" not in make_policy().to_json()


def balanced(seats: int = 5) -> Setup:
    return Setup(
        {BUYS: people(160, "buyer"), SELLS: people(40, "seller")},
        seats=seats,
        quotas=(seats // 2, seats // 2),
        balance=("trade",),
    )


def test_quotas_are_exact_and_the_odd_seat_is_by_lot() -> None:
    odd = Counter[int]()
    for number in range(300):
        setup = balanced()
        setup = Setup(
            setup.rosters, 5, (2, 2), dispute=f"d-{number}", balance=("trade",)
        )
        shares = Court(setup, lambda _key: None).shares
        assert sorted(shares) == [2, 3]
        odd[shares[0]] += 1
    # Four of five people are on the first list, and so brings it the odd seat.
    assert 0.72 < odd[3] / 300 < 0.88


def test_inside_a_kind_everybody_has_the_same_chance() -> None:
    called = Counter[bytes]()
    for number in range(400):
        setup = Setup(
            {BUYS: people(40, "buyer"), SELLS: people(10, "seller")},
            seats=4,
            quotas=(2, 2),
            dispute=f"d-{number}",
            balance=("trade",),
        )
        court = Court(setup, lambda _key: None)
        for at, seats in enumerate(court.shares):
            for _seat in range(seats):
                court.summon_next(at)
        for segment in court.record().segments:
            called.update(one.key for one in segment.entries if one.code is None)
    for prefix, count in (("buyer", 40), ("seller", 10)):
        times = [called[row_key(ref)] for ref in people(count, prefix)]
        assert sum(times) == 800
        expected = 800 / count
        spread = sum((one - expected) ** 2 / expected for one in times)
        # The 99.9 % points of chi-square with 39 and 9 degrees of freedom.
        assert spread < (72.1 if count == 40 else 27.9)


def test_a_balanced_transcript_says_so_and_a_lopsided_one_is_refused() -> None:
    court = Court(balanced(), lambda _key: None)
    for at, seats in enumerate(court.shares):
        for _seat in range(seats):
            court.summon_next(at)
    for form in (full_transcript, public_transcript):
        found = verify_transcript(form(court.record()))
        assert found.problem is None
        assert any("balanced by trade: 2 lists" in said for said in found.checked)
    rosters = balanced().rosters
    lopsided = Court(Setup(rosters, 5, (4, 1), balance=("trade",)), lambda _key: None)
    found = verify_transcript(public_transcript(lopsided.record()))
    assert found.problem == "The panel is not balanced: the quotas are not all alike."
