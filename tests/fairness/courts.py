"""A court whose juries have decided disputes that are closed, a week ago."""

from jury.services.fairness import sampling
from jury.storage.transaction import transaction
from tests.appeals import decided, pay
from tests.played import played
from tests.world import World, move_clock

AGO = 7


@played
def begin_closed(disputes: int = 1) -> tuple[World, list[str]]:
    """So many closed disputes, each decided for the buyer, a week ago."""
    world = World.begin(jurors=40 * disputes)
    made = [decided(world, number=str(no)) for no in range(disputes)]
    move_clock(hours=49)
    for one in made:
        pay(one)
    move_clock(days=AGO)
    return world, made


@played
def begin_sampled(disputes: int = 1) -> tuple[World, list[str]]:
    """The same, and the week's verdicts are drawn."""
    world, made = begin_closed(disputes)
    with transaction() as now:
        sampling.draw_sample(now=now)
    return world, made
