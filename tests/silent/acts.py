"""Acts for tests of silence: a claim with all its evidence, and receipts of notices."""

from jury.domain.lifecycle import Side
from jury.services.notices.receipts import receive_receipt
from jury.storage.disputes import get_dispute
from jury.storage.outside.outbox import list_notices_about
from jury.storage.transaction import transaction
from tests.played import step
from tests.world import World, make_intake, move_clock

QUICK = "quick-court"


def claim(world: World, pictures: int = 3, **changed: object) -> str:
    """A dispute in the quick court, with so much of the buyer's evidence; its id."""
    dispute = world.escalate(make_intake(category=QUICK, **changed))
    for _ in range(pictures):
        world.file_picture(dispute)
    return dispute


def deliver(dispute: str, side: Side = Side.SELLER) -> None:
    """The marketplace says that everything so far has reached a side."""
    user_id = get_dispute(dispute).party(side).user_id
    for notice in list_notices_about(user_id, dispute):
        with transaction() as now:
            receive_receipt(notice.id, "delivered", now=now)


def pass_window(dispute: str, *, reached: int = 2) -> None:
    """The whole window passes; as many reminders as told reach the seller."""
    for place in range(2):
        move_clock(hours=24 if place == 0 else 12)
        if place < reached:
            deliver(dispute)
    move_clock(hours=13)


@step
def by_default(world: World) -> str:
    """A dispute that was just decided by default; its id."""
    dispute = claim(world)
    pass_window(dispute)
    assert world.stage(dispute) == "pronounced"
    return dispute
