"""What a moderator does, each act in a transaction of its own."""

from jury.services import strike
from jury.services.grounds import Ground
from jury.storage.exhibits import list_exhibits
from jury.storage.transaction import transaction
from tests.web.people import look_again
from tests.world import World

FORGED = Ground("forged", "The shop says that it never wrote this bill.")


def strike_first(world: World, dispute: str, ground: Ground = FORGED) -> str:
    """The moderator strikes the first exhibit of a dispute; its id."""
    look_again()
    exhibit = list_exhibits(dispute)[0].id
    with transaction(lock=dispute) as now:
        strike.strike_exhibit(
            dispute, exhibit, ground=ground, staff_id=world.staff_id, now=now
        )
    return exhibit


def begin_voting(world: World, dispute: str, choices: tuple[int, ...]) -> None:
    """Three take seats and read; as many as there are choices vote."""
    called = world.summonses(dispute)[:3]
    seated = [world.seat(dispute, one) for one in called]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=False):
        world.vote(dispute, juror, choice)
