"""Disputes that ended in various ways, each as its file."""

import json
from typing import Any

from jury.domain.case.chains import LINE, digest
from jury.domain.lifecycle import Side
from jury.services.appeal.slips import Sums
from jury.services.money import reverse
from jury.services.proof.case_export import case_bytes, export_case
from jury.storage.transaction import transaction
from tests.appeals import appeal, begin_decided, hear_again, pay
from tests.courts import begin_hearing
from tests.fairness.courts import begin_closed
from tests.money.acts import answer, paid, reverse_to
from tests.played import step
from tests.settlement import acts
from tests.web.people import small_world
from tests.world import move_clock

Bundle = dict[str, Any]


def opened(dispute: str) -> Bundle:
    """The file of a dispute, as whoever reads it from a disk has it."""
    with transaction(lock=dispute) as now:
        found = export_case(dispute, actor="operator", now=now)
    bundle: Bundle = json.loads(case_bytes(found))
    return bundle


def by_jury() -> str:
    _world, (dispute,) = begin_closed()
    return dispute


def by_staff() -> str:
    return paid(small_world())


def changed_later() -> str:
    world = small_world()
    dispute = paid(world)
    reverse_to(dispute, world.staff_id, rung=0)
    answer(dispute, kind="reversal:1")
    assert world.stage(dispute) == "closed"
    return dispute


def put_right_later() -> str:
    """With a slip in the price that was seen after the award was paid."""
    world = small_world()
    dispute = paid(world)
    right = Sums(price_minor=16000, freight_minor=1200)
    change = reverse.Change(number=1, sums=right, reason="The order says 160.00.")
    with transaction(lock=dispute) as now:
        reverse.reverse_award(dispute, change, staff_id=world.staff_id, now=now)
    answer(dispute, kind="reversal:1")
    return dispute


def settled_while_jurors_voted() -> str:
    world, dispute = begin_hearing()
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:2]]
    world.read(dispute, *seated)
    for juror in seated:
        world.vote(dispute, juror, 0)
    acts.offer(dispute, Side.SELLER, to_buyer=4200)
    acts.accept(dispute, Side.BUYER)
    pay(dispute)
    return dispute


@step
def appealed() -> str:
    world, dispute = begin_decided(jurors=80, rung=1)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    world.decide(dispute, (0,) * 11)
    move_clock(hours=49)
    pay(dispute)
    return dispute


def relinked(bundle: Bundle) -> Bundle:
    """The same with every hash of the dispute's chain made to fit again."""
    previous = "0" * 64
    for line in bundle["log"]:
        line["previous"] = previous
        line["hash"] = previous = digest({part: line[part] for part in LINE})
    return bundle


def line_of(bundle: Bundle, action: str) -> Bundle:
    found: Bundle = next(one for one in bundle["log"] if one["action"] == action)
    return found
