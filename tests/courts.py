"""Courts that many tests begin with, each played once a process: see `tests.played`."""

from collections.abc import Sequence
from typing import Any

from tests.played import played
from tests.world import World, make_intake


@played
def begin_hearing(jurors: int = 40, **changed: Any) -> tuple[World, str]:
    """A court, and a dispute in it whose jurors have just been called."""
    world = World.begin(jurors=jurors)
    return world, world.hear(make_intake(**changed))


@played
def begin_decided_by(
    choices: Sequence[int | None], jurors: int = 40, **changed: Any
) -> tuple[World, str]:
    """A court, and a dispute in it on which a jury has voted like this."""
    world, dispute = begin_hearing(jurors, **changed)
    world.decide(dispute, choices)
    return world, dispute
