"""The lot: everybody equally likely, in one order, that can be gone on along."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.sortition import (
    EXCLUDED,
    REPEAT,
    Stream,
    TooFewPeople,
    draw_rows,
    open_seed,
    roster_lanes,
    row_key,
    seats_by_segment,
    segment_stream,
    share_seats,
)
from tests.domain.draws import (
    ACTIVE,
    SERVER_SEED,
    Setup,
    chi_square,
    chi_square_limit,
    people,
    segment_of,
    summoned_keys,
)


def stream_no(number: int) -> Stream:
    return segment_stream(bytes(32), number.to_bytes(32, "big"), ACTIVE)


class Lanes(Stream):
    """A stream whose lanes a test dictates."""

    def runs(self, start: int) -> Iterator[Iterable[tuple[int, int]]]:
        values = [2**64 - 1, 5, 2**64 - 2, 6]
        yield list(enumerate(values))[start:]


def test_every_row_is_named_equally_often() -> None:
    hits = Counter(hit.row for hit in islice(stream_no(1).hits(500), 50_000))
    limit = chi_square_limit(499)
    assert chi_square([hits[row] for row in range(500)], 100) < limit


def test_ordered_triples_are_those_of_drawing_without_putting_back() -> None:
    segment = segment_of(people(9))
    excluded = frozenset({row_key("juror-4")})
    triples = Counter(
        tuple(
            entry.row
            for entry in draw_rows(
                stream_no(number), segment, seats=3, excluded=excluded
            )[0]
            if entry.code is None
        )
        for number in range(16_800)
    )
    rows = [row for row in range(9) if segment.key(row) not in excluded]
    cells = list(permutations(rows, 3))
    assert triples.keys() <= set(cells)
    assert chi_square([triples[cell] for cell in cells], 50) < chi_square_limit(335)


def test_a_lane_in_the_incomplete_last_run_names_nobody() -> None:
    dictated = Lanes(b"")
    assert [*islice(dictated.hits(10), 2)] == [(1, 5), (3, 6)]
    # A power of two has no incomplete run.
    assert [*islice(dictated.hits(16), 2)] == [(0, 15), (1, 5)]


def test_nobody_is_named_among_none() -> None:
    assert not [*stream_no(1).hits(0)]


@given(st.integers(0, 400), st.integers(1, 2**53))
def test_a_stream_goes_on_where_it_stopped(start: int, total: int) -> None:
    whole = [*stream_no(7).hits(total, stop=start + 50)]
    resumed = [*stream_no(7).hits(total, start=start, stop=start + 50)]
    assert [hit for hit in whole if hit.lane >= start] == resumed


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 2**32))
def test_the_first_of_a_longer_draw_are_the_shorter_draw(
    one: int, other: int, number: int
) -> None:
    short, long = sorted((one, other))
    segment = segment_of(people(200))
    few, _ = draw_rows(stream_no(number), segment, seats=short, excluded=frozenset())
    many, _ = draw_rows(stream_no(number), segment, seats=long, excluded=frozenset())
    assert many[: len(few)] == few


@given(st.integers(1, 40), st.sets(st.integers(0, 50), max_size=45), st.integers(1, 5))
def test_nobody_is_summoned_twice_or_though_excluded(
    size: int, barred: set[int], seats: int
) -> None:
    keys = set(map(row_key, people(size)))
    excluded = frozenset(row_key(f"juror-{number}") for number in barred)
    segment, stream = segment_of(people(size)), stream_no(size)
    if len(keys - excluded) < seats:
        with pytest.raises(TooFewPeople):
            draw_rows(stream, segment, seats=seats, excluded=excluded)
        return
    entries, _ = draw_rows(stream, segment, seats=seats, excluded=excluded)
    drawn = [entry.key for entry in entries if entry.code is None]
    assert len(drawn) == len(set(drawn)) == seats
    assert set(drawn) <= keys - excluded


def test_skips_say_whether_it_was_a_repeat_or_an_exclusion() -> None:
    segment = segment_of(people(4))
    excluded = frozenset({row_key("juror-2")})
    entries, _ = draw_rows(stream_no(3), segment, seats=3, excluded=excluded)
    met: set[int] = set()
    for entry in entries:
        due = EXCLUDED if entry.key in excluded else None
        assert entry.code == (REPEAT if entry.row in met else due)
        met.add(entry.row)


class TestTheListOfThoseLeft:
    """When hardly anybody is eligible the lot goes over those who are."""

    segment = segment_of(people(2000))
    eligible = frozenset(map(row_key, people(3)))
    excluded = frozenset(map(row_key, people(2000))) - eligible

    def test_it_begins_after_fifty_lanes_a_seat(self) -> None:
        entries, listed = draw_rows(
            stream_no(1), self.segment, seats=3, excluded=self.excluded
        )
        assert listed is not None
        on_list = [entry for entry in entries if entry.list_row is not None]
        assert on_list[0].lane == roster_lanes(3) == 150
        assert all(entry.lane < 150 for entry in entries if entry not in on_list)

    def test_it_holds_the_eligible_rows_not_yet_met_in_row_order(self) -> None:
        entries, listed = draw_rows(
            stream_no(1), self.segment, seats=3, excluded=self.excluded
        )
        early = {entry.key for entry in entries if entry.lane < 150}
        left = [person for person in people(3) if row_key(person) not in early]
        assert listed == segment_of(left)

    def test_it_ends_with_everybody_summoned(self) -> None:
        entries, _ = draw_rows(
            stream_no(1), self.segment, seats=3, excluded=self.excluded
        )
        drawn = {entry.key for entry in entries if entry.code is None}
        assert drawn == self.eligible

    def test_too_few_people_are_said_to_be_too_few(self) -> None:
        with pytest.raises(TooFewPeople, match="4 seats, but only 3 people"):
            draw_rows(stream_no(1), self.segment, seats=4, excluded=self.excluded)


@pytest.mark.parametrize(
    ("sizes", "seats", "quotas"),
    [
        ((100, 100), 17, (8, 8)),
        ((100, 300), 17, (4, 12)),
        ((1, 1, 1), 2, (0, 0, 0)),
        ((50,), 17, (17,)),
        ((5, 0), 5, (5, 0)),
    ],
)
def test_quotas_are_in_proportion_and_rounded_down(
    sizes: tuple[int, ...], seats: int, quotas: tuple[int, ...]
) -> None:
    assert share_seats(seats, sizes) == quotas


def test_an_odd_seat_falls_to_a_segment_as_often_as_it_has_people() -> None:
    setup = Setup({"a": people(30), "b": people(90, "b")}, seats=3, quotas=(1, 1))
    commitment = setup.commitment()
    shares = Counter(
        seats_by_segment(commitment, bytes(32), number.to_bytes(32, "big"))
        for number in range(4000)
    )
    counts = [shares[2, 1], shares[1, 2]]
    assert sum(counts) == 4000
    assert abs(counts[0] - 1000) < 3.3 * (4000 * 0.25 * 0.75) ** 0.5


def test_two_odd_seats_never_fall_to_one_segment() -> None:
    rosters = {key: people(size, key) for key, size in [("a", 1), ("b", 1), ("c", 99)]}
    commitment = Setup(rosters, seats=2, quotas=(0, 0, 0)).commitment()
    for number in range(200):
        shares = seats_by_segment(commitment, bytes(32), number.to_bytes(32, "big"))
        assert sorted(shares) == [0, 1, 1]


@pytest.mark.parametrize("quotas", [(2, 2), (0, 1)])
def test_quotas_must_fit_the_seats(quotas: tuple[int, int]) -> None:
    setup = Setup({"a": people(9), "b": people(9, "b")}, seats=3, quotas=quotas)
    with pytest.raises(ValueError, match="do not fit"):
        seats_by_segment(setup.commitment(), bytes(32), bytes(32))


@pytest.mark.parametrize("nonce", [b"short", bytes(17)])
def test_a_nonce_has_sixteen_bytes(nonce: bytes) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        open_seed(SERVER_SEED, nonce)


def test_a_nonce_that_never_came_counts_as_zeros() -> None:
    assert open_seed(SERVER_SEED) == open_seed(SERVER_SEED, bytes(16))
    assert open_seed(SERVER_SEED).is_server_alone
    assert not open_seed(SERVER_SEED, bytes([1]) * 16).is_server_alone


def test_everything_committed_changes_the_draw() -> None:
    base = Setup()
    others = [
        Setup(dispute="d-2"),
        Setup(seats=4),
        Setup(excluded=("juror-7",)),
        Setup({ACTIVE: people(1001)}),
        Setup({"en/*/active": people(1000)}),
    ]
    draws = [summoned_keys(setup.draw())[0][:3] for setup in [base, *others]]
    assert len({tuple(draw) for draw in draws}) == len(draws)
