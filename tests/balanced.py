"""A court whose panels are balanced between those who mostly buy and mostly sell."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jury.domain.strata import Axis, Panel
from jury.services.epochs import commit_epoch
from jury.services.lawbook import lawbook
from tests.played import played
from tests.world import World, enrol

TRADE = (Axis.TRADE,)


def balance(patch: pytest.MonkeyPatch, axes: Sequence[Axis] = TRADE) -> None:
    """Let every policy balance its panels, until the patch is undone."""
    law = lawbook()
    panel = Panel(tuple(axes))
    policies = tuple(replace(one, panel=panel) for one in law.policies)
    changed = replace(law, policies=policies)
    for place in ("admit", "epochs"):
        patch.setattr(f"jury.services.{place}.lawbook", lambda: changed)


@played
def begin_balanced(
    buyers: int = 24, sellers: int = 16, axes: Sequence[Axis] = TRADE
) -> tuple[World, str]:
    """So many jurors of each kind, and a dispute of which some have been called."""
    world = World.begin(jurors=0)
    enrol([f"buys-{no}" for no in range(buyers)], trades_as_buyer=9)
    enrol([f"sells-{no}" for no in range(sellers)], trades_as_seller=9)
    with pytest.MonkeyPatch.context() as patch:
        balance(patch, axes)
        commit_epoch(actor="sweep")
        return world, world.hear()
