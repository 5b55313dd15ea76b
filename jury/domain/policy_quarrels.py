"""What does not go together inside one policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jury.domain.fields import Table

if TYPE_CHECKING:
    from jury.domain.policy import Policy


def note_quarrels(policy: Policy, table: Table) -> None:
    """Note every field of a policy that another of its fields forbids."""
    if policy.seats % 2 == 0:
        table.note("seats", "must be odd")
    for name in policy.stopping.beyond(policy.seats):
        table.note(f"verdict.{name}", "must not exceed the seats")
    if policy.appeal.most_seats % 2 == 0:
        table.note("appeal.most_seats", "must be odd")
    if policy.ballot.least_chips > policy.ballot.most_chips:
        table.note("ballot.least_chips", "must not exceed most_chips")
    if not policy.moves_money and (policy.compensation or policy.advance.most):
        table.note("effect", "must be binding where money moves beside the award")
    if policy.ask.is_on and policy.ask.needed(policy.seats) > policy.seats:
        table.note("ask.share", "must not ask for more jurors than there are seats")
    if policy.ask.is_on and not policy.hears_parties:
        table.note("ask.share", "needs sides to answer; beside a shadow they do not")
