"""Acts of an appeal, for tests: a side appeals, and the dispute is heard again."""

from jury.domain.lifecycle import Side
from jury.services.appeal.rehear import Appealing, file_appeal
from jury.services.moderation import referred
from jury.services.money.remedy import Answer, receive_answer
from jury.services.submissions import exhibits, submit
from jury.storage.appeals import Appeal
from jury.storage.desk.tasks import Task, list_open_tasks_of
from jury.storage.disputes import get_dispute
from jury.storage.outside.outbox import list_notices_about
from jury.storage.transaction import transaction
from jury.storage.verdicts import Verdict
from tests.played import played, step
from tests.world import World, make_intake, prepare_picture

GROUND = Appealing(
    ground="overlooked", text="The bill was not looked at.", language="en"
)
REASON = "The listing called it unopened."


@step
def decided(world: World, rung: int = 1, **changed: object) -> str:
    """A dispute that a jury of five has decided; its id."""
    dispute = world.hear(make_intake(**changed))
    world.decide(dispute, (rung,) * 5)
    assert world.stage(dispute) == "pronounced"
    return dispute


@played
def begin_decided(jurors: int = 40, rung: int = 1) -> tuple[World, str]:
    """A court, and a dispute that a jury of five has decided in it."""
    world = World.begin(jurors=jurors)
    return world, decided(world, rung=rung)


@step
def decided_by_staff(world: World, rung: int = 1) -> str:
    """A dispute that nobody may judge, and that the first moderator has decided."""
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    decide_as(dispute, world.staff_id, rung)
    return dispute


def decide_as(dispute: str, staff_id: int, rung: int = 1) -> Verdict | None:
    """A moderator decides, or proposes to."""
    with transaction(lock=dispute) as now:
        return referred.pronounce_by_staff(
            dispute, rung=rung, reason=REASON, staff_id=staff_id, now=now
        )


def appeal(dispute: str, side: Side, given: Appealing = GROUND) -> Appeal:
    """A side appeals."""
    with transaction(lock=dispute) as now:
        return file_appeal(dispute, side, given, now=now)


def add(dispute: str, side: Side, text: str, kind: str = "addition") -> None:
    """A side writes, on appeal an addition."""
    writing = submit.Writing(kind=kind, text=text, language="en", stance=True)
    with transaction(lock=dispute) as now:
        submit.write_statement(dispute, side, writing, now=now)


def file_late(
    dispute: str, side: Side, why: str = "Found today.", replaces: str | None = None
) -> str:
    """A side files a picture that it could not have before; its id."""
    filing = exhibits.Filing(
        upload=prepare_picture(dispute),
        caption="A second bill",
        language="en",
        late_reason=why,
        replaces=replaces,
    )
    with transaction(lock=dispute) as now:
        return exhibits.file_exhibit(dispute, side, filing, now=now).id


def pay(dispute: str) -> None:
    """The marketplace says that it paid."""
    with transaction(lock=dispute) as now:
        ref = get_dispute(dispute).refund_ref
        receive_answer(ref, Answer(result="executed"), actor="key:1", now=now)


def told(dispute: str, side: Side) -> list[str]:
    """The kinds of what a side was told, the newest first."""
    user_id = get_dispute(dispute).party(side).user_id
    return [one.kind for one in list_notices_about(user_id, dispute)]


def waiting(dispute: str, kind: str = "") -> list[Task]:
    """What waits for a person in a dispute, of one kind or of all."""
    found = list_open_tasks_of(dispute)
    return [one for one in found if kind in {"", one.kind}]


def hear_again(world: World, dispute: str) -> None:
    """Both sides are done and confirm; the jurors of the second round are called."""
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
