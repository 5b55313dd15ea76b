"""The state machine: everybody, anything, at any time.

A rule picks an act by its name from a table (`PARTY`, `JUROR`, `STAFF`, `MARKET`,
`TIME`), so that a new act takes one line there. Most acts are refused most of the time,
which is half of the point; after each the promises are asked of the database.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jury.domain.errors import DisputeError
from jury.domain.lifecycle import Side, Stage
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute
from tests.machine.court import MODERATORS, Court, Crash, Hand, Nothing, fresh
from tests.machine.filing import KINDS, escalate
from tests.machine.kept import Kept
from tests.machine.promises import PROMISES, the_log_holds
from tests.machine.road import Do, Road
from tests.machine.roads import ROADS
from tests.machine.tables import (
    ACTS,
    ADMIN_DUTIES,
    DUTIES,
    LIKELY,
    place_of,
)
from tests.machine.together import TOGETHER

MOST_DISPUTES = 3
STEPS_BETWEEN_LOGS = 20
# How often time runs on until all is over; each time staff do what they can.
ROUNDS_TO_THE_END = 60
FEW = st.integers(0, 9)
WHICH = st.integers(0, MOST_DISPUTES - 1)
SIDES = st.sampled_from(list(Side))


def names(acts: Iterable[str]) -> st.SearchStrategy[str]:
    """One of the acts or kinds of a table, by its name."""
    return st.sampled_from(sorted(acts))


class Anything(RuleBasedStateMachine):
    """Several disputes at once, and everybody who has to do with them."""

    court: ClassVar[Court]

    def __init__(self) -> None:
        """Open the court anew."""
        super().__init__()
        self.steps = 0
        self.court.begin()

    @initialize(kind=names(KINDS), ahead=names(ROADS))
    def begin(self, kind: str, ahead: str) -> None:
        """There is a dispute."""
        self.escalate(kind, ROADS[ahead])

    @precondition(lambda self: len(self.court.play.disputes) < MOST_DISPUTES)
    @rule(kind=names(KINDS), ahead=names(ROADS))
    def another(self, kind: str, ahead: str) -> None:
        """There is one more."""
        self.escalate(kind, ROADS[ahead])

    @rule(
        acts=st.lists(names(ACTS), min_size=4, max_size=8),
        which=WHICH,
        side=SIDES,
        person=st.integers(0, MODERATORS - 1),
        n=FEW,
    )
    def anybody(
        self, acts: list[str], which: int, side: Side, person: int, n: int
    ) -> None:
        """One after the other somebody tries something with one of the disputes."""
        for place, act in enumerate(acts):
            hand = self._hand(which + place, side=side, person=person, n=n)
            self._try(act, hand)
            self._hold(whole=False)

    @rule(
        choices=st.lists(st.integers(0, 59), min_size=1, max_size=4),
        which=WHICH,
        side=SIDES,
        person=WHICH,
        n=FEW,
    )
    def some_who_know(
        self, choices: list[int], which: int, side: Side, person: int, n: int
    ) -> None:
        """One after the other does what is likely where the dispute stands."""
        for place, choice in enumerate(choices):
            self._do_likely(choice, which, side=side, person=person + place, n=n)
            self._hold(whole=False)

    def _do_likely(
        self, choice: int, which: int, *, side: Side, person: int, n: int
    ) -> None:
        hand = self._hand(which, side=side, person=person, n=n)
        if not hand.dispute:
            return
        acts = LIKELY[place_of(get_dispute(hand.dispute))]
        act = acts[choice % len(acts)]
        note(f"  in {hand.dispute}: {act}")
        self._together(act, hand)

    def _together(self, act: str, hand: Hand) -> None:
        for name, by in TOGETHER.get(act, ((act, hand.side),)):
            self._try(name, replace(hand, side=by))

    @invariant()
    def promises_hold(self) -> None:
        """DESIGN.md, section 3."""
        self.steps += 1
        self._hold(whole=self.steps % STEPS_BETWEEN_LOGS == 0)

    def teardown(self) -> None:
        """Staff and the marketplace do their work, and every dispute ends."""
        try:
            if self.court.play.disputes:
                self._run_out()
        finally:
            self.court.end()

    def _run_out(self) -> None:
        self.court.is_dying = False
        for act in ADMIN_DUTIES:
            self._try(act, self._hand(0))
        for round_no in range(ROUNDS_TO_THE_END):
            for which, dispute in enumerate(self.court.play.disputes):
                self._do_duties(which, dispute, round_no)
            self._hold(whole=False)
            if all(self._is_over(one) for one in self.court.play.disputes):
                break
        stages = {one: get_dispute(one).stage for one in self.court.play.disputes}
        assert set(stages.values()) == {Stage.CLOSED.value}, f"never ended: {stages}"
        self._hold(whole=True)

    def _do_duties(self, which: int, dispute: str, round_no: int) -> None:
        if self._is_over(dispute):
            return
        waiting = {task.kind for task in list_open_tasks_of(dispute)}
        for act in (
            name for kind in DUTIES if kind in waiting for name in DUTIES[kind]
        ):
            for person in range(MODERATORS):
                if self._try(act, self._hand(which, person=person, n=round_no)):
                    break
        if get_dispute(dispute).stage == Stage.FINAL.value:
            self._try(
                "the marketplace says it paid all that is owed", self._hand(which)
            )
        name = "days pass" if round_no % 2 else "something is due"
        self._try(name, self._hand(which, n=2))

    def _is_over(self, dispute: str) -> bool:
        fresh()
        return get_dispute(dispute).stage == Stage.CLOSED.value

    def escalate(self, kind: str, road: Road) -> None:
        """The marketplace escalates a dispute, and it comes so far."""
        play = self.court.play
        if kind not in (road.kinds or KINDS):
            kind = road.kinds[0]
        try:
            dispute = escalate(self.court, kind, len(play.disputes))
        except (Crash, DisputeError):
            return
        fresh()
        play.disputes[dispute] = kind
        play.rules[dispute] = json.dumps(get_dispute(dispute).policy)
        for one in road.steps:
            self._go(one, len(play.disputes) - 1)

    def _go(self, one: Do, which: int) -> None:
        hand = self._hand(which, side=one.side, person=one.person, n=one.n)
        self._together(one.act, hand)

    def _hand(
        self, which: int, *, side: Side = Side.BUYER, person: int = 0, n: int = 1
    ) -> Hand:
        known = list(self.court.play.disputes)
        dispute = known[which % len(known)] if known else ""
        return Hand(self.court, dispute, side, person, n)

    def _try(self, name: str, hand: Hand) -> bool:
        """Try an act; a refusal says why, and anything else that is raised is wrong."""
        if not hand.dispute:
            return False
        fresh()
        before = self.court.done[name]
        if name.startswith("a side ") and get_dispute(hand.dispute).is_shadow:
            # To its parties there is no such dispute: their pages answer so.
            self.court.refused[name] += 1
            return False
        self.court.rows.forget()
        try:
            ACTS[name](hand)
        except DisputeError as refusal:
            self.court.unsaid += not str(refusal)
            self.court.refused[name] += 1
        except (Crash, Nothing):
            pass
        else:
            self.court.done[name] += 1
            self.court.rows.keep()
        fresh()
        self.court.seen[get_dispute(hand.dispute).stage] += 1
        return self.court.done[name] > before

    def _hold(self, *, whole: bool) -> None:
        """Ask everything, unless nothing was written since it was asked."""
        if not (whole or self.court.has_written):
            return
        self.court.has_written = False
        fresh()
        kept = Kept(self.court.play)
        faults = [fault for promise in PROMISES for fault in promise(kept)]
        faults += the_log_holds() if whole else ()
        faults += ["a refusal says nothing"] * self.court.unsaid
        faults += self.court.defects()
        assert not faults, faults
        fresh()


def run(
    court: Court,
    *,
    plays: int,
    steps: int,
    by_chance: bool = False,
    shrinks: bool = True,
) -> None:
    """Play; each run is the same, unless by chance. Shrinking takes minutes."""
    chosen = settings(
        max_examples=plays,
        stateful_step_count=steps,
        derandomize=not by_chance,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if shrinks else (Phase.generate,),
        print_blob=False,
    )
    run_state_machine_as_test(_playing(court), settings=chosen)


def walk(court: Court, road: Road) -> None:
    """Walk a road to its end, in a court of its own, and ask the promises there."""
    play = _playing(court)()
    try:
        play.escalate((*road.kinds, "small")[0], road)
        play.promises_hold()
    finally:
        court.end()


def _playing(court: Court) -> type[Anything]:
    return type("Anything", (Anything,), {"court": court})
