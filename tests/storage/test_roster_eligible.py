"""Whole lists of the roster say the same as the rules say of one juror."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from jury.domain.eligibility import DisputeFacts, ineligibility
from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.services.roster.epochs import commit_epoch, segment_key
from jury.services.roster.joining import opt_out, volunteer
from jury.storage.base import current_session
from jury.storage.jurors.availability import JurorLoad
from jury.storage.roster import (
    RosterSegment,
    eligible_keys,
    find_juror,
    find_segment,
    list_candidates,
    list_eligible_rows,
    list_excluded_row_keys,
    list_row_keys,
    tie_hashes,
)
from jury.storage.transaction import transaction
from tests.domain.builders import make_policy
from tests.roster_lines import enrol, make_line, present

LANGUAGE = "zh-Hans"
CATEGORIES = ("phones", "phones-old", "shoes")
LIMITS: dict[str, Any] = {
    "credit": 600,
    "same_category": True,
    "trainees": True,
    "missed_in_a_row": 2,
    "break_hours": 48,
}


def some_jurors(chance: random.Random, count: int) -> list[bytes]:
    return [
        make_line(
            f"user-{no}",
            language=chance.choice([LANGUAGE, LANGUAGE, "en"]),
            adult=chance.random() < 0.9,
            verified=chance.random() < 0.9,
            account_opened_on=str(date(2026, 1, 1) + timedelta(chance.randrange(400))),
            trades_completed=chance.randrange(6),
            credit=chance.choice([0, 599, 600, 601]),
            last_active_at=chance.choice(
                [None, _some_time(chance), _some_time(chance)]
            ),
            strikes=chance.choice([0, 0, 0, 1]),
            categories=chance.sample(CATEGORIES, chance.randrange(3)),
            person_key=chance.choice([None, f"p{chance.randrange(40)}"]),
            tie_keys=[f"t{chance.randrange(60)}" for _ in range(chance.randrange(4))],
            enrolled=chance.random() < 0.9,
        )
        for no in range(count)
    ]


def tire(chance: random.Random, count: int) -> None:
    """Some let calls pass of late, and some have a hard dispute behind them."""
    with transaction():
        for no in chance.sample(range(count), count // 8):
            juror = find_juror(f"user-{no}")
            assert juror is not None
            load = JurorLoad(juror_id=juror.id, missed=chance.randrange(4))
            load.missed_at = present() - timedelta(days=chance.randrange(20))
            if chance.random() < 0.5:
                load.hard_at = present() - timedelta(days=chance.randrange(5))
            current_session().add(load)


def some_volunteers(chance: random.Random, count: int) -> None:
    """Some of them came by themselves, and some of those have passed the exam."""
    with transaction() as now:
        for no in chance.sample(range(count), count // 8):
            juror = volunteer(f"user-{no}", language=LANGUAGE, now=now)
            passed_at = now + timedelta(days=chance.choice([0, 0, 90]))
            juror.passed_at = chance.choice([None, passed_at, passed_at])


def _some_time(chance: random.Random) -> str:
    return (present() - timedelta(days=chance.randrange(60))).isoformat()


def dispute_of(**more: object) -> DisputeFacts:
    facts: dict[str, object] = {
        "language": LANGUAGE,
        "category": "phones",
        "party_refs": frozenset({"user-3", "user-4"}),
        "party_person_keys": tie_hashes(["p1", "p2"]),
        "tie_keys": tie_hashes(["t1", "t2", "t3"]),
        "earlier_refs": frozenset({"user-7"}),
        "earlier_person_keys": tie_hashes(["p7"]),
    }
    return DisputeFacts(**(facts | more))  # type: ignore[arg-type]  # a builder


def the_segment(epoch_id: int) -> RosterSegment:
    segment = find_segment(epoch_id, segment_key(LANGUAGE))
    assert segment is not None
    return segment


def judged_one_by_one(
    segment: RosterSegment, dispute: DisputeFacts, *, as_of: datetime, now: datetime
) -> list[int]:
    rows = list_row_keys(segment, range(segment.size))
    ties = {key for key in dispute.tie_keys if isinstance(key, int)}
    found = list_candidates(list(rows.values()), now=now, as_of=as_of, tie_keys=ties)
    policy = make_policy(eligibility=LIMITS)
    return [
        row
        for row, key in rows.items()
        if key in found
        and not ineligibility(
            found[key].facts, dispute, policy, as_of=as_of, summoned_at=now
        )
    ]


def listed(
    segment: RosterSegment, dispute: DisputeFacts, *, as_of: datetime, now: datetime
) -> list[int]:
    limits = make_policy(eligibility=LIMITS).eligibility
    eligible = eligible_keys(limits, dispute, as_of=as_of, now=now)
    rows = list_eligible_rows(segment, eligible, dispute, as_of=as_of, met=set())
    assert dict(rows) == list_row_keys(segment, [row for row, _ in rows])
    return [row for row, _ in rows]


@pytest.mark.parametrize("seed", range(3))
def test_the_list_and_the_rules_agree(session: Session, seed: int) -> None:
    chance = random.Random(seed)
    some_volunteers(chance, 400)
    enrol(some_jurors(chance, 400))
    done = enrol(some_jurors(chance, 200))
    for no in range(0, 400, 9):
        with transaction() as now:
            opt_out(f"user-{no}", now=now)
    tire(random.Random(seed), 400)
    as_of = present()
    enrol(some_jurors(chance, 300))
    segment, dispute = the_segment(done.epoch_id), dispute_of()
    for now in (as_of, as_of + timedelta(days=20)):
        alike = judged_one_by_one(segment, dispute, as_of=as_of, now=now)
        assert listed(segment, dispute, as_of=as_of, now=now) == alike
    assert listed(segment, dispute, as_of=as_of, now=as_of)


def test_rows_that_were_met_are_left_out(session: Session) -> None:
    done = enrol([make_line(f"juror-{no}") for no in range(20)])
    segment, now = the_segment(done.epoch_id), present()
    eligible = eligible_keys(EligibilityLimits(), dispute_of(), as_of=now, now=now)
    rows = list_eligible_rows(segment, eligible, dispute_of(), as_of=now, met={0, 5})
    assert [row for row, _ in rows] == [row for row in range(20) if row not in {0, 5}]


def excluded_refs(refs: Sequence[str], **given: object) -> set[str]:
    asked: dict[str, object] = {
        "party_refs": [],
        "person_keys": [],
        "tie_keys": [],
        "earlier_juror_ids": [],
    }
    keys = list_excluded_row_keys(**(asked | given))  # type: ignore[arg-type]  # a builder
    assert keys == sorted(set(keys))
    jurors = {ref: find_juror(ref) for ref in refs}
    return {ref for ref, juror in jurors.items() if juror and juror.row_key in keys}


def test_parties_their_other_selves_and_their_ties_are_excluded(
    session: Session,
) -> None:
    refs = ["party", "self", "tied", "stranger", "alike"]
    enrol(
        [
            make_line("party"),
            make_line("self", person_key="person"),
            make_line("tied", tie_keys=["other", "device"]),
            make_line("stranger", person_key="somebody", tie_keys=["sofa"]),
            make_line("alike", person_key="device", tie_keys=["person"]),
        ]
    )
    given = {"person_keys": ["person", ""], "tie_keys": ["device", ""]}
    assert excluded_refs(refs, party_refs=["party", "elsewhere"], **given) == {
        "party",
        "self",
        "tied",
    }


def test_earlier_panels_and_their_other_selves_are_excluded(session: Session) -> None:
    refs = ["sat", "again", "new"]
    enrol(
        [
            make_line("sat", person_key="p"),
            make_line("again", person_key="p"),
            make_line("new", person_key="q"),
        ]
    )
    sat = find_juror("sat")
    assert sat is not None
    assert excluded_refs(refs, earlier_juror_ids=[sat.id]) == {"sat", "again"}


def test_a_tie_that_the_newest_import_no_longer_names_is_none(
    session: Session,
) -> None:
    enrol([make_line("a", tie_keys=["device"]), make_line("b", tie_keys=["device"])])
    enrol([make_line("a")])
    assert excluded_refs(["a", "b"], tie_keys=["device"]) == {"b"}


def test_what_counted_at_the_commitment_counts_on(session: Session) -> None:
    done = enrol([make_line("a"), make_line("b", trades_completed=0)])
    as_of = present()
    enrol([make_line("a", trades_completed=0), make_line("b")])
    commit_epoch(actor="sweep")
    segment = the_segment(done.epoch_id)
    dispute = dispute_of()
    eligible = eligible_keys(EligibilityLimits(), dispute, as_of=as_of, now=present())
    rows = list_eligible_rows(segment, eligible, dispute, as_of=as_of, met=set())
    juror = find_juror("a")
    assert juror is not None
    assert [key for _, key in rows] == [juror.row_key]
