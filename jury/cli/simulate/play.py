"""The play: everybody acts when they mean to, and time passes when nobody does.

The marketplace hears events, people act on what they are told, and the sandbox clock
moves for all at once, never so far that anybody's plan or the court's next step is
jumped over. It ends when every dispute is closed or with staff.
"""

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from jury.cli.simulate.agenda import Agenda, Plan, last_of
from jury.cli.simulate.chance import chance
from jury.cli.simulate.dealings import Dealings, Ways
from jury.cli.simulate.docket import Case, Docket, Event
from jury.cli.simulate.filing import Filing, escalated_at, make_filing
from jury.cli.simulate.jurors import Jurors, Nature
from jury.cli.simulate.line import Line
from jury.cli.simulate.market import Market
from jury.cli.simulate.moderator import Moderator
from jury.cli.simulate.parties import Parties
from jury.cli.simulate.progress import Progress
from jury.cli.simulate.roster import count_languages, juror_lines

THREADS = 8
LISTEN_SECONDS = 0.25
# After so long without news nobody waits any more for a court that lags behind.
PATIENCE_SECONDS = 20.0
GRID = timedelta(minutes=15)
LONGEST_STEP = timedelta(hours=2)
MARGIN = timedelta(seconds=2)
# What falls due so close together is waited for at once, by everybody.
READING_TOGETHER = timedelta(minutes=4)
DEADLINES_TOGETHER = timedelta(minutes=30)
# So far behind its time a dispute is stuck: every step of the court has a due time.
OVERDUE = timedelta(hours=6)
UNKNOWN_SHARE = 0.03
ANSWERS_LATER = timedelta(hours=1)
Told = Mapping[str, Any]
# What somebody means to do when a dispute of ours makes news.
Acting = Callable[[Case, Told], Sequence[Plan]]


@dataclass(frozen=True)
class Cast:
    """How large the play is, and how its people are."""

    disputes: int
    jurors: int
    nature: Nature
    moderator: tuple[str, str] = ("", "")
    ways: Ways = field(default_factory=Ways)


class Play:
    """One play against one court."""

    def __init__(self, cast: Cast, line: Line, key: str) -> None:
        """Nothing has happened yet."""
        self.cast, self.line = cast, line
        self.market = Market(line, key)
        self.docket = Docket(())
        self.jurors = Jurors(self.market, line, cast.nature)
        self.parties = Parties(self.market, line, cast.nature.seed)
        self.dealings = Dealings(self.market, self.parties, cast.ways)
        self.moderator = Moderator(self.market, line, *cast.moderator)
        self.began_at: datetime | None = None
        self._acts: Mapping[str, Acting] = {
            "panel.committed": self._committed,
            "verdict.pronounced": self.dealings.pronounced,
            "return.due": self.dealings.to_go_back,
            "refund.instructed": self._instructed,
            "dispute.exhibit_filed": self.moderator.picture_filed,
        }
        self._agenda = Agenda()
        self._progress = Progress(cast.disputes)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="person")
        self._news_at = time.monotonic()
        self._is_calm = False
        self._pause = GRID

    def run(self) -> Docket:
        """Play to the end; returns what became of every dispute."""
        try:
            self._begin()
            while self.docket.open and not self.stuck():
                self._go_on()
        finally:
            self._pool.shutdown(cancel_futures=True)
        self._progress.show(self.docket.count(), self.passed(), final=True)
        return self.docket

    def _go_on(self) -> None:
        """Hear the news, then act, wait for the court, or let time pass."""
        self._listen()
        self._progress.show(self.docket.count(), self.passed())
        due = self._agenda.take_due(self.market.now())
        if due:
            self._act(due)
        elif self._has_court_caught_up():
            self._let_time_pass()

    def passed(self) -> timedelta:
        """How long the play has lasted by the court's clock."""
        return self.market.now() - (self.began_at or self.market.now())

    def stuck(self) -> list[Case]:
        """Disputes of which nothing is heard long after their step was due."""
        now = self.market.now()
        return [
            case
            for case in self.docket.open
            if case.closes_at is not None and case.closes_at + OVERDUE < now
        ]

    def _begin(self) -> None:
        """Deliver the roster and escalate the disputes."""
        seed = self.cast.nature.seed
        self.moderator.sign_in()
        self._progress.say(f"Delivering {self.cast.jurors} jurors …")
        self.market.begin()
        now = self.began_at = self.market.now()
        nature = self.cast.nature
        lines = juror_lines(
            seed,
            self.cast.jurors,
            buyers=nature.faults.buyers,
            rhythm=nature.rhythm,
            now=now,
        )
        self.market.import_jurors(lines)
        self._progress.say(f"Escalating {self.cast.disputes} disputes …")
        spoken = count_languages(seed, self.cast.jurors)
        prefix = f"sim-{secrets.token_hex(4)}"
        filings = [
            make_filing(seed, number, prefix=prefix, jurors=spoken, now=now)
            for number in range(self.cast.disputes)
        ]
        self.docket = Docket(filing.case for filing in filings)
        for number, filing in enumerate(filings):
            at = escalated_at(seed, number, now=now) if nature.rhythm else now
            self._agenda.add([Plan(at, partial(self._escalate, filing))])

    def _escalate(self, filing: Filing) -> list[Plan]:
        self.docket.admitted(filing.case, self.market.escalate(filing.body))
        return self.parties.admitted(filing) + self.dealings.admitted(filing)

    def _act(self, due: Sequence[Plan]) -> None:
        """Everybody whose time has come acts, several at a time."""
        doing = [self._pool.submit(plan.act) for plan in due]
        for done in doing:
            self._agenda.add(done.result())
            self._progress.show(self.docket.count(), self.passed())
        self._stir()

    def _listen(self) -> None:
        """Hear what is new, and let everybody make plans."""
        for event in self.market.events():
            self._agenda.add(self._hear(event))
            self._stir()
            self._pause = GRID

    def _stir(self) -> None:
        """Something has happened, of which more may come."""
        self._news_at = time.monotonic()
        self._is_calm = False

    def _has_court_caught_up(self) -> bool:
        """Whether time may pass: the court did what was due, and all told was heard."""
        is_late = time.monotonic() - self._news_at > PATIENCE_SECONDS
        if self._is_calm or is_late:
            return True
        self._is_calm = self.market.has_court_caught_up()
        if not self._is_calm:
            time.sleep(LISTEN_SECONDS)
        return False

    def _hear(self, event: Event) -> Sequence[Plan]:
        case = self.docket.hear(event)
        if event["type"] == "notice.due":
            return self._notified(event["data"])
        act = self._acts.get(event["type"])
        return act(case, event["data"]) if case and act else []

    def _notified(self, told: Mapping[str, Any]) -> Sequence[Plan]:
        """Pass a notice on to the user whom it is for."""
        ref, path, kind = told["user"], urlsplit(told["link"]).path, told["kind"]
        if kind == "summons.sent":
            # Whoever is called plays, enrolled by this play or before it.
            return self.jurors.called(ref, told["locale"], path)
        if kind == "summons.released":
            self.jurors.released(ref)
        elif path.endswith("/preview"):
            return self.parties.asked_to_confirm(ref, path)
        return []

    def _committed(self, case: Case, _told: Told) -> Sequence[Plan]:
        return [Plan(self.market.now(), lambda: self._give_nonce(case))]

    def _instructed(self, case: Case, _told: Told) -> Sequence[Plan]:
        return [Plan(self.market.now(), lambda: self._answer(case))]

    def _give_nonce(self, case: Case) -> Sequence[Plan]:
        nonce = chance(self.cast.nature.seed, "nonce", case.number).randbytes(16)
        self.market.give_nonce(case.id, nonce.hex())
        return []

    def _answer(self, case: Case) -> Sequence[Plan]:
        """Carry an instruction out; now and then not to know at first."""
        seed, told = self.cast.nature.seed, len(case.instructions)
        is_sure = chance(seed, "pays", case.number).random() >= UNKNOWN_SHARE
        if is_sure or told > 1:
            return self._pay(case)
        self.market.answer_refund(case.refund_ref, "unknown")
        at = self.market.now() + ANSWERS_LATER
        return [Plan(at, lambda: self._pay(case))]

    def _pay(self, case: Case) -> Sequence[Plan]:
        self.market.answer_refund(case.refund_ref, "executed")
        return []

    def _let_time_pass(self) -> None:
        """Move the clock to whatever comes next: a plan, a deadline, the grid."""
        now = self.market.now()
        coming = [
            last_of(self._agenda.times(), within=READING_TOGETHER),
            last_of(self._deadlines(now), within=DEADLINES_TOGETHER),
            self._next_test(now),
        ]
        known = [at for at in coming if at is not None]
        step = min(known) - now if known else LONGEST_STEP
        self.market.advance(max(step, timedelta()) + MARGIN)
        self._stir()

    def _deadlines(self, now: datetime) -> list[datetime]:
        """When stages end by themselves."""
        times = [case.closes_at for case in self.docket.open if case.closes_at]
        return [at for at in times if at > now]

    def _next_test(self, now: datetime) -> datetime | None:
        """When the court tests its polls next; less often seen while nobody comes.

        With a rhythm each test is waited for: how long panels take is what is asked.
        """
        if not any(case.stage == "hearing" for case in self.docket.open):
            return None
        longest = GRID if self.cast.nature.rhythm else LONGEST_STEP
        pause, self._pause = self._pause, min(2 * self._pause, longest)
        return _next_grid(now + pause - GRID)


def _next_grid(now: datetime) -> datetime:
    """The next quarter of an hour, when the court looks at its polls."""
    over = timedelta(
        minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond
    )
    return now - over + GRID
