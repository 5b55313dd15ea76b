"""How far votes err together by this court's own audits, and rules that go by it.

Made each night of verdicts that were read again. A policy that stops by evidence and
names no figure itself takes it at admission; the dispute keeps it, with its day.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from fractions import Fraction
from typing import Any

from jury.domain.fairness.calibration import Audited, Calibration, calibrate
from jury.domain.law import Rules
from jury.domain.reliability.evidence import Counts
from jury.domain.stopping import Ballot, StoppingKind
from jury.services.fairness.history import rungs_of
from jury.services.fairness.record import Record
from jury.storage.fairness import find_last_reading
from jury.storage.history import CastBallot, HeldPoll
from jury.storage.reliabilities import counts_of

SEED = 1


def calibrated(rules: Rules) -> Rules:
    """The same rules, with what evidence is worth now where they ask for it."""
    rule = rules.policy.stopping
    if rule.kind is not StoppingKind.WEIGHTED or rule.calibration is not None:
        return rules
    reading = find_last_reading()
    found = reading.figures.get("calibration") if reading else None
    if not found or not found["is_on"] or not found.get("together"):
        return rules
    rule = replace(
        rule,
        calibration=Fraction(1),
        together=Fraction(found["together"]),
        audited=found["audited"],
        measured=found["day"],
    )
    return replace(rules, policy=replace(rules.policy, stopping=rule))


def measured(record: Record, *, day: str) -> dict[str, Any]:
    """What evidence is worth by the audits there are, as it is kept."""
    return kept(calibrate(audited_polls(record), seed=SEED), day=day)


def kept(found: Calibration, *, day: str) -> dict[str, Any]:
    """A calibration as figures keep it."""
    return {
        **asdict(found),
        "together": None if found.together is None else str(found.together),
        "is_on": found.is_on,
        "day": day,
    }


def audited_polls(record: Record) -> list[Audited]:
    """First polls of verdicts that were read again, each ballot weighed.

    By its juror's counts of today without this very dispute, which they hold.
    """
    first: dict[str, HeldPoll] = {}
    for one in record.held:
        if one.dispute_id in record.audited:
            first.setdefault(one.dispute_id, one)
    wanted = {one.draw_id for one in first.values()}
    cast: dict[int, list[CastBallot]] = {}
    for ballot in record.cast:
        if ballot.draw_id in wanted:
            cast.setdefault(ballot.draw_id, []).append(ballot)
    jurors = {one.juror_id for rows in cast.values() for one in rows}
    known = counts_of(jurors)
    return [
        Audited(
            rungs_of(poll),
            poll.seats,
            tuple(_weighed(one, poll, known) for one in cast.get(poll.draw_id, [])),
            record.audited[poll.dispute_id],
        )
        for poll in first.values()
    ]


def _weighed(
    one: CastBallot, poll: HeldPoll, known: Mapping[int, tuple[int, ...]]
) -> Ballot:
    if one.choice is None:
        return Ballot(None)
    counts = list(known.get(one.juror_id, (0, 0, 0, 0, 0)))
    if poll.final_rung is not None:
        place = _place(one.choice, poll.final_rung)
        counts[place] = max(0, counts[place] - 1)
    return Ballot(
        one.choice, Counts(*counts).evidence(one.choice, rungs=rungs_of(poll))
    )


def _place(choice: int, final: int) -> int:
    """Which of a juror's five counts a vote is in, where this rung proved right."""
    if final == 0:
        return 0 if choice == 0 else 1
    if choice == final:
        return 2
    return 3 if choice == 0 else 4
