"""A change of the rules never touches a dispute that was admitted before."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from jury.domain.law.whole import Law
from jury.services.law import lawbook, rules
from jury.services.law.lawbook import lawbook as todays_law
from tests.world import World, move_clock


def harsher(law: Law) -> Law:
    """The same law with three seats, other windows, and no ladder to speak of."""
    policies = tuple(
        replace(
            policy,
            seats=3,
            windows=replace(policy.windows, hearing_hours=1),
            ladder=("nothing", "full_refund"),
        )
        for policy in law.policies
    )
    return replace(law, policies=policies)


def test_a_running_dispute_keeps_seats_windows_and_ladder(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.begin()
    dispute = world.escalate()
    before = rules.rules_of(world.dispute(dispute))
    offered = rules.ladder_of(world.dispute(dispute))
    changed = harsher(todays_law())
    monkeypatch.setattr(lawbook, "lawbook", lambda: changed)
    rules._KNOWN.clear()
    assert rules.rules_of(world.dispute(dispute)) == before
    assert rules.ladder_of(world.dispute(dispute)) == offered
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    draw = world.draw_of(dispute)
    assert draw.seats_wanted == before.policy.seats == 5
    assert draw.window_ends_at - draw.committed_at == before.policy.windows.hearing
    move_clock(hours=2)
    assert world.stage(dispute) == "hearing"
