"""A change of the rules never touches a dispute that was admitted before."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from jury.domain.law.whole import Law
from jury.services.law import lawbook, rules
from jury.services.law.lawbook import lawbook as todays_law
from jury.services.proof.log_check import verify_log
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from tests.world import World, move_clock

OTHER_RULES = "its rules are not those that it was admitted under"


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


def milder(rules: dict[str, Any]) -> dict[str, Any]:
    """The same rules with another share of the price on a rung."""
    ladder = [dict(rung) for rung in rules["ladder"]]
    ladder[1]["buyer"] = {**ladder[1].get("buyer", {}), "percent": 5}
    return {**rules, "ladder": ladder}


def fewer_seats(rules: dict[str, Any]) -> dict[str, Any]:
    """The same rules with a smaller panel."""
    return {**rules, "policy": {**rules["policy"], "seats": 3}}


@pytest.mark.parametrize("change", [milder, fewer_seats])
def test_whoever_changes_the_frozen_rules_in_the_database_is_found(
    session: Session, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    dispute = World.begin().escalate()
    assert verify_log().faults == ()
    with transaction():
        row = get_dispute(dispute)
        row.policy = change(dict(row.policy))
    assert verify_log().faults == (f"dispute:{dispute}: {OTHER_RULES}",)


@pytest.mark.parametrize("sum_of", ["price_minor", "held_minor", "asked_minor"])
def test_whoever_changes_a_sum_that_the_ladder_is_reckoned_from_is_found(
    session: Session, sum_of: str
) -> None:
    dispute = World.begin().escalate()
    with transaction():
        row = get_dispute(dispute)
        setattr(row, sum_of, getattr(row, sum_of) - 600)
    assert verify_log().faults == (f"dispute:{dispute}: {OTHER_RULES}",)
