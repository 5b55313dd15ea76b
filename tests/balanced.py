"""A court whose panels are balanced between those who mostly buy and mostly sell."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jury.domain.jurors.strata import Axis, Panel
from jury.services.law.lawbook import lawbook
from jury.services.roster.epochs import commit_epoch
from jury.storage.draws import Summons
from jury.storage.roster import get_juror
from tests.played import played
from tests.world import World, enrol

TRADE = (Axis.TRADE,)


def balance(
    patch: pytest.MonkeyPatch, axes: Sequence[Axis] = TRADE, *, unseated: int = 4
) -> None:
    """Let every policy balance its panels, until the patch is undone.

    Of those who say yes *unseated* of a hundred may find no seat.
    """
    law = lawbook()
    panel = Panel(tuple(axes))
    policies = tuple(
        replace(one, panel=panel, pace=replace(one.pace, unseated_percent=unseated))
        for one in law.policies
    )
    changed = replace(law, policies=policies)
    for place in ("admission.admit", "roster.epochs"):
        patch.setattr(f"jury.services.{place}.lawbook", lambda: changed)


def begin_with_both(buyers: int, sellers: int) -> World:
    """A court with so many jurors who mostly buy and who mostly sell."""
    world = World.begin(jurors=0)
    enrol([f"buys-{no}" for no in range(buyers)], trades_as_buyer=9)
    enrol([f"sells-{no}" for no in range(sellers)], trades_as_seller=9)
    return world


@played
def begin_balanced(
    buyers: int = 24,
    sellers: int = 16,
    axes: Sequence[Axis] = TRADE,
    unseated: int = 4,
) -> tuple[World, str]:
    """So many jurors of each kind, and a dispute of which some have been called."""
    world = begin_with_both(buyers, sellers)
    with pytest.MonkeyPatch.context() as patch:
        balance(patch, axes, unseated=unseated)
        commit_epoch(actor="sweep")
        return world, world.hear()


def kind_of(summons: Summons) -> str:
    """Whether somebody of these courts who was called mostly buys or sells."""
    return get_juror(summons.juror_id).ref.split("-")[0]


def of_kind(world: World, dispute: str, kind: str) -> list[Summons]:
    """The calls of a kind that are out, in drawn order."""
    return [one for one in world.summonses(dispute) if kind_of(one) == kind]
