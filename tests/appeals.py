"""Acts of an appeal, for tests: a side appeals, and the dispute is heard again."""

from jury.domain.lifecycle import Side
from jury.services.rehear import Appealing, file_appeal
from jury.storage.appeals import Appeal
from jury.storage.transaction import transaction
from tests.world import World

GROUND = Appealing(
    ground="overlooked", text="The bill was not looked at.", language="en"
)


def appeal(dispute: str, side: Side, given: Appealing = GROUND) -> Appeal:
    """A side appeals."""
    with transaction(lock=dispute) as now:
        return file_appeal(dispute, side, given, now=now)


def hear_again(world: World, dispute: str) -> None:
    """Both sides are done and confirm; the jurors of the second round are called."""
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
