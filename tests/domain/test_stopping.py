"""When a poll may stop, and that it never stops on less than its rule asks."""

from dataclasses import replace
from fractions import Fraction
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.stopping import (
    Ballot,
    Enough,
    Sitting,
    StoppingKind,
    StoppingRule,
    is_sure,
    lead,
    likeliest,
    may_stop,
    weigh,
    why_enough,
)
from jury.domain.tally import is_settled, tally

SETTLED = StoppingRule()
FIXED = StoppingRule(StoppingKind.FIXED)
MARGIN = StoppingRule(StoppingKind.MARGIN)
WEIGHTED = StoppingRule(StoppingKind.WEIGHTED, calibration=Fraction(1))
COURT = Sitting(rungs=2, seats=17)
LADDER = Sitting(rungs=4, seats=9)


def for_rung(rung: int, right: float = 0.9, rungs: int = 2) -> Ballot:
    """The ballot of a juror who is right with this chance."""
    wrong = (1 - right) / (rungs - 1)
    return Ballot(
        rung,
        tuple(
            round(1000 * log(right if one == rung else wrong)) for one in range(rungs)
        ),
    )


def polled(*counts: int, right: float = 0.9) -> list[Ballot]:
    return [
        for_rung(rung, right, len(counts))
        for rung, count in enumerate(counts)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("rule", "counts", "stops"),
    [
        (SETTLED, (0, 8), False),
        (SETTLED, (0, 9), True),
        (SETTLED, (8, 9), True),
        (FIXED, (0, 16), False),
        (FIXED, (0, 17), True),
        (MARGIN, (0, 4), False),  # fewer than five
        (MARGIN, (0, 5), True),
        (MARGIN, (3, 6), False),
        (MARGIN, (3, 7), True),
        (MARGIN, (7, 8), False),
        (WEIGHTED, (0, 4), False),
        (WEIGHTED, (0, 5), True),
        (WEIGHTED, (2, 4), False),
        (WEIGHTED, (2, 5), True),
    ],
)
def test_a_poll_of_two_rungs_stops_when_its_rule_says_so(
    rule: StoppingRule, counts: tuple[int, int], *, stops: bool
) -> None:
    assert may_stop(polled(*counts), sitting=COURT, rule=rule) is stops


@pytest.mark.parametrize(
    ("rule", "counts", "why"),
    [
        (SETTLED, (0, 8), None),
        (SETTLED, (0, 9), Enough.SETTLED),
        (FIXED, (0, 17), Enough.ALL_VOTED),
        (MARGIN, (0, 5), Enough.LEAD),
        (MARGIN, (0, 9), Enough.SETTLED),
        (StoppingRule(StoppingKind.MARGIN, maximum=7), (3, 4), Enough.MAXIMUM),
        (WEIGHTED, (0, 5), Enough.EVIDENCE),
    ],
)
def test_it_is_said_why_a_poll_may_stop(
    rule: StoppingRule, counts: tuple[int, int], why: Enough | None
) -> None:
    assert why_enough(polled(*counts), sitting=COURT, rule=rule) is why


@pytest.mark.parametrize(
    ("counts", "rung", "by"),
    [
        ((0, 5, 0, 0), 1, 5),
        ((1, 3, 1, 0), 1, 3),
        ((0, 3, 2, 0), 1, 1),
        ((2, 3, 0, 0), 1, 1),
        ((4, 1, 0, 0), 0, 3),
        ((0, 0, 1, 4), 3, 3),
    ],
)
def test_a_rung_leads_at_the_nearer_of_its_boundaries(
    counts: tuple[int, ...], rung: int, by: int
) -> None:
    assert lead(counts, rung) == by


def test_without_calibration_the_evidence_is_not_looked_at() -> None:
    plain = StoppingRule(StoppingKind.WEIGHTED)
    assert not may_stop(polled(1, 4), sitting=COURT, rule=plain)
    assert may_stop([Ballot(1)] * 5, sitting=COURT, rule=plain)


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        ((0, 0), None),
        ((-(10**18), -(10**18)), None),
        ((-1, 0), None),
        ((0, -(10**30)), Enough.EVIDENCE),
        # Sure enough of another rung than the median: it goes on.
        ((-(10**30), 0), None),
    ],
)
def test_evidence_of_no_weight_or_a_huge_one_is_weighed_exactly(
    evidence: tuple[int, int], why: Enough | None
) -> None:
    ballots = [Ballot(0, evidence)] * 5
    assert why_enough(ballots, sitting=COURT, rule=WEIGHTED) is why


@pytest.mark.parametrize("worth", ["0", "-1", "2", "1e9"])
def test_a_worth_that_no_evidence_has_is_refused(worth: str) -> None:
    with pytest.raises(ValueError, match="at most what it claims"):
        StoppingRule(StoppingKind.WEIGHTED, calibration=Fraction(worth))


def test_evidence_that_is_worth_less_needs_more_ballots() -> None:
    half = StoppingRule(StoppingKind.WEIGHTED, calibration=Fraction(1, 2))
    assert not may_stop(polled(1, 5), sitting=COURT, rule=half)
    assert may_stop(polled(1, 6), sitting=COURT, rule=half)


@pytest.mark.parametrize(
    ("together", "votes", "worth"),
    [
        ("0", 1, "1"),
        ("0", 17, "1"),
        ("1/8", 1, "1"),
        ("1/8", 9, "1/2"),
        ("1/8", 17, "1/3"),
        ("1", 5, "1/5"),
    ],
)
def test_votes_that_hang_together_are_worth_less_the_more_there_are(
    together: str, votes: int, worth: str
) -> None:
    rule = replace(WEIGHTED, together=Fraction(together))
    assert rule.worth(votes) == Fraction(worth)
    half = replace(rule, calibration=Fraction(1, 2))
    assert half.worth(votes) == Fraction(worth) / 2


def test_evidence_of_votes_that_hang_together_needs_more_of_them() -> None:
    rule = replace(WEIGHTED, together=Fraction(1, 8))
    assert may_stop(polled(1, 4), sitting=COURT, rule=WEIGHTED)
    assert not may_stop(polled(1, 4), sitting=COURT, rule=rule)
    assert may_stop(polled(1, 5), sitting=COURT, rule=rule)


def test_reliable_jurors_do_not_stop_a_poll_against_its_median() -> None:
    ballots = [for_rung(0, 0.99)] * 3 + [for_rung(1, 0.55)] * 5
    assert likeliest(weigh(ballots, COURT)) == 0
    assert not may_stop(ballots, sitting=COURT, rule=WEIGHTED)


def test_at_its_maximum_a_poll_stops_unless_it_is_split() -> None:
    short = StoppingRule(StoppingKind.MARGIN, maximum=6)
    assert may_stop(polled(2, 4), sitting=COURT, rule=short)
    assert not may_stop(polled(3, 3), sitting=COURT, rule=short)


def test_who_cannot_decide_says_nothing() -> None:
    silent = [Ballot(None)] * 3
    assert not may_stop([*silent, *polled(0, 4)], sitting=COURT, rule=WEIGHTED)
    assert may_stop([*silent, *polled(0, 5)], sitting=COURT, rule=WEIGHTED)


BALLOTS = st.lists(
    st.one_of(
        st.just(Ballot(None)),
        st.builds(
            for_rung, st.integers(0, 3), st.sampled_from([0.4, 0.7, 0.95]), st.just(4)
        ),
    ),
    max_size=9,
)
RULES = st.sampled_from([SETTLED, FIXED, MARGIN, WEIGHTED])


@given(BALLOTS, RULES, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(
    ballots: list[Ballot], rule: StoppingRule, chance: object
) -> None:
    mixed = list(ballots)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # a random.Random
    stops = may_stop(ballots, sitting=LADDER, rule=rule)
    assert may_stop(mixed, sitting=LADDER, rule=rule) is stops


@given(BALLOTS)
def test_no_rule_but_fixed_waits_longer_than_settled(ballots: list[Ballot]) -> None:
    choices = [ballot.choice for ballot in ballots]
    done = is_settled(choices, outstanding=9 - len(choices), rungs=4, seats=9)
    for rule in (SETTLED, MARGIN, WEIGHTED):
        assert may_stop(ballots, sitting=LADDER, rule=rule) or not done
    assert may_stop(ballots, sitting=LADDER, rule=SETTLED) is done


@given(BALLOTS)
def test_evidence_stops_a_poll_only_for_its_median(ballots: list[Ballot]) -> None:
    choices = [ballot.choice for ballot in ballots]
    done = is_settled(choices, outstanding=9 - len(choices), rungs=4, seats=9)
    if may_stop(ballots, sitting=LADDER, rule=WEIGHTED) and not done:
        counted = tally(choices, rungs=4, seats=9, at_window_end=False)
        assert counted.deciding >= WEIGHTED.minimum
        weighed = weigh(ballots, LADDER)
        assert likeliest(weighed) == counted.median_rung
        chances = [exp((one - max(weighed)) / 1000) for one in weighed]
        assert max(chances) / sum(chances) >= 0.99 - 1e-9


@given(st.lists(st.integers(-9000, 0), min_size=2, max_size=6))
def test_to_be_sure_is_what_the_chances_say(weighed: list[int]) -> None:
    chances = [exp((one - max(weighed)) / 1000) for one in weighed]
    share = max(chances) / sum(chances)
    if abs(share - 0.9) > 1e-9:
        assert is_sure(weighed, sure=Fraction(9, 10)) is (share > 0.9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"margin": 0},
        {"minimum": 0},
        {"minimum": 5, "maximum": 4},
        {"sure": Fraction(1)},
        {"sure": Fraction(1, 2)},
        {"calibration": Fraction(0)},
        {"calibration": Fraction(2)},
        {"together": Fraction(-1, 8)},
        {"together": Fraction(9, 8)},
    ],
)
def test_a_rule_that_could_stop_nothing_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        StoppingRule(**wrong)  # type: ignore[arg-type]  # by name


def test_evidence_of_another_ladder_is_refused() -> None:
    with pytest.raises(ValueError, match="every rung"):
        weigh([for_rung(0)], LADDER)
