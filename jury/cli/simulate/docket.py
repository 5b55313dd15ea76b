"""What the marketplace knows of its disputes, learned from the court's events alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

STAGES = (
    "submissions",
    "screening",
    "hearing",
    "pronounced",
    "final",
    "closed",
    "referred",
)
ENDED = {"closed", "referred"}
Event = Mapping[str, Any]


@dataclass
class Case:
    """One dispute: what was planted in it, and what became of it."""

    number: int
    refund_ref: str
    held_minor: int
    currency: str
    reason: str
    buyer_is_right: bool
    id: str = ""
    stage: str = "submissions"
    closes_at: datetime | None = None
    entered: list[tuple[str, datetime]] = field(default_factory=list)
    verdict: Mapping[str, Any] | None = None
    first_verdict: Mapping[str, Any] | None = None
    instructions: list[Mapping[str, Any]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is to be done by the marketplace or its users."""
        return self.stage in ENDED

    @property
    def is_right(self) -> bool | None:
        """Whether the jury found the planted truth; None without a jury's verdict."""
        if self.verdict is None or self.verdict["ended_by"] != "verdict":
            return None
        buyer_won: bool = self.verdict["buyer"]["minor"] > 0
        return buyer_won == self.buyer_is_right

    @property
    def is_changed(self) -> bool:
        """Whether it was decided otherwise on appeal than before."""
        first, last = self.first_verdict, self.verdict
        return bool(first and last and first["buyer"] != last["buyer"])

    def enter(self, stage: str, at: datetime, closes_at: datetime | None) -> None:
        """Note that the dispute moved, or that its stage was given more time."""
        if not self.entered or stage != self.stage:
            self.entered.append((stage, at))
        self.stage, self.closes_at = stage, closes_at


class Docket:
    """All disputes of this play, kept up to date by the events."""

    def __init__(self, cases: Iterable[Case]) -> None:
        """Nothing has been told yet."""
        self.cases = list(cases)
        self._by_id: dict[str, Case] = {}

    def admitted(self, case: Case, dispute_id: str) -> None:
        """The court has taken a dispute in."""
        case.id = dispute_id
        self._by_id[dispute_id] = case

    def find(self, dispute_id: str | None) -> Case | None:
        """One of our disputes; None for anybody else's."""
        return self._by_id.get(dispute_id or "")

    def hear(self, event: Event) -> Case | None:
        """Follow one event; returns the dispute of ours that it is about."""
        case = self.find(event["dispute"])
        if case is None:
            return None
        told = event["data"]
        follow = _FOLLOW.get(event["type"])
        if follow is not None:
            follow(case, told)
        elif event["type"].startswith("dispute.") and "to" in told:
            case.enter(told["to"], moment(event["timestamp"]), _closing(told))
        elif event["type"] == "dispute.admitted":
            case.entered.append(("submissions", moment(event["timestamp"])))
        return case

    @property
    def open(self) -> list[Case]:
        """Disputes that go on."""
        return [case for case in self.cases if not case.has_ended]

    def count(self) -> dict[str, int]:
        """How many disputes stand in each stage."""
        stages = [case.stage for case in self.cases]
        return {stage: stages.count(stage) for stage in STAGES if stage in stages}


def moment(text: str) -> datetime:
    """A time as the court writes it."""
    return datetime.fromisoformat(text)


def _closing(told: Mapping[str, Any]) -> datetime | None:
    return moment(told["closes_at"]) if told.get("closes_at") else None


def _verdict(case: Case, told: Mapping[str, Any]) -> None:
    case.first_verdict, case.verdict = case.first_verdict or told, told


def _instructed(case: Case, told: Mapping[str, Any]) -> None:
    case.instructions.append(told)


def _executed(case: Case, _told: Mapping[str, Any]) -> None:
    case.answers.append("executed")


_FOLLOW: Mapping[str, Callable[[Case, Mapping[str, Any]], None]] = {
    "verdict.pronounced": _verdict,
    "dispute.settled": _verdict,
    "dispute.withdrawn": _verdict,
    "refund.instructed": _instructed,
    "refund.executed": _executed,
}
