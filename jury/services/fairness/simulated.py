"""A past that never was: disputes, jurors and ballots of a sandbox, from a seed.

Ballots are counted and polls are stopped by the rules of the court; what people do is
invented. Jurors who mostly buy lean to the buyer by about five points, so that there
is something for the meters to find.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from jury.domain.fairness.beside import Beside
from jury.domain.fairness.cost import Spent
from jury.domain.law.whole import Law
from jury.domain.lifecycle import EndedBy, Side
from jury.domain.policy import Policy, Route
from jury.domain.stopping import Ballot, Sitting, may_stop
from jury.domain.tally import Outcome, tally
from jury.services.fairness.record import Record
from jury.services.fairness.simulated_audit import audits
from jury.services.fairness.weighing import count_votes
from jury.storage.figures.history import CastBallot, HeldPoll, Trades

JURORS, MOSTLY_BUY = 1500, 0.6
# How often a juror's habit moves their vote by a rung, and how often they cannot say.
LEANS, CANNOT_SAY = 0.035, 0.03
# How many disputes are hard, how often a verdict is appealed, how long they all took.
HARD, APPEALED, WEEKS = 0.2, 0.07, 52
# The court began beside staff: so many of the first disputes were a shadow's.
SHADOW_PART = 0.12
STAFF_RIGHT, BLIND = 0.85, 0.85
WINDOW_QUARTERS, QUARTER = 96, timedelta(minutes=15)
MOST_RUNGS = 5


@dataclass(frozen=True, slots=True)
class Invented:
    """What one dispute is, before anybody judges it."""

    number: int
    policy: Policy
    reason: str
    rungs: int
    truth: int
    is_hard: bool
    held_minor: int
    began_at: datetime

    @property
    def id(self) -> str:
        """A name that no real dispute can have."""
        return f"simulated-{self.number:05}"


class Past:
    """The people of an invented past, and what they did so far."""

    def __init__(self, law: Law, *, seed: int, now: datetime) -> None:
        """Nobody has voted yet."""
        self.chance = np.random.default_rng(seed)
        self._law, self._now = law, now
        self._policies = sorted(
            (one for one in law.policies if one.route is Route.JURY and one.seats < 18),
            key=lambda one: one.seats,
        )
        self._buys = self.chance.random(JURORS) < MOSTLY_BUY
        self._right = self.chance.beta(9, 3, JURORS)
        self.held: list[HeldPoll] = []
        self.cast: list[CastBallot] = []
        self.spent: list[Spent] = []
        self.besides: list[Beside] = []
        self.truths: dict[str, int] = {}

    def trades(self) -> dict[int, Trades]:
        """How often each juror bought and sold."""
        return {
            juror: Trades(30, 5) if buys else Trades(5, 30)
            for juror, buys in enumerate(self._buys.tolist())
        }

    def live(self, disputes: int) -> None:
        """Let so many disputes be judged, evenly over the weeks."""
        step = timedelta(weeks=WEEKS) / disputes
        began_at = self._now - timedelta(weeks=WEEKS, days=4)
        for number in range(1, disputes + 1):
            one = self._invent(number, began_at + number * step)
            self._judge(one, is_shadow=number <= SHADOW_PART * disputes)

    def _invent(self, number: int, began_at: datetime) -> Invented:
        codes = list(self._law.reasons)
        reason = codes[self.chance.integers(len(codes))]
        rungs = min(MOST_RUNGS, max(2, len(self._law.reasons[reason].ladder)))
        at = min(self.chance.geometric(0.35), len(self._policies)) - 1
        return Invented(
            number,
            self._policies[at],
            reason,
            rungs,
            int(self.chance.integers(rungs)),
            bool(self.chance.random() < HARD),
            int(self.chance.integers(20, 200)) * 10 ** (at + 2),
            began_at,
        )

    def _judge(self, one: Invented, *, is_shadow: bool) -> None:
        began, first = len(self.cast), len(self.held)
        final, ended_by = self._poll(one, one.policy.seats)
        is_open = ended_by is EndedBy.VERDICT and not is_shadow
        if is_open and self.chance.random() < APPEALED:
            final, ended_by = self._poll(one, 2 * one.policy.seats + 1, is_again=True)
        for at in range(first, len(self.held)):
            self.held[at] = self.held[at]._replace(
                final_rung=final, ended_by=ended_by.value
            )
        self.truths[one.id] = one.truth
        spent = self._spend(one, len(self.cast) - began, by=ended_by)
        self.spent.append(spent)
        if is_shadow:
            court = final if ended_by is EndedBy.VERDICT else None
            self.besides.append(self._beside(one, court, spent))

    def _poll(
        self, one: Invented, seats: int, *, is_again: bool = False
    ) -> tuple[int, EndedBy]:
        """Seat a panel, and let it vote until the rule of the policy says enough."""
        draw_id = len(self.held) + 1
        rule = one.policy.stopping_in(2 if is_again else 1)
        sitting = Sitting(one.rungs, seats, one.policy.verdict)
        panel = self.chance.choice(JURORS, size=seats, replace=False).tolist()
        times = np.minimum(self.chance.exponential(14, seats) + 1, WINDOW_QUARTERS)
        arrivals = sorted(zip(times.astype(int).tolist(), panel, strict=True))
        choices: list[int | None] = []
        for at, (quarter, juror) in enumerate(arrivals):
            choices.append(self._choose(one, juror))
            self.cast.append(
                CastBallot(
                    draw_id,
                    f"{one.id}-{draw_id}-{at}",
                    choices[-1],
                    one.began_at + (quarter - 1) * QUARTER,
                    juror,
                    Side.BUYER.value if self.chance.random() < 0.5 else Side.SELLER,
                )
            )
            ballots = [Ballot(choice) for choice in choices]
            is_last = at + 1 == seats or arrivals[at + 1][0] > quarter
            if is_last and may_stop(ballots, sitting=sitting, rule=rule):
                break
        counted = tally(choices, rungs=one.rungs, seats=seats, at_window_end=False)
        self.held.append(
            self._held(one, draw_id, sitting=sitting, counts=counted.counts)
        )
        if counted.outcome is Outcome.DECIDED and counted.median_rung is not None:
            return counted.median_rung, EndedBy.VERDICT
        return one.truth, EndedBy.STAFF

    def _choose(self, one: Invented, juror: int) -> int | None:
        """What a juror votes: the truth, or beside it; moved by habit now and then."""
        dice = self.chance.random(3)
        if dice[0] < CANNOT_SAY:
            return None
        right = 0.5 if one.is_hard else float(self._right[juror])
        choice = one.truth if dice[1] < right else self._miss(one)
        if dice[2] < LEANS * (one.rungs - 1):
            choice += 1 if self._buys[juror] else -1
        return min(max(choice, 0), one.rungs - 1)

    def _miss(self, one: Invented) -> int:
        others = [rung for rung in range(one.rungs) if rung != one.truth]
        near = [rung for rung in others if abs(rung - one.truth) == 1]
        found = near if self.chance.random() < 0.7 else others
        return found[self.chance.integers(len(found))]

    def _held(
        self, one: Invented, draw_id: int, *, sitting: Sitting, counts: Sequence[int]
    ) -> HeldPoll:
        is_chinese = one.number % 5 != 0
        return HeldPoll(
            draw_id=draw_id,
            dispute_id=one.id,
            policy_name=f"{one.policy.name}/{one.policy.version}",
            reason=one.reason,
            language="zh-Hans" if is_chinese else "en",
            filed_by=Side.SELLER.value if one.number % 9 == 0 else Side.BUYER.value,
            seats=sitting.seats,
            began_at=one.began_at,
            split={"counts": list(counts)},
            final_rung=None,
            ended_by=None,
        )

    def _spend(self, one: Invented, votes: int, *, by: EndedBy) -> Spent:
        reading = self.chance.integers(40, 240, votes).sum()
        looks = self.chance.gamma(2, 150) if self.chance.random() < 0.7 else 0
        decided = 700 if by is EndedBy.STAFF else 0
        return Spent(one.policy.name, votes, int(reading), int(looks + decided))

    def _beside(self, one: Invented, court: int | None, spent: Spent) -> Beside:
        is_right = self.chance.random() < STAFF_RIGHT
        staff = one.truth if is_right else self._miss(one)
        last = self.cast[-1].bucket_at + QUARTER - one.began_at
        top = one.rungs - 1
        return Beside(
            held_minor=one.held_minor,
            court_minor=None if court is None else one.held_minor * court // top,
            staff_minor=one.held_minor * staff // top,
            court_seconds=last.total_seconds(),
            staff_seconds=float(self.chance.gamma(3, 18 * 3600)),
            is_blind=bool(self.chance.random() < BLIND),
            spent=spent,
        )


def simulate_past(law: Law, *, seed: int, disputes: int, now: datetime) -> Record:
    """Invent a past of so many disputes that ended by now; the same for a seed."""
    past = Past(law, seed=seed, now=now)
    past.live(disputes)
    readings, weeks, audited = audits(
        past.held, past.truths, law.fairness.audit, chance=past.chance
    )
    return Record(
        held=past.held,
        cast=past.cast,
        trades=past.trades(),
        counts=count_votes(
            past.cast, {one.draw_id: one.final_rung for one in past.held}
        ),
        audited=audited,
        spent=past.spent,
        besides=past.besides,
        readings=readings,
        weeks=weeks,
    )
