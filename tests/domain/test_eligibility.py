"""Who may judge a dispute, and every reason against it."""

from datetime import date, timedelta

import pytest

from jury.domain.eligibility import (
    Code,
    JurorStatus,
    exclusions,
    ineligibility,
    standing,
    workload,
)
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from tests.domain.builders import NOW, make_facts, make_juror, make_policy

POLICY = make_policy(eligibility={"credit": 600, "same_category": True})
JUROR = {"categories": frozenset({"phones"})}


def codes(
    *, juror: dict[str, object] | None = None, dispute: dict[str, object] | None = None
) -> tuple[Code, ...]:
    return ineligibility(
        make_juror(**(JUROR | (juror or {}))),
        make_facts(**(dispute or {})),
        POLICY,
        as_of=NOW,
    )


def test_an_ordinary_user_may_judge() -> None:
    assert codes() == ()


@pytest.mark.parametrize(
    ("juror", "code"),
    [
        ({"language": "en"}, Code.LANGUAGE),
        ({"categories": frozenset({"shoes"})}, Code.CATEGORY),
        ({"status": JurorStatus.PENDING}, Code.PENDING),
        ({"status": JurorStatus.PAUSED}, Code.PAUSED),
        ({"status": JurorStatus.INACTIVE}, Code.INACTIVE),
        ({"adult": False}, Code.NOT_ADULT),
        ({"verified": False}, Code.NOT_VERIFIED),
        ({"account_opened_on": date(2026, 8, 25)}, Code.ACCOUNT_TOO_NEW),
        ({"trades_completed": 2}, Code.TOO_FEW_TRADES),
        ({"credit": 599}, Code.CREDIT_TOO_LOW),
        ({"last_active_at": None}, Code.NOT_ACTIVE_LATELY),
        (
            {"last_active_at": NOW - timedelta(days=30, seconds=1)},
            Code.NOT_ACTIVE_LATELY,
        ),
        ({"strikes": 1}, Code.STRIKE),
        ({"open_summonses": 2}, Code.TOO_MANY_OPEN),
        ({"summonses_today": 5}, Code.TOO_MANY_TODAY),
    ],
)
def test_each_limit_of_the_policy_has_its_own_code(
    juror: dict[str, object], code: Code
) -> None:
    assert codes(juror=juror) == (code,)


@pytest.mark.parametrize(
    "juror",
    [
        {"account_opened_on": date(2026, 8, 24)},
        {"trades_completed": 3},
        {"credit": 600},
        {"last_active_at": NOW - timedelta(days=30)},
        {"open_summonses": 1, "summonses_today": 4},
    ],
)
def test_whoever_just_meets_the_limits_may_judge(juror: dict[str, object]) -> None:
    assert codes(juror=juror) == ()


@pytest.mark.parametrize(
    ("juror", "dispute", "code"),
    [
        ({"ref": "buyer"}, {}, Code.IS_PARTY),
        (
            {"person_key": "p-9"},
            {"party_person_keys": frozenset({"p-9"})},
            Code.SAME_PERSON,
        ),
        (
            {"person_key": "p-9"},
            {"drawn_person_keys": frozenset({"p-9"})},
            Code.PERSON_TWICE,
        ),
        ({"tie_keys": frozenset({7, 8})}, {"tie_keys": frozenset({8, 9})}, Code.TIED),
        ({}, {"earlier_refs": frozenset({"u-1"})}, Code.EARLIER_PANEL),
        (
            {"person_key": 3},
            {"earlier_person_keys": frozenset({3})},
            Code.EARLIER_PANEL,
        ),
    ],
)
def test_no_party_nobody_twice_and_nobody_tied_may_judge(
    juror: dict[str, object], dispute: dict[str, object], code: Code
) -> None:
    assert codes(juror=juror, dispute=dispute) == (code,)
    alone = exclusions(make_juror(**juror), make_facts(**dispute))
    assert alone == (code,)


def test_people_without_a_person_key_are_not_one_person() -> None:
    nobody = frozenset({""})
    assert codes(dispute={"party_person_keys": nobody, "tie_keys": nobody}) == ()


def test_every_reason_is_given_not_only_the_first() -> None:
    found = codes(juror={"ref": "seller", "language": "en", "adult": False})
    assert found == (Code.IS_PARTY, Code.LANGUAGE, Code.NOT_ADULT)


def test_activity_is_judged_as_of_the_summons_and_the_account_as_of_the_draw() -> None:
    later = NOW + timedelta(days=60)
    juror = make_juror(account_opened_on=date(2026, 8, 25), **JUROR)
    found = ineligibility(juror, make_facts(), POLICY, as_of=NOW, summoned_at=later)
    assert found == (Code.ACCOUNT_TOO_NEW, Code.NOT_ACTIVE_LATELY)


def test_a_court_may_do_without_age_identity_and_category() -> None:
    lax = make_policy(
        eligibility={"adult": False, "verified": False, "account_age_days": 0}
    )
    new = make_juror(adult=False, verified=False, account_opened_on=NOW.date())
    assert ineligibility(new, make_facts(), lax, as_of=NOW) == ()


def test_jurors_read_their_own_standing_without_any_dispute() -> None:
    juror = make_juror(credit=0, open_summonses=9)
    found = standing(juror, POLICY.eligibility, as_of=NOW)
    assert found == (Code.CREDIT_TOO_LOW, Code.TOO_MANY_OPEN)
    bounds = POLICY.eligibility.bounds(as_of=NOW)
    assert workload(juror, POLICY.eligibility, bounds) == (Code.TOO_MANY_OPEN,)


@pytest.mark.parametrize(
    ("missed", "days_ago", "codes"),
    [(2, 1, ()), (3, 1, (Code.RESTING,)), (3, 8, ())],
)
def test_who_let_three_calls_in_a_row_pass_rests_a_week(
    missed: int, days_ago: int, codes: tuple[Code, ...]
) -> None:
    strict = make_policy(eligibility={"missed_in_a_row": 3, "rest_days": 7})
    missed_at = NOW - timedelta(days=days_ago)
    juror = make_juror(missed_in_a_row=missed, missed_at=missed_at, **JUROR)
    assert ineligibility(juror, make_facts(), strict, as_of=NOW) == codes
    assert ineligibility(juror, make_facts(), POLICY, as_of=NOW) == ()


def test_after_a_hard_dispute_there_is_a_break() -> None:
    kind = make_policy(eligibility={"break_hours": 24, "hard_seconds": 150})
    limits = kind.eligibility
    assert [limits.is_long(seconds) for seconds in (149, 150)] == [False, True]
    assert not EligibilityLimits().is_long(10**4)
    for hours, codes in ((23, (Code.ON_BREAK,)), (25, ())):
        juror = make_juror(hard_at=NOW - timedelta(hours=hours), **JUROR)
        assert ineligibility(juror, make_facts(), kind, as_of=NOW) == codes
