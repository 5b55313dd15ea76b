"""What a moderator does, each act in a transaction of its own."""

from flask import Flask

from jury.domain.lifecycle import Side
from jury.services.drawing import bar
from jury.services.moderation import strike, undo
from jury.services.moderation.grounds import Ground
from jury.services.verdict import doubt
from jury.storage.exhibits import list_exhibits
from jury.storage.people import Role
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from tests.promises import crawl
from tests.promises.test_02_secrecy import ToldWorld, outgoing
from tests.web.people import look_again
from tests.world import World

FORGED = Ground("forged", "The shop says that it never wrote this bill.")
COUSIN = Ground("tie", "A cousin of the seller, by the address.")


def strike_first(world: World, dispute: str, ground: Ground = FORGED) -> str:
    """The moderator strikes the first exhibit of a dispute; its id."""
    look_again()
    exhibit = list_exhibits(dispute)[0].id
    with transaction(lock=dispute) as now:
        strike.strike_exhibit(
            dispute, exhibit, ground=ground, staff_id=world.staff_id, now=now
        )
    return exhibit


def take_back(world: World, dispute: str, by: int | None = None) -> str:
    """The moderator takes the last act back; the action that is undone."""
    with transaction(lock=dispute) as now:
        return undo.undo_last(dispute, staff_id=by or world.staff_id, now=now)


def answer_doubt(dispute: str, by: int, *, stands: bool) -> None:
    """A moderator says whether a verdict stands without what was struck."""
    judge = doubt.let_stand if stands else doubt.set_aside
    with transaction(lock=dispute) as now:
        judge(dispute, reason="The chat alone shows it.", staff_id=by, now=now)


def bar_from(
    world: World, dispute: str, juror_id: int, ground: Ground = COUSIN
) -> None:
    """The moderator says that somebody may not judge a dispute."""
    look_again()
    ref = get_juror(juror_id).ref
    with transaction(lock=dispute) as now:
        bar.bar_juror(dispute, ref, ground=ground, staff_id=world.staff_id, now=now)


def look_at_it(app: Flask, dispute: str) -> ToldWorld:
    """All that a side, staff, the marketplace and the outside get to see of it."""
    auditor = crawl.staff(app, Role.AUDITOR)
    readers = {
        "buyer": (crawl.party(app, dispute, Side.BUYER), "/disputes"),
        "moderator": (crawl.staff(app, Role.MODERATOR), "/desk"),
        "auditor": (auditor, "/desk"),
        "auditor of draws": (auditor, "/draws"),
        "the marketplace": (crawl.program(app), "/api"),
    }
    where = crawl.places_of(dispute)
    seen = {
        name: crawl.look(reader, crawl.addresses(app, where, under=under))
        for name, (reader, under) in readers.items()
    }
    return {**seen, "outside": outgoing()}


def begin_voting(world: World, dispute: str, choices: tuple[int, ...]) -> None:
    """Three take seats and read; as many as there are choices vote."""
    called = world.summonses(dispute)[:3]
    seated = [world.seat(dispute, one) for one in called]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=False):
        world.vote(dispute, juror, choice)
