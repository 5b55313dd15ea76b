"""Pauses, stops and announced outages: what lets disputes stand still."""

from collections.abc import Mapping
from datetime import timedelta

from jury import clock
from jury.services.moderation.grounds import PAUSE, Ground
from jury.services.standstill import pause, planned, stops
from jury.storage.desk.stops import Stopped, list_planned
from jury.storage.transaction import transaction
from tests.machine.court import ADMINISTRATOR, Hand
from tests.machine.parties import Act
from tests.machine.staff import SAID, on_dispute


def pause_it(hand: Hand) -> None:
    ground = Ground(hand.pick(PAUSE), SAID)
    with hand.keeping() as now:
        pause.pause(hand.dispute, ground, staff_id=hand.staff_id, now=now)


def stop(what: Stopped) -> Act:
    def do(_hand: Hand) -> None:
        with transaction() as now:
            stops.stop(what, reason=SAID, staff_id=ADMINISTRATOR, now=now)

    return do


def lift(what: Stopped) -> Act:
    def do(_hand: Hand) -> None:
        with transaction() as now:
            stops.lift(what, reason=SAID, staff_id=ADMINISTRATOR, now=now)

    return do


def announce(hand: Hand) -> None:
    with transaction() as now:
        begins_at = now + timedelta(hours=hand.n * hand.n, minutes=hand.person - 1)
        ends_at = begins_at + timedelta(hours=hand.n + 1)
        planned.announce(
            begins_at, ends_at, reason=SAID, staff_id=ADMINISTRATOR, now=now
        )


def cancel(hand: Hand) -> None:
    row = hand.pick(list_planned(clock.now())).id
    with transaction() as now:
        planned.cancel(row, staff_id=ADMINISTRATOR, now=now)


STAFF_OF_PAUSES: Mapping[str, Act] = {
    "pauses it": pause_it,
    "lets it go on": on_dispute(pause.resume, reason=SAID),
    "keeps it paused": on_dispute(pause.keep_paused, reason=SAID),
}
ADMIN: Mapping[str, Act] = {
    "stops intake": stop(Stopped.INTAKE),
    "stops draws": stop(Stopped.DRAWS),
    "stops payments": stop(Stopped.ENFORCEMENT),
    "lets intake go on": lift(Stopped.INTAKE),
    "lets draws go on": lift(Stopped.DRAWS),
    "lets payments go on": lift(Stopped.ENFORCEMENT),
    "announces an outage": announce,
    "calls an outage off": cancel,
}
