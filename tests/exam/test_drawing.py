"""Whom a draw passes over: those without the exam, trainees where sums are large."""

from collections import defaultdict

import pytest
from sqlalchemy.orm import Session

from jury.services.drawing.lanes import candidates, make_lots
from jury.services.roster.joining import volunteer
from jury.storage.disputes import get_dispute
from jury.storage.draws import list_lanes
from jury.storage.roster import find_juror_by_key
from jury.storage.transaction import transaction
from tests.roster_lines import enrol, make_line
from tests.world import World, make_intake

SUMS = {"small": 18_000, "large": 40_000}


def fill_roster() -> None:
    """Twelve whom the marketplace vouches for, six who passed, six who did not."""
    with transaction() as now:
        for number in range(6):
            volunteer(f"new-{number}", language="zh-Hans", now=now)
            passed = volunteer(f"passed-{number}", language="zh-Hans", now=now)
            passed.passed_at = now
    refs = [f"old-{number}" for number in range(12)]
    refs += [f"{kind}-{number}" for kind in ("new", "passed") for number in range(6)]
    enrol([make_line(ref) for ref in refs])


def outcomes_of(session: Session, asked: int) -> dict[str, set[str]]:
    """What the lanes of a whole draw said of each kind of people, but for repeats."""
    fill_roster()
    world = World.begin(jurors=0)
    intake = make_intake(asked_minor=asked, price_minor=asked, held_minor=asked + 1200)
    dispute_id = world.hear(intake)
    draw = world.draw_of(dispute_id)
    with transaction(lock=dispute_id) as now:
        for lot in make_lots(get_dispute(dispute_id), draw).values():
            list(candidates(lot, now=now))
    session.rollback()
    found: dict[str, set[str]] = defaultdict(set)
    for lane in list_lanes(draw.id):
        juror = find_juror_by_key(bytes.fromhex(lane.row_key))
        assert juror is not None
        found[juror.ref.partition("-")[0]] |= {lane.outcome} - {"repeat"}
    return found


@pytest.mark.parametrize("sums", SUMS)
def test_a_draw_passes_over_beginners_with_a_reason(
    session: Session, sums: str
) -> None:
    assert outcomes_of(session, SUMS[sums]) == {
        "old": {"summoned"},
        "new": {"exam"},
        "passed": {"summoned" if sums == "small" else "trainee"},
    }
