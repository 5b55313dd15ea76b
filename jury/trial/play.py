"""One story as it is played: what people do, what time does, what is expected then.

The marketplace's own requests go over the API; both sides, jurors and a moderator are
the sandbox's robots. The first thing that the receiver does wrong ends the story.
"""

import json
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from jury.cli.simulate.market import Market
from jury.trial import faults
from jury.trial.court import Court
from jury.trial.receiver import PAUSE, Receiver, State

HEARD = ({"do": "finish"}, {"do": "confirm"})
JURORS = 60
READING = timedelta(minutes=5)
GRID = timedelta(minutes=16)
UNTIL_FINAL = timedelta(hours=49)
SEATS = 5
SEATS_ON_APPEAL = 11
CLAIMS = {
    "hidden_defect": "The screen was replaced. The listing says never repaired.",
    "wrong_item": "It is white and has 64 GB. I bought the black one with 128 GB.",
    "wrong_address": "It was sent to another street, and I never got it.",
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
    # How a good event that was not taken is spoken of.
    not_taken: type[faults.NotTaken] = faults.NotTaken
    # And how it is spoken of that it believes something else.
    behind: type[faults.StageBehind] = faults.StageBehind
    dispute: str = ""
    is_told: bool = True
    _seen: set[str] = field(default_factory=set)

    def escalate(self, reason: str = "hidden_defect") -> None:
        """The marketplace brings its roster up to date and escalates a dispute."""
        self.market.advance(timedelta(seconds=1))
        now = self.market.now()
        self.market.import_jurors(_juror_lines(self.ref, now=now))
        self.market.advance(timedelta(seconds=1))
        self.dispute = self.market.escalate(_escalation(self.ref, reason, now=now))
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
        page = self.market.get("/deliveries?failed=true&limit=1")["items"]
        if not page or page[0]["id"] in self._seen:
            return
        said = {"type": page[0]["type"], "answer": page[0]["answer"]}
        if not page[0]["answer"].isdecimal():
            raise faults.NotReached(**said)
        raise self.not_taken(**said)

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
                raise self._unanswered()
            time.sleep(PAUSE)
        if record["state"] != state:
            said = ANSWERS.get(record["state"], record["answer_code"])
            raise faults.OtherAnswer(ref=self.ref, said=said, wanted=result)
        if result == "unknown" != record["answer_code"]:
            said = record["answer_code"]
            raise faults.OtherAnswer(ref=self.ref, said=said, wanted=result)

    def _unanswered(self) -> faults.NoAnswer:
        """Why the court knows no answer: none came, or it took none."""
        refused = self.court.refused_answers.get(self.ref)
        if refused is None:
            seconds = round(self.receiver.patience)
            return faults.NoAnswer(ref=self.ref, seconds=seconds)
        return faults.AnswerRefused(ref=self.ref, **refused)

    def expect(self, stage: str, *, paid: int = 0) -> None:
        """The court is where the story wants it, and so is the receiver."""
        found = self.market.get(f"/disputes/{self.dispute}")["stage"]
        if found != stage:
            raise Misplayed(f"The story of {self.ref} stands at {found}, not {stage}.")
        if self.is_told:
            self.compare(stage, paid=paid)

    def compare(self, stage: str, *, paid: int) -> None:
        """The receiver's own picture is that of the events so far."""
        wanted = State(stage, paid)
        said = self.receiver.state(self.ref, wanted=wanted)
        if said is None or said == wanted:
            return
        if said.paid_minor == paid:
            raise self.behind(said=said.stage, wanted=stage)
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


ANSWERS = {"acknowledged": "executed", "refused": "refused", "instructed": "unknown"}


def _about_money(ref: str, paid: int, wanted: State) -> faults.Fault:
    prefix = next((one for one in (REFUSE, UNKNOWN) if ref.startswith(one)), "")
    if prefix:
        return faults.PaidAnyway(paid=paid, prefix=prefix)
    if wanted.stage != "closed" and not wanted.paid_minor:
        return faults.PaidEarly(paid=paid)
    if wanted.paid_minor and paid and paid % wanted.paid_minor == 0:
        return faults.PaidTwice(paid=paid, wanted=wanted.paid_minor)
    return faults.PaidOther(paid=paid, wanted=wanted.paid_minor)


def _juror_lines(ref: str, *, now: datetime) -> Iterator[bytes]:
    """Jurors whom no other story has called."""
    for number in range(JURORS):
        line = {
            "ref": f"{ref}-juror-{number}",
            "language": "en",
            "adult": True,
            "verified": True,
            "account_opened_on": "2020-01-01",
            "trades_completed": 20,
            "credit": 720,
            "last_active_at": now.isoformat(timespec="seconds"),
        }
        yield json.dumps(line).encode() + b"\n"


def _escalation(ref: str, reason: str, *, now: datetime) -> dict[str, Any]:
    """A phone of 180 yuan, with 12 yuan of freight, and what is wrong with it."""

    def days_ago(days: int) -> str:
        at = now - timedelta(days=days)
        return f"{at.isoformat(timespec='seconds').removesuffix('+00:00')}Z"

    def cny(minor: int) -> dict[str, Any]:
        return {"minor": minor, "currency": "CNY"}

    return {
        "order": {
            "ref": f"ORD-{ref}",
            "category": "phones",
            "language": "en",
            "lines": [{"title": "Phone, 128 GB, black", "price": cny(18000)}],
            "listing_text": "Never opened, never repaired.",
            "condition_grade": "like_new",
            "price": cny(18000),
            "freight": cny(1200),
            "paid_at": days_ago(9),
            "shipped_at": days_ago(8),
            "received_at": days_ago(6),
        },
        "parties": {
            "buyer": {"ref": f"{ref}-buyer", "display_name": "Li Lei", "locale": "en"},
            "seller": {"ref": f"{ref}-seller", "display_name": "Wang", "locale": "en"},
        },
        "filed_by": "buyer",
        "reason": reason,
        "claim": CLAIMS[reason],
        "asked": cny(19200),
        "answers": [{"number": 1, "stance": True, "text": "Anybody can see it."}],
        "refund": {"ref": ref, "held": cny(19200)},
    }
