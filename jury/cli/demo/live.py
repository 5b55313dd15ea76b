"""The demo goes on by itself: called jurors come, read and vote, parties answer, and
now and then somebody quarrels anew.

Everybody acts by the court's clock, and nobody moves it: it runs as in life, and a
visitor who moves it on sees what comes of it. Of a dispute that somebody else escalates
they are jurors only: its marketplace is whoever escalated it.
"""

import random
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from jury.cli.demo.house import JURORS
from jury.cli.demo.people import Juror
from jury.cli.demo.scene import MOST, PREFIX, UNDECIDED, Vote
from jury.cli.simulate.agenda import Agenda, Plan
from jury.cli.simulate.filing import make_filing
from jury.cli.simulate.line import Refused
from jury.cli.simulate.market import Market
from jury.cli.simulate.parties import Parties
from jury.cli.simulate.stories import truth_in

TURNOUT = 0.7
# Minutes of the court's clock after which people look at their phones.
LOOKS = (1, 1, 2, 3, 5, 8, 15, 30, 60)
PAYS_AFTER = timedelta(minutes=10)
NEXT_QUARREL = timedelta(minutes=20)
PULSE_SECONDS = 1.0
LIVE = "live-"


class Live:
    """Everybody who plays on."""

    def __init__(self, market: Market, now: Callable[[], datetime]) -> None:
        """Nobody has done anything yet; `now` reads the court's clock."""
        self._market, self._now = market, now
        self._seed = secrets.randbelow(10**6)
        self._chance = random.Random(self._seed)  # noqa: S311 - plays people
        self._parties = Parties(market, market.line, self._seed)
        self._agenda = Agenda()
        self._quarrels = 0

    def run(self) -> None:
        """Play until somebody stops it."""
        self._agenda.add([Plan(self._now(), self._quarrel)])
        while True:
            self._market.clock.set(self._now())
            for event in self._market.events():
                self._agenda.add(self._hear(event))
            for plan in self._agenda.take_due(self._market.now()):
                self._agenda.add(self._act(plan))
            time.sleep(PULSE_SECONDS)

    def _act(self, plan: Plan) -> Sequence[Plan]:
        """Do one thing; what the court refuses is left, as people leave it."""
        try:
            return plan.act()
        except Refused:
            return []

    def _hear(self, event: Mapping[str, Any]) -> Sequence[Plan]:
        data, now = event["data"], self._market.now()
        if event["type"] == "notice.due":
            return self._notified(data)
        if event["type"] == "panel.committed":
            return [Plan(now, lambda: self._give_nonce(event["dispute"]))]
        if event["type"] == "refund.instructed" and _is_ours(data["refund"]):
            return [Plan(now + PAYS_AFTER, lambda: self._pay(data["refund"]))]
        return []

    def _notified(self, told: Mapping[str, Any]) -> Sequence[Plan]:
        path = urlsplit(told["link"]).path
        if told["kind"] == "summons.sent":
            return self._called(told, path)
        return self._parties.asked_to_confirm(told["user"], path)

    def _called(self, told: Mapping[str, Any], path: str) -> Sequence[Plan]:
        if self._chance.random() > TURNOUT:
            return []
        juror = Juror(self._market, told["user"], language=told["locale"], path=path)
        wait = timedelta(minutes=self._chance.choice(LOOKS))
        return [Plan(self._market.now() + wait, lambda: self._sit(juror))]

    def _sit(self, juror: Juror) -> Sequence[Plan]:
        if not juror.take_seat():
            return []
        left = timedelta(seconds=juror.read() + 2)
        return [Plan(self._market.now() + left, lambda: self._vote(juror))]

    def _vote(self, juror: Juror) -> Sequence[Plan]:
        """Vote as the file tells, or, where it leaves room, as one sees it."""
        found = truth_in(juror.words)
        if found is None:
            rung = self._chance.choice((0, 1, 1, UNDECIDED))
        else:
            is_for_buyer = found if self._chance.random() < 0.9 else not found
            rung = MOST if is_for_buyer else 0
        juror.vote(Vote(rung))
        return []

    def _give_nonce(self, dispute_id: str) -> Sequence[Plan]:
        found = self._market.get(f"/disputes/{dispute_id}")
        if _is_ours(found["refund"]["ref"]):
            self._market.give_nonce(dispute_id, secrets.token_hex(16))
        return []

    def _pay(self, refund_ref: str) -> Sequence[Plan]:
        self._market.answer_refund(refund_ref, "executed")
        return []

    def _quarrel(self) -> Sequence[Plan]:
        """A new dispute, and when the next one will come."""
        now = self._market.now()
        self._quarrels += 1
        filing = make_filing(
            self._seed,
            self._quarrels,
            prefix=f"{LIVE}{self._seed}",
            jurors=JURORS,
            now=now,
        )
        filing.case.id = self._market.escalate(filing.body)
        later = Plan(now + NEXT_QUARREL, self._quarrel)
        return [later, *self._parties.admitted(filing)]


def _is_ours(refund_ref: str) -> bool:
    """Whether the demo escalated the dispute of this refund record."""
    return refund_ref.startswith((PREFIX, LIVE))
