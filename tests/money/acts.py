"""Acts with money after the verdict, for tests."""

from jury.services.money import by_hand, remedy, reverse
from jury.services.money.remedy import Answer
from jury.services.people.accounts import add_staff
from jury.storage.desk.tasks import get_task
from jury.storage.disputes import get_dispute
from jury.storage.money.payments import Reversal
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import decide_as, pay, waiting
from tests.played import step
from tests.world import World, make_intake, move_clock


@step
def colleague() -> int:
    """A second moderator; their id."""
    with transaction() as now:
        second = add_staff(
            "second", "a long password", [Role.MODERATOR], is_demo=False, now=now
        )
        return second.id


@step
def pronounced(world: World, rung: int = 1, **changed: object) -> str:
    """A dispute that staff have decided: nobody on the roster reads its language."""
    dispute = world.escalate(make_intake(**{"language": "en", **changed}))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    decide_as(dispute, world.staff_id, rung)
    return dispute


@step
def final(world: World, rung: int = 1, **changed: object) -> str:
    """A dispute whose award has been instructed; the buyer gets 54.00 of 192.00."""
    dispute = pronounced(world, rung, **changed)
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    return dispute


@step
def paid(world: World, rung: int = 1, **changed: object) -> str:
    """A dispute that is closed, its award paid."""
    dispute = final(world, rung, **changed)
    pay(dispute)
    assert world.stage(dispute) == "closed"
    return dispute


def reverse_to(
    dispute: str, staff_id: int, rung: int, number: int = 1
) -> Reversal | None:
    """A moderator changes the award to another rung."""
    change = reverse.Change(number=number, rung=rung, reason="The listing lied.")
    with transaction(lock=dispute) as now:
        return reverse.reverse_award(dispute, change, staff_id=staff_id, now=now)


def answer(
    dispute: str, result: str = "executed", kind: str = "", code: str = ""
) -> None:
    """The marketplace answers the award's instruction, or `kind`'s first."""
    key = f"{dispute}:{kind}" if kind else None
    given = Answer(result=result, code=code, enforcement=key)
    with transaction(lock=dispute) as now:
        ref = get_dispute(dispute).refund_ref
        remedy.receive_answer(ref, given, actor="key:1", now=now)


def by_proof(dispute: str, staff_id: int, target: str, proof: str = "TT-77") -> None:
    """A moderator records that it was paid outside."""
    with transaction(lock=dispute) as now:
        by_hand.pay_by_hand(dispute, target, proof=proof, staff_id=staff_id, now=now)


def write_off(dispute: str, first: int, second: int, target: str) -> None:
    """Two moderators give it up."""
    with transaction(lock=dispute) as now:
        by_hand.propose_write_off(
            dispute, target, reason="No way to pay.", staff_id=first, now=now
        )
    (task,) = waiting(dispute, "money_consent")
    with transaction(lock=dispute) as now:
        by_hand.consent_write_off(get_task(task.id), staff_id=second, now=now)
