"""The closing table: what became of the disputes, and whether all was right."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from jury.cli.simulate.books import SHARES, moved
from jury.cli.simulate.docket import Case
from jury.cli.simulate.line import Meter
from jury.cli.simulate.play import Play

PASSED = ("submissions", "screening", "hearing", "pronounced", "final")


@dataclass(frozen=True)
class Ending:
    """How a play ended."""

    play: Play
    seconds: float
    faults: tuple[str, ...]

    @property
    def stuck(self) -> list[Case]:
        """Disputes that neither closed nor went to staff."""
        return self.play.docket.open

    @property
    def is_good(self) -> bool:
        """Whether nothing is stuck, the books balance, and no page broke down."""
        return not (self.stuck or self.faults or self.play.line.meter.failures)


def table(ending: Ending) -> Iterator[str]:
    """The lines of the closing table."""
    cases = ending.play.docket.cases
    rows = [
        *_outcomes(cases),
        *_afterwards(ending.play),
        *_stages(cases),
        *_filling(ending.play),
        *_money(cases, ending.faults),
        *_people(ending.play),
        ("Requests", _requests(ending.play.line.meter, ending.seconds)),
        (
            "Time",
            f"{_span(ending.play.passed())} of the court in {ending.seconds:.0f} s",
        ),
    ]
    width = max(len(name) for name, _value in rows)
    yield ""
    for name, value in rows:
        yield f"  {name:<{width}}  {value}"
    yield ""
    yield from _complaints(ending)


def write_truth(path: Path, cases: Sequence[Case]) -> None:
    """Write what was planted and what was found, one dispute a line."""
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("task", "label", "found", "reason", "refund"))
        for case in cases:
            found = _label(buyer_is_right=case.buyer_is_right == case.is_right)
            is_known = case.is_right is not None
            rows.writerow(
                (
                    case.id,
                    _label(buyer_is_right=case.buyer_is_right),
                    found if is_known else "",
                    case.reason,
                    case.refund_ref,
                )
            )


def _label(*, buyer_is_right: bool) -> str:
    return "buyer" if buyer_is_right else "seller"


def _outcomes(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    stages = [case.stage for case in cases]
    judged = [case for case in cases if case.is_right is not None]
    right = sum(case.is_right is True for case in judged)
    share = f" ({right / len(judged):.1%})" if judged else ""
    yield "Closed", f"{stages.count('closed')} of {len(cases)}"
    yield "Referred to staff", str(stages.count("referred"))
    ended = [case.verdict["ended_by"] for case in cases if case.verdict]
    yield "Settled", str(ended.count("settlement"))
    yield "Withdrawn", str(ended.count("withdrawal"))
    yield "Verdicts right", f"{right} of {len(judged)}{share}"


def _afterwards(play: Play) -> Iterator[tuple[str, str]]:
    """What was appealed, and what went back."""
    done, cases = play.dealings.done, play.docket.cases
    changed = sum(case.is_changed for case in cases)
    yield "Appealed", f"{done['appealed']} ({changed} decided otherwise)"
    sent, accepted = done["goods sent back"], done["goods accepted"]
    yield "Goods sent back", f"{sent} ({accepted} accepted by the seller)"


def _stages(cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    for stage in PASSED:
        spans = [
            after - at
            for case in cases
            for (name, at), (_next, after) in zip(
                case.entered, case.entered[1:], strict=False
            )
            if name == stage
        ]
        if spans:
            middle = median(span.total_seconds() for span in spans)
            yield f"Median time in {stage}", _span(timedelta(seconds=middle))


def _filling(play: Play) -> Iterator[tuple[str, str]]:
    """How long a panel takes, how long the money, and who came for nothing."""
    cases, done = play.docket.cases, play.jurors.done
    waited = [one for case in cases if (one := _between(case, "hearing", "pronounced"))]
    paid = [
        one
        for case in cases
        if case.verdict is not None
        and case.verdict["ended_by"] == "verdict"
        and case.first_verdict is case.verdict
        and (one := _between(case, "submissions", "closed"))
    ]
    yield "Hearing to verdict", _middle_and_most(waited)
    yield "Escalation to money, no appeal", _middle_and_most(paid)
    unseated, seated = done["found no seat free"], done["took a seat"]
    yield "Said yes and found no seat", _share(unseated, unseated + seated)
    in_vain = done["read in vain"]
    yield "Read in vain", _share(in_vain, in_vain + done["voted"])


def _between(case: Case, first: str, then: str) -> timedelta | None:
    """How long it took from entering one stage until another was entered."""
    begun = next((at for stage, at in case.entered if stage == first), None)
    ended = next((at for stage, at in case.entered if stage == then), None)
    return ended - begun if begun and ended else None


def _middle_and_most(spans: Sequence[timedelta]) -> str:
    if not spans:
        return "none"
    ordered = sorted(spans)
    late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    return f"median {_span(ordered[len(ordered) // 2])}, 95 % within {_span(late)}"


def _share(some: int, everybody: int) -> str:
    share = f" ({some / everybody:.1%})" if everybody else ""
    return f"{some} of {everybody}{share}"


def _money(cases: list[Case], faults: Sequence[str]) -> Iterator[tuple[str, str]]:
    paid = moved(cases)
    total = sum(paid.values())
    shares = ", ".join(
        f"{_amount(paid[one])} {one}" for one in SHARES if one != "freight" or paid[one]
    )
    yield "Money moved", f"{_amount(total)} {cases[0].currency} ({shares})"
    yield "Ledger", f"{len(faults)} faults" if faults else "balanced"


def _people(play: Play) -> Iterator[tuple[str, str]]:
    done = play.jurors.done
    yield "Jurors", _listed(done)
    yield "Parties", _listed(play.parties.done + play.moderator.done)


def _listed(done: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in done.items()) or "nothing"


def _requests(meter: Meter, seconds: float) -> str:
    return f"{meter.requests} ({meter.requests / max(seconds, 1e-3):.0f} a second)"


def _complaints(ending: Ending) -> Iterator[str]:
    for place, times in ending.play.line.meter.failures.items():
        yield f"The court broke down: {place}, {times} times."
    for fault in ending.faults:
        yield f"The books are wrong: {fault}."
    for case in ending.stuck:
        yield f"Stuck: dispute {case.id} in {case.stage}, due {case.closes_at}."


def _amount(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02}"


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60:02} min"
