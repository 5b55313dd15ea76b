"""What does not go together inside one policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jury.domain.law.fields import Table

if TYPE_CHECKING:
    from jury.domain.policy import Policy


def note_quarrels(policy: Policy, table: Table) -> None:
    """Note every field of a policy that another of its fields forbids."""
    for name, problem, is_wrong in _quarrels(policy):
        if is_wrong:
            table.note(name, problem)


def _quarrels(policy: Policy) -> Iterator[tuple[str, str, bool]]:
    seats, ballot, ask = policy.seats, policy.ballot, policy.ask
    yield "seats", "must be odd", seats % 2 == 0
    yield (
        "panel.balance",
        "needs a seat for each kind of people",
        policy.panel.strata > seats,
    )
    for name in policy.stopping.beyond(seats):
        yield f"verdict.{name}", "must not exceed the seats", True
    yield "appeal.most_seats", "must be odd", policy.appeal.most_seats % 2 == 0
    yield (
        "ballot.least_chips",
        "must not exceed most_chips",
        ballot.least_chips > ballot.most_chips,
    )
    yield (
        "effect",
        "must be binding where money moves beside the award",
        not policy.moves_money and bool(policy.compensation or policy.advance.most),
    )
    yield (
        "ask.share",
        "must not ask for more jurors than there are seats",
        ask.is_on and ask.needed(seats) > seats,
    )
    yield (
        "ask.share",
        "needs sides to answer; beside a shadow they do not",
        ask.is_on and not policy.hears_parties,
    )
