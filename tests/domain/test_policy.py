"""Policies: reading them, storing them, and choosing between them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jury.domain.law.fields import LawInvalid
from jury.domain.policy import Policy, Silence, from_json, parse_policy
from jury.domain.tally import VerdictRule
from tests.domain.builders import BOTH, make_policy


def bad_fields(**changed: object) -> list[str]:
    with pytest.raises(LawInvalid) as refusal:
        make_policy(**changed)
    return [one.field for one in refusal.value.problems]


def test_a_short_file_gets_the_figures_of_the_design() -> None:
    policy = make_policy()
    hours = policy.windows
    assert [
        window.total_seconds() / 3600
        for window in (
            hours.submissions,
            hours.screening,
            hours.hearing,
            hours.extension,
            hours.pronounced,
            hours.default_pronounced,
            hours.referred,
            hours.appeal_submissions,
        )
    ] == [48, 12, 24, 12, 48, 72, 72, 24]
    assert policy.verdict == VerdictRule()
    assert policy.quorum == 3
    assert (policy.pace.reply_minutes, policy.pace.seat_minutes) == (120, 60)
    assert (policy.pace.grid_minutes, policy.pace.closing_minutes) == (15, 30)
    assert policy.silence is Silence.HEARD
    assert policy.moves_money


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"seats": 4}, ["seats"]),
        ({"seats": "five"}, ["seats"]),
        ({"seats": True}, ["seats"]),
        ({"seats": 0}, ["seats"]),
        ({"name": " "}, ["name"]),
        ({"title": {"en": "x"}}, ["title.zh-Hans"]),
        ({"title": "x"}, ["title", "title.en", "title.zh-Hans"]),
        ({"route": "coin"}, ["route"]),
        ({"effect": 3}, ["effect"]),
        ({"silence": "gold"}, ["silence"]),
        ({"ladder": "full"}, ["ladder"]),
        ({"ladder": ["full", "full"]}, ["ladder"]),
        ({"ladder": ["full", 3]}, ["ladder"]),
        ({"verdict": {"quorum": "3/2"}}, ["verdict.quorum"]),
        ({"verdict": {"quorum": 1}}, ["verdict.quorum"]),
        ({"verdict": {"deciding": "1/0"}}, ["verdict.deciding"]),
        ({"verdict": {"deciding": "third"}}, ["verdict.deciding"]),
        ({"verdict": {"rule": "loudest"}}, ["verdict.rule"]),
        ({"windows": {"hearing_hours": 0}}, ["windows.hearing_hours"]),
        ({"windows": {"hearing": 5}}, ["windows.hearing"]),
        ({"windows": []}, ["windows"]),
        ({"draw": {"epoch_age_hours": "yes"}}, ["draw.epoch_age_hours"]),
        ({"draw": {"ties": 3}}, ["draw.ties"]),
        ({"appeal": {"most_seats": 30}}, ["appeal.most_seats"]),
        ({"ballot": {"least_chips": 3, "most_chips": 1}}, ["ballot.least_chips"]),
        ({"consent_above": {"CNY": -1}}, ["consent_above.CNY"]),
        ({"matches": {"amounts": {"yuan": {}}}}, ["matches.amounts.yuan"]),
        (
            {"matches": {"amounts": {"CNY": {"above": 5, "up_to": 5}}}},
            ["matches.amounts.CNY.up_to"],
        ),
        ({"matches": {"category": ["x"]}}, ["matches.category"]),
        ({"colour": "red"}, ["colour"]),
        ({"seats": 4, "route": "coin", "version": 0}, ["version", "route", "seats"]),
    ],
)
def test_every_bad_field_is_named(
    changed: dict[str, object], fields: list[str]
) -> None:
    assert bad_fields(**changed) == fields


def test_missing_fields_are_named() -> None:
    with pytest.raises(LawInvalid, match=r"court\.name: is missing") as refusal:
        parse_policy({}, path="court")
    assert [one.field for one in refusal.value.problems] == [
        "court.name",
        "court.version",
        "court.title",
        "court.seats",
    ]


def test_a_policy_that_is_no_table_is_refused() -> None:
    with pytest.raises(LawInvalid, match=r"\(whole\): must be a table"):
        parse_policy("court")


bands = st.dictionaries(
    st.sampled_from(["CNY", "USD"]),
    st.fixed_dictionaries(
        {"above": st.integers(0, 99)}, optional={"up_to": st.integers(100, 10**6)}
    ),
)
policies = st.builds(
    make_policy,
    seats=st.integers(0, 200).map(lambda half: 2 * half + 1),
    route=st.sampled_from(["jury", "rule", "expert", "staff"]),
    effect=st.sampled_from(["binding", "advice", "shadow"]),
    silence=st.sampled_from(["heard", "default"]),
    ladder=st.lists(st.text("abc", min_size=1), unique=True),
    matches=st.fixed_dictionaries({"amounts": bands}),
    verdict=st.one_of(
        st.fixed_dictionaries(
            {"quorum": st.fractions(0, 1).map(str), "deciding": st.just("1/7")},
            optional={"stop": st.sampled_from(["settled", "fixed"])},
        ),
        st.fixed_dictionaries(
            {"stop": st.just("margin"), "margin": st.just(1), "minimum": st.just(1)},
            optional={"maximum": st.just(1)},
        ),
    ),
    consent_above=st.dictionaries(st.sampled_from(["CNY", "EUR"]), st.integers(0, 99)),
    windows=st.fixed_dictionaries({"hearing_hours": st.integers(1, 99)}),
    draw=st.fixed_dictionaries(
        {"epoch_age_hours": st.integers(0, 99), "ties": st.integers(1, 2)}
    ),
)


@settings(max_examples=40)
@given(policies)
def test_a_frozen_policy_is_the_same_policy(policy: Policy) -> None:
    assert from_json(policy.to_json()) == policy


def test_a_frozen_policy_writes_every_figure_out() -> None:
    windows = make_policy().to_json()["windows"]
    assert isinstance(windows, dict)
    assert windows["extension_hours"] == 12


@pytest.mark.parametrize(
    ("free", "percent", "wave"), [(5, 200, 10), (1, 150, 2), (0, 200, 0), (3, 100, 3)]
)
def test_more_jurors_are_called_than_seats_are_free(
    free: int, percent: int, wave: int
) -> None:
    policy = make_policy(pace={"over_summoning_percent": percent})
    assert policy.pace.wave(free) == wave


@pytest.mark.parametrize(
    ("seats", "eligible", "larger"),
    [
        (5, 10_000, 11),
        (9, 10_000, 19),
        (17, 10_000, 31),
        (5, 16, 7),
        (5, 14, 7),
        (5, 10, 5),
        (5, 9, None),
        (5, 0, None),
        (101, 10_000, None),
    ],
)
def test_an_appeal_panel_is_larger_as_far_as_people_reach(
    seats: int, eligible: int, larger: int | None
) -> None:
    assert make_policy().appeal_seats(seats, eligible=eligible) == larger


@pytest.mark.parametrize(
    ("amount", "currency", "needs"),
    [(100, "CNY", False), (101, "CNY", True), (101, "USD", False)],
)
def test_two_moderators_agree_above_a_limit(
    amount: int, currency: str, *, needs: bool
) -> None:
    policy = make_policy(consent_above={"CNY": 100})
    assert policy.needs_second_consent(amount, currency) is needs


@pytest.mark.parametrize("effect", ["advice", "shadow"])
def test_advice_and_shadow_move_no_money(effect: str) -> None:
    assert not make_policy(effect=effect).moves_money


def test_shares_are_kept_exactly() -> None:
    policy = make_policy(verdict={"quorum": "2/3"})
    assert (policy.verdict.quorum, policy.title.to_json()) == (Fraction(2, 3), BOTH)
