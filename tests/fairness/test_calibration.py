"""What evidence is worth, by verdicts that were read again; and who goes by it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.fairness.calibration import (
    ENOUGH,
    Audited,
    Calibration,
    calibrate,
)
from jury.domain.fairness.intervals import Estimate
from jury.domain.law.whole import Rules
from jury.domain.reliability.evidence import Counts
from jury.domain.stopping import Ballot, StoppingKind, StoppingRule
from jury.services.fairness import meters
from jury.services.fairness.calibrated import calibrated, kept
from jury.services.fairness.meters import keep
from jury.services.law.lawbook import lawbook
from jury.storage.figures.fairness import find_last_reading
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.fairness.courts import begin_closed, begin_sampled
from tests.fairness.test_sampling import hire, read
from tests.web.people import as_staff, shows

GOOD = Counts(40, 2, 40, 1, 1)
SPARED, LEVEL = Estimate(2, 1, 3, 200), Estimate(0, -0.01, 0.005, 200)
FOUND = Calibration(200, Fraction(1, 8), Estimate(0.01, 0, 0.03, 200), SPARED, LEVEL)


def polls(count: int, *, right: float, together: float = 0.0) -> list[Audited]:
    """Seventeen jurors of good record each, who now and then all err together."""
    chance = np.random.default_rng(5)
    found = []
    for _poll in range(count):
        truth = int(chance.integers(2))
        seen = 1 - truth if chance.random() < together else truth
        votes = [seen if chance.random() < right else 1 - seen for _juror in range(17)]
        ballots = (Ballot(vote, GOOD.evidence(vote, rungs=2)) for vote in votes)
        found.append(Audited(2, 17, tuple(ballots), truth))
    return found


def test_evidence_that_holds_is_worth_what_it_claims_and_spares_votes() -> None:
    found = calibrate(polls(150, right=0.95), seed=1)
    assert found.together == 0
    assert found.spared is not None
    assert found.spared.low > 0
    assert found.is_on
    assert calibrate(polls(150, right=0.95), seed=1) == found


def test_where_all_err_together_at_once_no_evidence_is_enough() -> None:
    found = calibrate(polls(120, right=0.9, together=0.1), seed=1)
    assert found.together is None
    assert not found.is_on


def test_on_hard_disputes_votes_count_for_less_the_more_there_are() -> None:
    easy, hard = polls(200, right=0.93), polls(40, right=0.5)
    found = calibrate([*easy, *hard], seed=1)
    assert found.together
    assert found.wrong is not None
    assert found.wrong.value <= 0.015


def test_what_an_earlier_night_kept_in_other_words_is_not_gone_by(
    session: Session,
) -> None:
    earlier = {**kept(FOUND, day="2026-11-26"), "worth": "3/5"}
    del earlier["together"]
    with transaction() as now:
        figures = {"meters": {}, "curve": [], "polls": 0, "calibration": earlier}
        keep(figures, now=now)
    assert calibrated(rules(WEIGHTED)) == rules(WEIGHTED)


def test_a_few_audits_say_nothing() -> None:
    found = calibrate(polls(ENOUGH - 1, right=0.95), seed=1)
    assert (found.together, found.is_on, found.audited) == (None, False, ENOUGH - 1)


@pytest.mark.parametrize(
    "found",
    [
        replace(FOUND, audited=ENOUGH - 1),
        replace(FOUND, together=None),
        replace(FOUND, spared=Estimate(1, -0.1, 2, 200)),
        replace(FOUND, more_wrong=Estimate(0.01, 0, 0.02, 200)),
    ],
)
def test_it_is_on_only_while_its_interval_beats_a_plain_lead(
    found: Calibration,
) -> None:
    assert FOUND.is_on
    assert not found.is_on


def rules(stopping: StoppingRule) -> Rules:
    law = lawbook()
    policy = next(one for one in law.policies if one.name == "large")
    return law.rules(replace(policy, stopping=stopping), law.reasons["hidden_defect"])


def keep_found(found: Calibration) -> None:
    figures: dict[str, Any] = {"meters": {}, "curve": [], "polls": 0}
    with transaction() as now:
        keep(
            {**figures, "calibration": kept(found, day="2026-11-26")},
            now=now,
            anew=True,
        )


WEIGHTED = StoppingRule(StoppingKind.WEIGHTED)
NAMED = replace(WEIGHTED, calibration=Fraction(1, 2), audited=120)


def test_a_dispute_keeps_what_was_found_and_on_which_day(session: Session) -> None:
    assert calibrated(rules(WEIGHTED)) == rules(WEIGHTED)
    keep_found(FOUND)
    taken = calibrated(rules(WEIGHTED))
    assert taken.policy.stopping == replace(
        WEIGHTED,
        calibration=Fraction(1),
        together=Fraction(1, 8),
        audited=200,
        measured="2026-11-26",
    )
    assert Rules.from_json(taken.to_json()) == taken
    for others in (NAMED, StoppingRule(), StoppingRule(StoppingKind.MARGIN)):
        assert calibrated(rules(others)) == rules(others)
    keep_found(replace(FOUND, spared=None))
    assert calibrated(rules(WEIGHTED)) == rules(WEIGHTED)


def test_each_night_it_is_reckoned_from_what_readers_found(session: Session) -> None:
    begin_sampled()
    for reader in hire("one", "two"):
        read(1, reader, 1)
    found = meters.measure(clock.now())["calibration"]
    assert (found["audited"], found["is_on"], found["together"]) == (1, False, None)
    assert find_last_reading() is None


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (FOUND, "9 votes on one dispute tell as much as 4.5 of people"),
        (replace(FOUND, spared=None), "not surely better than waiting for a lead"),
        (replace(FOUND, audited=7), "there are 7"),
    ],
)
def test_the_desk_says_what_evidence_is_worth(
    app: Flask, session: Session, found: Calibration, says: str
) -> None:
    begin_closed()
    figures = meters.measure(clock.now())
    with transaction() as now:
        told = {**figures, "calibration": kept(found, day="2026-11-26")}
        keep(told, now=now, anew=True)
    desk, _staff = as_staff(app, "auditor", Role.AUDITOR)
    assert shows(desk.get("/desk/fairness"), says)
