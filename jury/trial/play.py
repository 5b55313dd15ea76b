"""One story as it is played: what people do, what time does, what is expected then.

The marketplace's own requests go over the API; both sides, jurors and a moderator are
the sandbox's robots. The first thing that the receiver does wrong ends the story.
"""

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import takewhile
from typing import Any

from jury.cli.simulate.market import Market
from jury.trial import faults, money_faults
from jury.trial.court import Court
from jury.trial.diagnosis import Refusal, Suspicion, fault_of
from jury.trial.filing import USUAL, Filed, escalation, juror_lines
from jury.trial.receiver import PAUSE, Event, Receiver, State

HEARD = ({"do": "finish"}, {"do": "confirm"})
READING = timedelta(minutes=5)
GRID = timedelta(minutes=16)
UNTIL_FINAL = timedelta(hours=49)
SEATS = 5
SEATS_ON_APPEAL = 11
# The events that ask for a payment beside the award, by the kind of payment.
BESIDE = {
    "reversal": "refund.reversal",
    "compensation": "refund.compensation",
    "advance": "refund.advanced",
    "recovery": "refund.recovery",
}
REFUSE, UNKNOWN = "check-refuse-", "check-unknown-"


class Misplayed(Exception):
    """The court is not where the story wants it: somebody else acted in it."""


@dataclass
class Play:
    """A dispute of this story's own, before one court and one receiver."""

    court: Court
    market: Market
    receiver: Receiver
    ref: str
    # How many events of earlier trials were taken.
    arrived_before: int = 0
    # How a good event that was not taken is spoken of.
    suspicion: Suspicion = field(default_factory=Suspicion)
    # And how it is spoken of that it believes something else.
    behind: type[faults.StageBehind] = faults.StageBehind
    # What the buyer has had so far, and what to say when it is another sum.
    has_paid: int = 0
    paid_other: Callable[..., faults.Fault] | None = None
    dispute: str = ""
    is_told: bool = True
    _seen: set[str] = field(default_factory=set)

    def escalate(self, filed: Filed = USUAL) -> None:
        """The marketplace brings its roster up to date and escalates a dispute."""
        self.market.advance(timedelta(seconds=1))
        now = self.market.now()
        self.market.import_jurors(juror_lines(self.ref, now=now))
        self.market.advance(timedelta(seconds=1))
        self.dispute = self.market.escalate(escalation(filed, self.ref, now=now))
        self.go_on()
        self.expect("submissions")

    def robots(self, **script: object) -> None:
        """Say what robots do from now on, and let them."""
        self.market.post("/sandbox/robots", {"dispute": self.dispute, **script})
        self.go_on()

    def pass_time(self, by: timedelta) -> None:
        """Time passes, and the court does what has come due."""
        self.market.advance(by)
        self.go_on()

    def go_on(self) -> None:
        """The court catches up, and tells it."""
        self.court.catch_up()
        if self.is_told:
            self.tell()

    def tell(self) -> None:
        """What waits is sent; a good event that is not taken ends the story."""
        self.court.deliver(self.dispute)
        page = self.market.get("/deliveries?failed=true&limit=100")["items"]
        failed = list(takewhile(lambda one: one["id"] not in self._seen, page))
        if not failed:
            return
        first = failed[-1]
        (told,) = [one for one in self._all_events() if one["id"] == first["event"]]
        raise self.not_taken(told, first["answer"], first["said"])

    def not_taken(self, told: Event, answer: str, said: str = "") -> faults.Fault:
        """What to say of a good event that was answered so."""
        refusal = Refusal(told=told, to=self.receiver.url, answer=answer, said=said)
        has_taken = self.court.count_arrived() > self.arrived_before
        return fault_of(refusal, self.suspicion, has_taken=has_taken)

    def hear(self, votes: Sequence[int | None], *earlier: Sequence[int | None]) -> None:
        """Both sides finish and confirm; a jury is drawn, reads, and votes so."""
        self.robots(buyer=HEARD, seller=HEARD, jurors=[*earlier, votes])
        self.expect("hearing")
        self.vote()

    def vote(self) -> None:
        """The lot is drawn, jurors read, and what they vote is counted."""
        self.market.give_nonce(self.dispute, secrets.token_hex(16))
        self.go_on()
        self.pass_time(READING)
        self.pass_time(GRID)

    def pay(self, minor: int) -> None:
        """The decision becomes final; the receiver pays the buyer so much, once."""
        self.expect("pronounced")
        self.pass_time(UNTIL_FINAL)
        self.close(minor)

    def close(self, minor: int) -> None:
        """It is told to pay, and has; the dispute is over."""
        self.expect_answer("acknowledged", "executed")
        self.go_on()
        self.expect("closed", paid=minor)

    def expect_answer(self, state: str, result: str) -> None:
        """Wait until the instruction was answered so."""
        until = time.monotonic() + self.receiver.patience
        while (record := self.market.refund(self.ref))["answered_at"] is None:
            if time.monotonic() > until:
                raise self._unanswered(money_faults.NoAnswer, "refund.instructed")
            time.sleep(PAUSE)
        if record["state"] != state:
            said = ANSWERS.get(record["state"], record["answer_code"])
            raise money_faults.OtherAnswer(ref=self.ref, said=said, wanted=result)
        if result == "unknown" != record["answer_code"]:
            said = record["answer_code"]
            raise money_faults.OtherAnswer(ref=self.ref, said=said, wanted=result)

    def _unanswered(
        self, kind: type[money_faults.NoAnswer], type_: str
    ) -> money_faults.NoAnswer:
        """Why the court knows no answer: none came, or it took none."""
        refused = self.court.refused_answers.get(self.ref)
        if refused is None:
            seconds = round(self.receiver.patience)
            return kind(ref=self.ref, type=type_, seconds=seconds)
        return money_faults.AnswerRefused(ref=self.ref, type=type_, **refused)

    def expect_payment(self, kind: str) -> None:
        """Wait until the payment of this kind beside the award was answered."""
        self.paid_other = partial(money_faults.PaidBeside, type=BESIDE[kind])
        until = time.monotonic() + self.receiver.patience
        while (found := self._payment(kind))["state"] == "instructed":
            if time.monotonic() > until or found["answer_code"] == "unknown":
                raise self._unanswered(money_faults.PaymentUnanswered, BESIDE[kind])
            time.sleep(PAUSE)
        if found["state"] != "acknowledged":
            said = found["state"]
            raise money_faults.OtherAnswer(ref=self.ref, said=said, wanted="executed")

    def _payment(self, kind: str) -> dict[str, Any]:
        payments = self.market.refund(self.ref)["payments"]
        found = [one for one in payments if one["kind"] == kind]
        if not found:
            raise Misplayed(f"The story of {self.ref} has no payment of kind {kind}.")
        newest: dict[str, Any] = found[-1]
        return newest

    def expect_nonce(self) -> None:
        """Wait until the commitment of the draw was answered."""
        until = time.monotonic() + self.receiver.patience
        path = f"/disputes/{self.dispute}/transcript"
        while self.market.get(path)["seed"] is None:
            if time.monotonic() > until:
                raise self._without_nonce()
            time.sleep(PAUSE)

    def _without_nonce(self) -> faults.Fault:
        refused = self.court.refused_answers.get(self.dispute)
        if refused is not None:
            return money_faults.NonceRefused(ref=self.dispute, **refused)
        seconds = round(self.receiver.patience)
        return money_faults.NoNonce(ref=self.dispute, seconds=seconds)

    def expect(self, stage: str, *, paid: int | None = None) -> None:
        """The court is where the story wants it, and so is the receiver."""
        found = self.market.get(f"/disputes/{self.dispute}")["stage"]
        if found != stage:
            raise Misplayed(f"The story of {self.ref} stands at {found}, not {stage}.")
        if self.is_told:
            self.compare(stage, paid=self.has_paid if paid is None else paid)

    def compare(self, stage: str, *, paid: int) -> None:
        """The receiver's own picture is that of the events so far."""
        wanted = State(stage, paid)
        said = self.receiver.state(self.ref, wanted=wanted)
        if said is None or said == wanted:
            return
        if said.paid_minor == paid:
            raise self.behind(said=said.stage, wanted=stage)
        if self.paid_other:
            raise self.paid_other(paid=said.paid_minor, wanted=paid)
        raise _about_money(self.ref, said.paid_minor, wanted)

    def events(self) -> list[dict[str, Any]]:
        """What there is to tell of this dispute, in order."""
        return [one for one in self._all_events() if one["dispute"] == self.dispute]

    def _all_events(self) -> Iterator[dict[str, Any]]:
        after = 0
        while True:
            page = self.market.get(f"/events?after={after}&limit=500")
            yield from page["items"]
            if not page["items"]:
                return
            after = page["next"]

    def begin(self) -> None:
        """Forget what went wrong before this story."""
        page = self.market.get("/deliveries?failed=true&limit=1")["items"]
        self._seen = {one["id"] for one in page}


CENTS = 100
ANSWERS = {"acknowledged": "executed", "refused": "refused", "instructed": "unknown"}


def _about_money(ref: str, paid: int, wanted: State) -> faults.Fault:
    prefix = next((one for one in (REFUSE, UNKNOWN) if ref.startswith(one)), "")
    if prefix:
        return money_faults.PaidAnyway(paid=paid, prefix=prefix)
    if wanted.stage != "closed" and not wanted.paid_minor:
        return money_faults.PaidEarly(paid=paid)
    if paid and wanted.paid_minor in {paid * CENTS, paid / CENTS}:
        return money_faults.PaidInOtherUnits(paid=paid, wanted=wanted.paid_minor)
    if wanted.paid_minor and paid and paid % wanted.paid_minor == 0:
        return money_faults.PaidTwice(paid=paid, wanted=wanted.paid_minor)
    return money_faults.PaidOther(paid=paid, wanted=wanted.paid_minor)
